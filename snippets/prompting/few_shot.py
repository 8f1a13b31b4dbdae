"""Build a prompt from an instruction and worked examples, in one fixed form."""

# --8<-- [start:build]
INSTRUCTION = "Sum up the message for the night shift in one line: who, what, by when."
EXAMPLES = [
    (
        "Hi, Kim here, ward 3. Could someone look at the printer? Needed on Monday.",
        "Kim (ward 3): printer fault, by Monday",
    ),
    (
        "Nothing urgent, just saying thanks!",  # the odd case is worth an example
        "nobody: nothing to do",
    ),
]


def build(message: str) -> str:
    """Prompt that ends where the model should go on writing."""
    blocks = [f"Message: {given}\nLine: {wanted}" for given, wanted in EXAMPLES]
    return "\n\n".join([INSTRUCTION, *blocks, f"Message: {message}\nLine:"])


print(build("Ola from the lab, we are out of gloves, delivery must come today."))
# --8<-- [end:build]
