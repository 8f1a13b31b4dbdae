"""Figures of the text beside the findings that it cites: what is not in them was never read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from mkdocs_liveguide.evidence.model import Evidence
from mkdocs_liveguide.pages.draft import Citing
from mkdocs_liveguide.pages.prose import cited_sentences, paragraphs
from mkdocs_liveguide.sources.problems import Problem

_NUMBER = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:\s?([kK]|M|million|billion)\b)?")
_SCALE = {"k": 1_000, "K": 1_000, "M": 1_000_000}
_OWN_IDS = r"\b[A-Z]\d{2,}\b"
"""Ids of findings, which have a number in them that is no figure."""


def figures(text: str, not_figures: Sequence[str] = ()) -> set[float]:
    """The numbers in a text: ``64k`` is 64000, while ``1.3 million`` stays 1.3.

    Args:
        text: plain text.
        not_figures: regular expressions of names that have numbers in them.
    """
    plain = re.sub("|".join([_OWN_IDS, *not_figures]), "", text, flags=re.IGNORECASE)
    return {
        float(match[1].rstrip(",").replace(",", "")) * _SCALE.get(match[2] or "", 1)
        for match in _NUMBER.finditer(plain)
    }


def check_figures(
    html: str, citations: Sequence[Citing], evidence: Evidence, not_figures: Sequence[str]
) -> Iterator[Problem]:
    """Figures of a page that are in no finding cited by their sentence.

    Args:
        html: the page's content.
        citations: those of the page.
        evidence: all findings.
        not_figures: see `figures`.
    """
    if not citations:
        return
    places: dict[tuple[str, ...], list[Citing]] = {}
    for citation in citations:
        # A citation of an unknown finding, which is told, shows the known ones among its names.
        known = tuple(name.lower() for name in citation.ids if name in evidence.findings)
        places.setdefault(known, []).append(citation)
    seen: Counter[tuple[str, ...]] = Counter()
    for text in paragraphs(LexborHTMLParser(html)):
        for sentence, cited in cited_sentences(text):
            ids = list(dict.fromkeys(anchor.upper() for anchors in cited for anchor in anchors))
            findings = [evidence.findings[name] for name in ids if name in evidence.findings]
            allowed = set[float]().union(*(figures(each.text, not_figures) for each in findings))
            for figure in sorted(figures(sentence, not_figures) - allowed):
                listed = places.get(cited[0], citations)
                place = listed[min(seen[cited[0]], len(listed) - 1)].place
                names = " and ".join(ids)
                found = f'the figure {figure:,.12g}, which is not in {names}, in "{sentence[:80]}"'
                fix = "write the finding's figure, cite what has it, or add it where you read it"
                yield Problem(place.path, place.line, found, "a figure of what is cited", fix)
            seen.update(cited)
