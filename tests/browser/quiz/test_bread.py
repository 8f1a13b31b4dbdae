"""A quiz of another guide in a real browser: three routes, and words and axes of its own."""

from __future__ import annotations

import json

from tests.browser.drive import Tab
from tests.browser.quiz.test_quiz import PLAY, quiet, start
from tests.browser.server import Host


def test_it_is_played_to_a_route_of_its_own(page: Tab, bread: Host) -> None:
    start(page, bread)
    sheet = {"hours": "tomorrow", "taste": "tangy", "starter": "lively"}
    played = page.evaluate(PLAY % json.dumps(sheet))
    assert played["route"] == "sourdough"
    lit = "return [...document.querySelectorAll('.quiz-lit')].map((each) => each.dataset.route)"
    assert page.evaluate(lit) == ["sourdough"]
    reasons = page.evaluate("return document.querySelector('.quiz-reasons').textContent")
    assert "There is a night and a day. (for: time to wait)" in reasons
    page.wait("document.querySelectorAll('.quiz-similar .quiz-case').length > 0")
    similar = page.evaluate("return document.querySelector('.quiz-similar').textContent")
    assert "What was baked" in similar
    assert "Baked: sourdough." in similar
    assert quiet(page) == []


def test_its_dot_moves_along_its_own_axes(page: Tab, bread: Host) -> None:
    def dot(fragment: str, route: str) -> tuple[float, float]:
        page.goto(f"{bread.url}quiz/")
        start(page, bread, fragment)
        page.wait(f"document.querySelector('.quiz-route')?.dataset.route === '{route}'")
        moved = page.evaluate("return document.querySelector('.quiz-dot').style.transform")
        x, y = (float(part.strip(" px")) for part in moved[len("translate(") : -1].split(","))
        return x, y

    soon = dot("#a=hours.two~taste.tangy", "soda")
    late = dot("#a=hours.tomorrow~taste.mild", "yeast")
    assert soon[0] < 185 < late[0]
    assert soon[1] < 140 < late[1]


def test_a_case_says_what_was_baked(page: Tab, bread: Host) -> None:
    start(page, bread)
    page.click("#play-market button[data-route='yeast']")
    asked = "return document.querySelector('#play-market .quiz-case-ask').textContent"
    assert page.evaluate(asked) == "Something else was baked."
    page.click("#play-picnic button[data-route='soda']")
    assert page.evaluate(asked.replace("market", "picnic")) == "That is what was baked."
