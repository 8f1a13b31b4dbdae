"""The map on a page of its own, moved by two questions, in a real browser."""

from __future__ import annotations

import json

import pytest
from tests.browser.drive import Tab
from tests.browser.quiz.test_quiz import PLAY, quiet, start
from tests.browser.server import Host
from tests.snippets.live.quiz.sample import quiz

from live.quiz.result import recommend

LIVE = "document.querySelector('live-quiz-map[data-live=\"\"]')"
NOW = ".quiz-try-now"
DOT = "document.querySelector('.quiz-try .quiz-dot')"
# How high the element is before anything is chosen, and after each choice of two answers.
ALL_HEIGHTS = """
const map = document.querySelector(".quiz-try");
const [rows, columns] = [...map.querySelectorAll("fieldset")].map((each) => [...each.elements]);
const heights = [map.offsetHeight];
for (const row of rows) for (const column of columns) for (const each of [row, column]) {
  each.click();
  heights.push(map.offsetHeight);
}
return heights;
"""
MOST_BYTES = {
    "map-element": 2_200,
    "index": 11_700,
}
"""Of the map's own script, and of that of every page, which has all smaller elements in it; as they
are published, before they are compressed."""


def open_home(page: Tab, guide: Host) -> None:
    page.goto(guide.url)
    page.wait(LIVE)


def choose(page: Tab, question: str, answer: str) -> None:
    page.click(f'.quiz-try label:has([name="map-{question}"][value="{answer}"])')


def test_two_answers_move_the_dot_and_name_the_route(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    assert page.evaluate(f"return {DOT}.classList.contains('quiz-hidden')")
    choose(page, "freshness", "daily-weekly")
    assert "other question" in page.text(NOW)
    assert page.evaluate("return document.querySelector('.quiz-lit')") is None
    for tone in quiz().questions["tone"].weights:
        choose(page, "tone", tone)
        answers = {"freshness": "daily-weekly", "tone": tone}
        result = recommend(quiz(), answers)
        name = quiz().data["routes"][result["route"]]["name"]
        assert page.text(NOW).startswith(name)
        lit = "return [...document.querySelectorAll('.quiz-lit')].map((each) => each.dataset.route)"
        assert page.evaluate(lit) == [result["route"]]
        moved = page.evaluate(f"return {DOT}.style.transform")
        x = 40 + 290 * round(result["high"]["look_up"], 2)
        assert moved.startswith(f"translate({x:.1f}px, ")
    fragment = "#a=freshness.daily-weekly~tone.no"
    assert page.evaluate(f"return document.querySelector('{NOW} a[href$=\"{fragment}\"]') !== null")
    assert quiet(page) == []


def test_what_is_chosen_stands_in_the_address(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    choose(page, "freshness", "daily-weekly")
    assert page.evaluate("return location.hash") == "#a=freshness.daily-weekly"
    choose(page, "tone", "no")
    told = page.text(NOW)
    page.goto(f"{guide.url}quiz/")
    page.evaluate("history.back()")
    page.wait(f"location.pathname === '/' && {LIVE} && document.querySelector('{NOW} a')")
    assert page.text(NOW) == told
    page.evaluate("location.hash = 'a=tone.no'")
    page.wait(f"document.querySelector('{NOW}').textContent.includes('other question')")
    page.evaluate("location.hash = 'a=tone.none'")
    assert page.evaluate("return document.querySelector('.quiz-try :checked').value") == "no"
    assert quiet(page) == []


def test_no_python_is_fetched_for_it(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    choose(page, "freshness", "hourly")
    choose(page, "tone", "no")
    fetched = page.evaluate("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert not [name for name in fetched if "python" in name or "quiz.json" in name]


def test_it_is_answered_by_keys_alone(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    page.evaluate("document.querySelector('.quiz-try input').focus()")
    page.press(" ")
    page.press("Tab")
    page.press(" ")
    chosen = "return [...document.querySelectorAll('.quiz-try :checked')].map((each) => each.value)"
    assert page.evaluate(chosen) == ["hourly", "describable"]
    page.press("ArrowDown")
    assert page.evaluate(chosen) == ["hourly", "samples-only"]
    assert page.text(NOW).startswith("Both")


def test_without_scripts_a_table_and_links_stand_in_its_place(page: Tab, guide: Host) -> None:
    page.scripts(False)
    page.goto(guide.url)
    seen = "return [...document.querySelectorAll('%s')].filter((e) => e.checkVisibility()).length"
    assert page.evaluate(seen % ".quiz-try input, .quiz-try-now, live-ask-field form") == 0
    assert page.evaluate(seen % ".quiz-try td[data-to]") == 20
    assert page.evaluate(seen % ".quiz-try-routes a") == 4
    assert page.evaluate(seen % ".quiz-field-link") == 4


def test_where_its_script_cannot_be_had_the_table_stands(page: Tab, guide: Host) -> None:
    guide.faults["live/map-element.*.js"] = lambda _content: None
    page.goto(guide.url)
    page.wait("document.querySelector('live-quiz-map').dataset.live === 'failed'")
    seen = "return document.querySelector('%s').checkVisibility()"
    assert page.evaluate(seen % ".quiz-try table")
    assert not page.evaluate(seen % ".quiz-try form")


def test_the_last_result_of_the_quiz_is_offered_until_it_is_forgotten(
    page: Tab, guide: Host
) -> None:
    open_home(page, guide)
    assert "last result" not in page.text(NOW), "nothing is shown where there is none"
    start(page, guide)
    result = page.evaluate(PLAY % json.dumps({"symptom": "missing-facts", "freshness": "hourly"}))
    name = quiz().data["routes"][result["route"]]["name"]
    open_home(page, guide)
    assert page.text(".quiz-try-last").startswith(f"Your last result in the quiz: {name}.")
    page.click(".quiz-try-last a")
    page.wait("document.querySelector('.quiz-route')")
    assert (
        page.evaluate("return document.querySelector('.quiz-route').dataset.route")
        == (result["route"])
    )
    open_home(page, guide)
    page.click(".quiz-try-last button")
    open_home(page, guide)
    assert "last result" not in page.text(NOW)


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_it_moves_nothing_below_it(page: Tab, guide: Host, width: int) -> None:
    page.resize(width, 900)
    open_home(page, guide)
    heights = page.evaluate(ALL_HEIGHTS)
    assert len(heights) == 1 + 2 * 20
    assert set(heights) == {heights[0]}


@pytest.mark.parametrize("name", MOST_BYTES)
def test_small_elements_stay_small(guide: Host, name: str) -> None:
    (script,) = (guide.mounts[""] / "live").glob(f"{name}.*.js")
    assert script.stat().st_size <= MOST_BYTES[name]
