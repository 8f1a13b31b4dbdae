"""A directive works wherever Markdown has blocks, and is told wherever it cannot work."""

from __future__ import annotations

from textwrap import indent

import pytest
from tests.small_site import SmallSite

LINE = "::: live kitchen/oven.py#heat"
SNIPPET = {"snippets/kitchen/oven.py": "# --8<-- [start:heat]\nprint('hot')\n# --8<-- [end:heat]\n"}


def inside(text: str, spaces: int = 4) -> str:
    return indent(text, " " * spaces)


WORKS = {
    "alone": LINE,
    "at the start of the page's text": f"{LINE}\n\nWords.",
    "after one space": f" {LINE}",
    "after three spaces": f"   {LINE}",
    "before spaces": f"{LINE}  ",
    "with wide gaps": "::: \t live   kitchen/oven.py#heat",
    "in a tab": f'=== "A"\n\n{inside(LINE)}',
    "in a tab, right below its title": f'=== "A"\n{inside(LINE)}',
    "in the second tab": f'=== "A"\n\n    Text.\n\n=== "B"\n\n{inside(LINE)}',
    "in a tab of a tab": f'=== "A"\n\n    === "B"\n\n{inside(LINE, 8)}',
    "in an admonition": f"!!! note\n\n{inside(LINE)}",
    "right below an admonition's title": f'!!! note "Title"\n{inside(LINE)}',
    "in an admonition's second paragraph": f"!!! note\n    Text.\n\n{inside(LINE)}",
    "in an admonition of an admonition": f"!!! note\n\n    !!! tip\n\n{inside(LINE, 8)}",
    "in details": f'??? note "Open me"\n\n{inside(LINE)}',
    "in open details": f"???+ note\n\n{inside(LINE)}",
    "in a list": f"- One.\n\n{inside(LINE)}\n\n- Two.",
    "as the item of a list": f"- {LINE}\n- Two.",
    "in a list indented by two": f"- One.\n\n{inside(LINE, 2)}\n\n- Two.",
    "in an ordered list": f"1. One.\n\n{inside(LINE)}\n\n2. Two.",
    "in an ordered list indented by three": f"1. One.\n\n{inside(LINE, 3)}\n\n2. Two.",
    "in a nested list": f"- One.\n    - Two.\n\n{inside(LINE, 8)}\n\n    - Three.",
    "three lists deep": f"- One.\n    1. Two.\n        - Three.\n\n{inside(LINE, 12)}",
    "in an admonition of a list": f"- One.\n\n    !!! tip\n\n{inside(LINE, 8)}",
    "in a definition": f"Term\n\n:   Words.\n\n{inside(LINE)}",
    "as a definition": f"Term\n:   {LINE}",
    "in a quote": f"> {LINE}",
    "in a quote's second paragraph": f"> Words.\n>\n> {LINE}",
    "in a quote of a quote": f"> > {LINE}",
    "in a quote of a list": f"- One.\n\n    > {LINE}",
    "in HTML that holds Markdown": f'<div markdown="1">\n\n{LINE}\n\n</div>',
    "right inside HTML that holds Markdown": f"<div markdown>\n{LINE}\n</div>",
    "in a footnote": f"Words.[^1]\n\n[^1]: Note.\n\n{inside(LINE)}",
    "as a footnote": f"Words.[^1]\n\n[^1]: {LINE}",
    "after a comment": f"<!-- Later. -->\n\n{LINE}",
    "after a comment of two paragraphs": f"<!--\nOne.\n\nTwo.\n-->\n\n{LINE}",
    "after prose with the mark of a comment": f"Write <!-- first.\n\n{LINE}",
    "after a fence": f"```\n:::\n```\n\n{LINE}",
}


@pytest.mark.parametrize("text", WORKS.values(), ids=WORKS.keys())
def test_a_directive_works_in_every_kind_of_block(small: SmallSite, text: str) -> None:
    built = small.build({**SNIPPET, "docs/index.md": f"# Page\n\n{text}\n"})
    assert built.log == []
    (cell,) = built.page().select("live-cell")
    assert "hot" in cell.select_one(".cell-output").text
    cell.extract()
    assert ":::" not in str(built.html()).replace("<p>:::</p>", "").replace(">:::\n", "")


