"""In pages of random nesting, nothing of ours is lost, and each mistake has its line."""

from __future__ import annotations

import re
from itertools import count

from bs4 import BeautifulSoup
from hypothesis import given, settings
from tests.markdown_pages import blocks
from tests.unit.pages.reading import read

from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.draft import Reference
from mkdocs_liveguide.pages.links import LinkedPage, check_links
from mkdocs_liveguide.pages.view import PageInfo, PageView

OURS = (
    "::: box @@",
    "::: bux@@",
    ":::box @@",
    "words [x](none-@@.md)",
    "words [@F@@]",
    "[@f@@] so",
)
VIEW = PageView("a.md", {"a.md": PageInfo("a.md", "a/", "A")})
REFERENCES = {"E01": Reference("Wu 2024", "evidence/index.md", "e01")}


def numbered(markdown: str) -> str:
    """The text with a number of its own in the place of each ``@@``."""
    numbers = count(100)
    return re.sub("@@", lambda match: str(next(numbers)), markdown)


@settings(max_examples=200, deadline=None)
@given(blocks(more=OURS).map(numbered))
def test_each_is_read_or_told_on_its_line(markdown: str) -> None:
    seen: list[Directive] = []

    def box(directive: Directive, view: PageView) -> Html:
        seen.append(directive)
        return Html("")

    html, draft = read(markdown, Directives(html={"box": box}), REFERENCES)
    for make, _ in draft.late.values():
        make(VIEW)
    page = LinkedPage("a.md", "a/", html, draft.origins, draft.links)
    told = {
        int(re.search(r"\d{3}", text)[0]): line
        for text, line in [
            *((f"{each.argument}", each.place.line) for each in seen),
            *((f"{each.found} {each.fix}", each.line) for each in draft.problems),
            *((each.written, each.place.line) for each in draft.citations),
            *((each.found, each.line) for each in check_links([page], {"a/": "a.md"})),
        ]
        if re.search(r"\d{3}", text)
    }
    lines = markdown.split("\n")
    assert {
        number: lines[line - 1].count(str(number)) for number, line in told.items()
    } == dict.fromkeys(told, 1)
    shown_as_code = " ".join(
        each.text for each in BeautifulSoup(html, "html5lib").select("pre, code")
    )
    written = set(map(int, re.findall(r"(?:box |bux|none-|@F|@f)(\d{3})", markdown)))
    assert {each for each in written - told.keys() if str(each) not in shown_as_code} == set()
