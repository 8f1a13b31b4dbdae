from itertools import product

import pytest

from labs import both, data_contracts
from labs.both import BOTH, FETCHED, TRAINED, experiment
from labs.data_contracts import World
from labs.parts import defaults

SETTINGS = {"history": 120, "passes": 12, "hide_names": True, "wrong": 0, "seed": 1}


@pytest.fixture(scope="module")
def outcome():
    return experiment(**SETTINGS)


def test_same_seed_same_result_another_seed_another(outcome):
    experiment.cache_clear()
    assert experiment(**SETTINGS).right == outcome.right
    assert experiment(**SETTINGS | {"seed": 2}).right != outcome.right


def test_search_finds_the_writers_contract(outcome):
    assert outcome.found > 0.95


def test_head_alone_fails_when_contracts_change_and_both_does_not(outcome):
    before, changed, new = range(3)
    alone, fetched, combined = (outcome.right[way] for way in (TRAINED, FETCHED, BOTH))
    assert alone[changed] < alone[before] - 0.3
    assert combined[changed] > alone[changed] + 0.3
    assert combined[new] > alone[new] + 0.2
    assert combined[changed] > fetched[changed]


def test_names_left_in_are_learned_in_place_of_reading(outcome):
    named = experiment(**SETTINGS | {"hide_names": False})
    assert named.right[BOTH][1] < outcome.right[BOTH][1] - 0.1


def test_a_wrong_contract_makes_a_wrong_action(outcome):
    swapped = experiment(**SETTINGS | {"wrong": 100})
    assert swapped.right[BOTH][0] < outcome.right[BOTH][0] - 0.2
    assert swapped.right[TRAINED] == outcome.right[TRAINED]


def test_contracts_change_in_what_they_cover():
    world = World(seed=4)
    before = dict(world.cover)
    world.change_contracts(world.known)
    assert all(world.cover[name] != before[name] for name in world.known)
    assert all(world.cover[name] == before[name] for name in world.new)


def test_known_and_new_customers_and_wordings_are_apart():
    world = World(seed=4)
    assert not set(world.known) & set(world.new)
    train = {c.message.split(" This is ")[0] for c in world.cases(world.known, 400, testing=False)}
    test = {c.message.split(" This is ")[0] for c in world.cases(world.known, 400, testing=True)}
    assert not train & test


def test_every_pair_of_message_and_contract_has_an_action():
    pairs = set(product(data_contracts.MESSAGES, data_contracts.CONTRACTS))
    assert set(data_contracts.ACTIONS) == pairs


def test_the_readers_contract_decides_for_the_head_that_reads(outcome):
    day, paid = (
        both.own_case(outcome.learners, "The oven is dead and we had to close.", contract)["rows"]
        for contract in (
            "Engineers come at any hour, day or night.",
            "Each visit has a price.",
        )
    )
    assert day[0] == paid[0]
    assert day[2][1] != paid[2][1]


def test_run_shows_text_bars_table_and_the_readers_case():
    parts = both.run(**defaults(both.CONTROLS) | {"history": 30})
    assert [part["kind"] for part in parts] == ["text", "svg", "table", "table"]


@pytest.mark.parametrize("words", ["", "xyzzy", "ünïcode? 🙂"])
def test_any_case_is_answered(outcome, words):
    rows = both.own_case(outcome.learners, words, words)["rows"]
    assert {action for _, action, _ in rows} <= set(data_contracts.ACTIONS.values())
