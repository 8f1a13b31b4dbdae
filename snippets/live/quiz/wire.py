"""The data that build, engine and page hand to each other, all of it what JSON can hold.

``quiz.json`` is a `QuizData`, ``cases.json`` a `CasesData`; the rest is what the page is answered.
"""

from __future__ import annotations

from typing import TypedDict

QUIZ_VERSION = 2
CASES_VERSION = 2


class PageLink(TypedDict):
    """A page of the guide."""

    title: str
    url: str
    """Relative to the site's root, an anchor included."""


class FindingLink(TypedDict):
    """A finding of the guide's evidence."""

    id: str
    title: str
    reference: str
    url: str
    """Relative to the site's root."""


class AxisData(TypedDict):
    """One axis of the map."""

    id: str
    name: str
    """As it stands inside a sentence."""
    low: str
    high: str
    letter: str
    threshold: float
    slope: float


class StayData(TypedDict):
    """What reasons to stay with the fallback are called, and what they count."""

    name: str
    """As it stands inside a sentence."""
    letter: str
    factor: float


class ScoringData(TypedDict):
    """How sure the quiz may be."""

    gate_doubt: float
    close_call: float


class AnswerData(TypedDict):
    """One answer."""

    id: str
    text: str
    weights: dict[str, int]
    """By axis id, and "stay"; those that are not 0."""
    because: str
    often: float
    """See `live.quiz.model.Question.often`."""


class QuestionData(TypedDict):
    """One question."""

    id: str
    question: str
    short: str
    help: str
    example: str
    page: PageLink
    evidence: list[FindingLink]
    answers: list[AnswerData]


class GateData(TypedDict):
    """Answers that forbid routes."""

    id: str
    when: dict[str, list[str]]
    unless: dict[str, list[str]]
    rules_out: list[str]
    reason: str
    page: PageLink
    evidence: list[FindingLink]


class AdviceData(TypedDict):
    """Words that go with answers."""

    id: str
    when: dict[str, list[str]]
    title: str
    text: str
    page: PageLink
    evidence: list[FindingLink]


class RouteData(TypedDict):
    """What the quiz can recommend."""

    corners: list[list[bool]]
    """Each a level on every axis, in the order of the axes: true for high."""
    name: str
    noun: str
    sentence: str
    why: str
    experiment: str
    outgrown: str
    pitfalls: list[str]
    page: PageLink
    links: list[PageLink]
    evidence: list[FindingLink]


class QuizData(TypedDict):
    """The whole quiz."""

    version: int
    title: str
    scope: str
    not_sure: str
    done: str
    """What was done in the published cases, as a participle: "what was …"."""
    axes: list[AxisData]
    stay: StayData | None
    scoring: ScoringData
    fallback: str
    """The id of the route that no gate rules out."""
    questions: list[QuestionData]
    gates: list[GateData]
    advice: list[AdviceData]
    routes: dict[str, RouteData]
    """By id, in the order of the file."""


class SourceData(TypedDict):
    """Where a case was published."""

    title: str
    url: str
    year: int


class CaseData(TypedDict):
    """One published case."""

    id: str
    org: str
    summary: str
    answers: dict[str, dict[str, str]]
    """By coder: answer id by question id."""
    chosen: str
    what_they_built: str
    source: SourceData
    source_read: str


class CasesData(TypedDict):
    """All published cases."""

    version: int
    cases: list[CaseData]


class Reason(TypedDict):
    """An answer that carries the route."""

    question: str
    answer: str
    strength: float
    """The fall of the route's log-odds when the answer is taken back."""
    axis: str
    """The axis on which the answer helps the route most …"""
    more: bool
    """… and whether upward."""


class Flip(TypedDict):
    """Another answer that would give another route."""

    question: str
    answer: str
    route: str
    distance: int
    """Points that would have to move."""


class HitGate(TypedDict):
    """A gate that the answers hit."""

    id: str
    rules_out: list[str]
    reason: str
    decisive: bool
    """Whether the route would be another one without it."""


class Result(TypedDict):
    """What answers come to."""

    route: str
    second: str
    probabilities: dict[str, float]
    """By route id, the best first; the sum is 1."""
    confidence: float
    """0 to 1: the share of results as sure as this one that agree with the published cases."""
    close_call: bool
    answered: int
    """Questions with a real answer."""
    position: dict[str, float]
    """Points by axis id."""
    high: dict[str, float]
    """By axis id, the probability from 0 to 1 that the case is high on it, 0.5 at the threshold:
    its place on the map."""
    decided_by: list[Reason]
    """The strongest first."""
    flip: Flip | None
    """The nearest of `flips`."""
    flips: list[Flip]
    """One for each question that has one, nearest first."""
    gates: list[HitGate]
    advice: list[str]
    """Ids, in the quiz's order."""
    experiment: str
    """The first cheap one of the route."""


class Next(TypedDict):
    """The question that comes next."""

    question: str | None
    """None when no further answer can change the result."""
    queue: list[str]
    """All that can, the most telling first."""
    likely_left: int
    """Questions still to come if each gets the answer that is given most often."""
    left: int
    """Questions that have not been asked."""


class ReadLink(TypedDict):
    """What a link says."""

    answers: dict[str, str]
    problem: str | None
    """A sentence for the reader."""


class SimilarCase(TypedDict):
    """A published case that is like the reader's."""

    id: str
    likeness: float
    """0 to 1; 1 when all answers are alike."""
    shared: list[str]
    """Questions where a sheet of the case has the reader's answer."""