@pytest.mark.parametrize("text", WORKS.values(), ids=WORKS.keys())
def test_a_wrong_directive_is_told_with_its_line_in_every_kind_of_block(
    small: SmallSite, text: str
) -> None:
    lines = f"---\ntitle: A page\n---\n\n# Page\n\n{text.replace('live', 'lvie')}\n"
    (problem,) = small.build({**SNIPPET, "docs/index.md": lines}).problems
    (line,) = [at for at, each in enumerate(lines.split("\n"), 1) if "oven.py" in each]
    assert problem.startswith(f'docs/index.md:{line}: found the unknown directive "lvie"')


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(small: SmallSite, end: str) -> None:
    text = f"---\ntitle: A\n---\n\n# Page\n\n- One.\n\n\t{LINE} gruop=a\n".replace("\n", end)
    (problem,) = small.build({**SNIPPET, "docs/index.md": text.encode()}).problems
    assert problem.startswith('docs/index.md:9: found the option "gruop"')


LEFT_ALONE = {
    "inline code": f"Write `{LINE}` there.",
    "inline code alone": f"`{LINE}`",
    "code of two ticks": f"``{LINE}``",
    "indented code": f"Words.\n\n{inside(LINE)}",
    "code indented by more": f"Words.\n\n{inside(LINE, 6)}",
    "a fence": f"```\n{LINE}\n```",
    "a fence with empty lines": f"```md\n\n{LINE}\n\n```",
    "a fence of tildes": f"~~~\n\n{LINE}\n\n~~~",
    "a long fence around a short one": f"````md\n```\n\n{LINE}\n\n```\n````",
    "tildes around ticks": f"~~~~~ md\n```\n\n{LINE}\n\n```\n~~~~~",
    "a fence of seven ticks": f"```````\n``````\n\n{LINE}\n\n``````\n```````",
    "a fence in a list": f"- One.\n\n    ```\n\n{inside(LINE)}\n\n    ```",
    "a fence in a tab": f'=== "A"\n\n    ~~~\n\n{inside(LINE)}\n\n    ~~~',
    "a fence in a quote": f"> ```\n> {LINE}\n> ```",
    "indented code in a list": f"- One.\n\n{inside(LINE, 8)}",
    "a pre of HTML": f"<pre>\n\n{LINE}\n\n</pre>",
    "a code of HTML": f"<p><code>\n{LINE}\n</code></p>",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_a_directive_in_code_is_left_alone(small: SmallSite, text: str) -> None:
    built = small.build(f"# Page\n\n{text}\n")
    assert built.log == []
    assert not built.page().select("live-cell")
    (code,) = built.page().select("code, pre:not(:has(code))")
    assert LINE in code.text


COMMENTS = {
    "of one line": f"<!-- {LINE} -->",
    "of lines": f"<!--\n{LINE}\n-->",
    "of paragraphs": f"<!--\nLater:\n\n{LINE}\n\n::: figur drawing.svg\n\n[@E99] and more.\n-->",
    "with what is not quite its end": f"<!--\n\n{LINE}\n\na -- > b, c -> d, e --&gt; f\n\n-->",
    "with a longer mark": f"<!---\n\n{LINE}\n\n--->",
    "of one paragraph in a list": f"- One.\n\n    <!-- {LINE} -->\n",
    "of one paragraph in a tab": f'=== "A"\n\n    <!--\n{inside(LINE)}\n    -->\n\n    Words.',
    "in HTML that holds Markdown": f'<div markdown="1">\n\n<!--\n\n{LINE}\n\n-->\n\n</div>',
    "within a sentence": f"Words <!-- {LINE} [@E99] --> and words.",
    "right below a sentence": f"Words.\n<!--\n\n{LINE}\n\n-->",
}


@pytest.mark.parametrize("text", COMMENTS.values(), ids=COMMENTS.keys())
def test_what_is_commented_out_is_neither_run_nor_shown_nor_found(
    small: SmallSite, text: str
) -> None:
    built = small.build(f"# Page\n\nBefore.\n\n{text}\n\nAfter.\n")
    assert built.log == []
    assert not built.page().select("live-cell")
    assert "live" not in built.text()
    assert built.text().startswith("Page Before.")
    assert built.text().endswith("After.")
    assert not any("kitchen" in each.full_text or "E99" in each.text for each in built.passages)


NOT_QUITE_COMMENTS = {
    "in a list": (f"- One.\n\n    <!--\n\n{inside(LINE)}\n\n    -->", 7),
    "in a tab": (f'=== "A"\n\n    <!--\n\n{inside(LINE)}\n\n    -->', 7),
    "in a quote": (f"> <!--\n>\n> {LINE}\n>\n> -->", 5),
    "in an admonition": (f"!!! note\n    <!-- Later:\n\n{inside(LINE)}\n    -->", 6),
    "that never ends": (f"<!-- Later:\n\n{LINE}", 5),
}


@pytest.mark.parametrize(
    ("text", "line"), NOT_QUITE_COMMENTS.values(), ids=NOT_QUITE_COMMENTS.keys()
)
def test_a_comment_that_the_page_would_show_is_told(small: SmallSite, text: str, line: int) -> None:
    built = small.build({**SNIPPET, "docs/index.md": f"# Page\n\n{text}\n"})
    (problem,) = built.problems
    assert problem.startswith(f"docs/index.md:{line}: found `{LINE}` in a comment")
    assert "begin the comment at the left margin" in problem


TOLD = {
    "below text": (f"Words.\n{LINE}", 4, "among other lines"),
    "above text": (f"{LINE}\nWords.", 3, "among other lines"),
    "below a heading": (f"## Part\n{LINE}", 4, "among other lines"),
    "above a heading": (f"{LINE}\n## Part", 3, "among other lines"),
    "below a list": (f"- One.\n- Two.\n{LINE}", 5, "among other lines"),
    "in an item that is tight": (f"- One.\n    {LINE}\n- Two.", 4, "among other lines"),
    "below a quote": (f"> Words.\n{LINE}", 4, "among other lines"),
    "in a tight quote": (f"> Words.\n> {LINE}", 4, "among other lines"),
    "above a fence": (f"{LINE}\n```\ncode\n```", 3, "among other lines"),
    "below a fence": (f"```\ncode\n```\n{LINE}", 6, "among other lines"),
    "below a table": (f"| a |\n|---|\n| b |\n{LINE}", 6, "among other lines"),
    "indented below text": (f"Words.\n    {LINE}", 4, "among other lines"),
    "below text in an admonition": (f"!!! note\n    Words.\n    {LINE}", 5, "among other lines"),
    "below text in a footnote": (f"A.[^1]\n\n[^1]: Note.\n    {LINE}", 6, "among other lines"),
    "below a definition": (f"Term\n:   Words.\n    {LINE}", 5, "among other lines"),
    "above attributes": (f"{LINE}\n{{ .wide }}", 3, "among other lines"),
    "in a cell": (f"| a | b |\n|---|---|\n| {LINE} | c |", 5, "in a cell of a table"),
    "in the last cell": (f"| a | b |\n|---|---|\n| c | {LINE} |", 5, "in a cell of a table"),
    "in the head of a table": (f"| {LINE} | b |\n|---|---|\n| c | d |", 3, "in a cell of a table"),
    "in a heading": (f"## {LINE}", 3, "in a heading"),
    "in HTML": (f"<div>\n\n{LINE}\n\n</div>", 5, "inside HTML"),
    "in tight HTML": (f"<div>{LINE}</div>", 3, "inside HTML"),
    "in a table of HTML": (f"<table><tr><td>\n{LINE}\n</td></tr></table>", 4, "inside HTML"),
    "in details of HTML": (
        f"<details>\n<summary>A</summary>\n\n{LINE}\n\n</details>",
        6,
        "inside HTML",
    ),
}


@pytest.mark.parametrize(("text", "line", "where"), TOLD.values(), ids=TOLD.keys())
def test_a_directive_that_cannot_work_is_told_with_its_line(
    small: SmallSite, text: str, line: int, where: str
) -> None:
    built = small.build({**SNIPPET, "docs/index.md": f"# Page\n\n{text}\n"})
    (problem,) = built.problems
    assert problem.startswith(f"docs/index.md:{line}: found `{LINE}` {where};")
    assert "an empty line before and after it" in problem


def test_a_line_with_a_tab_is_found_though_markdown_makes_spaces_of_it(small: SmallSite) -> None:
    text = "# Page\n\nWords.\n\n<div>::: live\tkitchen/oven.py</div>\n"
    (problem,) = small.build({**SNIPPET, "docs/index.md": text}).problems
    assert problem.startswith("docs/index.md:5: ")


def test_two_directives_that_touch_are_told_each(small: SmallSite) -> None:
    built = small.build({**SNIPPET, "docs/index.md": f"# Page\n\n{LINE}\n{LINE}\n"})
    assert [each.split(": ")[0] for each in built.problems] == [
        "docs/index.md:3",
        "docs/index.md:4",
    ]
