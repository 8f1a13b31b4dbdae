"""One list of what may stand in a drawing: all that it does not name is told, with its line."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from live.plot import bars, lines, scatter
from mkdocs_liveguide.building.svg import LIST, NAMESPACE, read_svg, with_safe_drawings, write_svg
from mkdocs_liveguide.sources.problems import ContentError

XLINK = "http://www.w3.org/1999/xlink"


def svg(inside: str) -> str:
    names = f'xmlns="{NAMESPACE}" xmlns:xlink="{XLINK}"'
    return f'<svg {names} viewBox="0 0 9 9">\n{inside}\n</svg>'


GOOD = [
    '<rect width="9" height="50%" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    '<path d="M1 1e-3L-2,.5a1 1 0 0 1 2 2z" fill="#fffc" stroke="rgb(1 2 3 / 50%)"/>',
    '<circle r="3" fill="var(--plot-1, #2083a8)"/>',
    '<circle r="3" fill="var(--a,var(--b,#14607a))" stroke="var(--a)"/>',
    '<defs><linearGradient id="sky"><stop offset="5%" stop-color="hsl(120, 50%, 50%)"/>'
    "</linearGradient></defs>"
    '<rect fill="url(#sky)" clip-path="url(#c-1)" mask="none"/>',
    '<g transform="translate(12 133) rotate(-90)"><text x="0" dy=".35em">a &lt; b</text></g>',
    "<text font-family=\"'Open Sans', var(--md-text-font), sans-serif\">t</text>",
    '<polyline points="1,2 3,4" stroke-dasharray="7 4" marker-end="url(#tip)"/>',
    '<text class="big label" text-anchor="middle" aria-label="3 > 2">t</text>',
]

BAD = [
    ("<script>alert(1)</script>", "<script>"),
    ('<use href="#a"/>', "<use>"),
    ('<image href="/x.png"/>', "<image>"),
    ('<a href="/x"><text>t</text></a>', "<a>"),
    ("<foreignObject/>", "<foreignObject>"),
    ("<style>*{fill:red}</style>", "<style>"),
    ('<animate attributeName="href" values="javascript:1"/>', "<animate>"),
    ('<set attributeName="onclick" to="1"/>', "<set>"),
    ("<switch/>", "<switch>"),
    ('<feImage href="/x"/>', "<feImage>"),
    ('<b xmlns="http://www.w3.org/1999/xhtml">b</b>', "<b>"),
    ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>', "<script>"),
    ('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>', "<script>"),
    ("<SCRIPT/>", "<SCRIPT>"),
    ('<rect onclick="1"/>', 'onclick="1"'),
    ('<rect ONLOAD="1"/>', 'ONLOAD="1"'),
    ('<rect style="fill:red"/>', 'style="fill:red"'),
    ('<rect href="#a"/>', 'href="#a"'),
    ('<rect xlink:href="#a"/>', 'href="#a"'),
    ('<rect xml:base="//x"/>', 'base="//x"'),
    ('<rect tabindex="1"/>', 'tabindex="1"'),
]

VALUES = [
    "url(http://example.org/x)",
    "url(//example.org)",
    "url( #a )",
    "url('#a')",
    'url("#a")',
    "url(x.svg#a)",
    "url(#a) url(http://example.org)",
    "url(#a),url(/x)",
    r"u\72l(/x)",
    r"\75rl(/x)",
    "url/**/(/x)",
    "url(/**/x)",
    "URL(/x)",
    "url(data:image/svg+xml,x)",
    "javascript:alert(1)",
    "expression(alert(1))",
    "image-set('x' 1x)",
    "image(/x)",
    "cross-fade(url(/x), red)",
    "element(#a)",
    "src('/x')",
    "var(--a, url(/x))",
    "var(--a, var(--b, url(/x)))",
    "var(--a))",
    "env(x)",
    "attr(x)",
    "red; background: url(/x)",
    "red}",
    "@import 'x'",
    "red\n\nurl(/x)",
    "url(#a\n)",
    "url(#" + "a" * 10 + "\u0430)",
    "#ggg",
    "\u0661",
    "url(#١)",
]


@pytest.mark.parametrize("inside", GOOD)
def test_plain_shapes_pass_as_they_are(inside: str) -> None:
    root, faults = read_svg(svg(inside))
    assert faults == []
    assert root is not None
    before = ElementTree.canonicalize(svg(inside).replace(f' xmlns:xlink="{XLINK}"', ""))
    assert ElementTree.canonicalize(write_svg(root)) == before


@pytest.mark.parametrize(("inside", "found"), BAD)
def test_what_the_list_does_not_name_is_told_with_its_line(inside: str, found: str) -> None:
    root, faults = read_svg(svg(f"<g>\n{inside}</g>"))
    assert root is None
    assert (faults[0].line, faults[0].found) == (3, found)
    assert faults[0].expected
    assert faults[0].fix


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "attribute", sorted({**{kind: name for name, kind in LIST["attributes"].items()}}.values())
)
def test_no_value_leads_out_of_the_drawing(attribute: str, value: str) -> None:
    """One attribute of each kind of value."""
    if LIST["attributes"][attribute] == "text":
        return
    root = ElementTree.Element(f"{{{NAMESPACE}}}svg", {attribute: value})
    found, faults = read_svg(ElementTree.tostring(root, encoding="unicode"))
    assert found is None
    assert [fault.found.partition("=")[0] for fault in faults] == [attribute]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "DOCTYPE"),
        ('<!DOCTYPE svg SYSTEM "http://example.org/x">' + svg(""), "DOCTYPE"),
        ('<?xml-stylesheet href="/x"?>' + svg(""), "processing instruction"),
        (svg("<?php 1 ?>"), "processing instruction"),
        (svg("<g>" * 5_000 + "</g>" * 5_000), "nested deeper"),
        (svg("<g/>" * 100_000), "more elements"),
        (svg(f"<text>{'a' * 3_000_000}</text>"), "characters"),
        ("<html><body/></html>", "<html>"),
        ("<svg/>", "<svg>"),
        ("", "not XML"),
        ("no drawing", "not XML"),
        ("<svg", "not XML"),
        (svg("<g>"), "not XML"),
        (svg("&nbsp;"), "not XML"),
        (svg('<rect x="1" x="2"/>'), "not XML"),
        (svg("\x00"), "not XML"),
    ],
    ids=lambda each: each[:40],
)
def test_what_is_no_drawing_is_told(text: str, found: str) -> None:
    root, faults = read_svg(text)
    assert root is None
    assert found in faults[-1].found


def test_all_faults_of_a_drawing_are_told_together() -> None:
    _, faults = read_svg(svg('<rect style="a"/>\n<use/>\n<rect fill="url(/x)" width="wide"/>'))
    assert [(fault.line, fault.found) for fault in faults] == [
        (2, 'style="a"'),
        (3, "<use>"),
        (4, 'fill="url(/x)"'),
        (4, 'width="wide"'),
    ]


def test_a_near_name_is_suggested() -> None:
    _, faults = read_svg(svg('<rekt strok="red" style="a"/>'))
    assert [fault.fix for fault in faults] == [
        'write "rect", or take it out',
        'write "stroke", or take it out',
        'write each property as an attribute, such as fill="none"',
    ]


PLOTS = [
    lines({"a": [(1, 2), (3, 4)], "b & c": [(1, 1)]}, title="It's <so>", x="x", y='"y"'),
    lines({"a": [(1, 2), (1e6, 4e9)]}, title="t", x="x", y="y", x_log=True, y_log=True),
    scatter({str(n): [(n, n * n)] for n in range(6)}, title="t", x="x", y="y"),
    bars(["one", "two"], {"a": [0.1, 1], "b": [1, 0]}, title="t", x="x", percent=True),
]


@pytest.mark.parametrize("plot", PLOTS)
def test_plots_pass_unchanged(plot: object) -> None:
    from selectolax.lexbor import LexborHTMLParser

    part = plot.part()  # type: ignore[attr-defined]
    (safe,) = with_safe_drawings([part], "a.py", 1)
    assert LexborHTMLParser(safe["svg"]).html == LexborHTMLParser(part["svg"]).html


def test_a_drawing_is_the_same_for_parsers_of_xml_and_of_html() -> None:
    """Text that ends a title for one of them is text for both."""
    trap = svg("<title><![CDATA[</title><script>x</script>]]></title><!--><rect onclick='1'/>-->")
    (safe,) = with_safe_drawings([{"kind": "svg", "svg": trap, "alt": ""}], "a.py", 1)
    assert "<script" not in safe["svg"]
    assert "onclick" not in safe["svg"]


def test_a_drawing_of_code_is_told_at_the_code() -> None:
    pieces = [
        {"kind": "stdout", "text": "<script>"},
        {"kind": "svg", "svg": svg("<use/>"), "alt": ""},
        {"kind": "svg", "svg": "no", "alt": ""},
    ]
    with pytest.raises(ContentError) as caught:
        with_safe_drawings(pieces, "snippets/a.py", 7)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 2
    assert all(each.startswith("snippets/a.py:7: found ") for each in told)
    assert "<use> in line 2 of a drawing that this code makes" in told[0]
