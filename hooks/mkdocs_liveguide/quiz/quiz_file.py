"""What an author writes in ``quiz.yml``, as models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.sources.groups import Words

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$",
        max_length=40,
        description='lower-case words with "-" or "_" between them',
        examples=["a-name"],
    ),
]
Letter = Annotated[
    str,
    Field(pattern=r"^[^\W\d_]{1,2}$", description="one letter, or two", examples=["R"]),
]
Points = Annotated[int, Field(ge=-4, le=4)]
Weights = dict[str, Points]
"""Points by axis id, and `live.quiz.model.STAY`; what is not named is 0."""
Level = Literal["low", "high"]
Wanted = dict[str, Annotated[list[str], Field(min_length=1)]]
"""Answer ids by question id."""


class Part(BaseModel):
    """A part of the quiz; a misspelt key is a problem."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Linked(Part):
    """Something that points into the guide."""

    page: Words
    """A page, relative to the docs folder."""
    evidence: list[str] = Field(default_factory=list)
    """Ids of findings."""


class AxisText(Part):
    """One axis of the map: its words, and how points on it become a probability."""

    id: Id
    name: Words
    """As it stands inside a sentence."""
    low: Words
    """What it means to be low …"""
    high: Words
    """… and to be high."""
    letter: Letter
    """For the version on paper."""
    threshold: Annotated[float, Field(ge=-20, le=20)]
    """Points above which a case counts as high."""
    slope: Annotated[float, Field(gt=0, le=4)]
    """How fast one more point makes the quiz sure."""


class Stay(Part):
    """Reasons to stay with the fallback; they lower every axis."""

    name: Words
    """As it stands inside a sentence."""
    letter: Letter
    factor: Annotated[float, Field(ge=0, le=1)]
    """Points that one point of staying takes from every axis."""


class Scoring(Part):
    """How sure the quiz may be."""

    gate_doubt: Annotated[float, Field(ge=0, le=0.5)]
    close_call: Annotated[float, Field(ge=0, le=1)]


class Answer(Part):
    """One answer and what it adds."""

    id: Id
    text: Words
    weights: Weights = Field(default_factory=dict)
    judged: Weights | None = None
    """The weights before calibration, where that moved them."""
    because: Words
    """Completes "because …", without a full stop."""

    @property
    def start(self) -> Weights:
        """The weights that the evidence alone suggests."""
        return self.weights if self.judged is None else self.judged


class Question(Linked):
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
    rules_out: Annotated[list[str], Field(min_length=1)]
    """Ids of routes."""
    reason: Words


class Advice(Linked):
    """Words that go with an answer and change no route."""

    id: Id
    when: Annotated[Wanted, Field(min_length=1)]
    title: Words
    text: Words


class RouteText(Linked):
    """One of the results, and what it says."""

    id: Id
    corners: Annotated[list[dict[str, Level]], Field(min_length=1)]
    """Levels by axis id; an axis that a corner leaves out may be low or high."""
    fallback: bool = False
    """Whether it is the one route that no gate rules out."""
    name: Words
    """As a heading."""
    noun: Words
    """As it stands inside a sentence."""
    sentence: Words
    why: Words
    experiment: Words
    outgrown: Words
    pitfalls: Annotated[list[Words], Field(min_length=1)]
    links: list[Words] = Field(default_factory=list)
    """Further pages."""


class Coder(Part):
    """Somebody who answered the quiz for the published cases."""

    id: Id
    """As in ``cases.jsonl``."""
    name: Words
    """As it stands inside a sentence."""
    how: Words | None = None
    """How they answered; completes "… who"."""


class CaseWords(Part):
    """What is said of the published cases."""

    done: Words = "chosen"
    """What was done in them, as a participle: "what was chosen"."""
    coders: list[Coder] = Field(default_factory=list)
    """In the order of the tables; by their ids alone when none is listed."""


class Usual(Part):
    """What an axis's numbers usually are: calibration starts there and is held near."""

    threshold: Annotated[float, Field(ge=-20, le=20)] = 1.0
    slope: Annotated[float, Field(gt=0, le=4)] = 0.6


class CalibrationWishes(Part):
    """What calibration goes by, beside the cases."""

    class_weights: dict[str, Annotated[float, Field(gt=0, le=10)]] = Field(default_factory=dict)
    """By route id: how much more than another a case counts in which it was chosen."""
    usual: dict[str, Usual] = Field(default_factory=dict)
    """By axis id."""


class Trap(Part):
    """A property that holds for every combination of answers."""

    id: Id
    text: Words
    when: Wanted = Field(default_factory=dict)
    """For all combinations with these answers …"""
    without: str | None = None
    """… or for all without an answer that raises this axis …"""
    above: list[str] = Field(default_factory=list)
    """… or for all that lie above the thresholds of these axes while no gate is hit …"""
    never: list[str] = Field(default_factory=list)
    """… none of these routes is the result."""
    always: list[str] = Field(default_factory=list)
    """… one of these routes is the result."""
    answers: Wanted = Field(default_factory=dict)
    """Or: for these answers …"""
    at_most: dict[str, int] = Field(default_factory=dict)
    """… the weight is at most this, by axis id …"""
    at_least: dict[str, int] = Field(default_factory=dict)
    """… and at least this."""
    not_asked: list[Words] = Field(default_factory=list)
    """Or: no question and no answer has one of these words."""
    says: dict[Literal["scope"], Words] = Field(default_factory=dict)
    """Or: that text of the quiz has these words."""
    monotone: Literal[True] | None = None
    """Or: a higher weight toward a route never lowers that route's place."""


class QuizFile(Part):
    """All of ``quiz.yml``."""

    title: Words
    scope: Words
    not_sure: Words = "Not sure"
    axes: Annotated[list[AxisText], Field(min_length=1, max_length=3)]
    stay: Stay | None = None
    scoring: Scoring
    routes: Annotated[list[RouteText], Field(min_length=2)]
    questions: Annotated[list[Question], Field(min_length=2)]
    gates: list[Gate] = Field(default_factory=list)
    advice: list[Advice] = Field(default_factory=list)
    traps: list[Trap] = Field(default_factory=list)
    cases: CaseWords = Field(default_factory=CaseWords)
    calibration: CalibrationWishes = Field(default_factory=CalibrationWishes)
