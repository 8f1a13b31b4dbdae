"""Fetch the most similar worked examples for a prompt, instead of fixed ones."""

# --8<-- [start:pick]
EXAMPLES = [
    ("Parcel arrived broken", "Sorry about the damage. A new one leaves today."),
    ("Parcel has not arrived", "Sorry for the wait. We are tracing it now."),
    ("Cannot log in", "Please reset your password with this link."),
    ("Change my address", "Done. Please check it in your profile."),
]


def pick(request: str, k: int = 2) -> list[tuple[str, str]]:
    """The k examples whose request shares most words with this one, best last."""
    wanted = set(request.lower().split())
    ranked = sorted(EXAMPLES, key=lambda pair: len(wanted & set(pair[0].lower().split())))
    return ranked[-k:]


def build(request: str) -> str:
    """A prompt with the picked examples; the nearest stands next to the request."""
    shown = "\n\n".join(f"Request: {a}\nReply: {b}" for a, b in pick(request))
    return f"Reply in the same manner.\n\n{shown}\n\nRequest: {request}\nReply:"


print(build("my parcel has arrived without the cable"))
# --8<-- [end:pick]
