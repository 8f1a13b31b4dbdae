from tuning.split_without_leaks import TICKETS, at_random, by_customer, leak


def test_both_splits_keep_every_ticket_once() -> None:
    for split in (at_random, by_customer):
        train, test = split(TICKETS, 3)
        assert sorted(train + test) == sorted(TICKETS)
        assert len(test) == len(TICKETS) // 5


def test_only_the_random_split_leaks() -> None:
    for seed in range(5):
        assert leak(*at_random(TICKETS, seed)) > 0.8
        assert leak(*by_customer(TICKETS, seed)) == 0


def test_the_leak_is_a_share_of_the_test_part() -> None:
    assert leak([("a", "1")], [("a", "2"), ("b", "1")]) == 0.5


def test_a_seed_gives_the_same_split_again() -> None:
    assert at_random(TICKETS, 7) == at_random(TICKETS, 7) != at_random(TICKETS, 8)
