import pytest

from prompting.validate_and_retry import ask, faults

GOOD = '{"team": "fault", "urgent": false}'


def test_a_good_reply_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("reply", "named"),
    [
        ("Sure! Here it is", "not valid JSON"),
        ('{"team": "sales", "urgent": true}', "team must be one of"),
        ('{"team": "fault", "urgent": 1}', "urgent must be"),
        ('["fault", true]', "object"),
    ],
)
def test_each_fault_is_named(reply: str, named: str) -> None:
    assert any(named in fault for fault in faults(reply))


def test_all_faults_are_named_at_once() -> None:
    assert len(faults("{}")) == 2


def test_the_next_try_is_told_what_was_wrong() -> None:
    prompts: list[str] = []

    def model(prompt: str) -> str:
        prompts.append(prompt)
        return GOOD if len(prompts) == 2 else "{}"

    assert ask("Label this.", model) == GOOD
    assert prompts[0] == "Label this."
    assert "team must be one of" in prompts[1]


def test_it_gives_up_after_the_tries() -> None:
    prompts: list[str] = []
    assert ask("Label this.", lambda prompt: prompts.append(prompt) or "{}", tries=3) is None
    assert len(prompts) == 3
