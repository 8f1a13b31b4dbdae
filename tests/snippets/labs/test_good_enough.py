import math

import pytest

from labs import good_enough
from labs.good_enough import (
    ALL,
    FLAGGED,
    NONE,
    Inputs,
    cheapest,
    monthly,
    ranges,
    rate,
    run,
    worth_checking,
)
from labs.parts import defaults

DEFAULTS = defaults(good_enough.CONTROLS)


def _inputs(**changed: float) -> Inputs:
    values = {"answers": 1000, "error": 20, "check": 1, "caught": 0.8, "repair": 2} | changed
    return Inputs(**{"flagged": 0.25, "found": 0.5} | values)


def test_plans_worked_out_by_hand():
    assert monthly(_inputs(), 0.1) == {
        NONE: pytest.approx(100 * 20),
        FLAGGED: pytest.approx(250 + 40 * 2 + 60 * 20),  # 50 wrong ones seen, 40 noticed
        ALL: pytest.approx(1000 + 80 * 2 + 20 * 20),
    }


def test_checking_everything_pays_from_the_share_worked_out_by_hand():
    assert worth_checking(_inputs(), 1, 1) == pytest.approx(1 / (0.8 * 18))


@pytest.mark.parametrize(
    "changed", [{"caught": 0}, {"error": 2}, {"error": 1, "repair": 5}, {"check": 100}]
)
def test_checking_that_cannot_pay_is_never_advised(changed):
    assert worth_checking(_inputs(**changed), 1, 1) >= 1
    assert ranges(_inputs(**changed)) == [(0, NONE)]


def test_free_checks_are_made_from_the_first_error_on():
    assert ranges(_inputs(check=0)) == [(0, ALL)]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"flagged": 0, "found": 0},
        {"flagged": 1, "found": 1},
        {"flagged": 0.5, "found": 0.5},
        {"flagged": 0.6, "found": 0.2},  # worse than chance
        {"flagged": 0, "found": 0.9},
        {"caught": 1, "repair": 0},
        {"check": 9},
    ],
)
def test_ranges_name_the_cheapest_plan_at_every_rate(changed):
    n = _inputs(**changed)
    found = ranges(n)
    assert [start for start, _ in found] == sorted(start for start, _ in found)
    for wrong in [step / 200 for step in range(201)]:
        named = [plan for start, plan in found if start <= wrong][-1]
        costs = monthly(n, wrong)
        assert costs[named] == pytest.approx(min(costs.values()))


def test_flags_that_are_no_better_than_chance_are_left_out():
    plans = [plan for _, plan in ranges(_inputs(flagged=0.5, found=0.5))]
    assert plans == [NONE, ALL]


def test_of_plans_that_cost_the_same_the_one_with_fewer_checks_is_taken():
    assert cheapest(monthly(_inputs(check=0, caught=0), 0.1)) == NONE


def test_a_point_of_quality_is_worth_least_where_everything_is_checked():
    n = _inputs()
    saved = {plan: monthly(n, 0.1)[plan] - monthly(n, 0.09)[plan] for plan in (NONE, FLAGGED, ALL)}
    assert saved[NONE] > saved[FLAGGED] > saved[ALL] > 0


def test_run_says_what_the_improvement_may_cost():
    parts = run(**DEFAULTS)
    assert parts == run(**DEFAULTS)
    assert [part["kind"] for part in parts] == ["text", "svg", "table", "table"]
    # 20,000 answers: 4,000 flagged and checked at 1; 1,600 wrong, of which 960 flagged, 816
    # noticed and mended at 1, and 784 not, at 12. Afterwards 600 wrong at 12, none checked.
    today, later = 4000 + 816 + 784 * 12, 600 * 12
    assert f"{today:,}" in parts[0]["text"]
    assert f"may cost up to {today - later:,} a month. Yours costs 1,400" in parts[0]["text"]
    assert parts[0]["text"].endswith("it pays.")


def test_run_sorts_the_plans_by_cost_with_the_improvement_in():
    rows = run(**DEFAULTS)[2]["rows"]
    costs = [float(cost.replace(",", "")) for _, cost in rows]
    assert len(rows) == 6
    assert costs == sorted(costs)
    assert rows[0] == ["improve, check nothing", "8,600"]


def test_an_improvement_that_costs_too_much_or_changes_nothing_is_told():
    assert run(**DEFAULTS | {"upkeep": 7000})[0]["text"].endswith("it does not pay.")
    same = run(**DEFAULTS | {"wrong_then": DEFAULTS["wrong_now"]})[0]["text"]
    assert same.endswith("saves nothing.")


def test_todays_rate_is_marked_once():
    for wrong in (0, 8, 50, 100):
        rows = run(**DEFAULTS | {"wrong_now": wrong})[3]["rows"]
        assert sum("(today)" in row[0] for row in rows) == 1


@pytest.mark.parametrize("value", [0, -5, 1e12])
def test_absurd_inputs_do_not_break_it(value):
    parts = run(**dict.fromkeys(DEFAULTS, value))
    assert len(parts) == 4
    assert not any(str(bad) in parts[0]["text"] for bad in (math.nan, math.inf))


def test_rates_have_a_decimal_only_where_there_is_one():
    assert [rate(share) for share in (0, 0.08, 0.0357, 1)] == ["0%", "8%", "3.6%", "100%"]
