"""What the text says with a citation stands in the finding that it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from mkdocs_liveguide.evidence.figures import figures
from mkdocs_liveguide.evidence.load import load_evidence
from mkdocs_liveguide.evidence.model import PAGE, Evidence
from mkdocs_liveguide.pages.prose import cited_sentences, paragraphs
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.testing.check import Check, GuideFailure
from mkdocs_liveguide.testing.guide import GuideUnderTest


def evidence_checks(guide: GuideUnderTest) -> Iterator[Check]:
    """The properties of the evidence, if the guide has any.

    That citations name findings, and that each finding is cited, the build itself sees to.
    """
    if not guide.has(PAGE):
        return
    named: list[tuple[str, Callable[[GuideUnderTest, Evidence], Iterator[str]]]] = [
        ("every finding of the evidence is shown and cited", _unshown),
        ("every figure beside a citation stands in the evidence", _unfounded),
        ("figures of the evidence that were read second-hand are kept apart", _mixed),
        ("every source of the evidence has an address of its own page", _bare),
    ]
    for name, problems in named:
        yield Check(name, partial(_with_evidence, guide, problems))


def _with_evidence(
    guide: GuideUnderTest, problems: Callable[[GuideUnderTest, Evidence], Iterator[str]]
) -> Iterator[str]:
    try:
        evidence = load_evidence(Reader(guide.root), guide.docs)
    except ContentError as error:
        raise GuideFailure(error.report()) from None
    yield from problems(guide, evidence)


def cited_figures(guide: GuideUnderTest) -> Iterator[tuple[str, str, set[str], set[float]]]:
    """Page, sentence, anchors of the findings that it cites, and its figures."""
    for name, page in guide.pages.items():
        for text in paragraphs(page):
            for sentence, anchors in cited_sentences(text):
                names = {each for part in anchors for each in part}
                yield name, sentence, names, figures(sentence, guide.not_figures)


def _unfounded(guide: GuideUnderTest, evidence: Evidence) -> Iterator[str]:
    known = {
        finding.anchor: figures(finding.text, guide.not_figures)
        for finding in evidence.findings.values()
    }
    for name, sentence, anchors, found in cited_figures(guide):
        allowed = set[float]().union(*(known.get(anchor, set()) for anchor in anchors))
        for figure in sorted(found - allowed):
            cited = ", ".join(sorted(anchors)).upper()
            yield f"{name}: {figure:g} is not in {cited}: {sentence}"


def _unshown(guide: GuideUnderTest, evidence: Evidence) -> Iterator[str]:
    pages = guide.pages.values()
    shown = {each.attributes["id"] for page in pages for each in page.css(".finding > h3[id]")}
    cited = {
        (link.attributes["href"] or "").partition("#")[2]
        for page in pages
        for link in page.css("live-citation a.citation")
    }
    known = {finding.anchor: finding.id for finding in evidence.findings.values()}
    for anchor, name in known.items():
        place = ":".join(map(str, evidence.places[name]))
        if anchor not in shown:
            yield f"{place}: no page shows {name}: write ::: evidence in docs/{PAGE}"
        if anchor not in cited:
            yield f"{place}: no page cites {name}"
    for anchor in sorted(cited - known.keys()):
        yield f"a page cites {anchor.upper()}, which is no finding"


def _mixed(guide: GuideUnderTest, evidence: Evidence) -> Iterator[str]:
    for finding in evidence.findings.values():
        place = ":".join(map(str, evidence.places[finding.id]))
        if finding.checked == "secondary" and finding.numbers:
            yield f"{place}: {finding.id} was read second-hand: put its numbers into second_hand"
        if finding.checked == "source" and finding.second_hand:
            yield f"{place}: {finding.id} was read at the source, and has second_hand figures"


def _bare(guide: GuideUnderTest, evidence: Evidence) -> Iterator[str]:
    for finding in evidence.findings.values():
        path = PurePosixPath(urlsplit(finding.source.url).path or "/")
        if path == PurePosixPath("/"):
            place = ":".join(map(str, evidence.places[finding.id]))
            yield f"{place}: the source of {finding.id} is a whole site: {finding.source.url}"
