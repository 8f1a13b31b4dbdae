from agents.loop import POLICY, run, stand_in


def test_the_answer_rests_on_both_tools() -> None:
    answer = run("Why was order A17 late?", stand_in)
    assert "19 March" in answer
    assert POLICY["late"] in answer


def test_the_limit_is_the_loops_and_not_the_models() -> None:
    calls: list[int] = []

    def never(task: str, seen: list[str]) -> tuple[str, str]:
        calls.append(len(seen))
        return "find_order", "A17"

    assert "step limit" in run("loop", never, limit=3)
    assert calls == [0, 1, 2]


def test_an_unknown_tool_is_reported_to_the_model() -> None:
    told: list[str] = []

    def wrong_once(task: str, seen: list[str]) -> tuple[str, str]:
        told[:] = seen
        return ("answer", "sorry") if seen else ("send_money", "everything")

    assert run("pay me", wrong_once) == "sorry"
    assert told == ["there is no tool 'send_money'"]


def test_an_answer_on_the_last_step_counts() -> None:
    assert run("now", lambda task, seen: ("answer", "done"), limit=1) == "done"
