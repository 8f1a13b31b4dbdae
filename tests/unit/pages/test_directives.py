import pytest
from tests.unit.pages.reading import read, text_of

from mkdocs_liveguide.pages.directives import Directive, Directives, Html, Markdown
from mkdocs_liveguide.pages.draft import Draft, fill
from mkdocs_liveguide.pages.view import PageInfo, PageView

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

VIEW = PageView("a.md", {"a.md": PageInfo("a.md", "a/", "A")})


class Boxes:
    """Two directives that remember where they were asked for."""

    def __init__(self) -> None:
        self.seen: list[Directive] = []
        self.all = Directives(html={"box": self._box}, markdown={"words": self._words})

    def _box(self, directive: Directive, view: PageView) -> Html:
        self.seen.append(directive)
        return Html(f"<b>{directive.argument} {directive.options['colour']} <i>a box</i></b>")

    def _words(self, directive: Directive) -> Markdown:
        self.seen.append(directive)
        return Markdown("*words*")


def filled(html: str, draft: Draft) -> str:
    return fill(html, {key: make(VIEW) for key, (make, _) in draft.late.items()})


def test_directives_are_found_with_their_lines_and_not_inside_fences() -> None:
    boxes = Boxes()
    filled(*read(SOURCE, boxes.all, line_offset=4))
    found = sorted(boxes.seen, key=lambda each: each.place.line)
    assert [(each.name, each.place.line) for each in found] == [("box", 7), ("words", 13)]
    assert found[0].argument == "two words"
    assert found[0].options == {"colour": "red"}


def test_html_comes_back_untouched_after_markdown() -> None:
    html, draft = read(SOURCE, Boxes().all)
    assert "<em>words</em>" in html
    (key,) = draft.late
    page = fill(f'<p>x</p><div data-late="{key}"></div>', {key: draft.late[key][0](VIEW)})
    assert page == "<p>x</p><b>two words red <i>a box</i></b>"
    assert "<b>two words red <i>a box</i></b>" in filled(html, draft)


def test_a_search_sees_the_words_of_a_block() -> None:
    assert "two words red a box" in list(text_of(filled(*read(SOURCE, Boxes().all))))


def test_a_lost_placeholder_is_an_error() -> None:
    _, draft = read(SOURCE, Boxes().all)
    with pytest.raises(ValueError, match="is gone"):
        filled("<p></p>", draft)


def test_unknown_directives_are_told_all_together() -> None:
    _, draft = read("::: bux\n\n::: zebra\n", Boxes().all)
    first, second = draft.problems
    assert (first.line, second.line) == (1, 3)
    assert first.fix == 'write "box"'
    assert second.expected == 'one of "box", "words"'


def test_an_open_quote_is_told_with_its_line() -> None:
    _, draft = read('x\n\n::: box "open', Boxes().all)
    (problem,) = draft.problems
    assert (problem.line, problem.expected) == (3, "quotes in pairs")


def test_a_directive_glued_to_text_is_told_with_its_line_whatever_else_is_wrong_with_it() -> None:
    _, draft = read('x\n::: box "open', Boxes().all)
    assert draft.problems[0].line == 2
