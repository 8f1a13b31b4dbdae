"""The quiz rules nothing out that the cost lab finds cheaper, and pages name what the lab finds."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from tests.snippets.live.quiz.sample import quiz

from labs import cost
from labs.cost import CACHED, FEWEST, MOST, RETRIEVAL, Inputs, crossings, rounded, ways
from labs.parts import defaults
from live.quiz.gates import ruled_out
from live.quiz.next_question import outcome

CALLS = {
    "hundreds": (FEWEST, 300),
    "low": (FEWEST, 3_000),
    "medium": (10_000, 99_000),
    "high": (MOST, MOST),
}
"""The calls a day that each answer on volume stands for, fewest and most."""
PAGES_500 = 200_000
TOKENS = (20_000, 60_000, PAGES_500)
"""Sizes of a text that "up to about 500 pages" stands for."""
SMALL = {"knowledge_size": "up-to-500-pages", "freshness": "hardly-ever"}


def monthly(tokens: int) -> dict[str, cost.Monthly]:
    """What each way costs a month by the lab's own numbers, with a text of that size."""
    values = defaults(cost.CONTROLS) | {"knowledge": tokens}
    del values["calls"]
    return ways(Inputs(**values))


def cheaper_by_retrieval(tokens: int, volume: str) -> list[bool]:
    """Whether retrieval costs less than the cached prompt, at the ends of the answer's calls."""
    costs = monthly(tokens)
    return [costs[RETRIEVAL](calls) < costs[CACHED](calls) for calls in CALLS[volume]]


def test_each_answer_on_volume_has_its_calls() -> None:
    assert list(CALLS) == list(quiz().questions["volume"].weights)


@pytest.mark.parametrize("volume", CALLS)
def test_retrieval_is_not_ruled_out_where_it_costs_less(volume: str) -> None:
    for sources in ("required", "useful", "no", None):
        given = {**SMALL, "volume": volume} | ({"sources": sources} if sources else {})
        if "retrieval" in ruled_out(quiz(), given):
            assert not any(any(cheaper_by_retrieval(tokens, volume)) for tokens in TOKENS), given


def test_the_whole_text_is_advised_where_it_costs_less_at_any_size() -> None:
    found = [
        volume
        for volume in CALLS
        if not any(any(cheaper_by_retrieval(tokens, volume)) for tokens in TOKENS)
    ]
    assert found == ["hundreds"]
    for volume, task in product(found, quiz().questions["task_shape"].weights):
        assert outcome(quiz(), {**SMALL, "volume": volume, "task_shape": task})[0] == "prompt"


def test_sources_that_are_required_leave_retrieval_open() -> None:
    for volume in CALLS:
        given = {**SMALL, "volume": volume, "sources": "required"}
        assert "retrieval" not in ruled_out(quiz(), given)


def test_pages_name_the_crossings_that_the_lab_finds(root: Path) -> None:
    small, large = (
        rounded(*crossings(monthly(tokens)[CACHED], monthly(tokens)[RETRIEVAL]))
        for tokens in (defaults(cost.CONTROLS)["knowledge"], PAGES_500)
    )
    for page in ("labs/cost.md", "decide/when-neither.md", "decide/what-to-try-first.md"):
        text = " ".join((root / "docs" / page).read_text("utf-8").split())
        for found in (small, large):
            assert re.search(rf"(about|some) {found}\b", text), f"{page}: {found}"
    advice = " ".join((root / "docs/quiz/quiz.yml").read_text("utf-8").split())
    assert f"from some {large} calls a day on" in advice
