"""The map that a question or two move: what stands in the page is what the engine says."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from tests.snippets.live.quiz.sample import quiz
from tests.unit.quiz.conftest import Shown, directive

from live.quiz.result import recommend
from mkdocs_liveguide.pages.view import PageInfo, PageView
from mkdocs_liveguide.quiz.map_places import OPEN, map_places
from mkdocs_liveguide.quiz.render import directives
from mkdocs_liveguide.sources.problems import ContentError

ASKED = ("freshness", "tone")


def shown(own: Shown, questions: str = ",".join(ASKED)) -> BeautifulSoup:
    return BeautifulSoup(own.html("quiz-map", questions=questions), "html5lib")


def test_each_combination_has_the_engines_place_and_route() -> None:
    places = map_places(quiz(), ASKED)
    first, second = (quiz().questions[key].weights for key in ASKED)
    assert len(places) == (len(first) + 1) * (len(second) + 1)
    for key, place in places.items():
        given = dict(zip(ASKED, key.split(" "), strict=True))
        result = recommend(quiz(), {k: answer for k, answer in given.items() if answer != OPEN})
        assert place.route == result["route"]
        assert place.second == (result["second"] if result["close_call"] else "")
        assert place.at == pytest.approx(tuple(result["high"].values()), abs=0.005)


def test_a_link_opens_the_quiz_with_these_answers() -> None:
    places = map_places(quiz(), ASKED)
    assert places["hourly no"].link == "a=freshness.hourly~tone.no"
    assert places[f"{OPEN} no"].link == "a=tone.no"
    assert places[f"{OPEN} {OPEN}"].link == ""


def test_the_table_says_the_route_of_each_pair_of_answers(own: Shown) -> None:
    table = shown(own).select_one("table")
    assert table
    for cell in table.select("td[data-answers]"):
        freshness, tone = str(cell["data-answers"]).split()
        route = recommend(quiz(), {"freshness": freshness, "tone": tone})["route"]
        assert cell.text == own.quiz.source.quiz.routes[own.quiz.source.routes.index(route)].name
        assert cell["data-to"] == route


def test_the_guides_two_questions_lead_to_every_route(own: Shown) -> None:
    reached = {str(cell["data-to"]) for cell in shown(own).select("td[data-answers]")}
    assert reached == set(own.quiz.engine.routes)


def test_every_corner_is_a_link_of_html_with_the_routes_page(own: Shown) -> None:
    page = shown(own)
    links: list[Tag] = page.select("svg .quiz-field foreignobject > a, svg foreignObject > a")
    listed = page.select(".quiz-try-routes > li > a")
    assert sorted(a["href"] for a in links) == sorted(a["href"] for a in listed)
    assert len(listed) == len(own.quiz.engine.routes)
    # The theme's script writes to the address of every link, which those of SVG do not bear.
    assert not page.select("svg g > a")


def test_a_quiz_of_another_guide_is_moved_by_one_question(bread: Shown) -> None:
    key = next(iter(bread.quiz.engine.questions))
    page = shown(bread, key)
    assert len(page.select("fieldset")) == 1
    cells = page.select("td[data-answers]")
    assert [c["data-answers"] for c in cells] == [*bread.quiz.engine.questions[key].weights]


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ("", "found 0 questions for the map; expected one or two"),
        ("tone,tone", "found 2 questions for the map; expected one or two, each once"),
        ("tone,volume,freshness", "found 3 questions for the map"),
        ("tune,volume", 'found the unknown question "tune"'),
    ],
)
def test_questions_that_make_no_map_are_told(own: Shown, questions: str, told: str) -> None:
    with pytest.raises(ContentError, match=told) as error:
        own.html("quiz-map", questions=questions)
    assert error.value.problems[0].line == 9


def test_a_guide_without_a_page_for_the_quiz_is_told(own: Shown) -> None:
    view = PageView("a.md", {"a.md": PageInfo("a.md", "a/", "A")})
    made = directives(own.quiz, lambda view: own.links).html["quiz-map"]
    with pytest.raises(ContentError, match=r"expected a page quiz/index\.md"):
        made(directive("quiz-map", questions="tone"), view)
