"""Freshness: a fact changes. What do a retriever and a closed-book model answer?"""

import random
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from statistics import fmean
from typing import Any, NamedTuple

from labs.data_policies import POLICIES, Policy
from labs.features import TfIdf
from labs.model import Example, Model, SoftmaxHead, TwoLayer
from labs.parts import Part, number, percent, select, slider, table, text, text_field
from labs.retriever import Retriever
from live import plot

RATE = 0.5
FIRST_EPOCHS = 40
RUNS = 5  # the figures are means over so many seeds
ONE_LAYER, TWO_LAYERS = "one layer", "two layers, 8 shared numbers"

CONTROLS = [
    select("topic", "Policy that changes", [p.topic for p in POLICIES], "annual leave"),
    text_field("new_value", "Its new value", "28 days"),
    text_field(
        "question",
        "Your question about it",
        "How much holiday can I have this year?",
        "In your own words. Both sides only know words that they have met.",
    ),
    slider("others", "Other policies that change too", 0, 12, 1, 5, "Chosen by the seed."),
    slider("wordings", "Training questions for each fact", 1, 3, 1, 3),
    slider("epochs", "Passes over the new facts in retraining", 2, 60, 2, 40),
    slider("replay", "Old examples mixed in, %", 0, 100, 10, 0, "0: retrain on new facts alone."),
    select("layers", "Closed-book model", [ONE_LAYER, TWO_LAYERS], ONE_LAYER),
    number("seed", "Seed", 0, 9999, 1, 1),
]


class Scores(NamedTuple):
    """Shares of right answers to the testing questions, 0 to 1."""

    changed: float
    unchanged: float


class Outcome(NamedTuple):
    """What one run of the experiment measured."""

    changed: list[str]
    """Topics of the policies that changed."""
    found: Scores
    """By the retriever."""
    first: float
    """The closed-book model before anything changed: share of right answers."""
    stale: Scores
    stale_confidence: float
    """Mean confidence when asked about changed facts."""
    curve: list[Scores]
    """After every second pass over the new facts, from none on."""
    again: Scores
    """After training from nothing on all facts as they are now."""
    steps: tuple[int, int, int]
    """Training steps: at first, on the new facts, on everything again."""
    models: dict[str, Model]
    """By who is asked."""
    features: TfIdf
    """Turns a question into what the models take."""
    retriever: Retriever
    passages: list[str]
    """What the retriever has indexed."""
    lost: list[list[str]]
    """Rows of question, right answer, answer now: right before retraining on the new facts."""


