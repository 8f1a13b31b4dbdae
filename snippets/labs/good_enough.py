"""How good is good enough? What errors, checks by people and an improvement cost a month."""

from typing import Any, NamedTuple

from labs.parts import Part, number, slider, table, text
from live import plot

EXAMPLE = "An example: put in yours."
NONE, FLAGGED, ALL = "check nothing", "check what is flagged", "check everything"


def _amount(name: str, label: str, most: int, value: float, help: str = EXAMPLE) -> dict[str, Any]:
    return number(name, label, 0, most, 0.01 if value < 10 else 1, value, help)


def _share(name: str, label: str, value: float, step: float, help: str = EXAMPLE) -> dict[str, Any]:
    return slider(name, label, 0, 100, step, value, help)


# Costs are in units of any currency; shares are percentages.
CONTROLS = [
    _amount("answers", "Answers a month", 10_000_000, 20_000),
    _share("wrong_now", "Wrong answers now, %", 8, 0.5, "From your test set."),
    _amount("error", "Cost of a wrong answer that gets out", 1_000_000, 12),
    _amount("check", "Cost of checking one answer", 10_000, 1),
    _share("caught", "Errors that a checker notices, %", 85, 1),
    _amount("repair", "Cost of correcting a noticed error", 10_000, 1),
    _share("flagged", "Answers flagged as doubtful, %", 20, 1),
    _share("found", "Errors that the flags find, %", 60, 1, "Of 100 wrong answers, so many."),
    _share("wrong_then", "Wrong answers once improved, %", 3, 0.5, "A hope, or a trial."),
    _amount("once", "Cost of the improvement, once", 10_000_000, 12_000),
    _amount("months", "Months over which that is spread", 120, 12, "Until the next model, say."),
    _amount("upkeep", "Upkeep of the improvement, a month", 1_000_000, 400),
]


class Inputs(NamedTuple):
    """What a plan costs depends on these; shares run from 0 to 1, costs are for one answer."""

    answers: float
    """A month."""
    error: float
    check: float
    caught: float
    repair: float
    flagged: float
    found: float


# --8<-- [start:plans]
def monthly(n: Inputs, wrong: float) -> dict[str, float]:
    """What each plan costs a month when the share `wrong` of the answers, 0 to 1, is wrong."""

    def plan(checked: float, errors_seen: float) -> float:
        """Checks a share of all answers that holds a share of all wrong ones."""
        noticed = errors_seen * n.caught
        each_error = noticed * n.repair + (1 - noticed) * n.error
        return n.answers * (checked * n.check + wrong * each_error)

    return {NONE: plan(0, 0), FLAGGED: plan(n.flagged, n.found), ALL: plan(1, 1)}


# --8<-- [end:plans]


# --8<-- [start:limits]
def worth_checking(n: Inputs, more_checks: float, more_errors: float) -> float:
    """The share of wrong answers above which more checks pay for themselves.

    Args:
        n: the inputs.
        more_checks: share of all answers, 0 to 1, that are checked in addition.
        more_errors: share of the wrong answers, 0 to 1, that these checks see.

    Returns:
        A share of the answers; infinite when the checks can never pay, 0 when they are free.
    """
    saved = more_errors * n.caught * (n.error - n.repair)
    cost = more_checks * n.check
    if saved <= 0:
        return float("inf")
    return cost / saved


# --8<-- [end:limits]


def ranges(n: Inputs) -> list[tuple[float, str]]:
    """The cheapest plan from which share of wrong answers on, 0 to 1, fewest errors first."""
    flagged = worth_checking(n, n.flagged, n.found)
    rest = worth_checking(n, 1 - n.flagged, 1 - n.found)
    everything = worth_checking(n, 1, 1)
    # Where flags are no better than chance, going on to the rest pays no later than the flags do.
    steps = [(flagged, FLAGGED), (rest, ALL)] if flagged < rest else [(everything, ALL)]
    found = [(0.0, NONE)]
    for start, plan in steps:
        if start <= 0:
            found = [(0.0, plan)]
        elif start < 1:
            found.append((start, plan))
    return found


