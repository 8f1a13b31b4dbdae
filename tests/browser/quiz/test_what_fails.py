"""The quiz where something optional fails, and where the reader is quicker than the page."""

from __future__ import annotations

import json
import time

import pytest
from tests.browser.drive import Tab
from tests.browser.quiz.test_quiz import CURRENT, QUIZ, ROUTE, VIEW, quiet, start
from tests.browser.server import Fault, Host
from tests.snippets.live.quiz.sample import cases

from live.quiz.link import write_link
from live.quiz.result import recommend

SHEET = cases()[0].answers["coder_b"]
LINK = f"#{write_link(QUIZ, SHEET)}"
FOCUS = "document.activeElement"
SIMILAR = "document.querySelectorAll('.quiz-similar .quiz-case').length"
NOT_HAD = "document.querySelector('.quiz-similar [role=status]')?.textContent"

# A press as browsers tell it of a mouse, a finger or a screen reader: it counts, and then the
# answer is taken.
PRESS = """
const input = document.querySelector(%s);
input.focus();
const how = { bubbles: true, cancelable: true, detail: %d, pointerType: "touch" };
input.dispatchEvent(new PointerEvent("click", how));
"""


def press(page: Tab, selector: str, count: int = 1) -> None:
    page.evaluate(PRESS % (json.dumps(selector), count))


def engine_is_there(page: Tab) -> None:
    # A reader is about to use it.
    page.evaluate(
        "document.querySelector('live-quiz').dispatchEvent(new PointerEvent('pointerover'))"
    )
    page.wait("performance.getEntriesByName('python-ready').length === 1")


def gone(_content: bytes) -> bytes | None:
    return None


def cut(content: bytes) -> bytes:
    return content[:100]


def emptied(_content: bytes) -> bytes:
    return b""


def of_another_shape(_content: bytes) -> bytes:
    return b'{"version": 99, "list": []}'


@pytest.mark.parametrize("fault", [gone, cut, emptied, of_another_shape])
def test_a_result_stands_without_the_cases_which_can_be_had_later(
    page: Tab, guide: Host, fault: Fault
) -> None:
    guide.faults["live/cases.*"] = fault
    start(page, guide, LINK)
    page.wait(NOT_HAD)
    assert "The cases could not be fetched" in page.text(".quiz-similar")
    assert page.evaluate(f"return {ROUTE}") == recommend(QUIZ, SHEET)["route"]
    assert page.evaluate("return document.querySelector('live-quiz').dataset.live") == ""
    assert page.text(".quiz-message") == ""
    guide.faults.clear()
    page.click(".quiz-similar [role=status] button")
    page.wait(f"{SIMILAR} === 3")
    assert page.evaluate(f"return {ROUTE}") == recommend(QUIZ, SHEET)["route"]


def test_a_link_that_could_not_be_opened_is_opened_by_trying_again(page: Tab, guide: Host) -> None:
    guide.faults["*/python/*"] = gone
    start(page, guide, LINK)
    page.wait("document.querySelector('live-quiz').dataset.live === 'failed'")
    guide.faults.clear()
    page.click(".quiz-message button")
    page.wait(f"{ROUTE} === '{recommend(QUIZ, SHEET)['route']}'")
    assert page.evaluate("return document.querySelectorAll('.quiz-given dt').length") == len(SHEET)


def test_of_two_answers_that_are_tried_the_later_is_shown(page: Tab, guide: Host) -> None:
    first, second = recommend(QUIZ, SHEET)["flips"][:2]
    start(page, guide, LINK)
    page.wait(f"{SIMILAR} === 3")
    page.evaluate(
        "const buttons = [...document.querySelectorAll('.quiz-changes button')];"
        "for (const each of buttons.slice(0, 2)) each.click()"
    )
    page.wait("document.querySelector('.quiz-trying')")
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    question = QUIZ.questions[second["question"]].id
    tried = page.text(".quiz-trying strong")
    short = page.evaluate(
        f"return document.querySelector('fieldset[data-question=\"{question}\"]').dataset.short"
    )
    assert first["question"] != second["question"]
    assert tried == f"{short}: "
    assert page.evaluate(f"return {FOCUS}.classList.contains('quiz-trying')")
    assert quiet(page) == []


def test_what_cannot_be_shared_is_said_in_a_sentence(page: Tab, guide: Host) -> None:
    start(page, guide, LINK)
    page.wait(f"{SIMILAR} === 3")
    page.evaluate("URL.createObjectURL = () => { throw new TypeError('not a function'); }")
    page.click(".quiz-share button:nth-of-type(3)")
    page.wait("document.querySelector('.quiz-share-status').textContent")
    said = page.text(".quiz-share-status")
    assert said.startswith("That did not work, and your result is as it was.")
    assert "not a function" not in said
    assert page.evaluate(f"return {ROUTE}")


