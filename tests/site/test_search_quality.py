"""The search must not get worse, nor dearer, without anybody noticing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.site.search_figures import RECORDED, measure

from live.search.analyzer import spans
from mkdocs_liveguide.search.answering import tally
from mkdocs_liveguide.search.result import SearchArtefacts

ROUNDED = 0.0002
"""Figures are written down with four decimals."""
BUDGET = 1_500_000
"""Bytes before the first answer, beyond Python."""
GROWTH = 700
"""Bytes that a passage may add to the files beside the encoder."""
LEAST = {"first": 0.72, "in3": 0.90}
MOST = {"refused": 0.12, "answered": 0.22}
"""Shares of the test set's half for choices, a little worse than what was measured: each has room for
one question more, as another processor may cost it. Only 32 questions have no answer, so one of
them is .03, and small edits of the text have moved that share between .09 and .19. The other half
is looked at when choices are made: a bound on it would be a choice by it."""
RUN = 6
"""So many words in a row that also stand in a passage are a copy."""
AGAIN = "record the new figures if they are meant: PYTHONPATH=. python tests/site/search_figures.py"


@pytest.fixture(scope="module")
def measured() -> tuple[dict[str, Any], SearchArtefacts]:
    return measure()


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return data


def all_words(text: str) -> list[str]:
    return [term for _, _, term in spans(text)]


def slack(figures: dict[str, Any], source: str) -> float:
    """What a figure may fall by: as much as one question of its set can cost, beyond rounding.

    Another processor sums a vector's numbers in another order, and two passages that were all but
    equal change places: so one question of 188 changed its rank on another machine. It costs a
    figure, which is a mean over the questions, at most 1 / their number. Two that are lost, or an
    order that got worse for many, cost more.
    """
    count = sum(each["source"] == source for each in figures["questions"])
    return 1 / count + ROUNDED


def first_three(figures: dict[str, Any], source: str) -> set[str]:
    return {
        each["ask"]
        for each in figures["questions"]
        if each["source"] == source and (each["ranks"]["both"] or 100) <= 3
    }


@pytest.mark.parametrize("source", ["questions", "faq"])
@pytest.mark.parametrize("system", ["keyword", "meaning", "both"])
@pytest.mark.parametrize("figure", ["recall@3", "ndcg@10"])
def test_no_figure_falls(
    measured: tuple[dict[str, Any], SearchArtefacts],
    recorded: dict[str, Any],
    source: str,
    system: str,
    figure: str,
) -> None:
    now = measured[0]["figures"][source][system][figure]
    then = recorded["figures"][source][system][figure]
    lost = sorted(first_three(recorded, source) - first_three(measured[0], source))
    assert now >= then - slack(recorded, source), f"{figure} fell from {then} to {now}; lost: {lost}; {AGAIN}"


def test_there_are_enough_questions(recorded: dict[str, Any]) -> None:
    own = [each for each in recorded["questions"] if each["source"] == "questions"]
    assert len(own) >= 60


def test_no_question_is_a_copy_of_the_text(
    measured: tuple[dict[str, Any], SearchArtefacts],
) -> None:
    figures, found = measured
    assert found.index is not None
    texts = found.index.texts(range(found.index.n_passages))
    indexed = " ".join(" ".join(all_words(each.text)) for each in texts.values())
    for each in figures["questions"]:
        if each["source"] != "questions":
            continue
        asked = all_words(each["ask"])
        runs = [" ".join(asked[at : at + RUN]) for at in range(len(asked) - RUN + 1)]
        assert not [run for run in runs if run in indexed], each["ask"]


def test_the_small_encoder_is_near_the_full_model(
    measured: tuple[dict[str, Any], SearchArtefacts],
) -> None:
    for systems in measured[0]["figures"].values():
        assert systems["both"]["ndcg@10"] >= systems["keyword"]["ndcg@10"]
        assert systems["both"]["ndcg@10"] >= 0.88 * systems["teacher_both"]["ndcg@10"]


@pytest.fixture(scope="module")
def shares(measured: tuple[dict[str, Any], SearchArtefacts]) -> dict[str, Any]:
    """What readers get for the questions of the test set's half for choices."""
    quality = measured[1].quality
    assert quality is not None
    return tally([each for each in quality.outcomes if each.question.half == "choices"]).shares()


@pytest.mark.parametrize("share", LEAST)
def test_readers_find_the_right_page(shares: dict[str, Any], share: str) -> None:
    assert shares[share] >= LEAST[share]


@pytest.mark.parametrize("share", MOST)
def test_what_the_search_says_of_the_guide_is_seldom_wrong(
    shares: dict[str, Any], share: str
) -> None:
    assert shares[share] <= MOST[share]


def test_the_first_answer_is_within_its_budget(
    measured: tuple[dict[str, Any], SearchArtefacts],
) -> None:
    _, found = measured
    sizes = {file.name: len(file.content) for file in found.artefacts}
    assert sum(sizes[name] for name in found.first_files) <= BUDGET
    assert found.index is not None
    beside = sum(sizes.values()) - sizes["search/encoder.bin"]
    assert beside / found.index.n_passages <= GROWTH
