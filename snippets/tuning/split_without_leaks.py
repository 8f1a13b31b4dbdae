"""A random split lets the test leak into training; a split by group does not."""

from random import Random

# --8<-- [start:split]
# Each customer writes several tickets that look much alike.
TICKETS = [(f"customer {c}", f"ticket {n}") for c in range(40) for n in range(5)]
Ticket = tuple[str, str]


def at_random(tickets: list[Ticket], seed: int) -> tuple[list[Ticket], list[Ticket]]:
    """Training and test part, four fifths to one fifth, ticket by ticket."""
    mixed = Random(seed).sample(tickets, len(tickets))
    cut = len(mixed) * 4 // 5
    return mixed[:cut], mixed[cut:]


def by_customer(tickets: list[Ticket], seed: int) -> tuple[list[Ticket], list[Ticket]]:
    """Training and test part, four fifths to one fifth, whole customers."""
    names = sorted({customer for customer, _ in tickets})
    kept = set(Random(seed).sample(names, len(names) * 4 // 5))
    return [t for t in tickets if t[0] in kept], [t for t in tickets if t[0] not in kept]


def leak(train: list[Ticket], test: list[Ticket]) -> float:
    """Share of test tickets whose customer stands in the training part: 0 to 1."""
    known = {customer for customer, _ in train}
    return sum(customer in known for customer, _ in test) / len(test)


print(f"split at random:   {leak(*at_random(TICKETS, seed=1)):.0%} of the test leaks")
print(f"split by customer: {leak(*by_customer(TICKETS, seed=1)):.0%}")
# --8<-- [end:split]
