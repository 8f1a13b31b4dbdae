"""From how many calls a day a small tuned model is cheaper than retrieval on a large one."""

# --8<-- [start:break-even]
# Every number is a made-up input: put in your own.
RAG_PER_CALL = 0.006  # passages, answer and search, on a large model
RAG_PER_MONTH = 300.0  # index and care of the documents
TUNED_PER_CALL = 0.0004  # short prompt and answer, on a small model
TUNED_PER_MONTH = 1800.0  # hosting and the weekly sample
TUNED_PER_TRAINING = 2500.0  # new examples, checking, training, comparing


def month(calls_a_day: float, per_call: float, fixed: float) -> float:
    """Cost of a month of 30 days."""
    return 30 * calls_a_day * per_call + fixed


def break_even(trainings_a_year: float) -> float:
    """Calls a day from which the tuned model costs less."""
    fixed = TUNED_PER_MONTH + TUNED_PER_TRAINING * trainings_a_year / 12
    return (fixed - RAG_PER_MONTH) / (30 * (RAG_PER_CALL - TUNED_PER_CALL))


for trainings in (1, 4, 12):
    calls = break_even(trainings)
    cost = month(calls, RAG_PER_CALL, RAG_PER_MONTH)
    print(f"{trainings:2} trainings a year: from {calls:6,.0f} calls a day ({cost:,.0f} a month)")
# --8<-- [end:break-even]
