"""Measures what readers get: is a right page among the first results, and who is refused?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from live.search.index import Index
from live.search.query import answer
from live.search.wire import Answer
from mkdocs_liveguide.search.test_set import TestQuestion


@dataclass(frozen=True)
class Answered:
    """How many of some questions are answered, and how well. Counts, 0 or more."""

    answerable: int
    """Questions that the guide answers."""
    first: int
    """Those of them whose first result is of a right page."""
    in3: int
    """Those with a right page among the first three results."""
    in5: int
    """Those with one among the first five."""
    refused: int
    """Those of which the search says that the guide does not answer them."""
    others: int
    """Questions that the guide does not answer."""
    answered: int
    """Those of them of which the search says that it does."""

    def shares(self) -> dict[str, float | int | None]:
        """The counts as shares, 0 to 1; None where there is nothing to have a share of."""
        return {
            "questions": self.answerable + self.others,
            "first": _share(self.first, self.answerable),
            "in3": _share(self.in3, self.answerable),
            "in5": _share(self.in5, self.answerable),
            "refused": _share(self.refused, self.answerable),
            "answered": _share(self.answered, self.others),
        }


def _share(count: int, of: int) -> float | None:
    return round(count / of, 4) if of else None


@dataclass(frozen=True)
class Outcome:
    """What the search made of one question."""

    question: TestQuestion
    rank: int | None
    """Of the first result of a right page, 1 for the best; None for none."""
    says: bool
    """Whether the guide is said to answer it."""


def ask(index: Index, src_uris: Mapping[str, str], question: TestQuestion) -> Outcome:
    """Asks a question as a reader does, with the settings of the page for asking.

    Args:
        index: the guide's.
        src_uris: of its pages, by address relative to the site's root.
        question: of a test set.
    """
    found: Answer = answer(lambda: index, question.text)
    pages = [src_uris[result["url"].partition("#")[0]] for result in found["results"]]
    ranks = (rank for rank, page in enumerate(pages, start=1) if page in question.pages)
    return Outcome(question, next(ranks, None), bool(found["answered"]))


def tally(outcomes: Sequence[Outcome]) -> Answered:
    """The figures of some questions."""
    answerable = [each for each in outcomes if each.question.pages]
    others = [each for each in outcomes if not each.question.pages]
    first, in3, in5 = (
        sum(each.rank is not None and each.rank <= most for each in answerable)
        for most in (1, 3, 5)
    )
    return Answered(
        answerable=len(answerable),
        first=first,
        in3=in3,
        in5=in5,
        refused=sum(not each.says for each in answerable),
        others=len(others),
        answered=sum(each.says for each in others),
    )


def by_kind(outcomes: Sequence[Outcome]) -> dict[str, Answered]:
    """The figures of each kind that questions name, in the order of their first ones."""
    kinds = dict.fromkeys(each.question.kind for each in outcomes)
    return {
        kind: tally([each for each in outcomes if each.question.kind == kind])
        for kind in kinds
        if kind
    }
