"""Behaviour: sort support tickets by the most similar ones, or by a trained head."""

import random
from functools import lru_cache
from itertools import pairwise
from statistics import fmean
from typing import Any, NamedTuple

from labs.data_tickets import QUEUES, Ticket, split
from labs.features import TfIdf
from labs.model import SoftmaxHead
from labs.parts import Part, number, percent, select, slider, table, text, text_field
from labs.retriever import Retriever
from live import plot

RATE = 0.5
SIZES = (6, 12, 24, 48, 96, 192, 300)
TESTING = 96
RUNS = 5  # the figures are means over so many seeds
CHANCE = 0.03  # a smaller difference between two means can be luck

CONTROLS = [
    text_field(
        "ticket",
        "A ticket of your own",
        "The courier dropped my box in the rain and now everything is wet.",
    ),
    slider("around", "Sentences of small talk in each ticket", 0, 3, 1, 1),
    slider("passes", "Training passes over the examples", 1, 12, 1, 3),
    slider("neighbours", "Similar tickets that vote", 1, 9, 2, 3),
    slider("wrong", "Wrong labels among the examples, %", 0, 40, 5, 0),
    select("most", "Most examples", [str(size) for size in SIZES[3:]], "300"),
    number("seed", "Seed", 0, 9999, 1, 1),
]


class Curves(NamedTuple):
    """Share of testing tickets sorted right, 0 to 1, for each number of examples."""

    sizes: tuple[int, ...]
    neighbours: list[float]
    head: list[float]


# --8<-- [start:experiment]
@lru_cache(maxsize=32)
def experiment(
    around: int, passes: int, neighbours: int, wrong: int, most: int, seed: int
) -> Curves:
    """Sorts the same testing tickets both ways, with more and more examples."""
    train, test = split(seed, most, TESTING, around)
    train = mislabel(train, wrong / 100, seed)
    sizes = tuple(size for size in SIZES if size <= most)
    curves = Curves(sizes, [], [])
    for size in sizes:
        examples = train[:size]
        queues = [ticket.queue for ticket in examples]

        # Retrieval: look up similar tickets, let them vote. Nothing is trained.
        index = Retriever([ticket.text for ticket in examples])
        votes = [index.vote(ticket.text, queues, neighbours) or queues[0] for ticket in test]
        curves.neighbours.append(right(votes, test))

        # Training: words get weights, for or against each queue.
        features, head = trained(examples, passes, seed)
        answers = [head.answer(features.vector(ticket.text))[0] for ticket in test]
        curves.head.append(right(answers, test))
    return curves


# --8<-- [end:experiment]


def trained(examples: list[Ticket], passes: int, seed: int) -> tuple[TfIdf, SoftmaxHead]:
    """A head trained on the examples, and what turns a text into its input."""
    features = TfIdf([ticket.text for ticket in examples])
    head = SoftmaxHead(seed)
    head.train([(features.vector(text), queue) for text, queue in examples], passes, RATE)
    return features, head


def mislabel(tickets: list[Ticket], share: float, seed: int) -> list[Ticket]:
    """Gives each ticket, with this probability, the label of another queue."""
    chance = random.Random(seed)
    return [
        Ticket(text, chance.choice([other for other in QUEUES if other != queue]))
        if chance.random() < share
        else Ticket(text, queue)
        for text, queue in tickets
    ]


def right(answers: list[str], tickets: list[Ticket]) -> float:
    """The share of answers that name the ticket's queue."""
    return fmean(a == ticket.queue for a, ticket in zip(answers, tickets, strict=True))


def crossing(curves: Curves) -> float | None:
    """The number of examples from which the head stays ahead by more than luck.

    Between two sizes the lead is taken to be a straight line. None where the head is not ahead at
    the end, and the smallest size where it always is.
    """
    leads = [head - o - CHANCE for head, o in zip(curves.head, curves.neighbours, strict=True)]
    if leads[-1] <= 0:
        return None
    points = list(zip(curves.sizes, leads, strict=True))
    for (low, behind), (high, ahead) in reversed(list(pairwise(points))):
        if behind <= 0:
            return low + (high - low) * -behind / (ahead - behind)
    return float(curves.sizes[0])


# --8<-- [start:run]
def run(ticket: str, most: str, seed: int, **controls: Any) -> list[Part]:
    """Runs the experiment with five seeds, shows the means, and sorts the reader's ticket."""
    runs = [experiment(**controls, most=int(most), seed=seed + more) for more in range(RUNS)]
    curves = Curves(
        runs[0].sizes,
        [fmean(shares) for shares in zip(*(run.neighbours for run in runs), strict=True)],
        [fmean(shares) for shares in zip(*(run.head for run in runs), strict=True)],
    )
    return [
        text(told(curves)),
        plot.lines(
            {
                "similar tickets vote": list(zip(curves.sizes, curves.neighbours, strict=True)),
                "trained head": list(zip(curves.sizes, curves.head, strict=True)),
            },
            title="Tickets sorted right, over the number of examples",
            x="labelled examples",
            y="sorted right",
            x_log=True,
            percent=True,
        ).part(),
        table(
            ["Labelled examples", *map(str, curves.sizes)],
            [
                ["Similar tickets vote", *map(percent, curves.neighbours)],
                ["Trained head", *map(percent, curves.head)],
            ],
            f"Sorted right, of {TESTING} tickets in new wordings; means of {RUNS} runs. "
            f"Guessing gives {percent(1 / len(QUEUES))}.",
        ),
        own_ticket(ticket, int(most), seed, **controls),
    ]


# --8<-- [end:run]


def told(curves: Curves) -> str:
    """Where the curves part, in words."""
    head, vote = percent(curves.head[-1]), percent(curves.neighbours[-1])
    last = f"With {curves.sizes[-1]} examples the head sorts {head} right and the vote {vote}."
    points = f"{CHANCE * 100:.0f} points (a smaller lead can be luck)"
    at = crossing(curves)
    if at is None:
        return f"The trained head does not get ahead of the vote by more than {points}. {last}"
    if at == curves.sizes[0]:
        return f"The trained head leads from the fewest examples on, by more than {points}. {last}"
    ahead = any(v - h > CHANCE for h, v in zip(curves.head, curves.neighbours, strict=True))
    before = "the vote leads at some point" if ahead else "neither is clearly better"
    after = f"From there on the head leads by more than {points}."
    return f"Below about {at:.0f} examples {before}. {after} {last}"


def own_ticket(
    ticket: str, most: int, seed: int, around: int, passes: int, neighbours: int, wrong: int
) -> Part:
    """How both ways sort the reader's ticket, with all examples of the first run."""
    examples = mislabel(split(seed, most, TESTING, around)[0], wrong / 100, seed)
    found = Retriever([ticket.text for ticket in examples]).find(ticket, neighbours)
    features, head = trained(examples, passes, seed)
    queue, sure = head.answer(features.vector(ticket))
    rows = [
        [f"Similar, score {score:.1f}", examples[at].queue, examples[at].text]
        for score, at in found
    ] or [["Similar", "none", "No example shares a word with your ticket."]]
    heavy = features.vector(ticket)
    pull = {
        word: weight * head.rows[word][head.labels.index(queue)] for word, weight in heavy.items()
    }
    words = sorted(pull, key=lambda word: -pull[word])[:4]
    because = (
        f"Words that speak most for it: {', '.join(words)}." if words else "It knows no word of it."
    )
    rows.append([f"Trained head, {percent(sure)} sure", queue, because])
    return table(["Way", "Queue", "Because"], rows, f"Your ticket: “{ticket}”")
