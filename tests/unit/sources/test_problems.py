from dataclasses import replace

import pytest

from mkdocs_liveguide.sources.problems import Collector, ContentError, Problem, one_of, suggest


def test_a_problem_says_where_what_and_what_to_write() -> None:
    problem = Problem("docs/a.yml", 12, 'the answer "hourlyy"', 'one of "hourly"', 'write "hourly"')
    assert str(problem) == (
        'docs/a.yml:12: found the answer "hourlyy"; expected one of "hourly"; write "hourly"'
    )


def test_an_error_reports_all_problems_in_order_and_each_once() -> None:
    later = Problem("docs/b.yml", 3, "x", "y", "z")
    earlier = Problem("docs/a.yml", 9, "x", "y", "z")
    report = ContentError([later, earlier, later]).report().splitlines()
    assert report[0] == "2 problems in the sources:"
    assert [line.split()[0] for line in report[1:]] == ["docs/a.yml:9:", "docs/b.yml:3:"]


def test_the_likely_name_is_suggested_and_an_unlikely_one_is_not() -> None:
    assert suggest("hourlyy", ["hourly", "daily"]) == 'write "hourly"'
    assert suggest("zebra", ["hourly", "daily"]) == "write one of these"


def test_long_lists_of_names_are_cut() -> None:
    assert one_of(["b", "a"]) == 'one of "a", "b"'
    assert one_of([f"n{i:02}" for i in range(20)], most=2) == 'one of "n00", "n01" and 18 more'


def test_a_collector_goes_on_and_then_tells_all() -> None:
    collector = Collector()
    problem = Problem("a.md", 1, "x", "y", "z")
    for line in (1, 2):
        with collector.catch():
            raise ContentError([replace(problem, line=line)])
    with pytest.raises(ContentError) as error:
        collector.stop_if_any()
    assert [each.line for each in error.value.problems] == [1, 2]


def test_a_collector_lets_our_own_bugs_through() -> None:
    collector = Collector()
    with pytest.raises(KeyError), collector.catch():
        raise KeyError
    collector.stop_if_any()
