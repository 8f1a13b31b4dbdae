from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.pages.directives import (
    Directive,
    Html,
    Markdown,
    expand_directives,
    find_directives,
    insert_blocks,
)
from mkdocs_liveguide.sources.guide import Guide
from mkdocs_liveguide.sources.problems import ContentError

SOURCE = """\
# Title

::: box "two words" colour=red

```
::: box in a fence
```

::: words

~~~~ md
```
::: box
~~~~
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return Guide(root=tmp_path, docs=tmp_path, cache=Cache(tmp_path), pages={})


def render_box(directive: Directive, guide: Guide) -> Html:
    return Html(f"<b>{directive.argument} {directive.options['colour']}</b>", text="a box")


def render_words(directive: Directive, guide: Guide) -> Markdown:
    return Markdown("*words*")


def expand(markdown: str, guide: Guide, *, for_search: bool = False):
    found = find_directives(markdown, "docs/a.md", "a.md", 0)
    renderers = {"box": render_box, "words": render_words}
    return expand_directives(markdown, found, renderers, guide, 0, for_search)


def test_directives_are_found_with_their_lines_and_not_inside_fences() -> None:
    found = find_directives(SOURCE, "docs/a.md", "a.md", 4)
    assert [(each.name, each.line) for each in found] == [("box", 7), ("words", 13)]
    assert found[0].argument == "two words"
    assert found[0].options == {"colour": "red"}


def test_html_comes_back_untouched_after_markdown(guide: Guide) -> None:
    expanded = expand(SOURCE, guide)
    assert "*words*" in expanded.markdown
    (placeholder,) = expanded.blocks
    page = insert_blocks(f'<p>x</p><div id="{placeholder}"></div>', expanded.blocks)
    assert page == "<p>x</p><b>two words red</b>"


def test_a_search_sees_the_words_of_a_block(guide: Guide) -> None:
    assert "a box" in expand(SOURCE, guide, for_search=True).markdown


def test_a_lost_placeholder_is_an_error(guide: Guide) -> None:
    with pytest.raises(ValueError, match="is gone"):
        insert_blocks("<p></p>", expand(SOURCE, guide).blocks)


def test_unknown_directives_are_told_all_together(guide: Guide) -> None:
    with pytest.raises(ContentError) as error:
        expand("::: bux\n\n::: zebra\n", guide)
    first, second = error.value.problems
    assert (first.line, second.line) == (1, 3)
    assert first.fix == 'write "box"'
    assert second.expected == 'one of "box", "words"'


def test_an_open_quote_is_told_with_its_line() -> None:
    with pytest.raises(ContentError) as error:
        find_directives('x\n::: box "open', "docs/a.md", "a.md", 0)
    assert error.value.problems[0].line == 2
