"""Markdown pages of random blocks in random nesting, for property tests."""

from __future__ import annotations

from textwrap import indent

from hypothesis import strategies as st

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
def blocks(draw: st.DrawFn, depth: int = 3, more: tuple[str, ...] = ()) -> str:
    """Markdown of one or more blocks, in random nesting.

    Args:
        draw: Hypothesis' own.
        depth: how many blocks may stand in each other.
        more: blocks that may stand among the others.
    """
    found = draw(st.lists(block(depth, more), min_size=1, max_size=4))
    return "\n\n".join(found)


@st.composite
def block(draw: st.DrawFn, depth: int, more: tuple[str, ...]) -> str:
    """Markdown of one block and what stands in it."""
    if more and draw(st.integers(0, 2)) == 0:
        return draw(st.sampled_from(more))
    leaves = ["paragraph", "wild", "heading", "code", "indented", "table", "html", "rule", "raw"]
    nests = ["list", "ordered", "quote", "admonition", "details", "tabs", "deflist", "div"]
    kind = draw(st.sampled_from(leaves + nests * (depth > 0)))
    if kind in leaves:
        return _leaf(draw, kind)
    inner = draw(blocks(depth - 1, more))
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
            other = draw(blocks(depth - 1, more))
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
