import pytest

from labs import behaviour, data_tickets
from labs.behaviour import Curves, crossing, experiment
from labs.parts import defaults
from labs.wordings import wordings

DEFAULTS = defaults(behaviour.CONTROLS)
SETTINGS = {"around": 1, "passes": 3, "neighbours": 3, "wrong": 0, "most": 96, "seed": 1}


def _core(text):
    """The complaint of a ticket: what is left without the small talk."""
    for sentence in data_tickets.AROUND:
        text = text.replace(sentence, "")
    return text.strip()


def test_same_seed_same_result_another_seed_another():
    first = experiment(**SETTINGS)
    experiment.cache_clear()
    assert experiment(**SETTINGS) == first
    assert experiment(**SETTINGS) != experiment(**SETTINGS | {"seed": 2})


def test_no_wording_is_used_for_training_and_for_testing():
    train, test = data_tickets.split(seed=1, n=300, n_test=96, around=2)
    assert (len(train), len(test)) == (300, 96)
    assert not {_core(text) for text, _ in train} & {_core(text) for text, _ in test}


def test_queues_stay_even_whatever_the_number():
    train, _ = data_tickets.split(seed=3, n=60, n_test=6, around=0)
    for size in (6, 24, 60):
        queues = [queue for _, queue in train[:size]]
        assert {queues.count(queue) for queue in data_tickets.QUEUES} == {size // 6}


def test_brackets_unfold():
    assert wordings("[a|b] c[.|, d]") == ["a c.", "a c, d", "b c.", "b c, d"]
    for complaints in data_tickets.COMPLAINTS.values():
        for complaint in complaints:
            forms = wordings(complaint)
            assert len(set(forms)) == len(forms) >= 2
            assert not any(mark in form for form in forms for mark in "[]|")


def test_more_examples_help_both_ways():
    curves = experiment(**SETTINGS)
    assert curves.head[-1] > curves.head[0] + 0.2
    assert curves.neighbours[-1] > curves.neighbours[0]
    assert curves.sizes[-1] == 96


def test_small_talk_misleads_the_vote_more_than_the_head():
    clean, messy = (experiment(**SETTINGS | {"around": around, "most": 300}) for around in (0, 2))
    lost_by_vote = clean.neighbours[-1] - messy.neighbours[-1]
    lost_by_head = clean.head[-1] - messy.head[-1]
    assert lost_by_vote > lost_by_head


def test_wrong_labels_cost_accuracy():
    right = experiment(**SETTINGS | {"around": 0})
    wrong = experiment(**SETTINGS | {"around": 0, "wrong": 40})
    assert wrong.head[-1] < right.head[-1]
    assert wrong.neighbours[-1] < right.neighbours[-1]


def test_wrong_labels_are_really_wrong_and_as_many_as_asked():
    train, _ = data_tickets.split(seed=1, n=300, n_test=0, around=0)
    changed = behaviour.mislabel(train, 0.3, seed=1)
    differ = [a.queue != b.queue for a, b in zip(train, changed, strict=True)]
    assert 0.22 < sum(differ) / 300 < 0.38
    assert behaviour.mislabel(train, 0, seed=1) == train


@pytest.mark.parametrize(
    ("neighbours", "head", "expected"),
    [
        ([0.5, 0.5, 0.5], [0.3, 0.48, 0.58], 16.0),  # leads −.05 and +.05 after luck: half way
        ([0.5, 0.5, 0.5], [0.4, 0.5, 0.52], None),
        ([0.2, 0.2, 0.2], [0.4, 0.5, 0.6], 6.0),
    ],
)
def test_crossing_is_where_the_lead_passes_what_luck_can_do(neighbours, head, expected):
    assert crossing(Curves((6, 12, 20), neighbours, head)) == pytest.approx(expected)


def test_run_shows_plot_table_and_the_readers_ticket():
    parts = behaviour.run(**DEFAULTS | {"most": "48"})
    assert [part["kind"] for part in parts] == ["text", "svg", "table", "table"]
    assert parts[3]["rows"][-1][0].startswith("Trained head")


@pytest.mark.parametrize("ticket", ["", "xyzzy", "ünïcode? 🙂"])
def test_any_ticket_is_sorted(ticket):
    part = behaviour.own_ticket(ticket, 48, 1, around=0, passes=1, neighbours=3, wrong=0)
    assert part["rows"][-1][1] in data_tickets.QUEUES
