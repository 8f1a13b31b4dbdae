from prompting.few_shot import EXAMPLES, INSTRUCTION, build


def test_the_instruction_opens_and_the_message_closes() -> None:
    prompt = build("the lift is stuck")
    assert prompt.startswith(INSTRUCTION)
    assert prompt.endswith("Message: the lift is stuck\nLine:")


def test_every_example_is_shown_in_the_form_of_the_request() -> None:
    prompt = build("anything")
    for given, wanted in EXAMPLES:
        assert f"Message: {given}\nLine: {wanted}" in prompt
    assert prompt.count("Message: ") == prompt.count("Line:") == len(EXAMPLES) + 1
