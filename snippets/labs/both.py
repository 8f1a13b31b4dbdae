"""Both: what to do depends on a skill and on a fact. Learn the skill, fetch the fact."""

import random
from functools import lru_cache
from statistics import fmean
from typing import Any, NamedTuple

from labs.data_contracts import Case, World
from labs.features import TfIdf, Vector
from labs.model import TwoLayer
from labs.parts import Part, checkbox, number, percent, slider, table, text, text_field
from labs.retriever import Retriever
from live import plot

RATE = 0.3
HIDDEN = 12
VOTES = 3  # similar past cases that vote
TESTING = 60
RUNS = 4  # the figures are means over so many seeds
TRAINED, FETCHED, BOTH = "trained head alone", "retrieval alone", "trained head on fetched contract"
TESTS = ("contracts as in training", "contracts changed since", "customers never met")

CONTROLS = [
    text_field("message", "A message of your own", "The oven is dead and we had to close."),
    text_field(
        "contract", "What the contract says", "Engineers are ready on Sundays, day or night."
    ),
    slider("history", "Past cases to learn from", 30, 240, 30, 180),
    slider("passes", "Training passes over them", 2, 20, 2, 12),
    checkbox(
        "hide_names",
        "Hide customers' names from the head that reads contracts",
        True,
        "Else it can learn by heart who has which contract, and stop reading.",
    ),
    slider("wrong", "Wrong contracts fetched, %", 0, 100, 10, 0),
    number("seed", "Seed", 0, 9999, 1, 1),
]


# --8<-- [start:ways]
class Learners:
    """Three ways to choose an action, all from the same past cases."""

    def __init__(self, history: list[Case], passes: int, hide_names: bool, seed: int) -> None:
        """Trains two heads, and indexes the cases."""
        self.hide_names = hide_names
        self.actions = [case.action for case in history]

        # Trained head alone: sees the message with the customer's name, never a contract.
        self.message_words = TfIdf([case.message for case in history])
        self.alone = TwoLayer(seed, HIDDEN)
        self.alone.train([(self.seen(c), c.action) for c in history], passes, RATE)

        # Retrieval alone: the most similar past cases vote; nothing is trained.
        self.index = Retriever([self.read_text(case) for case in history])

        # Both: a head trained on message and contract, that is handed a contract each time.
        self.contract_words = TfIdf([self.known(case.contract, case) for case in history])
        self.reader = TwoLayer(seed, HIDDEN)
        self.reader.train([(self.read(c), c.action) for c in history], passes, RATE)

    def known(self, words: str, case: Case) -> str:
        """The words, without the customer's name where names are hidden."""
        return words.replace(case.customer, "") if self.hide_names and case.customer else words

    def seen(self, case: Case) -> Vector:
        """What the head alone is given."""
        return self.message_words.vector(case.message)

    def read_text(self, case: Case) -> str:
        """What similarity is measured on."""
        return self.known(f"{case.message} {case.contract}", case)

    def read(self, case: Case) -> Vector:
        """What the reading head is given: words of the contract are marked, so as to differ."""
        contract = self.contract_words.vector(self.known(case.contract, case))
        marked = {f"contract:{word}": weight for word, weight in contract.items()}
        return self.message_words.vector(self.known(case.message, case)) | marked

    def answers(self, case: Case) -> dict[str, str]:
        """What each way would do."""
        vote = self.index.vote(self.read_text(case), self.actions, VOTES)
        return {
            TRAINED: self.alone.answer(self.seen(case))[0],
            FETCHED: vote or self.actions[0],
            BOTH: self.reader.answer(self.read(case))[0],
        }


# --8<-- [end:ways]


class Outcome(NamedTuple):
    """What one run measured."""

    right: dict[str, list[float]]
    """For each way, the share of right actions in each of the three tests, 0 to 1."""
    found: float
    """How often the retriever fetched the writer's own contract, before any was swapped."""
    learners: Learners


