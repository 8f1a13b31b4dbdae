import json
from typing import Any

import pytest
from tests.small_site import SmallSite

from mkdocs_liveguide.pages.structured import to_script

FAQ = "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n"
ENTRY = "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell me]\n---\nSo.\n"


def test_a_page_is_described_with_its_address(small: SmallSite) -> None:
    files = {
        "docs/index.md": "# Home\n",
        "docs/run/cost.md": "---\ntitle: Cost\ndescription: What it costs.\n---\n",
        "docs/faq/index.md": FAQ,
        "docs/faq/why.md": ENTRY,
    }
    built = small.build(files, site_name="A guide", site_url="https://example.org/")
    assert built.log == []
    (article,) = built.structured("run/cost")
    assert article["url"] == "https://example.org/run/cost/"
    assert article["headline"] == "Cost"
    assert article["description"] == "What it costs."
    assert article["isPartOf"]["name"] == "A guide"
    _, faq = built.structured("faq")
    assert faq["@type"] == "FAQPage"


def wrong(data: Any, address: str = "") -> list[str]:
    """What schema.org's types do not know, or want and do not find."""
    known = {
        "WebSite": ({"name"}, {"url", "description"}),
        "TechArticle": ({"headline"}, {"description", "url", "inLanguage", "isPartOf"}),
        "FAQPage": ({"mainEntity"}, {"url", "name", "inLanguage"}),
        "Question": ({"name", "acceptedAnswer"}, {"url"}),
        "Answer": ({"text"}, {"url"}),
    }
    if isinstance(data, list):
        return [each for item in data for each in wrong(item, address)]
    if not isinstance(data, dict):
        return [] if isinstance(data, str) and data.strip() else [f"{address}: {data!r}"]
    kind = data["@type"]
    wanted, more = known[kind]
    names = {name for name in data if not name.startswith("@")}
    found = [f"{kind}: {name}" for name in (wanted - names) | (names - wanted - more)]
    return found + [each for name in names for each in wrong(data[name], f"{kind}.{name}")]


@pytest.mark.parametrize("address", ["https://example.org/a/", ""])
def test_what_pages_say_is_valid(small: SmallSite, address: str) -> None:
    files = {
        "docs/index.md": "# Home\n",
        "docs/run/cost.md": "---\ntitle: Cost\ndescription: What it costs.\n---\n",
        "docs/faq/index.md": FAQ,
        "docs/faq/why.md": ENTRY,
    }
    built = small.build(files, site_name="A guide", site_url=address)
    assert built.log == []
    for page in ("", "run/cost", "faq"):
        for data in built.structured(page):
            assert data["@context"] == "https://schema.org"
            assert wrong(data) == []
            whole = [data, data.get("isPartOf", {})]
            urls = [each["url"] for each in whole if "url" in each]
            assert all(url.startswith("https://") for url in urls)
            assert bool(urls) == bool(address)


def test_no_text_can_end_the_script_element() -> None:
    text = "</script><script>alert(1)</script>&"
    script = to_script({"name": text})
    assert "<" not in script
    assert json.loads(script) == {"name": text}
