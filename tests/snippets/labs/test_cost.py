import pytest

from labs import cost
from labs.cost import CACHED, FEWEST, LONG, MOST, RETRIEVAL, TUNED, Inputs, crossings, ranges, ways
from labs.parts import defaults

DEFAULTS = defaults(cost.CONTROLS)


def _inputs(**changed):
    values = {name: value for name, value in DEFAULTS.items() if name != "calls"}
    return Inputs(**values | changed)


def test_controls_are_the_inputs():
    assert [control["name"] for control in cost.CONTROLS] == ["calls", *Inputs._fields]


def test_break_even_of_retrieval_and_tuned_model_is_the_one_worked_out_by_hand():
    n = _inputs()
    training = n.training_tokens * n.training_price + n.care
    fixed = n.hosting + training * n.trainings / 12 - n.search - n.upkeep
    said = n.question + n.answer * n.output_times
    a_call = ((n.passages + said) * n.price - said * n.small_price) / 1e6
    costs = ways(n)
    assert crossings(costs[RETRIEVAL], costs[TUNED]) == [pytest.approx(fixed / a_call / 30)]


def test_cached_prompt_by_hand():
    n = _inputs(knowledge=10_000, question=0, answer=0, price=1, cache_writes=24)
    a_month = 30 * (24 * 10_000 * n.cache_write + 976 * 10_000 * n.cache_read) / 1e6
    assert ways(n)[CACHED](1000) == pytest.approx(a_month)


def test_a_cache_that_is_never_read_costs_more_than_none():
    costs = ways(_inputs(cache_writes=1e9))
    assert all(costs[CACHED](calls) > costs[LONG](calls) for calls in (10, 1000, 100_000))


def test_people_are_counted_for_retrieval_as_for_tuning():
    free = ways(_inputs(upkeep=0, care=0))
    paid = ways(_inputs())
    assert paid[RETRIEVAL](1000) - free[RETRIEVAL](1000) == pytest.approx(DEFAULTS["upkeep"])
    a_month = DEFAULTS["care"] * DEFAULTS["trainings"] / 12
    assert paid[TUNED](1000) - free[TUNED](1000) == pytest.approx(a_month)
    fetching = ways(_inputs(fetches=True))
    both = fetching[TUNED](1000) - ways(_inputs(fetches=True, upkeep=0))[TUNED](1000)
    assert both == pytest.approx(DEFAULTS["upkeep"])


def test_billed_by_the_token_only_there_is_no_hosting():
    assert ways(_inputs(by_token=True))[TUNED](500) == ways(_inputs(hosting=0))[TUNED](500)


CHANGES = [{}, {"knowledge": 5000}, {"by_token": True}, {"fetches": True}]


@pytest.mark.parametrize("changed", CHANGES)
def test_ranges_name_the_cheapest_way_everywhere(changed):
    costs = ways(_inputs(**changed))
    found = ranges(costs)
    assert found[0][0] == FEWEST
    for calls in (10, 33, 240, 1234, 7000, 250_000, MOST):
        named = [way for at, way in found if at <= calls][-1]
        assert costs[named](calls) == pytest.approx(min(c(calls) for c in costs.values()))


def test_two_ways_cost_the_same_where_they_cross():
    costs = ways(_inputs())
    for other in (CACHED, RETRIEVAL, TUNED):
        for calls in crossings(costs[LONG], costs[other]):
            assert costs[LONG](calls) == pytest.approx(costs[other](calls))


def test_two_crossings_are_both_found():
    def zigzag(calls):
        return 100 if 50 < calls < 5000 else 300

    assert crossings(zigzag, lambda _: 200) == [pytest.approx(50), pytest.approx(5000)]


def test_more_calls_never_cost_less():
    for way in ways(_inputs()).values():
        assert way(100) <= way(101) <= way(10_000)


def test_fetching_makes_the_tuned_model_cost_more():
    assert ways(_inputs(fetches=True))[TUNED](1000) > ways(_inputs())[TUNED](1000)


def test_run_sorts_the_ways_by_cost():
    parts = cost.run(**DEFAULTS)
    assert parts == cost.run(**DEFAULTS)
    assert [part["kind"] for part in parts] == ["text", "svg", "table", "table"]
    months = [float(row[1].replace(",", "")) for row in parts[2]["rows"]]
    assert months == sorted(months)
    assert parts[2]["rows"][0][0] in parts[0]["text"]


@pytest.mark.parametrize("value", [0, -5, 1e12])
def test_absurd_inputs_do_not_break_it(value):
    parts = cost.run(**dict.fromkeys(DEFAULTS, value) | {"fetches": False, "by_token": False})
    assert len(parts) == 4
