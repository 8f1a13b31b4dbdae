"""Pages, answers and findings have the form that readers count on."""

import re
from itertools import pairwise

import pytest
from mkdocs_liveguide.pages.citations import strip_citations
from mkdocs_liveguide.pages.headings import headings, parse_markdown
from mkdocs_liveguide.sources.guide import Guide
from tests.content.prose import paragraphs, sentences, sources, words

from mkdocs_liveguide.pages.directives import find_directives

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


def test_every_page_has_one_title_and_no_level_is_left_out(guide: Guide) -> None:
    wrong = []
    for text in sources(guide):
        found = headings(text.markdown)
        if text.name.startswith("docs/"):
            wrong += [f"{text.at(each.line)}: a heading in an answer" for each in found]
            continue
        levels = [each.level for each in found]
        if levels.count(1) != 1 or levels[0] != 1:
            wrong.append(f"{text.path}: the page's only title must come first")
        wrong += [
            f"{text.at(after.line)}: level {after.level} right after level {before.level}"
            for before, after in pairwise(found)
            if after.level > before.level + 1
        ]
    assert not wrong, "\n".join(wrong)


def test_no_heading_stands_over_nothing(guide: Guide) -> None:
    empty = []
    for text in sources(guide):
        tokens = parse_markdown(text.markdown)
        for index, token in enumerate(tokens):
            if token.type != "heading_open":
                continue
            line = (token.map or [0])[0] + 1
            if not tokens[index + 1].content.strip():
                empty.append(f"{text.at(line)}: a heading without words")
            after = tokens[index + 3] if index + 3 < len(tokens) else None
            if after is None or (after.type == "heading_open" and after.tag <= token.tag):
                empty.append(f"{text.at(line)}: nothing under “{tokens[index + 1].content}”")
    assert not empty, "\n".join(empty)


def test_no_two_headings_of_a_page_are_the_same(guide: Guide) -> None:
    twice = []
    for text in sources(guide):
        seen: set[str] = set()
        for each in headings(text.markdown):
            if each.text.casefold() in seen:
                twice.append(f"{text.at(each.line)}: “{each.text}” again")
            seen.add(each.text.casefold())
    assert not twice, "\n".join(twice)


def test_every_image_has_words(guide: Guide) -> None:
    silent = []
    for text in sources(guide):
        for token in parse_markdown(text.markdown):
            line = (token.map or [0])[0] + 1
            for child in token.children or []:
                if child.type == "image" and not child.content.strip():
                    silent.append(f"{text.at(line)}: {child.attrGet('src')}")
            silent += [
                f"{text.at(line)}: {image}"
                for image in re.findall(r"<img\b[^>]*>", token.content)
                if not re.search(r"\balt=([\"'])\s*\S.*?\1", image)
            ]
        for directive in find_directives(text.markdown, text.path, text.name, text.line_offset):
            if directive.name == "figure" and len(words(directive.argument.partition(" ")[2])) < 5:
                silent.append(f"{text.path}:{directive.line}: {directive.argument}")
    assert not silent, "images without words:\n" + "\n".join(silent)


def test_every_page_says_in_a_line_what_it_holds(guide: Guide) -> None:
    wrong = [
        f"{page.path}: {len(description)} characters: {description!r}"
        for page in guide.pages.values()
        if not 50 <= len(description := str(page.meta.get("description", ""))) <= 160
    ]
    assert not wrong, "descriptions of 50 to 160 characters:\n" + "\n".join(wrong)


def test_no_two_pages_have_one_title_or_description(guide: Guide) -> None:
    for key in ("title", "description"):
        values = [str(page.meta.get(key, page.title)) for page in guide.pages.values()]
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