# --8<-- [start:experiment]
@lru_cache(maxsize=32)
def experiment(history: int, passes: int, hide_names: bool, wrong: int, seed: int) -> Outcome:
    """Learns from past cases, then meets new messages, changed contracts and new customers."""
    world = World(seed)
    learners = Learners(world.cases(world.known, history, testing=False), passes, hide_names, seed)
    right: dict[str, list[float]] = {TRAINED: [], FETCHED: [], BOTH: []}
    found = []
    for test in TESTS:
        if test == TESTS[1]:
            world.change_contracts(world.known)
        writers = world.new if test == TESTS[2] else world.known
        cases = world.cases(writers, TESTING, testing=True)
        fetched = [fetch(world, case) for case in cases]
        found += [got == case.contract for got, case in zip(fetched, cases, strict=True)]
        fetched = swap(fetched, list(world.contracts.values()), wrong / 100, seed)
        shown = [case._replace(contract=got) for case, got in zip(cases, fetched, strict=True)]
        answers = [learners.answers(case) for case in shown]
        for way, shares in right.items():
            hits = [answer[way] == case.action for answer, case in zip(answers, cases, strict=True)]
            shares.append(fmean(hits))
    return Outcome(right, fmean(found), learners)


# --8<-- [end:experiment]


def fetch(world: World, case: Case) -> str:
    """The contract that the search finds for a message."""
    contracts = list(world.contracts.values())
    return contracts[Retriever(contracts).find(case.message)[0][1]]


def swap(contracts: list[str], others: list[str], share: float, seed: int) -> list[str]:
    """Puts, with this probability, somebody else's contract in the place of each."""
    chance = random.Random(seed)
    return [
        chance.choice([other for other in others if other != contract])
        if chance.random() < share
        else contract
        for contract in contracts
    ]


# --8<-- [start:run]
def run(message: str, contract: str, seed: int, **controls: Any) -> list[Part]:
    """Runs the experiment with four seeds, shows the means, and treats the reader's case."""
    outcomes = [experiment(**controls, seed=seed + more) for more in range(RUNS)]
    right = {
        way: [fmean(shares) for shares in zip(*(o.right[way] for o in outcomes), strict=True)]
        for way in outcomes[0].right
    }
    return [
        text(told(right, fmean(o.found for o in outcomes))),
        plot.bars(
            TESTS, right, title="Right actions, by way and test", x="right", percent=True
        ).part(),
        table(
            ["Right actions", *TESTS],
            [[way, *map(percent, shares)] for way, shares in right.items()],
            f"{TESTING} messages in new wordings for each test; means of {RUNS} runs.",
        ),
        own_case(outcomes[0].learners, message, contract),
    ]


# --8<-- [end:run]


def told(right: dict[str, list[float]], found: float) -> str:
    """The result in words."""
    as_before, changed, new = zip(*right.values(), strict=True)
    best = max(range(len(right)), key=lambda way: changed[way] + new[way])
    return (
        f"Where nothing has changed, the trained head alone does the right thing in "
        f"{percent(as_before[0])} of cases. After contracts changed it is {percent(changed[0])}, "
        f"and {percent(new[0])} for customers it never met. Best in those two tests: "
        f"{list(right)[best]}, with {percent(changed[best])} and {percent(new[best])}. "
        f"The search found the writer's own contract in {percent(found)} of cases."
    )


def own_case(learners: Learners, message: str, contract: str) -> Part:
    """What each way would do with the reader's message and contract."""
    case = Case("", message, contract, "")
    sure = {
        TRAINED: percent(learners.alone.answer(learners.seen(case))[1]),
        FETCHED: "",
        BOTH: percent(learners.reader.answer(learners.read(case))[1]),
    }
    rows = [[way, action, sure[way]] for way, action in learners.answers(case).items()]
    caption = f"Your case: “{message}” under “{contract}”"
    return table(["Way", "What to do", "How sure"], rows, caption)
