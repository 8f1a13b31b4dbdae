"""Cost: from how many calls a day does each way cost less than the others?"""

import math
from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from labs.parts import Part, checkbox, number, table, text
from live import plot

DAYS = 30  # of a month
MILLION = 1_000_000
FEWEST, MOST = 10, 1_000_000  # calls a day that are looked at
VOLUMES = [10 ** (1 + step / 40) for step in range(201)]
LONG, CACHED, RETRIEVAL, TUNED = "long prompt", "cached prompt", "retrieval", "tuned small model"


def _amount(name: str, label: str, value: float, help: str = "") -> dict[str, Any]:
    return number(name, label, 0, 10 * MILLION, 0.01 if value < 10 else 1, value, help)


EXAMPLE = "An example: put in yours."
READ = "As read in November 2026"  # in the sources that the page cites

# Prices are in units of any currency. Those that come from a source say so; the rest are examples.
CONTROLS = [
    number("calls", "Your calls a day", FEWEST, MOST, 1, 2000),
    _amount("question", "Tokens of instructions and question", 400),
    _amount("answer", "Tokens of an answer", 300),
    _amount("knowledge", "Tokens of all documents", 60_000, "For the long and the cached prompt."),
    _amount("passages", "Tokens of fetched passages", 2500),
    _amount("price", "Large model: price of a million input tokens", 2.0, EXAMPLE),
    _amount("output_times", "Output tokens cost so many times more", 5.0, f"{READ}: 4 to 8."),
    _amount("cache_read", "Share of the price for a cached token", 0.1, f"{READ}."),
    _amount("cache_write", "Times the price to put one there", 1.25, f"{READ}."),
    _amount("cache_writes", "Times a day that the cache expires", 24, EXAMPLE),
    _amount("search", "Search: machines and service, a month", 150, EXAMPLE),
    _amount("upkeep", "Search: people's time, a month", 600, f"{EXAMPLE} Documents, checks."),
    _amount("small_price", "Small model: price of a million input tokens", 0.2, EXAMPLE),
    _amount("hosting", "Tuned model: hosting, a month", 1200, EXAMPLE),
    checkbox("by_token", "No hosting: billed by the token only", False, "As at some providers."),
    _amount("trainings", "Trainings a year", 4.0, EXAMPLE),
    _amount("training_tokens", "Million tokens of a training", 16, f"{READ}: one bill."),
    _amount("training_price", "Price of a million of them", 0.46, f"{READ}: one provider."),
    _amount("care", "People's time for each training", 2000, f"{EXAMPLE} Data, checks, release."),
    checkbox("fetches", "The tuned model fetches passages too", False, "It then pays for search."),
]


class Inputs(NamedTuple):
    """The values of the controls, in their order; see their labels for the units."""

    question: float
    answer: float
    knowledge: float
    passages: float
    price: float
    output_times: float
    cache_read: float
    cache_write: float
    cache_writes: float
    search: float
    upkeep: float
    small_price: float
    hosting: float
    by_token: bool
    trainings: float
    training_tokens: float
    training_price: float
    care: float
    fetches: bool


Monthly = Callable[[float], float]
"""The cost of a month, from the calls a day."""


# --8<-- [start:ways]
def ways(n: Inputs) -> dict[str, Monthly]:
    """The monthly cost of each way."""
    token, small_token = n.price / MILLION, n.small_price / MILLION
    said = n.question + n.answer * n.output_times  # in input tokens
    training = n.training_tokens * n.training_price + n.care
    searching = n.search + n.upkeep  # people look after an index, too
    hosting = 0 if n.by_token else n.hosting

    def long_prompt(calls: float) -> float:
        return DAYS * calls * (n.knowledge + said) * token

    def cached_prompt(calls: float) -> float:
        writes = min(calls, n.cache_writes)  # with few calls, each finds the cache expired
        knowledge = n.knowledge * (writes * n.cache_write + (calls - writes) * n.cache_read)
        return DAYS * (knowledge + calls * said) * token

    def retrieval(calls: float) -> float:
        return searching + DAYS * calls * (n.passages + said) * token

    def tuned(calls: float) -> float:
        fixed = hosting + training * n.trainings / 12 + n.fetches * searching
        return fixed + DAYS * calls * (said + n.fetches * n.passages) * small_token

    return {LONG: long_prompt, CACHED: cached_prompt, RETRIEVAL: retrieval, TUNED: tuned}


