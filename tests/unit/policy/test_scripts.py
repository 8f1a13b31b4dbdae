"""Scripts that stand in a page become files, which run as they did."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.policy.document import Document
from mkdocs_liveguide.policy.files import MovedFiles
from mkdocs_liveguide.policy.scripts import (
    LONGEST,
    MOST,
    count_scripts,
    most_used,
    move_scripts,
    source_of,
)


def moved(html: str, path: str = "a/b/index.html") -> tuple[str, dict[str, str], set[str]]:
    """The page's new HTML, the files by path, and what a policy needs for what stayed."""
    document, files = Document(html, path), MovedFiles()
    hashes = move_scripts(document, files)
    return document.html, {k: v.decode() for k, v in files.files.items()}, hashes


def addresses(html: str) -> list[str | None]:
    page = LexborHTMLParser(html)
    return [script.attributes.get("src") for script in page.css("script")]


def test_scripts_run_at_the_same_place_in_the_same_order() -> None:
    html = (
        "<head><script>one()</script><script src='two.js'></script></head>"
        "<body><p>text</p><script>three()</script><div><script>four()</script></div></body>"
    )
    new, files, _ = moved(html)
    by_path = {f"../../{path}": text for path, text in files.items()}
    order = [by_path.get(address or "", address) for address in addresses(new)]
    assert order == ["one()", "two.js", "three()", "four()"]
    page = LexborHTMLParser(new)
    assert [script.parent.tag for script in page.css("script") if script.parent] == [
        *("head", "head", "body", "div")
    ]
    assert all(script.text() == "" for script in page.css("script"))
    # What holds the page up until it has run still does.
    assert not page.css("script[async], script[defer]")


def test_scripts_that_stay_are_named_by_their_hashes() -> None:
    html = (
        "<head><script>stay()</script><script type='module'>stay()</script></head>"
        "<body><script>go()</script><svg><script>stay()</script></svg></body>"
    )
    document, files = Document(html, "index.html"), MovedFiles()
    assert move_scripts(document, files, {"stay()"}) == {source_of("stay()")}
    texts = [script.text() for script in LexborHTMLParser(document.html).css("script")]
    assert texts == ["stay()", "stay()", "", ""], "a drawing's text may be written in other ways"
    assert sorted(files.files.values()) == [b"go()", b"stay()"]


def test_the_most_used_scripts_stay_and_none_that_is_long() -> None:
    counted: Counter[str] = Counter()
    often = "<script>often()</script>"
    for page in range(MOST + 5):
        html = f"{often}<script>own({page})</script><script>//{'x' * LONGEST}</script>"
        html += '<script type="application/json">1</script><script src="x.js"></script>'
        count_scripts(Document(f"{html}<script> </script>", f"{page}.html"), counted)
    staying = most_used(counted)
    assert len(staying) == MOST
    assert "often()" in staying
    assert max(map(len, staying)) <= LONGEST
    assert staying == most_used(Counter(dict(reversed(counted.items())))), "in whatever order"


def test_equal_scripts_are_one_file_and_files_are_named_by_content() -> None:
    new, files, _ = moved("<script>a</script><script>b</script><script>a</script>")
    first, second, third = addresses(new)
    assert first == third != second
    assert len(files) == 2
    for path, text in files.items():
        assert path == f"live/pages/inline.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"


@pytest.mark.parametrize(
    "attributes",
    [
        'type="application/json"',
        'type="application/ld+json"',
        'type="text/template"',
        'type="text/x-mathjax-config"',
        'type="javascript"',
        'type=" "',
        'language="vbscript"',
        'type="text/javascript; charset=utf-8"',
    ],
)
def test_data_stay(attributes: str) -> None:
    script = f"<script {attributes}>{{}}</script>"
    new, files, hashes = moved(f"<html><head></head><body>{script}</body></html>")
    assert script in new
    assert files == {}
    assert hashes == set()


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'type=""',
        "type",
        'type="text/javascript"',
        'type=" Application/JavaScript "',
        'type="text/jscript"',
        'language="JavaScript"',
        'language="javascript1.2" type=""',
    ],
)
def test_every_way_to_say_that_it_is_a_script(attributes: str) -> None:
    _, files, _ = moved(f"<script {attributes}>run()</script>")
    assert list(files.values()) == ["run()"]


def test_attributes_without_a_meaning_before_get_none() -> None:
    new, _, _ = moved(
        '<script id="x" async defer nonce="n" charset="latin1" data-a="b" nomodule>run()</script>'
    )
    script = LexborHTMLParser(new).css_first("script")
    assert script is not None
    assert sorted(script.attributes) == ["data-a", "id", "nomodule", "src"]


