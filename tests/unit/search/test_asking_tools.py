"""The tools that ask a guide's search: one question, or all of a file."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.broken_guide import BrokenGuide, Edit, Gone, broken_guide
from tests.small_site import _without_models

from live.search.wire import Answer, Result
from mkdocs_liveguide.tools.search import ask, evaluate_ask

WATER = "docs/guides/water.md"
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": 1,
        "question": "grams of water for flour",
        "kind": "short",
        "pages": ["guides/water.md"],
    },
    {"id": 2, "question": "dough sticks to my hands", "kind": "long", "pages": ["faq/index.md"]},
    {"id": 3, "question": "zzyzx quux", "kind": "other", "pages": []},
    {"id": 4, "question": "zzyzx quuux", "kind": "long", "pages": ["guides/water.md"]},
]


@pytest.fixture
def bread(tmp_path: Path) -> Iterator[BrokenGuide]:
    with _without_models():
        yield broken_guide(tmp_path)


def lines(*questions: object) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in questions)


def asked(bread: BrokenGuide, *arguments: str) -> int:
    return ask.main([*arguments, "--guide", str(bread.folder)])


def evaluated(bread: BrokenGuide, content: str | bytes, *arguments: str) -> int:
    file = bread.folder / "q.jsonl"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return evaluate_ask.main([str(file), *arguments, "--guide", str(bread.folder)])


def test_a_question_is_answered_as_text(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(bread, "grams of watter for a doughh") == 0
    told = capsys.readouterr().out.split("\n")
    assert told[:2] == [
        'Searched for "water" in place of "watter".',
        'Searched for "dough" in place of "doughh".',
    ]
    assert told[2].startswith("The guide ")
    assert "confidence 0." in told[2]
    first = told.index("1. Water")
    assert told[first + 1].startswith("   guides/water/   score ")
    assert told[first + 2] == "   »Begin with 65 grams of water for 100 grams of flour.«"
    assert told[first + 3] == "   Why: it has words of the question."


def test_a_question_of_readers_is_told_as_text(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    front = "title: Water\nquestions:\n  wet-doughs: [bread dough water]\n"
    bread.change(WATER, Edit("title: Water\n", front))
    assert asked(bread, "bread dough water") == 0
    told = capsys.readouterr().out
    assert "\n   Readers ask: bread dough water\n" in told
    assert "\n   Why: a question that readers ask is near.\n" in told


def test_as_json_it_is_the_whole_answer(
    bread: BrokenGuide, capfd: pytest.CaptureFixture[str]
) -> None:
    assert asked(bread, "how wet is “dough”", "--json") == 0
    out, _ = capfd.readouterr()
    found = json.loads(out)
    assert set(found) == set(Answer.__annotations__)
    assert found["query"] == "how wet is “dough”"
    for result in found["results"]:
        inherited = {"number", "title", "url", "headings", "pasted", "kind", "matches"}
        assert set(result) == set(Result.__annotations__) | inherited


def test_a_question_without_words_is_no_error(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(bread, "") == 0
    assert capsys.readouterr().out == "The guide does not seem to say (confidence 0.00).\n"


def test_any_guide_can_be_asked_from_anywhere(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_folder = ask.main(["wet dough", "--guide", str(bread.folder)])
    by_file = ask.main(["wet dough", "--guide", str(bread.folder / "mkdocs.yml")])
    monkeypatch.chdir(bread.folder)
    here = ask.main(["wet dough"])
    told = capsys.readouterr().out
    assert by_folder == by_file == here == 0
    third = len(told) // 3
    assert told[:third] == told[third : 2 * third] == told[2 * third :]
    assert not (bread.folder / "site").exists()


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("mkdocs.yml", Gone(), "name a guide with --guide"),
        ("mkdocs.yml", "site_name: [", "mkdocs.yml:1: found text that is not YAML"),
        ("mkdocs.yml", "site_name: Bread\n", "no plugin liveguide"),
        (WATER, Edit("title: Water", "title: [Water"), f"{WATER}:3: found text that is not YAML"),
        (WATER, Edit("# Hydration", "# Hydration [@E9]"), f"{WATER}:10: found"),
        ("docs/ask/test-set.jsonl", "{", "docs/ask/test-set.jsonl:1: found text that is not JSON"),
    ],
)
def test_a_guide_that_is_wrong_is_told_and_not_asked(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str], name: str, change: Any, told: str
) -> None:
    bread.change(name, change)
    assert asked(bread, "wet dough") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


@pytest.mark.parametrize("config", ["site_name: [", "site_name: Bread\nplugins: [liveguide]\n"])
def test_what_others_have_to_say_is_said_again_afterwards(bread: BrokenGuide, config: str) -> None:
    logger = logging.getLogger("mkdocs")
    before = logger.level
    bread.change("mkdocs.yml", config)
    asked(bread, "wet dough")
    assert logger.level == before


def test_a_guide_without_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\ntitle: Home\n---\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Empty\nplugins: [liveguide]\n")
    with _without_models():
        assert ask.main(["why", "--guide", str(tmp_path)]) == 1
    assert "no text to search" in capsys.readouterr().err


def test_figures_are_printed_as_json(bread: BrokenGuide, capfd: pytest.CaptureFixture[str]) -> None:
    assert evaluated(bread, lines(*QUESTIONS), "--json") == 0
    found = json.loads(capfd.readouterr().out)
    assert list(found) == ["all", "by_kind"]
    assert list(found["by_kind"]) == ["short", "long", "other"]
    shares = ["questions", "first", "in3", "in5", "refused", "answered"]
    assert all(list(each) == shares for each in (found["all"], *found["by_kind"].values()))
    assert found["all"]["questions"] == 4
    assert found["all"]["first"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["all"]["answered"] == 0
    assert found["by_kind"]["short"]["first"] == 1
    assert found["by_kind"]["short"]["answered"] is None
    assert found["by_kind"]["long"]["in5"] == 0.5
    assert found["by_kind"]["other"]["first"] is None


def test_figures_are_printed_as_a_table(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluated(bread, lines(*QUESTIONS)) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["questions", *evaluate_ask.SHARES]
    assert [row.split()[:3] for row in rows] == [
        ["all", "4", "0.667"],
        ["short", "1", "1.000"],
        ["long", "2", "0.500"],
        ["other", "1", "-"],
    ]


def test_a_file_may_begin_with_a_mark_and_name_no_kinds(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = {"question": "grams of water", "pages": ["guides/water.md"], "best": "water#x"}
    assert evaluated(bread, b"\xef\xbb\xbf" + lines(plain).encode(), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["by_kind"] == {}
    assert found["all"]["first"] == 1
    assert evaluated(bread, lines(plain)) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_one_half_can_be_asked_alone(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = []
    for half in ("choices", "held out"):
        assert evaluated(bread, lines(*QUESTIONS), "--json", "--half", half) == 0
        counts.append(json.loads(capsys.readouterr().out)["all"]["questions"])
    assert sum(counts) == 4
    with pytest.raises(SystemExit):
        evaluated(bread, lines(*QUESTIONS), "--half", "other")


def test_a_half_without_questions_has_no_figures(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    one = {"question": "how hot", "pages": []}
    assert evaluated(bread, lines(one), "--half", "held out") == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["all", "0", *"-----"]


def test_what_went_wrong_is_told_beside_the_figures(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = {"question": "Begin with 65 grams of water for 100 grams of flour", "pages": []}
    assert evaluated(bread, lines(*QUESTIONS, answered), "--json", "--misses") == 0
    out, err = capsys.readouterr()
    assert "not found, refused: zzyzx quuux (guides/water.md)" in err.splitlines()
    assert not any("zzyzx quux" in line and "quuux" not in line for line in err.splitlines())
    assert json.loads(out)["all"]["questions"] == 5


def test_unknown_pages_are_told_with_their_lines(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [{"question": "x", "pages": [name]} for name in ("guides/watr.md", "guides/water.md")]
    assert evaluated(bread, lines(*wrong, wrong[0])) == 1
    out, err = capsys.readouterr()
    assert out == ""
    told = [line.strip() for line in err.splitlines() if "found" in line]
    file = bread.folder / "q.jsonl"
    assert told == [
        f'{file}:{line}: found the page "guides/watr.md"; expected a page of the guide;'
        ' write "guides/water.md"'
        for line in (1, 3)
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lines(QUESTIONS[0]) + "{", "q.jsonl:2: found text that is not JSON"),
        ('{"pages": []}', 'q.jsonl:1: found no "question"'),
        ("", "q.jsonl:1: found no question"),
        (b'{"question": "\xff"}', "q.jsonl cannot be read"),
    ],
)
def test_a_broken_file_is_told_before_anything_is_built(
    bread: BrokenGuide,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: str | bytes,
    told: str,
) -> None:
    monkeypatch.setattr(evaluate_ask, "open_search", lambda _: pytest.fail("it is built"))
    assert evaluated(bread, content, "--json") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_ask.main([str(tmp_path / "q.jsonl")]) == 1
    assert "q.jsonl cannot be read" in capsys.readouterr().err


def test_a_guide_that_is_not_there_is_told(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    (bread.folder / "q.jsonl").write_text(lines(*QUESTIONS))
    file = str(bread.folder / "q.jsonl")
    assert evaluate_ask.main([file, "--guide", str(bread.folder / "nowhere")]) == 1
    assert "name a guide with --guide" in capsys.readouterr().err


@pytest.mark.parametrize("folders", ["true", "false"])
def test_pages_are_known_whatever_their_addresses_are(
    bread: BrokenGuide, capsys: pytest.CaptureFixture[str], folders: str
) -> None:
    bread.change("mkdocs.yml", Edit("theme:", f"use_directory_urls: {folders}\ntheme:"))
    assert evaluated(bread, lines(*QUESTIONS[:2]), "--json") == 0
    assert json.loads(capsys.readouterr().out)["all"]["first"] == 1
