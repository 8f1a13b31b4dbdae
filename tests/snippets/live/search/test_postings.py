import random

from live.search.bm25 import invert
from live.search.postings import Postings, decode, encode, write

PASSAGES = [["rag", "search"], ["tune", "rag", "rag", "data"], ["cost"], []]


def test_postings_survive_their_bytes() -> None:
    draw = random.Random(3)
    numbers = sorted(draw.sample(range(5_000_000), 500))
    postings = [(number, draw.choice([1, 1, 1, 2, 127, 128, 70_000])) for number in numbers]
    assert decode(encode(postings)) == postings
    assert decode(encode([])) == []


def test_common_postings_take_one_byte_each() -> None:
    assert len(encode([(number, 1) for number in range(1_000)])) == 1_000


def test_a_file_gives_back_its_lists() -> None:
    postings = Postings.from_bytes(write(invert(PASSAGES)))
    assert postings.find("rag") == [(0, 1), (1, 2)]
    assert postings.find("cost") == [(2, 1)]
    assert postings.find("unknown") == []


def test_a_file_without_terms_can_be_read() -> None:
    assert Postings.from_bytes(write({})).find("rag") == []
