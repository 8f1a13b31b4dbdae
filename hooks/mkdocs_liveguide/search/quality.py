"""Measures the search of a guide on the guide's own questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from live.search.index import Index
from mkdocs_liveguide.search.answerability import Answerability, fit_answerability
from mkdocs_liveguide.search.answering import tally
from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.search.encoder_table import SiteEncoderTable
from mkdocs_liveguide.search.metrics import measure
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import Passage
from mkdocs_liveguide.search.questions import Question, check_places, numbers_of_places, place_of
from mkdocs_liveguide.search.result import SYSTEMS, Asked, Quality
from mkdocs_liveguide.search.rounding import openings, refuse_if_lost, rounding_figures
from mkdocs_liveguide.search.systems import (
    ExactVectors,
    orders,
    shipped_features,
    shipped_scores,
    unique,
)
from mkdocs_liveguide.sources.problems import ContentError, Problem

RIGHT = "the right place"
"""Stands for all places of a question in a ranking: the first that is found answers it whole.

So one place is right for each question, and the recall at k is the hit rate at k.
"""


def measure_guide(
    options: SearchOptions,
    src_uris: Sequence[str],
    passages: Sequence[Passage],
    opened: Index,
    site: SiteEncoderTable,
    vectors: Floats,
    embed: Callable[[Sequence[str]], Floats],
) -> Quality | None:
    """Asks all of a guide's questions.

    Args:
        options: hold the questions.
        src_uris: of the pages, by number.
        passages: by number.
        opened: the index as shipped.
        site: the tuned table before rounding.
        vectors: of the passages before rounding.
        embed: the teacher's vectors of texts in the space of the index.

    Returns:
        None for a guide without questions.

    Raises:
        ContentError: a question's place does not exist, or rounding cost too much.
    """
    questions = options.questions.answered
    if not questions:
        return None
    problems = wrong_places(options, src_uris, passages)
    if problems:
        raise ContentError(problems)
    numbers = numbers_of_places(src_uris, passages)
    own = [
        (each.text, [at for place in each.places for at in numbers.get(place, ())])
        for each in questions
    ]
    asked_for = own + openings(passages)
    trained, shipped = rounding_figures(site, vectors, asked_for)
    refuse_if_lost(trained, shipped, len(asked_for))
    places = [place_of(src_uris[passage.page], passage.anchor) for passage in passages]
    teacher = ExactVectors(vectors, embed([question.text for question in questions]))
    asked: list[Asked] = []
    ranked: dict[str, dict[str, list[list[str]]]] = {}
    for number, question in enumerate(questions):
        reading = shipped_scores(opened, opened.encoder(), question.text)
        by_teacher = orders(teacher.scores(opened, question.text, number))
        found = orders(reading) | {
            "teacher": by_teacher["meaning"],
            "teacher_both": by_teacher["both"],
        }
        named = {
            name: unique(
                RIGHT if places[at] in question.places else places[at]
                for at in order
                if _eligible(question, places[at])
            )
            for name, order in found.items()
        }
        asked.append(Asked(question, {name: _rank(order) for name, order in named.items()}))
        for name, order in named.items():
            ranked.setdefault(question.source, {}).setdefault(name, []).append(order)
    figures = {
        source: {
            name: measure(order, [{RIGHT: 1.0}] * len(order), (1, 3))
            for name, order in systems.items()
        }
        for source, systems in ranked.items()
    }
    return Quality(figures, asked, _fitted(options, opened), trained, shipped)


def _fitted(options: SearchOptions, opened: Index) -> Answerability:
    """When the guide is said to answer; the test set has no say in it."""
    own = [each.text for each in options.questions.answered]
    answered = [*own, *options.calibration.answered]
    unanswered = [*options.questions.unanswered, *options.calibration.unanswered]
    encoder = opened.encoder()
    return fit_answerability(
        [shipped_features(opened, encoder, text) for text in answered],
        [shipped_features(opened, encoder, text) for text in unanswered],
    )


def wrong_places(
    options: SearchOptions, src_uris: Sequence[str], passages: Sequence[Passage]
) -> list[Problem]:
    """Problems of questions whose place does not exist; arguments as for `measure_guide`."""
    written = [each for each in options.questions.answered if each.source != "faq"]
    known = list(numbers_of_places(src_uris, passages))
    return check_places(written, known, options.questions.path)


def _eligible(question: Question, place: str) -> bool:
    """The FAQ ranks its own entries only."""
    return question.source != "faq" or place.split("#")[0] == question.places[0].split("#")[0]


def _rank(order: Sequence[str]) -> int | None:
    return order.index(RIGHT) + 1 if RIGHT in order else None


def report_lines(quality: Quality) -> list[str]:
    """The quality as text, a line each."""
    lines = [
        f"search: rounding to few bits: nDCG@10 by meaning {quality.trained:.3f} before,"
        f" {quality.shipped:.3f} after"
    ]
    for source, systems in quality.figures.items():
        count = next(iter(systems.values())).questions
        lines.append(
            f"search: {count} {'ways of asking the FAQ' if source == 'faq' else 'questions'}:"
        )
        for name, figures in systems.items():
            lines.append(
                f"search:   {SYSTEMS[name]:40} first {figures.recall[1]:.3f}"
                f"  recall@3 {figures.recall[3]:.3f}  nDCG@10 {figures.ndcg_10:.3f}"
            )
    # The other half is on the page, and in nobody's way before choices are made.
    found = tally([each for each in quality.outcomes if each.question.half == "choices"])
    if found.answerable:
        shares = found.shares()
        lines.append(
            f"search: test set, half for choices: {shares['questions']} questions; a right page"
            f" first {shares['first']:.3f}, in three {shares['in3']:.3f};"
            f" refused {shares['refused']:.3f}"
            + (f"; others answered {shares['answered']:.3f}" if found.others else "")
        )
    said = quality.answerability
    if said.unanswered:
        lines.append(
            f"search: says that the guide answers {said.answered_right} of {said.answered}"
            f" questions that it does, and that it does not {said.unanswered_right} of"
            f" {said.unanswered} others"
        )
    return lines


def as_data(quality: Quality) -> dict[str, object]:
    """The quality as plain data, for files."""
    return {
        "figures": {
            source: {
                name: {
                    "recall@1": round(figures.recall[1], 4),
                    "recall@3": round(figures.recall[3], 4),
                    "ndcg@10": round(figures.ndcg_10, 4),
                    "mrr@10": round(figures.mrr_10, 4),
                }
                for name, figures in systems.items()
            }
            for source, systems in quality.figures.items()
        },
        "questions": [
            {"ask": each.question.text, "source": each.question.source, "ranks": dict(each.ranks)}
            for each in quality.asked
        ],
        "rounding": {"trained": round(quality.trained, 4), "shipped": round(quality.shipped, 4)},
    }