# --8<-- [start:experiment]
@lru_cache(maxsize=32)
def experiment(
    topic: str,
    new_value: str,
    others: int,
    wordings: int,
    epochs: int,
    replay: int,
    layers: str,
    seed: int,
) -> Outcome:
    """Trains a closed-book model, changes the facts, and trains it again in two ways."""
    # The facts then and now: one changes to the reader's value, others to prepared ones.
    then = {policy.topic: policy.value for policy in POLICIES}
    rest = [policy for policy in POLICIES if policy.topic != topic]
    prepared = {p.topic: p.new_value for p in random.Random(seed).sample(rest, others)}
    now = then | prepared | {topic: new_value}
    changed = [policy for policy in POLICIES if now[policy.topic] != then[policy.topic]]
    unchanged = [policy for policy in POLICIES if policy not in changed]

    # The retriever's whole update: index the new text.
    passages = [policy.text(now[policy.topic]) for policy in POLICIES]
    retriever = Retriever(passages)

    # The closed-book model: a question goes in, the most probable trained answer comes out.
    known = {policy: policy.training[:wordings] for policy in POLICIES}
    features = TfIdf([question for questions in known.values() for question in questions])

    def lessons(policies: Sequence[Policy], facts: dict[str, str]) -> list[Example]:
        return [(features.vector(q), facts[p.topic]) for p in policies for q in known[p]]

    def exam(policies: Sequence[Policy], facts: dict[str, str]) -> list[Example]:
        return [(features.vector(q), facts[p.topic]) for p in policies for q in p.testing]

    new_exam, old_exam, first_exam = exam(changed, now), exam(unchanged, now), exam(POLICIES, then)

    def score(model: Model) -> Scores:
        return Scores(model.accuracy(new_exam), model.accuracy(old_exam))

    # 1. Trained on the facts as they were.
    model = new_model(layers, seed)
    model.train(lessons(POLICIES, then), FIRST_EPOCHS, RATE)
    first_steps, first = model.steps, model.accuracy(first_exam)
    sure = fmean([model.answer(vector)[1] for vector, _ in new_exam])
    was_right = [model.answer(vector)[0] == answer for vector, answer in old_exam]
    models = {"Closed book, not retrained": deepcopy(model)}

    # 2. Retrained on what changed, with some old examples mixed in if the reader wishes.
    old = lessons(unchanged, now)
    lesson = lessons(changed, now) + random.Random(seed).sample(old, len(old) * replay // 100)
    curve = [score(model)]
    for _ in range(0, epochs, 2):
        model.train(lesson, 2, RATE)
        curve.append(score(model))
    models["Closed book, retrained on the new facts"] = model
    texts = [text for policy in unchanged for text in policy.testing]
    lost = [
        [text, answer, model.answer(vector)[0]]
        for text, (vector, answer), right in zip(texts, old_exam, was_right, strict=True)
        if right and model.answer(vector)[0] != answer
    ]

    # 3. Or trained afresh on everything.
    fresh = new_model(layers, seed)
    fresh.train(lessons(POLICIES, now), FIRST_EPOCHS, RATE)
    models["Closed book, trained again on everything"] = fresh

    return Outcome(
        changed=[policy.topic for policy in changed],
        found=Scores(found_share(retriever, changed), found_share(retriever, unchanged)),
        first=first,
        stale=curve[0],
        stale_confidence=sure,
        curve=curve,
        again=score(fresh),
        steps=(first_steps, model.steps - first_steps, fresh.steps),
        models=models,
        features=features,
        retriever=retriever,
        passages=passages,
        lost=lost,
    )


# --8<-- [end:experiment]


def new_model(layers: str, seed: int) -> Model:
    """An untrained closed-book model."""
    return SoftmaxHead(seed) if layers == ONE_LAYER else TwoLayer(seed, hidden=8)


def found_share(retriever: Retriever, policies: Sequence[Policy]) -> float:
    """How often the best passage is the one that states the fact asked for, 0 to 1."""
    return fmean(
        [
            [number for _, number in retriever.find(question)] == [POLICIES.index(policy)]
            for policy in policies
            for question in policy.testing
        ]
    )


def average(scores: Sequence[Scores]) -> Scores:
    """The mean of each share."""
    return Scores(fmean(s.changed for s in scores), fmean(s.unchanged for s in scores))


# --8<-- [start:run]
def run(question: str, seed: int, **controls: Any) -> list[Part]:
    """Runs the experiment with five seeds and shows the means; two tables are of the first."""
    controls["new_value"] = controls["new_value"].strip() or "(nothing)"
    values = {policy.topic: policy.value for policy in POLICIES}
    if controls["others"] == 0 and controls["new_value"] == values[controls["topic"]]:
        return [text("Nothing has changed: the policy had that value. Type another one.")]
    outcomes = [experiment(**controls, seed=seed + more) for more in range(RUNS)]
    first = outcomes[0]
    curve = [average(scores) for scores in zip(*(o.curve for o in outcomes), strict=True)]
    return [
        text(told(outcomes, curve)),
        own_question(first, question),
        drawn(outcomes, curve).part(),
        compared(outcomes, curve),
        table(
            ["Question", "Right answer", "Answer after retraining"],
            first.lost[:8] or [["none in the first run", "", ""]],
            "Facts that nobody changed, lost by retraining on the others (first run)",
        ),
    ]


# --8<-- [end:run]


def own_question(outcome: Outcome, question: str) -> Part:
    """What everybody says to the reader's question."""
    found = outcome.retriever.find(question)
    passage = outcome.passages[found[0][1]] if found else "no passage shares a word with it"
    rows = [["Retriever, at once", passage, "shows its source"]]
    for who, model in outcome.models.items():
        answer, sure = model.answer(outcome.features.vector(question))
        rows.append([who, answer, percent(sure)])
    return table(["Who is asked", "Answer", "How sure"], rows, f"Your question: “{question}”")


def told(outcomes: list[Outcome], curve: list[Scores]) -> str:
    """The result in words."""
    retriever = fmean(o.found.changed for o in outcomes)
    sure = fmean(o.stale_confidence for o in outcomes)
    return (
        f"{len(outcomes[0].changed)} of {len(POLICIES)} policies changed. Asked about them in new "
        f"words, the retriever is right at once in {percent(retriever)} of cases. The "
        f"closed-book model is right in {percent(curve[0].changed)}, with a mean confidence of "
        f"{percent(sure)}. Retraining on the new facts brings it to {percent(curve[-1].changed)} "
        f"on them, and from {percent(curve[0].unchanged)} to {percent(curve[-1].unchanged)} on the "
        f"facts that nobody changed. Means of {len(outcomes)} runs."
    )


def drawn(outcomes: list[Outcome], curve: list[Scores]) -> plot.Plot:
    """What retraining gains and loses, pass by pass."""
    retriever = fmean(o.found.changed for o in outcomes)
    last = 2.0 * (len(curve) - 1)
    return plot.lines(
        {
            "changed facts": [(2.0 * at, scores.changed) for at, scores in enumerate(curve)],
            "unchanged facts": [(2.0 * at, scores.unchanged) for at, scores in enumerate(curve)],
            "retriever, changed facts": [(0.0, retriever), (last, retriever)],
        },
        title="The closed-book model while it is retrained on the new facts",
        x="passes over the new facts",
        y="right answers",
        percent=True,
    )


def compared(outcomes: list[Outcome], curve: list[Scores]) -> Part:
    """The four ways side by side."""
    first_steps, more_steps, again_steps = outcomes[0].steps
    again = average([o.again for o in outcomes])
    ways = [
        ("Retriever, new text indexed", average([o.found for o in outcomes]), 0),
        ("Closed book, not retrained", curve[0], 0),
        ("Closed book, retrained on the new facts", curve[-1], more_steps),
        ("Closed book, trained again on everything", again, again_steps),
    ]
    before = percent(fmean(o.first for o in outcomes))
    return table(
        ["Way", "Changed facts right", "Unchanged facts right", "Training steps"],
        [[way, percent(s.changed), percent(s.unchanged), f"{steps:,}"] for way, s, steps in ways],
        f"After the change. Before it, the closed-book model had {before} right, after "
        f"{first_steps:,} training steps.",
    )