def test_a_module_stays_one_and_lies_where_its_imports_are() -> None:
    new, files, _ = moved('<script type="module" async>import "./x.js"; go()</script>')
    script = LexborHTMLParser(new).css_first("script")
    assert script is not None
    assert script.attributes["type"] == "module"
    assert "async" in script.attributes
    (path,) = files
    assert path.startswith("a/b/inline.")
    assert script.attributes["src"] == path.removeprefix("a/b/")


def test_what_browsers_take_from_pages_only_is_named_by_its_hash() -> None:
    text = '{"imports": {"x": "./x.js"}}'
    page = f'<script type="importmap">{text}</script><script type="speculationrules">{{}}</script>'
    new, files, hashes = moved(page)
    assert page in new
    assert files == {}
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in hashes
    assert len(hashes) == 2


def test_scripts_in_templates_are_moved_and_those_for_no_script_are_left() -> None:
    new, files, _ = moved(
        "<template><p><script>a()</script></p><template><script>b()</script></template></template>"
        "<noscript><script>never()</script></noscript>"
    )
    assert sorted(files.values()) == ["a()", "b()"]
    assert "<script>never()</script>" in new
    assert "a()" not in new
    assert "b()" not in new


def test_what_stands_in_a_head_for_browsers_without_scripts_moves_nothing_else() -> None:
    new, _, _ = moved(
        "<head><noscript><img src='p.gif'></noscript><link rel='canonical' href='/a'>"
        "<script>a()</script></head><body></body>"
    )
    page = LexborHTMLParser(new, scripting=True)
    assert [node.tag for node in page.css("head > *")] == ["noscript", "link", "script"]
    assert "<noscript><img src='p.gif'></noscript>" in new


def test_scripts_in_drawings_have_an_address_of_their_own_kind() -> None:
    new, files, _ = moved(
        "<svg><script>if (a &lt; b) go()</script>"
        "<foreignObject><script>if (c < d) go()</script></foreignObject>"
        "<script href='kept.js'></script></svg><math><script>text</script></math>"
    )
    assert sorted(files.values()) == ["if (a < b) go()", "if (c < d) go()"]
    page = LexborHTMLParser(new)
    svg, html, kept, maths = page.css("script")
    assert sorted(svg.attributes) == ["href"]
    assert sorted(html.attributes) == ["src"]
    assert kept.attributes == {"href": "kept.js"}
    assert maths.text() == "text"


def test_blank_scripts_go() -> None:
    new, files, _ = moved("<script>  \n </script><script></script>")
    assert files == {}
    assert addresses(new) == [None, None]
    assert LexborHTMLParser(new).css_first("script").text() == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "site_path", "head", "expected"),
    [
        ("index.html", "/", "", "live/"),
        ("page.html", "/", "", "live/"),
        ("a/b/index.html", "/", "", "../../live/"),
        ("日本/index.html", "/", "", "../live/"),
        ("404.html", "/", "", "/live/"),
        ("404.html", "/guide/", "", "/guide/live/"),
        ("ja/404.html", "/guide/", "", "/guide/live/"),
        ("a/b/index.html", "/", "<base href='../..'>", "live/"),
        ("a/index.html", "/guide/", "<base href='/guide/x/'>", "../live/"),
        ("a/index.html", "/", "<base href='https://else.example/y/z'>", "../live/"),
    ],
)
def test_addresses_hold_where_the_page_lies(
    path: str, site_path: str, head: str, expected: str
) -> None:
    document = Document(f"<head>{head}<script>a</script></head>", path, site_path)
    move_scripts(document, MovedFiles())
    (address,) = addresses(document.html)
    assert (address or "").startswith(f"{expected}pages/inline.")


def test_the_rest_of_a_page_reads_as_before() -> None:
    html = (
        "<!DOCTYPE html><html><head><title>a &amp; b</title></head><body class='x'><pre>\n\ncode"
        "</pre><textarea>\n\n\ntext</textarea><input value='\"' hidden><svg viewBox='0 0 1 1'>"
        "<use xlink:href='#a'></use></svg><template><pre>\n\nx</pre></template>&nbsp;<!-- c -->"
        "<p>1 &lt; 2<br>3</p></body></html>"
    )
    again = Document(Document(html, "a.html").html, "a.html").html
    assert again == Document(html, "a.html").html
    assert LexborHTMLParser(again).css_first("pre").text() == "\ncode"  # type: ignore[union-attr]
    for part in ("&amp;", 'viewBox="0 0 1 1"', 'xlink:href="#a"', "<!-- c -->", "&quot;"):
        assert part in again
