from datetime import date

from running.index_age import check

OLD, NEW = date(2026, 1, 1), date(2026, 2, 1)


def test_each_fault_is_told_apart() -> None:
    faults = check({"a": NEW, "b": OLD, "c": OLD}, {"a": OLD, "b": NEW, "d": NEW})
    assert faults == {"missing": ["c"], "stale": ["a"], "deleted but still found": ["d"]}


def test_a_document_indexed_on_the_day_of_its_change_is_fresh() -> None:
    assert check({"a": NEW}, {"a": NEW})["stale"] == []


def test_an_empty_index_misses_everything() -> None:
    assert check({"b": OLD, "a": NEW}, {})["missing"] == ["a", "b"]