# --8<-- [end:ways]


# --8<-- [start:crossing]
def crossings(one: Monthly, other: Monthly) -> list[float]:
    """The calls a day at which the cheaper of two ways changes, fewest first.

    Looks at forty volumes in each power of ten, and halves the step in which the order turns.
    """
    found = []
    for low, high in pairwise(VOLUMES):
        first = one(low) <= other(low)
        if (one(high) <= other(high)) == first:
            continue
        for _ in range(60):
            middle = (low + high) / 2
            if (one(middle) <= other(middle)) == first:
                low = middle
            else:
                high = middle
        found.append(high)
    return found


# --8<-- [end:crossing]


def cheapest(costs: Mapping[str, Monthly], calls: float) -> str:
    """The way that costs least; of equals, the first."""
    return min(costs, key=lambda way: costs[way](calls))


def ranges(costs: Mapping[str, Monthly]) -> list[tuple[float, str]]:
    """Which way is cheapest from how many calls a day on."""
    turns = {at for one, other in combinations(costs.values(), 2) for at in crossings(one, other)}
    found = [(float(FEWEST), cheapest(costs, FEWEST))]
    for at in sorted(turns):
        way = cheapest(costs, at * (1 + 1e-9))
        if way != found[-1][1]:
            found.append((at, way))
    return found


# --8<-- [start:run]
def run(calls: float, **controls: float) -> list[Part]:
    """Compares the four ways at the reader's volume and at all others."""
    calls = min(max(calls, FEWEST), MOST)
    costs = ways(Inputs(**{name: max(value, 0) for name, value in controls.items()}))
    drawn = {way: [(v, max(cost(v), 0.01)) for v in VOLUMES[::10]] for way, cost in costs.items()}
    return [
        text(told(costs, calls)),
        plot.lines(
            drawn,
            title="Cost of a month, over calls a day",
            x="calls a day",
            y="cost of a month",
            x_log=True,
            y_log=True,
        ).part(),
        table(
            ["Way", "A month", "A thousand calls"],
            [
                [way, money(cost(calls)), money(cost(calls) / (calls * DAYS) * 1000)]
                for way, cost in sorted(costs.items(), key=lambda item: item[1](calls))
            ],
            f"At {calls:,.0f} calls a day, cheapest first; in the currency of your prices",
        ),
        pairs(costs),
    ]


# --8<-- [end:run]


def told(costs: Mapping[str, Monthly], calls: float) -> str:
    """Who is cheapest where, in words."""
    found = ranges(costs)
    first = f"Cheapest from {FEWEST} calls a day on: {found[0][1]}."
    more = "".join(f" From about {rounded(at)}: {way}." for at, way in found[1:])
    return f"{first}{more} At your {calls:,.0f}: {cheapest(costs, calls)}."


def pairs(costs: Mapping[str, Monthly]) -> Part:
    """Where each two ways cost the same."""
    rows = []
    for one, other in combinations(costs, 2):
        at = [rounded(calls) for calls in crossings(costs[one], costs[other])]
        always = cheapest({one: costs[one], other: costs[other]}, MOST)
        rows.append([one, other, " and ".join(at) or f"nowhere: {always} never costs more"])
    caption = f"Where two ways cost the same, between {FEWEST} and {MOST:,} calls a day"
    return table(["Way", "Other way", "Calls a day"], rows, caption)


def rounded(calls: float) -> str:
    """Calls a day to two figures: the inputs are not known better."""
    digits = 1 - math.floor(math.log10(calls))
    return f"{round(calls, digits):,.0f}"


def money(amount: float) -> str:
    """An amount: whole from a hundred on, else with hundredths."""
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:,.2f}"
