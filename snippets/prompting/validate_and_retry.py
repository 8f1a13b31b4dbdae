"""Check a model's JSON and ask again with the faults named; the model is a stand-in."""

import json
from collections.abc import Callable

TEAMS = {"billing", "fault", "how-to"}


def stand_in(prompt: str) -> str:
    """A fixed rule in place of a model: wrong at first, right once it is told why."""
    urgent = "true" if "urgent must be" in prompt else '"yes"'
    return f'{{"team": "billing", "urgent": {urgent}}}'


# --8<-- [start:retry]
def faults(reply: str) -> list[str]:
    """What is wrong with a reply, in words that the model can act on; empty if nothing."""
    try:
        data = json.loads(reply)
    except json.JSONDecodeError as error:
        return [f"not valid JSON: {error.msg}"]
    if not isinstance(data, dict):
        return ["must be an object with team and urgent"]
    found = []
    if data.get("team") not in TEAMS:
        found.append(f"team must be one of {sorted(TEAMS)}")
    if not isinstance(data.get("urgent"), bool):
        found.append("urgent must be true or false")
    return found


def ask(prompt: str, model: Callable[[str], str], tries: int = 3) -> str | None:
    """The first faultless reply, or None after some tries: then a person decides."""
    wanted = prompt
    for _ in range(tries):
        reply = model(wanted)
        wrong = faults(reply)
        print(reply, "->", wrong or "good")
        if not wrong:
            return reply
        wanted = f"{prompt}\nYour last reply: {reply}\nRepair: {'; '.join(wrong)}"
    return None


ask("Label this message: 'I was charged twice!'", stand_in)
# --8<-- [end:retry]
