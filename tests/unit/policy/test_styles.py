"""Styles that stand in a page become style sheets that look the same."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.policy.document import Document
from mkdocs_liveguide.policy.files import MovedFiles
from mkdocs_liveguide.policy.styles import (
    MARK,
    canonical,
    links_to_rules,
    move_attributes,
    move_elements,
    write_sheet,
)


def moved(html: str, path: str = "a/index.html") -> tuple[str, dict[str, str]]:
    document, files = Document(html, path), MovedFiles()
    move_elements(document, files)
    return document.html, {k: v.decode() for k, v in files.files.items()}


def test_an_element_gives_way_to_a_link_at_its_place() -> None:
    new, files = moved(
        '<head><link rel="stylesheet" href="x.css"><style media="print" title="t" id="i" nonce="n">'
        "p{color:red}</style></head><body><p>a</p><style>b{color:red}</style><p>c</p></body>"
    )
    page = LexborHTMLParser(new)
    assert page.css("style") == []
    _, first, second = page.css("link")
    path, *_ = files
    assert first.attributes == {
        "rel": "stylesheet",
        "href": f"../{path}",
        "media": "print",
        "title": "t",
        "id": "i",
    }
    assert [node.tag for node in page.css("body > *")] == ["p", "link", "p"]
    assert list(files.values()) == ["p{color:red}", "b{color:red}"]
    assert second.attributes["href"] != first.attributes["href"]


def test_equal_elements_are_one_file() -> None:
    new, files = moved("<style>p{}</style><div><style>p{}</style></div>")
    assert len(files) == 1
    assert len({link.attributes["href"] for link in LexborHTMLParser(new).css("link")}) == 1


def test_in_a_drawing_the_link_stands_before_it() -> None:
    new, files = moved(
        "<p><svg><g><svg><style>a > b { c: '&lt;' }</style></svg></g><foreignObject>"
        "<style>d{}</style></foreignObject></svg></p><math><style>e</style></math>"
    )
    page = LexborHTMLParser(new)
    assert sorted(files.values()) == ["a > b { c: '<' }", "d{}"]
    assert len(page.css("p > link + svg")) == 1
    assert len(page.css("foreignObject > link")) == 1
    assert len(page.css("math > style")) == 1


def test_other_languages_blanks_and_templates() -> None:
    new, files = moved(
        '<style type="text/less">a</style><style> </style><style type="TEXT/CSS">b{}</style>'
        "<template><style>c{}</style></template><noscript><style>d{}</style></noscript>"
    )
    assert sorted(files.values()) == ["b{}", "c{}", "d{}"]
    assert new.count("<style") == 1


@pytest.mark.parametrize(
    "text",
    [
        "@import 'x.css';",
        "p{background:url(x.png)}",
        "p{background:URL( 'x.png' )}",
        'p{background:image-set("x.png" 1x)}',
        r"p{background:u\72l(x.png)}",
    ],
)
def test_what_names_files_lies_where_their_addresses_hold(text: str) -> None:
    _, files = moved(f"<style>{text}</style>")
    (path,) = files
    assert path.startswith("a/inline.")


def test_attributes_become_marks_and_equal_ones_one_rule() -> None:
    document = Document(
        '<table class="t"><td style="text-align:right">1</td><td style=" text-align:right; ">2</td>'
        '<td style="text-align:right!important">3</td><td style="">4</td><td style="}">5</td>'
        '</table><noscript><u style="color:red">u</u></noscript>'
        '<template><i style="color:red">x</i></template><svg><g style="fill:red"></g></svg>',
        "a/index.html",
    )
    rules = move_attributes(document, MovedFiles())
    page = LexborHTMLParser(document.html)
    assert page.css("[style]") == []
    assert " style=" not in document.html
    cells = [cell.attributes.get(MARK) for cell in page.css("td")]
    assert rules[cells[0] or ""] == "text-align:right"
    assert rules[cells[2] or ""] == "text-align:right!important"
    assert cells[3:] == [None, None]
    assert sorted(rules.values())[0:2] == ["color:red", "fill:red"]
    # A theme may ask whether an element has classes: that is as it was.
    assert [node.attributes.get("class") for node in page.css("table, td")] == ["t", *[None] * 5]


def test_different_spellings_are_one_rule() -> None:
    spellings = ("a:b;c:d", " a:b ; c:d; ", "a:b;/* x */c:d", "a:b;;c:d")
    assert {canonical(each) for each in spellings} == {"a:b;c:d"}


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color:red} body{display:none", ""),
        ("color:red; x:}y; left:0", "color:red;left:0"),
        ("color:red; x:)y; left:0", "color:red;left:0"),
        ("content:'abc", 'content:"abc"'),
        ("width:calc((1px", "width:calc((1px))"),
        ("--x:{a:b}; color:red", "--x:{a:b};color:red"),
        ("nonsense; color:red", "color:red"),
        ("a{b:c} color:red", "color:red"),
        ("color:red; background:url('a\nb'); left:0", "color:red"),
        ("background:url(x", "background:url(x)"),
        ("background:url('x", 'background:url("x")'),
    ],
)
def test_nothing_escapes_from_a_rule(style: str, kept: str) -> None:
    assert canonical(style) == kept
    sheet = write_sheet({"x": canonical(style)})
    assert sheet.count("{") == sheet.count("}")


def test_a_shadow_tree_has_its_own_link() -> None:
    document, files = (
        Document(
            '<div><template shadowrootmode="open"><p style="color:red">x</p></template></div>',
            "a.html",
        ),
        MovedFiles(),
    )
    assert move_attributes(document, files) == {}
    assert '<link rel="stylesheet"' in document.html
    assert " style=" not in document.html
    assert len(files.files) == 1


def test_rules_with_addresses_lie_beside_the_page() -> None:
    document, files = Document("<p></p>", "a/b/index.html"), MovedFiles()
    rules = {"x": "color:red", "y": "background:url(p.png)"}
    links = [link.attributes["href"] for link in links_to_rules(document, files, rules)]
    shared, beside = files.files
    assert shared.startswith("live/pages/")
    assert beside.startswith("a/b/")
    assert links == [f"../../{shared}", beside.removeprefix("a/b/")]
