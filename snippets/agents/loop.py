"""An agent loop with two tools, a step limit and a record; the model is a stand-in."""

from collections.abc import Callable

ORDERS = {"A17": "sent on 3 March, arrived on 19 March"}
POLICY = {"late": "Orders that take over ten days may be refunded in full."}


def stand_in(task: str, seen: list[str]) -> tuple[str, str]:
    """A fixed rule in place of a language model: what to do next, and with which input."""
    if len(seen) == 0:
        return "find_order", "A17"
    if len(seen) == 1:
        return "search_policy", "late"
    return "answer", f"{seen[0]}. {seen[1]}"


# --8<-- [start:loop]
TOOLS: dict[str, Callable[[str], str]] = {
    "find_order": lambda number: ORDERS.get(number, "no such order"),
    "search_policy": lambda word: POLICY.get(word, "nothing found"),
}


def run(task: str, model: Callable[[str, list[str]], tuple[str, str]], limit: int = 4) -> str:
    """Let the model choose tools until it answers or the step limit is reached."""
    seen: list[str] = []
    for step in range(1, limit + 1):
        action, value = model(task, seen)
        print(f"step {step}: {action}({value!r})")
        if action == "answer":
            return value
        # An unknown name is reported back, so that the model can choose again.
        seen.append(TOOLS[action](value) if action in TOOLS else f"there is no tool {action!r}")
    return "Stopped at the step limit. A person should look at this."


print(run("Why was order A17 late, and can I get a refund?", stand_in))
print(run("Never finish", lambda task, seen: ("dance", "now"), limit=2))
# --8<-- [end:loop]