def cheapest(costs: dict[str, float]) -> str:
    """The plan that costs least; of equals, the one with fewer checks."""
    return min(costs, key=costs.__getitem__)


# --8<-- [start:run]
def run(**controls: float) -> list[Part]:
    """Compares the plans before and after the improvement, and over all rates of error."""
    given = {name: max(value, 0) for name, value in controls.items()}
    shares = ("wrong_now", "wrong_then", "caught", "flagged", "found")
    given |= {name: min(given[name], 100) / 100 for name in shares}
    n = Inputs(**{name: given[name] for name in Inputs._fields})
    now, then = given["wrong_now"], given["wrong_then"]
    improving = given["once"] / max(given["months"], 1) + given["upkeep"]
    before, after = monthly(n, now), monthly(n, then)
    return [
        text(told(n, now, then, improving)),
        chart(n, now, then),
        plans(before, after, improving),
        limits(n, now),
    ]


# --8<-- [end:run]


def told(n: Inputs, now: float, then: float, improving: float) -> str:
    """The cheapest plan today, and whether the improvement pays, in words."""
    before, after = monthly(n, now), monthly(n, then)
    plan, better = cheapest(before), cheapest(after)
    saving = before[plan] - after[better]
    first = (
        f"With {rate(now)} of answers wrong, it costs least today to {plan}: "
        f"{money(before[plan])} a month."
    )
    second = f"With {rate(then)} wrong, it would cost least to {better}: {money(after[better])}."
    if saving <= 0:
        return f"{first} {second} The improvement saves nothing."
    verdict = "pays" if improving <= saving else "does not pay"
    return (
        f"{first} {second} So the improvement may cost up to {money(saving)} a month. "
        f"Yours costs {money(improving)}, so it {verdict}."
    )


def chart(n: Inputs, now: float, then: float) -> Part:
    """The cost of each plan over the share of wrong answers, from none to well above today's."""
    highest = min(1.0, max(0.1, 2 * now, 2 * then))
    rates = [highest * step / 24 for step in range(25)]
    drawn = {
        plan: [(100 * wrong, monthly(n, wrong)[plan]) for wrong in rates]
        for plan in (NONE, FLAGGED, ALL)
    }
    title = "Cost of a month, over wrong answers"
    return plot.lines(drawn, title=title, x="wrong answers of 100", y="cost of a month").part()


def plans(before: dict[str, float], after: dict[str, float], improving: float) -> Part:
    """The six plans, cheapest first."""
    costs = [(f"as it is, {plan}", cost) for plan, cost in before.items()]
    costs += [(f"improve, {plan}", cost + improving) for plan, cost in after.items()]
    rows = [[plan, money(cost)] for plan, cost in sorted(costs, key=lambda row: row[1])]
    return table(["Plan", "A month"], rows, "Errors, checks and the improvement together")


def limits(n: Inputs, now: float) -> Part:
    """Which plan is cheapest at which share of wrong answers, and what a point fewer saves."""
    found = ranges(n)
    ends = [start for start, _ in found[1:]] + [1.0]
    rows = []
    for (start, plan), end in zip(found, ends, strict=True):
        here = " (today)" if start <= now < end or now == end == 1 else ""
        point = (monthly(n, 1)[plan] - monthly(n, 0)[plan]) / 100
        rows.append([f"{rate(start)} to {rate(end)}{here}", plan, money(point)])
    head = ["Wrong answers", "Cheapest plan", "One point fewer saves a month"]
    return table(head, rows, "How many wrong answers call for which checks")


def rate(share: float) -> str:
    """A share, 0 to 1, as a percentage with at most one decimal."""
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def money(amount: float) -> str:
    """An amount: whole from a hundred on, else with hundredths."""
    return f"{amount:,.0f}" if abs(amount) >= 100 else f"{amount:,.2f}"
