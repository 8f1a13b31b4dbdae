from prompting.pick_examples import EXAMPLES, build, pick


def test_the_nearest_example_stands_last() -> None:
    assert pick("parcel has not arrived")[-1][0] == "Parcel has not arrived"
    assert pick("i cannot log in", k=1)[0][0] == "Cannot log in"


def test_it_picks_as_many_as_asked() -> None:
    assert len(pick("anything", k=3)) == 3
    assert len(pick("anything", k=99)) == len(EXAMPLES)


def test_the_prompt_ends_where_the_model_goes_on() -> None:
    prompt = build("change my address please")
    assert prompt.endswith("Request: change my address please\nReply:")
    assert "Done. Please check it in your profile." in prompt
