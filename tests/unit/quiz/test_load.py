"""The guide's own quiz, loaded: what it is made into, and what it must come to."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest
from tests.unit.quiz.conftest import Shown, directive, show

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.cases.load import load_cases
from mkdocs_liveguide.cases.model import CaseFile
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.quiz import load
from mkdocs_liveguide.quiz.links import NoLinks
from mkdocs_liveguide.quiz.load import QUIZ, GuideQuiz, load_quiz
from mkdocs_liveguide.quiz.render import directives
from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.reader import Reader


def test_the_guides_quiz_is_whole_and_its_figures_are_of_its_numbers(own: Shown) -> None:
    made = own.quiz.artefacts(own.links)
    assert {each.name for each in made} == {"quiz.json", "cases.json"}
    assert own.quiz.calibrated_now


def test_a_guide_without_a_quiz_has_none(tmp_path: Path) -> None:
    assert load_quiz(Reader(tmp_path), tmp_path, [], [], CaseFile("")) is None
    made = directives(None, lambda view: NoLinks())
    with pytest.raises(ContentError, match="a guide without a quiz; expected a file"):
        made.html["quiz"](directive("quiz"), PageView("quiz/index.md", {}))


def test_of_a_quiz_that_cannot_be_read_its_directives_say_nothing_more() -> None:
    made = directives(None, lambda view: NoLinks(), unread=True)
    assert made.html["quiz"](directive("quiz"), PageView("quiz/index.md", {})).html == ""


def test_equal_sources_give_equal_bytes(own: Shown, root: Path) -> None:
    again = show(root)
    assert [each.content for each in again.quiz.artefacts(again.links)] == [
        each.content for each in own.quiz.artefacts(own.links)
    ]


def test_what_only_authors_need_is_not_sent_to_readers(own: Shown) -> None:
    content = own.quiz.artefacts(own.links)[0].content.decode()
    assert '"traps"' not in content
    assert '"judged"' not in content


def test_links_lead_from_the_root_and_keep_their_anchors(bread: Shown) -> None:
    quiz = json.loads(bread.quiz.artefacts(bread.links)[0].content)
    water = {"title": "Title of guides/water.md", "url": "guides/water/"}
    assert quiz["questions"][0]["page"] == water
    assert quiz["routes"]["yeast"]["page"] == {**water, "url": "guides/water/#hydration"}
    assert quiz["routes"]["yeast"]["links"] == [{**water, "url": "guides/water/#wet-doughs"}]
    (finding,) = quiz["questions"][0]["evidence"]
    assert finding["url"] == "evidence/#e01"
    assert finding["title"] == "Warm dough rises faster"


def test_where_findings_cannot_be_read_their_links_are_their_ids(bread: Shown) -> None:
    lost = replace(bread, links=replace(bread.links, findings={}))
    assert ">E01</a>" in lost.html("quiz")


def test_the_quiz_meets_its_aims_on_the_published_cases(own: Shown) -> None:
    held_out = own.quiz.calibration
    assert held_out is not None
    for coder in own.quiz.coders:
        score = own.quiz.scores[coder.id]
        assert score.agree / len(score.verdicts) >= 0.8
        assert score.agree_top2 / len(score.verdicts) >= 0.93
        assert score.confusion["both"]["both"] >= 3
        assert 6 <= score.mean_asked <= 9
        assert score.calibration_error < 0.15
    assert len(own.quiz.coders) == 2
    asked = [verdict.asked for each in own.quiz.scores.values() for verdict in each.verdicts]
    assert round(mean(asked)) == 7, "the quiz's page says so"
    assert min(held_out.held_out.agree.values()) > 0.7


def read_bread(root: Path, folder: Path, weight: str = "") -> GuideQuiz | ContentError:
    """The quiz about bread, its results kept in a folder; `weight` edits it: ``OLD > NEW``."""
    docs = root / "tests/fixtures/bread/docs"
    text = (docs / QUIZ).read_text("utf-8")
    if weight:
        copy = folder / "docs"
        shutil.copytree(docs, copy, dirs_exist_ok=True)
        docs = copy
        (docs / QUIZ).write_text(text.replace(*weight.split(" > ")), encoding="utf-8")
    reader, kept = Reader(docs.parent), Kept.of(Cache(folder / "kept"), "quiz")
    pages = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    try:
        quiz = load_quiz(reader, docs, pages, None, load_cases(reader, docs), kept)
    except ContentError as error:
        return error
    assert quiz is not None
    return quiz


def test_a_quiz_that_has_not_changed_is_neither_checked_nor_scored_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_bread(root, tmp_path)
    for name in ("check_quiz", "score_cases"):
        monkeypatch.setattr(load, name, lambda *_: pytest.fail("it is kept"))
    again = read_bread(root, tmp_path)
    assert isinstance(first, GuideQuiz)
    assert isinstance(again, GuideQuiz)
    assert again.scores == first.scores
    assert again.scores


def test_what_is_wrong_with_a_quiz_is_told_each_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(read_bread(root, tmp_path), GuideQuiz)
    wrong = Problem("docs/quiz/quiz.yml", 1, "a", "b", "c")
    monkeypatch.setattr(load, "check_quiz", lambda *_: iter([wrong]))
    for _ in range(2):
        broken = read_bread(root, tmp_path, "Bread > Loaves")
        assert isinstance(broken, ContentError)
        assert broken.problems == (wrong,)
