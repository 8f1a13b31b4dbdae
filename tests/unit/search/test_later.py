"""A preview does not wait for a model: until its texts are embedded, the search finds by words."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.hash_teacher import HashTeacher
from tests.unit.search.bread import EDITED, OPTIONS, PAGE, QUICKLY, bytes_of, made

from live.search.query import Options, answer
from mkdocs_liveguide.building.background import Background, Job
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.search.build import build_search
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.search.questions import Question, QuestionSet
from mkdocs_liveguide.search.render import SearchViews
from mkdocs_liveguide.search.result import SearchArtefacts
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.settings import place_of_setting


class Noted(Background):
    """Only notes what it is to do."""

    def __init__(self) -> None:
        self.jobs: dict[str, Job] = {}
        self.failures: dict[str, ContentError] = {}

    def take(
        self, kind: str, jobs: Mapping[str, Job], *, end_others: bool = True
    ) -> dict[str, ContentError]:
        assert not end_others, "what it has embedded by then would be lost for the build"
        self.jobs = dict(jobs)
        return self.failures

    def do(self) -> None:
        (job,) = self.jobs.values()
        pickle.loads(pickle.dumps(job.run))(print)


def preview(
    cache: Cache, background: Background, html: str = PAGE, options: SearchOptions = QUICKLY
) -> SearchArtefacts:
    pages = [SearchPage("bread.md", "bread/", "Bread", html)]
    return build_search(pages, cache, options, background=background)


def test_until_its_texts_are_embedded_it_finds_by_words(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    found = preview(Cache(tmp_path), Noted())
    assert teacher.asked == []
    assert found.by_words
    assert "by words only" in found.report[0]
    index = found.index
    assert index is not None
    (first,) = answer(lambda: index, "stone", Options(limit=1))["results"]
    assert first["url"] == "bread/#oven"
    assert answer(lambda: index, "elsewhere", Options(limit=1))["results"] == []


def test_it_can_be_sent_to_another_process(teacher: HashTeacher, tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("plugins:\n  - liveguide:\n      model: m\n")
    place = place_of_setting(file, "mkdocs.yml", "plugins", "liveguide", "model")
    background = Noted()
    preview(Cache(tmp_path), background, options=replace(QUICKLY, teacher_place=place))
    background.do()
    assert teacher.asked


def test_what_is_made_in_the_background_is_what_a_full_build_makes(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    cache, background = Cache(tmp_path / "kept"), Noted()
    preview(cache, background)
    background.do()
    then = preview(cache, background)
    assert not then.by_words
    assert background.jobs == {}, "nothing is left to do"
    full = made(Cache(tmp_path / "new"))
    assert bytes_of(then) == bytes_of(full)
    assert then.quality == full.quality


def test_an_edit_meanwhile_is_shown_with_what_has_been_made_by_then(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    cache, background = Cache(tmp_path), Noted()
    preview(cache, background)
    first = background.jobs
    assert preview(cache, background, EDITED).by_words
    assert background.jobs.keys() != first.keys()
    background.jobs = first
    background.do()
    edited = preview(cache, background, EDITED)
    assert not edited.by_words
    assert background.jobs == {}
    assert edited.index is not None
    assert "Warm the stone." in edited.index.texts([1])[1].text


def test_a_full_build_waits_for_the_model(teacher: HashTeacher, tmp_path: Path) -> None:
    assert not preview(Cache(tmp_path), Noted(), options=OPTIONS).by_words
    assert teacher.asked


def test_what_the_background_finds_wrong_is_told(teacher: HashTeacher, tmp_path: Path) -> None:
    background = Noted()
    preview(Cache(tmp_path), background)
    (key, job), *_ = background.jobs.items()
    background.failures = {key: ContentError([job.ended])}
    with pytest.raises(ContentError, match="too little memory"):
        preview(Cache(tmp_path), background)


def test_questions_whose_place_is_gone_are_told_at_once(
    teacher: HashTeacher, tmp_path: Path
) -> None:
    asked = replace(QUICKLY, questions=QuestionSet((Question("why", ("tea.md",)),)))
    with pytest.raises(ContentError, match=r"tea\.md"):
        preview(Cache(tmp_path), Noted(), options=asked)


@pytest.mark.parametrize("name", ["ask", "search-quality", "search-size"])
def test_the_pages_say_so(teacher: HashTeacher, tmp_path: Path, name: str) -> None:
    views, background = SearchViews(), Noted()
    render = views.directives().html[name]
    directive = Directive(name, "", {}, "bread.md", Place("docs/bread.md", 3))
    view = PageView("bread.md", {})
    views.found = preview(Cache(tmp_path), background)
    assert "by words only for now" in render(directive, view).html
    background.do()
    views.found = preview(Cache(tmp_path), background)
    assert "by words only for now" not in render(directive, view).html
