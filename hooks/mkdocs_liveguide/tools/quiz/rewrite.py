"""Writes calibrated numbers back into ``quiz.yml``, and changes nothing else in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mkdocs_liveguide.quiz.content import Part, QuizFile
from mkdocs_liveguide.quiz.parse import LocatedCase, QuizSource
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.yaml_source import load_yaml, parse

if TYPE_CHECKING:
    # numpy is the calibration's; a build that only reads its figures does without.
    from mkdocs_liveguide.tools.quiz.calibration import Floats, Numbers

_PUSH = re.compile(r"^(\s*)push:\s*\[[^\]]*\]\s*$")
_JUDGED = re.compile(r"^\s*judged:\s*\[[^\]]*\]\s*$")
_SCALE = re.compile(r"^(\s*)(look_up|train): \{line: [^,}]+, steepness: [^}]+\}\s*$")


def moves(quiz: QuizFile, pushes: Floats) -> Iterator[tuple[str, list[int], list[int]]]:
    """The answers whose push differs from the judged one: name, judged, calibrated."""
    answers = [(entry.id, answer) for entry in quiz.dimensions for answer in entry.answers]
    for (dimension, answer), row in zip(answers, pushes, strict=True):
        new = [int(value) for value in row]
        if new != answer.start:
            yield f"{dimension}.{answer.id}", answer.start, new


def rewrite_quiz(source: QuizSource, text: str, numbers: Numbers) -> str:
    """The file with its push, judged and scale lines renewed.

    Args:
        source: the parsed file; each push stands on a line of its own.
        text: the file.
        numbers: what calibration found.
    """
    lines = text.split("\n")
    row = 0
    dropped: set[int] = set()
    for at, entry in enumerate(source.quiz.dimensions):
        for index, answer in enumerate(entry.answers):
            new = [int(value) for value in numbers.pushes[row]]
            row += 1
            loc = ("dimensions", at, "answers", index)
            line = source.tree.line_of((*loc, "push")) - 1
            match = _PUSH.match(lines[line])
            if match is None:
                raise ValueError(f"line {line + 1} of {source.path} is not a push on one line")
            if answer.judged is not None:
                dropped.add(source.tree.line_of((*loc, "judged")) - 1)
            lines[line] = f"{match[1]}push: {new}"
            if new != answer.start:
                lines[line] += f"\n{match[1]}judged: {answer.start}"
    values = {
        "look_up": (numbers.lines[0], numbers.steepness[0]),
        "train": (numbers.lines[1], numbers.steepness[1]),
    }
    for index, line_text in enumerate(lines):
        scale = _SCALE.match(line_text)
        if scale:
            line_at, steep = values[scale[2]]
            lines[index] = f"{scale[1]}{scale[2]}: {{line: {line_at}, steepness: {steep}}}"
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return "\n".join(kept)


def calibration_key(quiz: QuizFile, cases: Sequence[LocatedCase]) -> str:
    """A hash of all that calibration reads: judged numbers, gates, and the cases' answers."""
    numbers = [[answer.start for answer in entry.answers] for entry in quiz.dimensions]
    gates = [[gate.when, gate.unless, sorted(gate.rules_out)] for gate in quiz.gates]
    sheets = [[each.case.id, each.case.chosen, each.case.answers] for each in cases]
    scoring = [quiz.scoring.stay_counts, quiz.scoring.gate_doubt]
    content = json.dumps([numbers, gates, sheets, scoring], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


class LossAt(Part):
    """What one penalty came to."""

    penalty: float
    log_loss: float


class HeldOut(Part):
    """Shares of cases, 0 to 1, for coder_a and coder_b, on cases not used for the numbers."""

    agree: list[float]
    agree_top2: list[float]
    both_found: list[float]


class Calibration(Part):
    """``calibration.yml``: the figures that only a long computation can give."""

    key: str
    """See `calibration_key`."""
    penalty: float
    seed: int
    repeats: int
    log_loss_by_penalty: list[LossAt]
    held_out: HeldOut


def parse_calibration(text: str, path: str) -> Calibration:
    """Reads what `calibration_text` wrote.

    Raises:
        ContentError: it is not that.
    """
    calibration, problems = parse(Calibration, load_yaml(text, path), path)
    if calibration is None:
        raise ContentError(problems)
    return calibration


def calibration_text(calibration: Calibration) -> str:
    """The file, with what it is in its first lines."""
    held = calibration.held_out.model_dump()
    lines = [
        "# Written by `scripts/calibrate-quiz --write`; do not edit by hand.",
        "# Shares from 0 to 1, for coder_a and coder_b, on cases not used for the numbers.",
        f'key: "{calibration.key}"',
        f"penalty: {calibration.penalty}",
        f"seed: {calibration.seed}",
        f"repeats: {calibration.repeats}",
        "log_loss_by_penalty:",
        *(
            f"  - {{penalty: {each.penalty}, log_loss: {each.log_loss:.3f}}}"
            for each in calibration.log_loss_by_penalty
        ),
        "held_out:",
        *(f"  {name}: [{values[0]:.3f}, {values[1]:.3f}]" for name, values in held.items()),
    ]
    return "\n".join(lines) + "\n"
