import pytest

from labs import freshness
from labs.data_policies import POLICIES
from labs.parts import defaults

DEFAULTS = defaults(freshness.CONTROLS)


def _experiment(**changed):
    settings = DEFAULTS | changed
    return freshness.experiment(**{k: v for k, v in settings.items() if k != "question"})


def test_same_seed_same_result_another_seed_another():
    first = _experiment()
    freshness.experiment.cache_clear()
    assert _experiment().curve == first.curve
    assert _experiment(seed=2).curve != _experiment(seed=1).curve


def test_retriever_answers_with_the_new_value_at_once():
    outcome = _experiment(new_value="31 days and a half")
    rows = freshness.own_question(outcome, "How much holiday can I have this year?")["rows"]
    assert "31 days and a half" in rows[0][1]
    assert rows[1][1] == "25 days"
    assert outcome.found.changed > 0.8


def test_closed_book_model_is_stale_and_sure_of_it():
    outcome = _experiment()
    assert outcome.first > 0.9
    assert outcome.stale.changed == 0
    assert outcome.stale_confidence > 0.7


def test_retraining_on_the_new_facts_loses_old_ones():
    outcome = _experiment()
    assert outcome.curve[-1].changed > 0.8
    assert outcome.curve[-1].unchanged < outcome.curve[0].unchanged - 0.1
    assert outcome.lost
    assert {right for _, right, _ in outcome.lost} <= {policy.value for policy in POLICIES}
    assert all(right != now for _, right, now in outcome.lost)


def test_old_examples_mixed_in_keep_old_facts():
    assert _experiment(replay=100).curve[-1].unchanged > _experiment().curve[-1].unchanged


def test_training_on_everything_keeps_both_and_costs_more_steps():
    outcome = _experiment()
    assert outcome.again.changed > 0.8
    assert outcome.again.unchanged > outcome.curve[-1].unchanged
    first, more, again = outcome.steps
    assert more < again == first == len(POLICIES) * 3 * freshness.FIRST_EPOCHS


def test_no_question_is_used_for_training_and_for_testing():
    training = {question for policy in POLICIES for question in policy.training}
    assert not training & {question for policy in POLICIES for question in policy.testing}
    assert all(policy.value != policy.new_value for policy in POLICIES)


def test_run_shows_a_text_tables_and_a_plot():
    parts = freshness.run(**DEFAULTS)
    assert [part["kind"] for part in parts] == ["text", "table", "svg", "table", "table"]
    assert "6 of 24 policies changed" in parts[0]["text"]


def test_unchanged_value_is_told():
    (part,) = freshness.run(**DEFAULTS | {"new_value": " 25 days ", "others": 0})
    assert part["text"].startswith("Nothing has changed")


@pytest.mark.parametrize("question", ["", "xyzzy", "ünïcode? 🙂", "leave " * 500])
def test_any_question_is_answered(question):
    assert len(freshness.own_question(_experiment(), question)["rows"]) == 4
