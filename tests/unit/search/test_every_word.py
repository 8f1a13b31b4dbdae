"""Every visible word of a page is in exactly one of its passages, in order."""

from __future__ import annotations

from textwrap import indent
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.pages.reading import read
from tests.visible_words import faults, visible_words

from mkdocs_liveguide.pages.html import ids
from mkdocs_liveguide.pages.links import LinkedPage, check_links
from mkdocs_liveguide.search.passages import Passage, SearchPage, cut_page

LETTERS = "abcdefgh ABC éüß шлюз 発酵 العربية 😀 .!?;:’“”()&<>_*`#|+-=~^$\\/'\"[]{}@0123456789"
words = st.text(LETTERS, min_size=1, max_size=24).map(lambda text: " ".join(text.split()) or "a")
plain = st.text("abcdefghijklm", min_size=1, max_size=8)


def inline(draw: st.DrawFn) -> str:
    """Words, some of them marked."""
    kinds = [
        "{}",
        "{}",
        "*{}*",
        "**{}**",
        "`{}`",
        "[{}](https://e.example)",
        "![{}](https://e.x/p.png)",
    ]
    kinds += ["<kbd>{}</kbd>", "<b>{}</b>", "{}<br>x", "{}  \ny", "~~{}~~", "<em>{}</em>z", "\\*{}"]
    parts = draw(st.lists(st.tuples(st.sampled_from(kinds), plain), min_size=1, max_size=5))
    return " ".join(kind.format(word) for kind, word in parts)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3) -> str:
    """Markdown of one or more blocks, in random nesting."""
    found = draw(st.lists(block(depth), min_size=1, max_size=4))
    return "\n\n".join(found)


@st.composite
def block(draw: st.DrawFn, depth: int) -> str:
    leaves = ["paragraph", "wild", "heading", "code", "indented", "table", "html", "rule", "raw"]
    nests = ["list", "ordered", "quote", "admonition", "details", "tabs", "deflist", "div"]
    kind = draw(st.sampled_from(leaves + nests * (depth > 0)))
    if kind in leaves:
        return _leaf(draw, kind)
    inner = draw(blocks(depth - 1))
    title = draw(plain)
    match kind:
        case "list" | "ordered":
            mark = "- " if kind == "list" else "1. "
            more = draw(st.lists(plain, max_size=2))
            first = f"{mark}{title}\n\n{indent(inner, '    ')}"
            return "\n\n".join([first, *(f"{mark}{each}" for each in more)])
        case "quote":
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case "tabs":
            other = draw(blocks(depth - 1))
            return (
                f'=== "{title}"\n\n{indent(inner, "    ")}\n\n=== "{draw(plain)}"\n\n'
                f"{indent(other, '    ')}"
            )
        case "deflist":
            return f"{title}\n\n:   {draw(plain)}\n\n{indent(inner, '    ')}"
        case "div":
            return f'<div markdown="1">\n\n{inner}\n\n</div>'
    mark = {"admonition": "!!!", "details": draw(st.sampled_from(["???", "???+"]))}[kind]
    return f'{mark} note "{title}"\n\n{indent(inner, "    ")}'


def _leaf(draw: st.DrawFn, kind: str) -> str:
    match kind:
        case "paragraph":
            return inline(draw)
        case "wild":
            return draw(words)
        case "heading":
            mark = "#" * draw(st.integers(1, 6))
            tail = draw(st.sampled_from(["", "", " { #given }", " {: .a-class }"]))
            return f"{mark} {inline(draw).replace(chr(10), ' ')}{tail}"
        case "code":
            fence = draw(st.sampled_from(["```", "~~~~", "``` py", '``` text title="t"']))
            end = fence.split()[0]
            return f"{fence}\n{draw(words)}\n\n  {draw(words)}\n{end}"
        case "indented":
            return f"{draw(plain)}\n\n    {draw(words)}\n    {draw(plain)}"
        case "table":
            cells = draw(st.lists(plain, min_size=4, max_size=4))
            return "| {} | {} |\n|---|---|\n| {} | `{}` |".format(*cells)
        case "html":
            html = ["<p>{}</p>", "<figure><figcaption>{}</figcaption></figure>", "<div>{}</div>"]
            html += ["<table><tr><td><p>{}</p>b</td><td>c</td></tr></table>", "<!-- {} -->"]
            html += [
                "<details><summary>{}</summary>x</details>",
                "<p hidden>{}</p>",
                "<pre>{}\n b</pre>",
            ]
            html += [
                "<script>{}</script>",
                "<h2>{}</h2>",
                "<h3><a name='{}'></a>n</h3>",
                "<ul><li>{}</ul>",
            ]
            return draw(st.sampled_from(html)).format(draw(plain))
        case "raw":
            return draw(st.sampled_from(["<span>{}</span>", "<svg aria-label='{}'></svg>"])).format(
                draw(plain)
            )
    return "---"


def cut(html: str, title: str = "A page") -> list[Passage]:
    return list(cut_page(0, SearchPage("a.md", "a/", title, html)))


@settings(max_examples=150, deadline=None)
@given(blocks())
def test_every_visible_word_is_in_one_passage_in_order(markdown: str) -> None:
    html, _ = read(markdown)
    assert list(faults(html, cut(html))) == []


@settings(max_examples=100, deadline=None)
@given(blocks())
def test_a_link_to_any_place_of_a_page_is_accepted(markdown: str) -> None:
    html, draft = read(markdown)
    html += "".join(f'<a href="#{quote(place)}">there</a>' for place in ids(html))
    page = LinkedPage("a.md", "a/", html, draft.origins, {})
    told = [each for each in check_links([page], {"a/": "a.md"}) if '"#' in each.found]
    assert told == []


PAGE = "<h1>A page</h1><p>one two</p><h2 id='b'>three</h2><p>four five</p><h2 id='c'>six</h2>"


def test_the_check_accepts_the_passages_of_a_page() -> None:
    assert list(faults(PAGE, cut(PAGE))) == []
    assert visible_words(PAGE).words == ["one", "two", "four", "five"]


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace("four", ""),
        PAGE.replace("four", "four four"),
        PAGE.replace("four five", "five four"),
        PAGE.replace("one two", ""),
        PAGE.replace("<p>four five</p>", ""),
        PAGE.replace("three", "seven"),
        PAGE.replace("'b'", "'d'"),
        PAGE.replace("six", "eight"),
        "<p></p>",
    ],
)
def test_the_check_notices_passages_that_are_not_those_of_the_page(other: str) -> None:
    assert list(faults(PAGE, cut(other)))
    assert other == "<p></p>" or list(faults(other, cut(PAGE)))
