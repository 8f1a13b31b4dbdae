"""From how many calls a day a small tuned model is cheaper than retrieval on a large one."""

# --8<-- [start:break-even]
# Every number is a made-up input: put in your own.
RAG_PER_CALL = 0.006  # passages, answer and search, on a large model
RAG_PER_MONTH = 1100.0  # index 200; people: the documents 450, a weekly sample 450
TUNED_PER_CALL = 0.0004  # short prompt and answer, on a small model
TUNED_PER_MONTH = 450.0  # people: the same weekly sample
TUNED_PER_TRAINING = 2500.0  # people: new examples, checking, training, comparing
HOSTING = 1200.0  # a month of a machine; 0 where tokens alone are billed


def month(calls_a_day: float, per_call: float, fixed: float) -> float:
    """Cost of a month of 30 days."""
    return 30 * calls_a_day * per_call + fixed


def break_even(trainings_a_year: float, hosting: float = HOSTING) -> float:
    """Calls a day from which the tuned model costs less; 0 if it does at any number."""
    fixed = TUNED_PER_MONTH + hosting + TUNED_PER_TRAINING * trainings_a_year / 12
    return max(0, fixed - RAG_PER_MONTH) / (30 * (RAG_PER_CALL - TUNED_PER_CALL))


for trainings in (1, 4, 12):
    calls, by_token = break_even(trainings), break_even(trainings, hosting=0)
    cost = month(calls, RAG_PER_CALL, RAG_PER_MONTH)
    print(f"{trainings:2} trainings a year: from {calls:6,.0f} calls a day ({cost:,.0f} a month)")
    print(f"   without hosting: from {by_token:6,.0f}")
# --8<-- [end:break-even]
