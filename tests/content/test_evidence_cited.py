"""What the text says with a citation stands in the finding that it cites."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from tests.content.prose import cited, paragraphs, sentences, sources, strip_citations

from mkdocs_liveguide.guide import Guide

MODELS = re.compile(r"\b(?:GPT|Llama|Mistral|Gemini|Claude|davinci|E)[ -]?\d[\w.-]*", re.IGNORECASE)
"""Names with a number in them, which is not a figure."""

NUMBER = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:\s?([kK]|M|million|billion)\b)?")
SCALE = {"k": 1_000, "K": 1_000, "M": 1_000_000}


def figures(text: str) -> set[float]:
    """The numbers in a text: ``64k`` is 64000, while ``1.3 million`` stays 1.3."""
    plain = MODELS.sub("", text)
    return {
        float(match[1].rstrip(",").replace(",", "")) * SCALE.get(match[2] or "", 1)
        for match in NUMBER.finditer(plain)
    }


def cited_sentences(text: str) -> Iterator[tuple[str, set[str]]]:
    """Each sentence with a citation in it or right after it, and the ids of all its citations."""
    # A citation stands after the full stop: moved before it, it belongs to its sentence.
    joined = re.sub(r"([.!?:;]+[\"'”’)*_]*)((?:\s*\[@[^\]]*\])+)", r"\2\1", text)
    for sentence in sentences(joined):
        names = cited(sentence)
        if names:
            yield re.sub(r"\]\([^)]*\)", "]", strip_citations(sentence)), names


def test_numbers_are_read_as_people_write_them() -> None:
    assert figures("From 64k to 2,000 (0.5%), GPT-4 and E05 aside; 1.3 million of $0.20.") == {
        *(64000, 2000, 0.5, 1.3, 0.2),
    }
    assert figures("a range of 0-5%, 64 to 128; Llama 3.1.") == {0, 5, 64, 128}


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    text = "Not this: 9. It was 7 [@E01], then 8. [@E02; @E03] And 10 at last."
    assert list(cited_sentences(text)) == [("It was 7, then 8.", {"E01", "E02", "E03"})]


def test_citations_name_findings_and_findings_are_cited(
    guide: Guide, pages: dict[str, BeautifulSoup]
) -> None:
    shown = {str(heading["id"]).upper() for heading in pages["evidence"].select(".finding > h3")}
    assert shown == set(guide.evidence.findings)
    linked = {
        str(link["href"]).rpartition("#")[2].upper()
        for page in pages.values()
        for link in page.select("live-citation a.citation")
    }
    assert linked == shown
    for name, page in pages.items():
        raw = [
            text
            for text in page.find_all(string=re.compile(r"\[@"))
            if not text.find_parent(["code", "script"])
        ]
        assert not raw, f"{name}: a citation that became no link: {raw[0]}"


def test_every_figure_beside_a_citation_stands_in_the_finding(guide: Guide) -> None:
    known = {name: figures(finding.text) for name, finding in guide.evidence.findings.items()}
    wrong: list[str] = []
    checked = 0
    for text in sources(guide):
        for paragraph in paragraphs(text.markdown):
            for sentence, names in cited_sentences(paragraph.markdown):
                allowed = set[float]().union(*(known.get(name, set()) for name in names))
                checked += len(figures(sentence))
                wrong += [
                    f"{text.at(paragraph.line)}: {figure:g} is not in {', '.join(sorted(names))}: "
                    f"{sentence}"
                    for figure in sorted(figures(sentence) - allowed)
                ]
    assert checked > 50, "the figures of the guide were not found"
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["source", "partly", "secondary"])
def test_every_way_of_checking_occurs(guide: Guide, name: str) -> None:
    assert any(finding.checked == name for finding in guide.evidence.findings.values())


def test_figures_read_second_hand_are_kept_apart(guide: Guide) -> None:
    mixed = [
        finding.id
        for finding in guide.evidence.findings.values()
        if (finding.checked == "secondary" and finding.numbers)
        or (finding.checked == "source" and finding.second_hand)
    ]
    assert not mixed, f"numbers at odds with how the finding was checked: {', '.join(mixed)}"
