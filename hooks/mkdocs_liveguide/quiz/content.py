"""What an author writes in ``quiz.yml`` and ``cases.jsonl``, as models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=40)]
Words = Annotated[str, Field(min_length=1)]
Route = Literal["prompt", "retrieval", "fine-tuning", "both"]
Points = Annotated[int, Field(ge=-4, le=4)]
Axis = Literal["look_up", "train"]
Coder = Literal["coder_a", "coder_b"]
Wanted = dict[str, Annotated[list[str], Field(min_length=1)]]
"""Answer ids by dimension id."""


class Part(BaseModel):
    """A part of the quiz; a misspelt key is a problem."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Linked(Part):
    """Something that points into the guide."""

    page: Words
    """A page, relative to the docs folder."""
    evidence: list[str]


class Answer(Part):
    """One answer and what it pushes toward."""

    id: Id
    text: Words
    push: Annotated[list[Points], Field(min_length=3, max_length=3)]
    """R, F and P."""
    judged: Annotated[list[Points], Field(min_length=3, max_length=3)] | None = None
    """The push before calibration, where that moved it."""
    because: Words
    """Completes "because …", without a full stop."""

    @property
    def start(self) -> list[int]:
        """The push that the evidence alone suggests."""
        return self.judged or self.push


class Dimension(Linked):
    """One question."""

    id: Id
    question: Words
    short: Words
    """A name for tables, two or three words."""
    help: Words
    example: Words
    answers: Annotated[list[Answer], Field(min_length=2, max_length=9)]


class Gate(Linked):
    """Answers that forbid routes."""

    id: Id
    when: Annotated[Wanted, Field(min_length=1)]
    unless: Wanted = Field(default_factory=dict)
    rules_out: Annotated[list[Literal["retrieval", "fine-tuning", "both"]], Field(min_length=1)]
    reason: Words


class Advice(Linked):
    """Words that go with an answer and change no route."""

    id: Id
    when: Annotated[Wanted, Field(min_length=1)]
    title: Words
    text: Words


class RouteText(Linked):
    """What a result says."""

    name: Words
    """As a heading."""
    noun: Words
    """As it stands inside a sentence."""
    sentence: Words
    why: Words
    experiment: Words
    outgrown: Words
    pitfalls: Annotated[list[Words], Field(min_length=1)]
    links: list[Words]
    """Further pages."""


class ScaleNumbers(Part):
    """One scale's line and steepness."""

    line: Annotated[float, Field(ge=-4, le=8)]
    steepness: Annotated[float, Field(gt=0, le=4)]


class Scoring(Part):
    """How answers become routes."""

    look_up: ScaleNumbers
    train: ScaleNumbers
    stay_counts: Annotated[float, Field(ge=0, le=1)]
    gate_doubt: Annotated[float, Field(ge=0, le=0.5)]
    close_call: Annotated[float, Field(ge=0, le=1)]


class AxisText(Part):
    """The words of one axis of the map."""

    name: Words
    low: Words
    high: Words


class Axes(Part):
    """The words of the map."""

    look_up: AxisText
    train: AxisText


class Trap(Part):
    """A property that holds for every combination of answers."""

    id: Id
    text: Words
    when: Wanted = Field(default_factory=dict)
    """For all combinations with these answers …"""
    without: Axis | None = None
    """… or for all without an answer that pushes up this scale …"""
    above: list[Axis] = Field(default_factory=list)
    """… or for all that lie above these lines while no gate is hit …"""
    never: list[Route] = Field(default_factory=list)
    """… none of these routes is the result."""
    always: list[Route] = Field(default_factory=list)
    """… one of these routes is the result."""
    answers: Wanted = Field(default_factory=dict)
    """Or: for these answers …"""
    at_most: dict[Axis, int] = Field(default_factory=dict)
    """… the push is at most this."""
    at_least: dict[Axis, int] = Field(default_factory=dict)
    """… the push is at least this."""
    not_asked: list[Words] = Field(default_factory=list)
    """Or: no question and no answer has one of these words."""
    says: dict[Literal["scope"], Words] = Field(default_factory=dict)
    """Or: that text of the quiz has these words."""
    monotone: Literal[True] | None = None
    """Or: a higher push toward a route never lowers that route's place."""


class QuizFile(Part):
    """All of ``quiz.yml``."""

    title: Words
    scope: Words
    scoring: Scoring
    axes: Axes
    not_sure: Words
    dimensions: Annotated[list[Dimension], Field(min_length=2)]
    gates: list[Gate]
    advice: list[Advice]
    routes: dict[Route, RouteText]
    traps: list[Trap]


class CaseSource(Part):
    """Where a case was published."""

    title: Words
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    year: Annotated[int, Field(ge=1990, le=2100)]


class Case(Part):
    """One published case: a line of ``cases.jsonl``."""

    id: Id
    org: Words
    summary: Words
    """What was needed, without the technique."""
    answers: Annotated[dict[Coder, dict[str, str]], Field(min_length=2)]
    """Answer id by dimension id, of two people who read only the summary."""
    chosen: Literal["prompt", "retrieval", "fine-tuning", "both", "other"]
    what_they_built: Words
    source: CaseSource
    source_read: Literal["primary", "secondary"]
