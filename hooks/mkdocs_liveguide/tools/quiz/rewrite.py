"""Writes calibrated numbers back into ``quiz.yml``, and changes nothing else in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.util import load_yaml_guess_indent

from live.quiz.model import STAY
from mkdocs_liveguide.quiz.calibration_file import Calibration
from mkdocs_liveguide.quiz.quiz_file import QuizFile
from mkdocs_liveguide.tools.quiz.calibration import Floats, Numbers

Weights = Mapping[str, int]

_WIDE = 100_000
"""Longer than any line: what an author wrote on one line stays on it."""

_HEAD = """\
Written by `scripts/calibrate-quiz --write`; do not edit by hand.
Shares from 0 to 1 by coder, on cases not used for the numbers."""


def weights_of(quiz: QuizFile, numbers: Floats) -> Iterator[tuple[str, Weights, Weights]]:
    """For each answer its name, its judged weights, and its calibrated ones, without zeros.

    Args:
        quiz: the quiz.
        numbers: (k, a + 1), as in `Numbers.weights`.
    """
    names = [*(axis.id for axis in quiz.axes), STAY]
    rows = iter(numbers)
    for entry in quiz.questions:
        for answer in entry.answers:
            new = zip(names, next(rows), strict=True)
            yield (
                f"{entry.id}.{answer.id}",
                {name: points for name in names if (points := answer.start.get(name, 0))},
                {name: int(points) for name, points in new if points},
            )


def moves(quiz: QuizFile, numbers: Floats) -> Iterator[tuple[str, Weights, Weights]]:
    """Of `weights_of` those that differ."""
    return (each for each in weights_of(quiz, numbers) if each[1] != each[2])


def rewrite_quiz(quiz: QuizFile, text: str, numbers: Numbers) -> str:
    """The file with its weights, thresholds and slopes renewed.

    Args:
        quiz: the parsed file.
        text: the file.
        numbers: what calibration found.
    """
    _, indent, offset = load_yaml_guess_indent(text)
    yaml = _yaml(indent, offset)
    tree = yaml.load(text)
    written = (answer for entry in tree["questions"] for answer in entry["answers"])
    found = weights_of(quiz, numbers.weights)
    for answer, (_, judged, weights) in zip(written, found, strict=True):
        _renew(answer, "weights", weights, after="text")
        _renew(answer, "judged", judged if judged != weights else {}, after="weights")
    values = zip(tree["axes"], numbers.thresholds, numbers.slopes, strict=True)
    for axis, threshold, slope in values:
        for key, value in (("threshold", threshold), ("slope", slope)):
            if axis[key] != value:
                axis[key] = value
    return _dumped(yaml, tree)


def _renew(answer: CommentedMap, key: str, weights: Weights, after: str) -> None:
    """Sets weights where they differ from what is written; an entry without points goes."""
    if {name: points for name, points in answer.get(key, {}).items() if points} == weights:
        return
    if not weights:
        del answer[key]
    elif key in answer:
        answer[key].clear()
        answer[key].update(weights)
    else:
        answer.insert(list(answer).index(after) + 1, key, _flow(weights))


def calibration_text(calibration: Calibration) -> str:
    """The file of figures, with what it is in its first lines."""
    tree = CommentedMap(calibration.model_dump())
    tree.yaml_set_start_comment(_HEAD)
    # In quotes: some keys look like numbers.
    tree["key"] = DoubleQuotedScalarString(calibration.key)
    tree["log_loss_by_penalty"] = [
        _flow({"penalty": each.penalty, "log_loss": round(each.log_loss, 3)})
        for each in calibration.log_loss_by_penalty
    ]
    held = calibration.held_out
    tree["held_out"] = {
        "agree": _rounded(held.agree),
        "agree_top2": _rounded(held.agree_top2),
        "calibration_error": _rounded(held.calibration_error),
        "recall": {route: _rounded(shares) for route, shares in held.recall.items()},
    }
    return _dumped(_yaml(4, 2), tree)


def _rounded(shares: Mapping[str, float]) -> CommentedMap:
    return _flow({coder: round(share, 3) for coder, share in shares.items()})


def _flow(values: Mapping[str, Any]) -> CommentedMap:
    written = CommentedMap(values)
    written.fa.set_flow_style()
    return written


def _yaml(indent: int | None, offset: int | None) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=indent or 4, offset=2 if offset is None else offset)
    return yaml


def _dumped(yaml: YAML, tree: CommentedMap) -> str:
    stream = StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()
