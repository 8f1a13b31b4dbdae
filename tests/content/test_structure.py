"""Pages, answers and findings have the form that readers count on."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from tests.content.prose import paragraphs, sources, strip_citations, words

from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.prose import sentences

MOST_WORDS = 1_200


def test_no_page_is_longer_than_twelve_hundred_words(guide: Guide) -> None:
    counts = {
        page.path: sum(
            len(words(each.words)) for each in paragraphs(strip_citations(page.markdown))
        )
        for page in guide.pages.values()
    }
    long = [f"{path}: {count} words" for path, count in counts.items() if count > MOST_WORDS]
    assert not long, "\n".join(long)


def content(page: BeautifulSoup) -> Tag:
    """What stands between the header and the footer of a page."""
    article = page.select_one("article")
    assert article is not None
    return article


def written(guide: Guide, pages: dict[str, BeautifulSoup]) -> dict[str, BeautifulSoup]:
    """The pages that are made of Markdown, by their files."""
    return {page.path: pages[page.url.removesuffix("/")] for page in guide.pages.values()}


def headings(page: BeautifulSoup) -> list[Tag]:
    """The headings that a page's Markdown has: those to which the site puts a link."""
    return [
        link.parent for link in content(page).select(":is(h1, h2, h3, h4, h5, h6) > .headerlink")
    ]


def said(heading: Tag) -> str:
    """A heading's words."""
    return " ".join(heading.get_text().removesuffix("#").split())


def level(heading: Tag) -> int:
    return int(heading.name[1])


def test_every_page_has_one_title_and_no_level_is_left_out(
    guide: Guide, pages: dict[str, BeautifulSoup]
) -> None:
    wrong = []
    for text in sources(guide):
        if text.name.startswith("docs/"):
            wrong += [
                f"{text.at(each.line)}: a heading in an answer"
                for each in paragraphs(text.markdown)
                if each.heading
            ]
    for name, page in written(guide, pages).items():
        levels = [level(each) for each in headings(page)]
        if levels.count(1) != 1 or levels[0] != 1:
            wrong.append(f"{name}: the page's only title must come first")
        wrong += [
            f"{name}: level {level(after)} right after level {level(before)}: {said(after)}"
            for before, after in pairwise(headings(page))
            if level(after) > level(before) + 1
        ]
    assert not wrong, "\n".join(wrong)


def under(heading: Tag) -> Iterator[Tag | NavigableString]:
    """What stands between a heading and the next one."""
    inside = set(heading.descendants)
    for each in heading.next_elements:
        if each in inside:
            continue
        if isinstance(each, Tag) and (each.select_one(".headerlink") or each.name == "footer"):
            if re.fullmatch("h[1-6]", each.name) or each.name == "footer":
                yield each
                return
            continue
        yield each


def test_no_heading_stands_over_nothing(guide: Guide, pages: dict[str, BeautifulSoup]) -> None:
    empty = []
    for name, page in written(guide, pages).items():
        for heading in headings(page):
            if not said(heading):
                empty.append(f"{name}: a heading without words")
            below = list(under(heading))
            last = below[-1] if below else None
            if isinstance(last, Tag) and re.fullmatch("h[1-6]", last.name):
                below.pop()
                if level(last) > level(heading):
                    continue
            if not any(
                each.strip() if isinstance(each, NavigableString) else each.name in ("svg", "img")
                for each in below
            ):
                empty.append(f"{name}: nothing under “{said(heading)}”")
    assert not empty, "\n".join(empty)


def test_no_two_headings_of_a_page_are_the_same(
    guide: Guide, pages: dict[str, BeautifulSoup]
) -> None:
    twice = []
    for name, page in written(guide, pages).items():
        seen: set[str] = set()
        for heading in headings(page):
            if said(heading).casefold() in seen:
                twice.append(f"{name}: “{said(heading)}” again")
            seen.add(said(heading).casefold())
    assert not twice, "\n".join(twice)


def test_every_image_has_words(pages: dict[str, BeautifulSoup]) -> None:
    silent = []
    drawings = 0
    for name, page in pages.items():
        for image in content(page).select("img"):
            if not str(image.get("alt", "")).strip():
                silent.append(f"{name}: {image['src']}")
        for drawing in content(page).select("figure > svg"):
            drawings += 1
            if len(words(str(drawing.get("aria-label", "")))) < 5:
                silent.append(f"{name}: {drawing.get('aria-label')}")
    assert drawings, "the drawings of the guide were not found"
    assert not silent, "images without words:\n" + "\n".join(silent)


def test_every_page_says_in_a_line_what_it_holds(guide: Guide) -> None:
    wrong = [
        f"{page.path}: {len(description)} characters: {description!r}"
        for page in guide.pages.values()
        if not 50 <= len(description := str(page.meta.get("description", ""))) <= 160
    ]
    assert not wrong, "descriptions of 50 to 160 characters:\n" + "\n".join(wrong)


def test_no_two_pages_have_one_title_or_description(pages: dict[str, BeautifulSoup]) -> None:
    said = {
        "title": [str(page.select_one("title").string) for page in pages.values()],
        "description": [
            str(page.select_one("meta[name=description]")["content"]) for page in pages.values()
        ],
    }
    for key, values in said.items():
        twice = sorted({value for value in values if values.count(value) > 1})
        assert not twice, f"{key} of two pages: {twice}"


def test_an_answer_has_two_to_six_sentences(guide: Guide) -> None:
    counts = {
        entry.path: sum(
            len(sentences(each.words)) for each in paragraphs(strip_citations(entry.answer))
        )
        for entry in guide.faq.entries
    }
    wrong = [f"{path}: {count}" for path, count in counts.items() if not 2 <= count <= 6]
    assert not wrong, "sentences of an answer:\n" + "\n".join(wrong)


def test_a_question_ends_in_a_question_mark(guide: Guide) -> None:
    assert [e.path for e in guide.faq.entries if not e.question.rstrip().endswith("?")] == []


@pytest.mark.parametrize("most", [0.5])
def test_people_ask_in_other_words_than_the_entry(guide: Guide, most: float) -> None:
    def share(asked: str, question: str) -> float:
        said, known = ({word.casefold() for word in words(text)} for text in (asked, question))
        return len(said & known) / len(said)

    close = [
        f"{entry.path}: “{asked}”"
        for entry in guide.faq.entries
        for asked in entry.asked
        if max(share(asked, text) for text in (entry.question, *entry.also)) > most
    ]
    assert not close, f"more than {most:.0%} of the words are the page's:\n" + "\n".join(close)


def test_claims_are_short(guide: Guide) -> None:
    long = [
        finding.id
        for finding in guide.evidence.findings.values()
        if not 1 <= len(sentences(finding.claim)) <= 6
    ]
    assert not long
