"""A search is made once; while an author waits, few new words do not wait for a model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.hash_teacher import HashTeacher
from tests.unit.search.bread import EDITED, OPTIONS, PAGE, QUICKLY, bytes_of, made

from live.search.answerability import DEFAULT_WEIGHTS
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.search import build
from mkdocs_liveguide.search.build import QUICK
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.questions import Question, QuestionSet
from mkdocs_liveguide.search.test_set import Calibration, TestQuestion
from mkdocs_liveguide.sources.problems import ContentError

TESTED = replace(
    OPTIONS,
    test_set=(
        TestQuestion("heat of stone", "short", ("bread.md",), "bread.md#oven", "1"),
        TestQuestion("who is king", "far", ()),
    ),
)
HONEST = replace(
    OPTIONS,
    calibration=Calibration(
        tuple(f"heat stone {at}" for at in range(12)), tuple(f"king {at}" for at in range(12))
    ),
)


def test_a_search_of_the_same_pages_is_taken_whole(
    teacher: HashTeacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(Cache(tmp_path))
    for name in ("measure_guide", "write_index", "tune"):
        monkeypatch.setattr(build, name, lambda *_: pytest.fail("it is kept"))
    again = made(Cache(tmp_path))
    assert bytes_of(again) == bytes_of(first)
    assert again.quality == first.quality
    assert again.report == first.report
    assert again.first_files == first.first_files
    assert again.index is not None
    assert again.index.n_passages == 2


@pytest.mark.parametrize(
    ("html", "options"),
    [
        (EDITED, OPTIONS),
        (PAGE, replace(OPTIONS, copy_template="$query")),
        (PAGE, TESTED),
        (PAGE, HONEST),
        (PAGE, replace(OPTIONS, questions=QuestionSet((Question("why", ("bread.md",)),)))),
    ],
)
def test_after_any_edit_it_is_what_a_build_without_kept_results_makes(
    teacher: HashTeacher, tmp_path: Path, html: str, options: SearchOptions
) -> None:
    made(Cache(tmp_path / "kept"))
    edited = made(Cache(tmp_path / "kept"), html, options)
    fresh = made(Cache(tmp_path / "new"), html, options)
    assert bytes_of(edited) == bytes_of(fresh)
    assert edited.quality == fresh.quality


def test_what_readers_get_is_kept_with_the_search(teacher: HashTeacher, tmp_path: Path) -> None:
    first, again = made(Cache(tmp_path), PAGE, TESTED), made(Cache(tmp_path), PAGE, TESTED)
    assert first.quality is not None
    assert again.quality == first.quality
    assert [(each.question, each.rank) for each in first.quality.outcomes] == [
        (TESTED.test_set[0], 1),
        (TESTED.test_set[1], None),
    ]


def test_a_build_tells_of_the_half_for_choices_alone(teacher: HashTeacher, tmp_path: Path) -> None:
    found = made(Cache(tmp_path), PAGE, TESTED)
    assert [each.half for each in TESTED.test_set] == ["choices", "held out"]
    (line,) = (line for line in found.report if "test set" in line)
    assert "half for choices: 1 questions; a right page first 1.000" in line
    assert "held out" not in "".join(found.report)


def test_a_test_set_changes_nothing_that_readers_get(teacher: HashTeacher, tmp_path: Path) -> None:
    plain, tested = made(Cache(tmp_path)), made(Cache(tmp_path), PAGE, TESTED)
    assert bytes_of(tested) == bytes_of(plain)


def test_questions_for_honesty_change_when_the_search_admits_not_to_know(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    plain, honest = made(Cache(tmp_path)), made(Cache(tmp_path), PAGE, HONEST)
    assert plain.index is not None
    assert honest.index is not None
    assert plain.index.meta["answerability"] == DEFAULT_WEIGHTS
    assert honest.index.meta["answerability"] != DEFAULT_WEIGHTS
    assert honest.quality is not None
    said = honest.quality.answerability
    assert (said.answered, said.unanswered) == (13, 12)


def test_a_damaged_search_is_made_again(teacher: HashTeacher, tmp_path: Path) -> None:
    first = made(Cache(tmp_path))
    for file in (tmp_path / "searches").iterdir():
        file.write_bytes(file.read_bytes()[:20])
    assert bytes_of(made(Cache(tmp_path))) == bytes_of(first)


def test_a_preview_shows_an_edit_without_the_model_and_a_build_makes_up_for_it(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    full = made(Cache(tmp_path))
    teacher.asked.clear()
    quick = made(Cache(tmp_path), EDITED, QUICKLY)
    assert teacher.asked == []
    assert quick.quality == full.quality
    assert quick.index is not None
    assert "Warm the stone." in quick.index.texts([1])[1].text
    assert "a full build does both" in quick.report[0]
    exact = made(Cache(tmp_path), EDITED)
    assert bytes_of(exact) == bytes_of(made(Cache(tmp_path / "new"), EDITED))
    # From then on a preview has it, too.
    assert bytes_of(made(Cache(tmp_path), EDITED, QUICKLY)) == bytes_of(exact)


def test_a_preview_without_an_earlier_build_or_with_much_that_is_new_is_exact(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    first = made(Cache(tmp_path), PAGE, QUICKLY)
    assert bytes_of(first) == bytes_of(made(Cache(tmp_path / "other")))
    more = "".join(f"<h2 id='n{at}'>Part {at}</h2><p>Words.</p>" for at in range(QUICK + 1))
    teacher.asked.clear()
    much = made(Cache(tmp_path), PAGE + more, QUICKLY)
    assert len(teacher.asked) == QUICK + 1
    assert bytes_of(much) == bytes_of(made(Cache(tmp_path / "other"), PAGE + more))


def test_a_preview_tells_of_questions_whose_place_is_gone(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    made(Cache(tmp_path))
    with pytest.raises(ContentError, match=r"bread\.md#oven"):
        made(Cache(tmp_path), PAGE.replace("'oven'", "'stove'"), QUICKLY)
