"""What a text can have told of the guide, by name; nobody types a figure that the build knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mkdocs_liveguide.cases.model import Case
from mkdocs_liveguide.evidence.model import Finding
from mkdocs_liveguide.quiz.calibration_file import Calibration, Shares
from mkdocs_liveguide.search.answering import Answered, Outcome, tally

UNMEASURED = "(not measured yet)"
"""Stands for a figure of the search while that finds by words only, in a preview."""


@dataclass(frozen=True)
class Known:
    """What the figures are worked out from."""

    findings: Sequence[Finding] = ()
    cases: Sequence[Case] = ()
    faq_entries: int = 0
    calibration: Calibration | None = None
    tested: bool = False
    """Whether there is a test set for the search."""
    outcomes: Callable[[], Iterable[Outcome]] = tuple
    """What the finished search made of that set; nothing where it is not measured yet."""


Tell = Callable[[Known], str | None]
"""A figure as it stands in a sentence; None where the guide has nothing to work it out from."""


@dataclass(frozen=True)
class Number:
    """A figure that a text can have told."""

    source: str
    """The file or folder that it is worked out from, in words for authors."""
    tell: Tell
    of_search: bool = False
    """Whether it is known only when the search is built."""


def _findings(checked: str | None = None) -> Number:
    def tell(known: Known) -> str | None:
        matching = [each for each in known.findings if checked in (None, each.checked)]
        return str(len(matching)) if known.findings else None

    return Number("docs/evidence/", tell)


def _cases(read: str | None = None) -> Number:
    def tell(known: Known) -> str | None:
        matching = [each for each in known.cases if read in (None, each.source_read)]
        return str(len(matching)) if known.cases else None

    return Number("docs/quiz/cases.jsonl", tell)


def _held_out(top2: bool = False) -> Number:
    def tell(known: Known) -> str | None:
        if known.calibration is None:
            return None
        held_out = known.calibration.held_out
        return span(held_out.agree_top2 if top2 else held_out.agree)

    return Number("docs/quiz/calibration.yml", tell)


def _search(share: Callable[[Answered], str]) -> Number:
    def tell(known: Known) -> str | None:
        if not known.tested:
            return None
        held_out = [each for each in known.outcomes() if each.question.half == "held out"]
        found = tally(held_out)
        return share(found) if found.answerable else UNMEASURED

    return Number("docs/ask/test-set.jsonl", tell, of_search=True)


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage that no line break parts."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def span(shares: Shares) -> str:
    """The lowest and the highest of some shares, such as ``81 to 86 %``; one where they agree."""
    low, high = percent(min(shares.values())), percent(max(shares.values()))
    return low if low == high else f"{low.partition(chr(160))[0]} to {high}"


NUMBERS = {
    "findings": _findings(),
    "findings-read": _findings("source"),
    "findings-partly": _findings("partly"),
    "findings-second-hand": _findings("secondary"),
    "cases": _cases(),
    "cases-read": _cases("primary"),
    "faq-entries": Number("docs/faq/", lambda known: str(known.faq_entries or "") or None),
    "quiz-held-out": _held_out(),
    "quiz-held-out-top2": _held_out(top2=True),
    "search-questions": _search(lambda found: str(found.answerable)),
    "search-first": _search(lambda found: percent(found.first / found.answerable)),
    "search-in3": _search(lambda found: percent(found.in3 / found.answerable)),
    "search-in5": _search(lambda found: percent(found.in5 / found.answerable)),
}
"""All that there are, by name. Those of the search are of its test set's half that is held out."""
