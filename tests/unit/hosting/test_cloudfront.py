"""Where the function for CloudFront leads: run in Node, as CloudFront calls it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mkdocs_liveguide.hosting.cloudfront import write_function
from mkdocs_liveguide.runtime.node import run_node

FILES = (
    *("index.html", "tea/index.html", "v1.2/index.html", "v1.2/page/index.html", "404.html"),
    *("node.js/index.html", "sw.js", "assets/tea.JPG", "assets/LICENSE", "bröt/chen", "100%/x.css"),
)


def asked(*events: dict[str, Any], below: str = "/") -> list[Any]:
    """What CloudFront does with each request: the path that it reads, or where it leads."""
    script = write_function(FILES, below).decode()
    requests = [{"uri": "/", "querystring": {}, **each} for each in events]
    script += f"""
    for (const request of {json.dumps(requests)}) {{
        const said = handler({{ request }});
        const led = said.statusCode && [said.statusCode, said.headers.location.value];
        console.log(JSON.stringify(led || said.uri));
    }}"""
    return [json.loads(line) for line in run_node(["-e", script]).splitlines()]


def paths(*uris: str, below: str = "/") -> list[Any]:
    return asked(*({"uri": uri} for uri in uris), below=below)


def test_folders_have_the_page_in_them() -> None:
    assert paths("/", "/tea/", "/v1.2/") == ["/index.html", "/tea/index.html", "/v1.2/index.html"]


def test_files_are_sent_as_they_are() -> None:
    files = ["/sw.js", "/404.html", "/assets/tea.JPG", "/assets/LICENSE", "/br%C3%B6t/chen"]
    assert paths(*files) == files


@pytest.mark.parametrize(
    "page", ["/tea", "/v1.2", "/v1.2/page", "/node.js", "/nowhere", "/LICENSE", "/%"]
)
def test_pages_are_at_the_end_of_a_slash_whatever_dots_they_have(page: str) -> None:
    assert paths(page) == [[301, f"{page}/"]]


def test_below_a_path_too() -> None:
    pages = ["/my%20guide.js", "/my%20guide.js/node.js"]
    files = ["/my%20guide.js/sw.js", "/my%20guide.js/assets/LICENSE"]
    found = paths(*pages, *files, below="/my guide.js/")
    assert found == [*([301, f"{page}/"] for page in pages), *files]


def test_a_query_is_kept_where_an_address_leads_on() -> None:
    query = {
        "q": {"value": "a%20b%26c"},
        "h": {"value": "x", "multiValue": [{"value": "x"}, {"value": "y"}]},
        "on": {"value": ""},
    }
    found = asked({"uri": "/tea", "querystring": query}, {"uri": "/tea/", "querystring": query})
    assert found == [[301, "/tea/?q=a%20b%26c&h=x&h=y&on="], "/tea/index.html"]


def test_no_address_leads_to_another_site() -> None:
    wrong = ["//evil.example", "/\\evil.example", "///evil.example/x", "\\\\evil.example"]
    for status, to in paths(*wrong):
        assert status == 301
        assert to.startswith("/evil.example/")
