import json

from tests.unit.pages.reading import read

from mkdocs_liveguide.faq.model import Entry, Faq
from mkdocs_liveguide.faq.render import ALSO_ASKED, directives
from mkdocs_liveguide.labs.guide_text import TextPage, build_guide_text
from mkdocs_liveguide.pages.directives import Directives, Html
from mkdocs_liveguide.pages.draft import Reference
from mkdocs_liveguide.pages.html import sections
from mkdocs_liveguide.search.questions import Question
from mkdocs_liveguide.sources.groups import Group

PAGE = """# Tea

Water first.

::: live tea/kettle.py

## How long {#long}

Three minutes. [@E01]

More than five makes it bitter.
"""
ENTRY = Entry(
    slug="milk",
    question="Milk in first?",
    group="g",
    order=1,
    also=("Tea or milk first?",),
    asked=("a", "b", "c"),
    answer="As **you** like.",
    path="faq/milk.md",
    line_offset=0,
)


LIVE = Directives(html={"live": lambda directive, view: Html("<pre>kettle.boil()</pre>")})
FAQ = Faq((Group(id="g", title="Milk"),), (ENTRY,))


def _page(src_uri, url, title, markdown, asked):
    # As it is before anything is put in later.
    references = {"E01": Reference("Wu 2024", "evidence/index.md", "e01")}
    html, _ = read(markdown, asked, references, src_uri)
    return TextPage(src_uri, url, title, sections(html, f".{ALSO_ASKED}"))


def _pages():
    return [
        _page("tea.md", "tea/", "Tea", PAGE, LIVE),
        _page("faq/index.md", "faq/", "FAQ", "# FAQ\n\n::: faq\n", directives(FAQ)),
    ]


def _build(*questions):
    pages = _pages()
    data = json.loads(build_guide_text(pages, questions).content)
    words = [page["text"].split(" ") for page in data["pages"]]
    answers = [
        [" ".join(words[page][start:end]) for page, start, end in question["answers"]]
        for question in data["questions"]
    ]
    return data, answers


def test_pages_are_words_without_directives_and_citations():
    data, _ = _build()
    assert [page["url"] for page in data["pages"]] == ["tea/", "faq/"]
    tea = data["pages"][0]["text"]
    assert tea == "Water first. How long Three minutes. More than five makes it bitter."


def test_an_answer_is_the_words_of_its_place():
    long, first = Question("How long?", ("tea.md#long",)), Question("What first?", ("tea.md",))
    _, answers = _build(long, first)
    assert answers == [["Three minutes. More than five makes it bitter."], ["Water first."]]


def test_faq_entries_stand_on_their_page():
    _, answers = _build(Question("when does milk go in", ("faq/index.md#milk",), "faq"))
    assert answers == [["As you like."]]


def test_a_question_without_a_place_here_is_left_out():
    data, _ = _build(Question("Coffee?", ("coffee.md",)))
    assert data["questions"] == []


def test_same_sources_same_bytes():
    assert build_guide_text(_pages(), []).content == build_guide_text(_pages(), []).content
