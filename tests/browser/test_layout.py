"""Nothing on a page moves by itself: live parts have their places before their scripts come."""

from __future__ import annotations

import json
import time

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host
from tests.snippets.live.quiz.sample import cases, quiz

from live.quiz.link import write_link

LATE = 0.4
"""Seconds by which scripts come late, so that the page is seen without them first."""
HARDLY = 0.001
"""The theme's own header moves by less."""
RESULT = f"quiz/#{write_link(quiz(), cases()[15].answers['coder_b'])}"
PYTHON = "performance.getEntriesByName('python-ready').length === 1"
SIGN = """
const part = document.querySelector("article :is(live-ask, live-lab, live-quiz)");
part.dispatchEvent(new PointerEvent("pointerover"));
"""
"""A reader is about to use a live part: now its Python starts."""

PAGES = {
    "": "",
    "decide/first-question/": "",
    "guides/rag/": "",
    "quiz/": PYTHON,
    RESULT: "document.querySelectorAll('.quiz-similar .quiz-case').length === 3",
    "quiz/how-good/": "",
    "quiz/how-good/#play-case-08": "",
    "ask/": PYTHON,
    "ask/#q=What%20is%20LoRA%3F": "document.querySelector('.ask-result')",
    "ask/#q=How%20many%20moons%20does%20Jupiter%20have%3F": "document.querySelector('.ask-result')",
    "faq/": "",
    "faq/#how-many-examples": "",
    "cases/": "",
    "cases/#case-58": "",
    "evidence/": "",
    "evidence/#e05": "",
    "evidence/#e60": "",
    "labs/": "",
    "labs/behaviour/": PYTHON,
    "labs/cost/": PYTHON,
    "notebooks/retrieval-quality/": "",
}
"""Each kind of page, and when all of it is there."""

SHIFTS = """
const observer = new PerformanceObserver(() => {});
observer.observe({ type: "layout-shift", buffered: true });
const shifts = observer.takeRecords();
const name = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.outerHTML.slice(0, 120);
const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
return {
  total: shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0),
  moved: shifts.flatMap(({ sources }) => sources.map(({ node, previousRect, currentRect }) =>
    `${name(node)}: ${box(previousRect)} -> ${box(currentRect)}`)),
  seen: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  scripts: performance.getEntriesByType("resource")
    .filter(({ name }) => /\\/live\\/.*\\.js$/.test(name)).map(({ responseEnd }) => responseEnd),
};
"""


def late(content: bytes) -> bytes:
    time.sleep(LATE)
    return content


def check(page: Tab, ready: str) -> None:
    """Nothing has moved since the page was opened, though it was seen before its last script."""
    page.wait("document.readyState === 'complete'")
    page.wait("!document.querySelector('live-sitesearch:not(:defined)')")
    page.wait("!document.querySelector('article :not(:defined)')")
    if ready == PYTHON:
        page.evaluate(SIGN)
    page.wait(ready or "true")
    # What is done late is seen late.
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    found = page.evaluate(SHIFTS)
    assert found["total"] <= HARDLY, "\n".join(found["moved"])
    assert found["seen"] < max(found["scripts"])


@pytest.fixture
def slow(guide: Host) -> Host:
    """The guide, with scripts that come late."""
    guide.faults["*live/*.js"] = late
    return guide


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
@pytest.mark.parametrize("url", PAGES)
def test_nothing_moves_while_a_page_becomes_live(
    page: Tab, slow: Host, url: str, width: int, scheme: str
) -> None:
    page.resize(width, 800)
    page.prefer(scheme)
    page.goto(slow.url + url)
    check(page, PAGES[url])


@pytest.mark.parametrize("view", ["freshness", "result", "all"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_when_a_reader_comes_back_to_the_quiz(
    page: Tab, slow: Host, width: int, view: str
) -> None:
    page.resize(width, 800)
    page.goto(slow.url)
    kept = {"version": 1, "answers": {"symptom": "wrong-style"}, "view": view}
    page.evaluate(f"localStorage.setItem('quiz:/quiz/', {json.dumps(json.dumps(kept))})")
    page.goto(f"{slow.url}quiz/")
    question = "document.querySelector('.quiz-current:not(:first-of-type)')"
    check(page, question if view == "freshness" else "document.querySelector('.quiz-route')")


def test_nothing_fades_when_a_reader_changes_light_for_dark(page: Tab, guide: Host) -> None:
    page.goto(guide.url)
    page.evaluate(
        "window.faded = [];"
        "addEventListener('transitionrun', (event) => window.faded.push(event.propertyName))"
    )
    for scheme in ("slate", "default"):
        page.evaluate(f"document.querySelector('input[data-md-color-scheme={scheme}]').click()")
        page.wait(f"document.body.dataset.mdColorScheme === '{scheme}'")
        page.wait("!document.documentElement.hasAttribute('data-switching')")
        time.sleep(LATE)
    assert page.evaluate("return window.faded.filter((name) => name.includes('color'))") == []
