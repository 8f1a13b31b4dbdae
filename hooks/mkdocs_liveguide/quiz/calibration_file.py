"""``calibration.yml``: the figures that only a long computation can give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from live.quiz.model import STAY
from mkdocs_liveguide.cases.model import Case
from mkdocs_liveguide.quiz.quiz_file import Part, QuizFile
from mkdocs_liveguide.sources.yaml_source import read_model

Shares = dict[str, float]
"""Shares of cases, 0 to 1, by coder."""


class LossAt(Part):
    """What one penalty came to."""

    penalty: float
    log_loss: float


class HeldOut(Part):
    """How often the quiz is right on cases that were not used for its numbers."""

    agree: Shares
    """The route is what was chosen."""
    agree_top2: Shares
    """The route or the second-best one is."""
    calibration_error: Shares
    """The mean gap, 0 to 1, between how sure the quiz is and how often it is right."""
    recall: dict[str, Shares]
    """By route with a weight of its own: found, of the cases in which it was chosen."""


class Calibration(Part):
    """All of ``calibration.yml``."""

    key: str
    """See `calibration_key`."""
    penalty: float
    seed: int
    repeats: int
    log_loss_by_penalty: list[LossAt]
    held_out: HeldOut


def parse_calibration(text: str, path: str) -> Calibration:
    """Reads the figures.

    Args:
        text: the content of the file.
        path: the file, relative to the root of the repository.

    Raises:
        ContentError: all that is wrong.
    """
    return read_model(Calibration, text, path)[0]


def calibration_key(quiz: QuizFile, cases: Iterable[Case]) -> str:
    """A hash of all that calibration reads: judged weights, gates, and the cases' answers."""
    names = [*(axis.id for axis in quiz.axes), STAY]
    content = {
        "axes": names,
        "corners": [[route.id, route.corners] for route in quiz.routes],
        "weights": [
            [[answer.start.get(name, 0) for name in names] for answer in entry.answers]
            for entry in quiz.questions
        ],
        "gates": [[gate.when, gate.unless, sorted(gate.rules_out)] for gate in quiz.gates],
        "cases": [[case.id, case.chosen, case.answers] for case in cases],
        "scoring": [quiz.stay.factor if quiz.stay else 0, quiz.scoring.gate_doubt],
        "calibration": quiz.calibration.model_dump(),
    }
    text = json.dumps(content, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
