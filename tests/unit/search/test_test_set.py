"""The questions that measure what readers get, and those that say when the search is honest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.broken_guide import broken_guide
from tests.small_site import SmallSite
from tests.unit.search.guide import pages
from tests.unit.search.test_answers import index_of

from live.search.index import Index
from mkdocs_liveguide.search.answering import Outcome, ask, by_kind, tally
from mkdocs_liveguide.search.test_set import (
    CALIBRATION,
    TEST_SET,
    Calibration,
    TestQuestion,
    check_pages,
    load_calibration,
    load_test_set,
    read_test_set,
)
from mkdocs_liveguide.sources.json_lines import parse_lines
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader

LINE = '{"id": "t1", "question": "so flat", "kind": "short", "pages": ["a.md"], "best": "a.md#b"}'


def wrong(text: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        read_test_set(text, "q.jsonl")
    return [str(problem) for problem in error.value.problems]


def test_a_line_is_a_question_with_its_place() -> None:
    (question,) = read_test_set(f"\n{LINE}\n", "q.jsonl")
    assert question == TestQuestion("so flat", "short", ("a.md",), "a.md#b", "t1", "q.jsonl", 2)


def test_all_but_the_question_may_be_left_out() -> None:
    (question,) = read_test_set('{"question": "so flat", "more": 1}', "q.jsonl")
    assert (question.kind, question.pages, question.best) == ("", (), "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n \n"])
def test_lines_may_end_in_any_way(end: str) -> None:
    found = read_test_set(f"{LINE}{end}{LINE}{end}", "q.jsonl")
    assert [each.text for each in found] == ["so flat", "so flat"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("{", 1, "text that is not JSON"),
        (f"{LINE}\n{LINE[:-9]}\n", 2, "text that is not JSON"),
        ("[1]", 1, "a part with the keys"),
        ("5", 1, "a part with the keys"),
        ("{}", 1, 'no "question"'),
        ('{"question": ""}', 1, "1 to 4000 characters"),
        ('{"question": "x", "pages": "a.md"}', 1, "a list"),
        ('{"question": "x", "pages": [1]}', 1, '"pages'),
        ("", 1, "no question"),
        ("\n \n", 1, "no question"),
        ("[" * 100_000, 1, "text that is not JSON"),
    ],
)
def test_what_is_no_question_is_told_with_its_line(text: str, line: int, told: str) -> None:
    (problem,) = wrong(text)
    assert problem.startswith(f"q.jsonl:{line}: found ")
    assert told in problem


def test_all_broken_lines_are_told_together() -> None:
    told = wrong(f"{{\n{LINE}\n[]\n")
    assert [each.split(":")[1] for each in told] == ["1", "3"]


@given(st.lists(st.one_of(st.none(), st.dictionaries(st.text(), st.integers(), max_size=2))))
def test_each_value_is_read_with_the_number_of_its_line(
    values: list[dict[str, int] | None],
) -> None:
    text = "\n".join("" if each is None else json.dumps(each) for each in values)
    found, problems = parse_lines(text, "a.jsonl", "thing")
    right = [(at, each) for at, each in enumerate(values, start=1) if each is not None]
    assert found == right
    assert bool(problems) == (not right)


def test_a_half_depends_on_the_words_of_the_question_alone() -> None:
    for text in ("so flat", "why", "日本", "how hot"):
        odd = hashlib.sha256(text.encode()).digest()[0] % 2
        for more in (TestQuestion(text, "", ()), TestQuestion(text, "x", ("a.md",), line=9)):
            assert more.half == ("held out" if odd else "choices")
    assert TestQuestion("so wet", "", ()).half == "held out"
    assert TestQuestion("how hot", "", ()).half == "choices"


def test_both_halves_are_about_as_large() -> None:
    halves = Counter(TestQuestion(f"question {at}", "", ()).half for at in range(400))
    assert min(halves.values()) > 160


def test_unknown_pages_and_places_are_told_with_what_is_near() -> None:
    questions = [
        TestQuestion("one", "", ("bread.md", "cak.md"), line=3),
        TestQuestion("two", "", ("bread.md",), "bread.md#risng", line=4),
        TestQuestion("three", "", ("bread.md",), "bread.md#rising"),
        TestQuestion("four", "", ("cake.md",), "cake.md#ids-are-not-all-known"),
        TestQuestion("five", "", ()),
        TestQuestion("six", "", (), "cak.md#icing", line=8),
    ]
    anchors = {"bread.md": frozenset(("rising", "baking"))}
    told = [str(each) for each in check_pages(questions, ["bread.md", "cake.md"], anchors)]
    assert told == [
        f'{TEST_SET}:3: found the page "cak.md"; expected a page of the guide; write "cake.md"',
        f'{TEST_SET}:4: found the place "bread.md#risng"; expected an id of that page;'
        ' write "bread.md#rising"',
        f'{TEST_SET}:8: found the place "cak.md#icing"; expected a place of the guide;'
        ' write "cake.md"',
    ]


def write(folder: Path, name: str, *lines: object) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def test_a_guide_without_these_files_has_no_such_questions(tmp_path: Path) -> None:
    assert load_test_set(Reader(tmp_path), tmp_path) == ()
    assert load_calibration(Reader(tmp_path), tmp_path) == Calibration()


def test_questions_for_honesty_are_parted_by_whether_they_are_answered(tmp_path: Path) -> None:
    one, other = {"question": "how hot", "answered": True}, {"question": "king", "answered": False}
    write(tmp_path, CALIBRATION, one, other | {"kind": "far"}, one | {"question": "so flat"})
    found = load_calibration(Reader(tmp_path), tmp_path)
    assert found == Calibration(("how hot", "so flat"), ("king",))


@pytest.mark.parametrize(
    "line", [{"question": "x"}, {"question": "x", "answered": "perhaps"}, {"answered": True}, []]
)
def test_a_wrong_question_for_honesty_is_told_with_its_line(tmp_path: Path, line: object) -> None:
    write(tmp_path, CALIBRATION, {"question": "how hot", "answered": True}, line)
    with pytest.raises(ContentError, match=rf"{CALIBRATION}:2"):
        load_calibration(Reader(tmp_path), tmp_path)


def test_the_check_tells_of_pages_and_places_of_a_test_set(tmp_path: Path) -> None:
    bread = broken_guide(tmp_path)
    write(
        bread.folder / "docs",
        TEST_SET,
        {"question": "how wet", "pages": ["guides/water.md"], "best": "guides/water.md#hydration"},
        {"question": "how dry", "pages": ["guides/watr.md"], "best": "guides/water.md#wet-dough"},
    )
    assert sorted(str(each) for each in bread.told()) == [
        f'docs/{TEST_SET}:2: found the page "guides/watr.md"; expected a page of the guide;'
        ' write "guides/water.md"',
        f'docs/{TEST_SET}:2: found the place "guides/water.md#wet-dough"; expected an id of that'
        ' page; write "guides/water.md#wet-doughs"',
    ]


def test_a_question_of_the_test_set_is_not_for_the_index(small: SmallSite) -> None:
    front = "---\ntitle: Home\nquestions:\n  home: [so flat]\n---\n\n# Home\n\nWords.\n"
    small.write({f"docs/{TEST_SET}": '{"question": "So flat?", "pages": ["index.md"]}'})
    (problem,) = small.build({"docs/index.md": front}).problems
    assert problem.startswith('docs/index.md:4: found "so flat", which the search is tested with')


def test_neither_file_is_published(small: SmallSite) -> None:
    files = {
        f"docs/{TEST_SET}": '{"question": "so flat", "pages": ["index.md"]}',
        f"docs/{CALIBRATION}": '{"question": "king", "answered": false}',
    }
    built = small.build({"docs/index.md": "# Home\n\nWords.", **files})
    assert built.works, built.log
    assert not list(built.site.rglob("*.jsonl"))


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(pages())


URLS = {each.url: each.src_uri for each in pages()}


def test_a_question_has_the_rank_of_its_first_right_page(index: Index) -> None:
    asked = TestQuestion("Cover the loaf with foil", "", ("bread.md",))
    found = ask(index, URLS, asked)
    assert (found.rank, found.says) == (1, True)
    other = ask(index, URLS, TestQuestion("Cover the loaf with foil", "", ("faq/index.md",)))
    assert other.rank is not None
    assert other.rank > 1
    assert ask(index, URLS, TestQuestion("Cover the loaf", "", ())).rank is None


def test_a_question_that_finds_nothing_has_no_rank(index: Index) -> None:
    found = ask(index, URLS, TestQuestion("zzyzx", "", ("bread.md",)))
    assert (found.rank, found.says) == (None, False)


def outcome(rank: int | None, says: bool, kind: str = "", answers: bool = True) -> Outcome:
    return Outcome(TestQuestion("x", kind, ("a.md",) if answers else ()), rank, says)


OUTCOMES = [
    outcome(1, True, "short"),
    outcome(3, True, "long"),
    outcome(4, False, "short"),
    outcome(None, False),
    outcome(None, True, "none", answers=False),
    outcome(None, False, "none", answers=False),
]


def test_figures_are_shares_of_the_questions_that_they_are_about() -> None:
    assert tally(OUTCOMES).shares() == {
        "questions": 6,
        "first": 0.25,
        "in3": 0.5,
        "in5": 0.75,
        "refused": 0.5,
        "answered": 0.5,
    }


def test_where_there_is_nothing_to_have_a_share_of_there_is_none() -> None:
    assert tally(OUTCOMES[:1]).shares()["answered"] is None
    assert tally(OUTCOMES[4:]).shares()["first"] is None
    assert set(tally([]).shares().values()) == {0, None}


def test_kinds_come_in_the_order_of_the_file() -> None:
    kinds = by_kind(OUTCOMES)
    assert list(kinds) == ["short", "long", "none"]
    assert (kinds["short"].answerable, kinds["short"].first) == (2, 1)
    assert by_kind([outcome(1, True)]) == {}