def test_a_press_goes_on_at_once_with_the_focus_and_says_the_question_once(
    page: Tab, guide: Host
) -> None:
    start(page, guide)
    engine_is_there(page)
    page.evaluate(
        "window.said = []; new MutationObserver(() =>"
        " said.push(document.querySelector('.quiz-count').textContent))"
        ".observe(document.querySelector('.quiz-count'), {childList: true});"
        "window.moves = []; addEventListener('focusin', ({target}) =>"
        " moves.push(target.dataset.question ?? target.name))"
    )
    press(page, '.quiz-current input[value="wrong-style"]')
    page.wait(f"{CURRENT} !== 'symptom'")
    second = page.evaluate(f"return {CURRENT}")
    # The question and the focus come together, and nothing moves afterwards.
    assert page.evaluate(f"return {FOCUS}.dataset.question") == second
    page.evaluate("await new Promise((done) => setTimeout(done, 600))")
    assert page.evaluate("return moves") == ["symptom", second]
    said = page.evaluate("return said")
    assert len(said) == 1
    assert said[0].startswith("Question 2")


def test_no_timer_moves_the_focus_after_a_press(page: Tab, guide: Host) -> None:
    """While Python is not there the page goes on by itself: before the next frame."""
    guide.faults["*/python/*"] = lambda content: (time.sleep(3), content)[1]
    start(page, guide)
    frames = page.evaluate(
        PRESS % (json.dumps('.quiz-current input[value="wrong-style"]'), 1) + "let frames = 0;"
        "while (document.querySelector('.quiz-current').dataset.question === 'symptom') {"
        " await new Promise(requestAnimationFrame); frames += 1; }"
        "return frames"
    )
    assert frames <= 2


def test_a_double_click_answers_one_question(page: Tab, guide: Host) -> None:
    start(page, guide)
    engine_is_there(page)
    press(page, '.quiz-current input[value="wrong-style"]')
    page.wait(f"{CURRENT} !== 'symptom'")
    second = page.evaluate(f"return {CURRENT}")
    press(page, ".quiz-current input", count=2)
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    assert page.evaluate(f"return {CURRENT}") == second
    assert (
        page.evaluate("return document.querySelectorAll('.quiz-current input:checked').length") == 0
    )
    press(page, ".quiz-current input")
    page.wait(f"{VIEW} === 'result' || {CURRENT} !== '{second}'")


def test_arrow_keys_choose_without_going_on(page: Tab, guide: Host) -> None:
    start(page, guide)
    engine_is_there(page)
    page.evaluate("document.querySelector('.quiz-current input').focus()")
    page.press(" ")
    page.press("ArrowDown")
    page.evaluate("await new Promise((done) => setTimeout(done, 400))")
    assert page.evaluate(f"return {CURRENT}") == "symptom"
    assert page.evaluate(f"return {FOCUS}.checked && {FOCUS}.name") == "symptom"
    page.press("Enter")
    page.wait(f"{CURRENT} !== 'symptom' && {FOCUS}.dataset.question === {CURRENT}")


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_question_that_comes_late_takes_nothing_from_a_reader_who_went_on(
    page: Tab, guide: Host, elsewhere: bool
) -> None:
    page.resize(360, 640)
    guide.faults["live/quiz.*"] = lambda content: (time.sleep(2), content)[1]
    start(page, guide)
    engine_is_there(page)
    press(page, '.quiz-current input[value="wrong-style"]')
    if elsewhere:
        page.evaluate(
            "const box = document.createElement('input'); box.id = 'elsewhere';"
            "document.querySelector('live-quiz').before(box); box.focus()"
        )
    page.evaluate(
        "dispatchEvent(new Event('touchstart')); scrollTo(0, document.body.scrollHeight);"
        "window.scrolled = 0; const into = Element.prototype.scrollIntoView;"
        "Element.prototype.scrollIntoView = function (...how) {"
        " scrolled += 1; into.apply(this, how); }"
    )
    page.wait(f"{CURRENT} !== 'symptom'")
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    assert page.evaluate("return scrolled") == 0
    assert page.evaluate(f"return {FOCUS}.id === 'elsewhere'") is elsewhere
    assert page.evaluate(f"return {FOCUS}.dataset.question === {CURRENT}") is not elsewhere
