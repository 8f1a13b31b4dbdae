"""The quiz in a real browser: played, shared, reloaded, broken."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host
from tests.snippets.live.quiz.sample import cases, data, quiz

from live.quiz.link import write_link
from live.quiz.model import NOT_SURE
from live.quiz.next_question import open_questions, outcome
from live.quiz.result import recommend
from mkdocs_liveguide.cases.model import Case

QUIZ = quiz()
VIEW = "document.querySelector('live-quiz').dataset.view"
CURRENT = "document.querySelector('.quiz-current')?.dataset.question"
ROUTE = "document.querySelector('.quiz-route')?.dataset.route"

# Answers a sheet as a reader without a mouse would: choose, go on, until there is a result.
PLAY = """
const sheet = %s;
const pause = () => new Promise((done) => setTimeout(done, 5));
const quiz = document.querySelector("live-quiz");
const find = (selector) => document.querySelector(selector);
const over = () => quiz.dataset.view === "result";
const asked = [];
while (!over()) {
  const question = find(".quiz-current");
  const id = question.dataset.question;
  asked.push(id);
  question.querySelector(`input[value="${sheet[id] ?? "not-sure"}"]`).click();
  [...document.querySelectorAll(".quiz-nav button")].at(-1).click();
  while (!over() && find(".quiz-current") === question) await pause();
}
while (!find(".quiz-route")) await pause();
const { route } = find(".quiz-route").dataset;
return { asked, route, sure: find(".quiz-sure strong").textContent };
"""


def start(page: Tab, guide: Host, fragment: str = "") -> None:
    page.goto(f"{guide.url}quiz/{fragment}")
    page.wait("document.querySelector('live-quiz[data-live]')")


def answer(page: Tab, key: str, value: str) -> None:
    """Clicks as a reader with a mouse would; the page goes on by itself."""
    page.click(f'fieldset[data-question="{key}"] input[value="{value}"]')
    page.wait(f"{VIEW} === 'result' || {CURRENT} !== '{key}'")


def played(sheet: dict[str, str], first: str) -> dict[str, str]:
    """What CPython would have asked and been answered."""
    asked = {first: sheet.get(first, NOT_SURE)}
    while questions := open_questions(QUIZ, asked):
        asked[questions[0]] = sheet.get(questions[0], NOT_SURE)
    return asked


def start_over(page: Tab) -> None:
    page.evaluate("[...document.querySelectorAll('.quiz-tools button')].at(-1).click()")
    page.evaluate("[...document.querySelectorAll('.quiz-confirm button')].at(-1).click()")
    page.wait(f"{CURRENT} === 'symptom'")


def sure(result: dict[str, Any]) -> str:
    return f"{int(result['confidence'] * 100 + 0.5)} % sure"


def quiet(page: Tab) -> list[str]:
    return [line for line in page.logs() if not line.startswith("request:")]


def test_each_case_played_through_the_page_gives_the_engines_result(page: Tab, guide: Host) -> None:
    start(page, guide)
    for case in cases():
        sheet = dict(case.answers["coder_b"])
        first = next(iter(QUIZ.questions))
        expected = played(sheet, first)
        seen = page.evaluate(PLAY % json.dumps(sheet))
        # Until Python is there the page asks in its own order; then the engine chooses.
        given = {key: sheet.get(key, NOT_SURE) for key in seen["asked"]}
        assert seen["route"] == outcome(QUIZ, given)[0], case.id
        assert seen["sure"] == sure(recommend(QUIZ, given)), case.id
        assert seen["route"] == outcome(QUIZ, expected)[0], case.id
        start_over(page)
    assert quiet(page) == []


@pytest.mark.parametrize("coder", ["coder_a", "coder_b"])
def test_python_in_the_browser_equals_cpython_on_all_cases(
    page: Tab, guide: Host, coder: Any
) -> None:
    start(page, guide)
    for case in cases():
        sheet = case.answers[coder]
        result = recommend(QUIZ, sheet)
        page.evaluate(f"location.hash = '#{write_link(QUIZ, sheet)}'")
        page.wait(
            f"document.querySelectorAll('.quiz-given dt').length === {len(sheet)}"
            f" && {ROUTE} === '{result['route']}'"
            f" && document.querySelector('.quiz-sure strong').textContent === '{sure(result)}'"
        )
        reasons = len(result["decided_by"][:5])
        assert (
            page.evaluate("return document.querySelectorAll('.quiz-reasons li').length") == reasons
        )
    assert quiet(page) == []


def test_a_reader_with_a_mouse_gets_a_result(page: Tab, guide: Host) -> None:
    start(page, guide)
    sheet = dict(cases()[0].answers["coder_b"])
    for _ in range(len(QUIZ.questions)):
        if page.evaluate(f"return {VIEW}") == "result":
            break
        key = page.evaluate(f"return {CURRENT}")
        answer(page, key, sheet.get(key, NOT_SURE))
    page.wait("document.querySelectorAll('.quiz-similar .quiz-case').length === 3")
    assert (
        page.evaluate("return document.querySelectorAll('.quiz-similar details[open]').length") == 0
    )
    assert page.evaluate(
        "return document.querySelector('.quiz-lit').dataset.route"
    ) == page.evaluate(f"return {ROUTE}")
    assert quiet(page) == []


def test_a_reader_with_a_keyboard_gets_a_result(page: Tab, guide: Host) -> None:
    start(page, guide)
    page.evaluate("document.querySelector('.quiz-current input').focus()")
    for _ in range(len(QUIZ.questions)):
        if page.evaluate(f"return {VIEW}") == "result":
            break
        key = page.evaluate(f"return {CURRENT}")
        page.press("1")
        page.press("Enter")
        page.wait(f"{VIEW} === 'result' || {CURRENT} !== '{key}'")
    page.wait(ROUTE)
    page.wait("document.activeElement.classList.contains('quiz-route')")


def test_back_returns_to_the_answer_that_was_given(page: Tab, guide: Host) -> None:
    start(page, guide)
    answer(page, "symptom", "wrong-style")
    page.press("Backspace")
    page.wait(f"{CURRENT} === 'symptom'")
    chosen = "return document.querySelector('.quiz-current input:checked').value"
    assert page.evaluate(chosen) == "wrong-style"


def test_answers_survive_reload_and_leaving(page: Tab, guide: Host) -> None:
    start(page, guide)
    answer(page, "symptom", "missing-facts")
    second = page.evaluate(f"return {CURRENT}")
    answer(page, second, NOT_SURE)
    third = page.evaluate(f"return {CURRENT}")
    start(page, guide)
    assert page.evaluate(f"return {CURRENT}") == third
    page.goto(f"{guide.url}quiz/how-good/")
    start(page, guide)
    kept = page.evaluate(
        "const kept = Object.values(localStorage).find((each) => each.includes('symptom'));"
        " return JSON.parse(kept).answers"
    )
    assert kept == {"symptom": "missing-facts", second: NOT_SURE}


def test_a_quiz_that_is_taken_out_and_put_back_goes_on(page: Tab, guide: Host) -> None:
    start(page, guide)
    answer(page, "symptom", "wrong-style")
    second = page.evaluate(f"return {CURRENT}")
    page.take_out_and_put_back("live-quiz")
    page.wait(f"{CURRENT} === '{second}'")
    assert page.evaluate("return document.querySelectorAll('.quiz-nav').length") == 1
    page.click(".quiz-nav button")
    page.wait(f"{CURRENT} === 'symptom'")
    assert quiet(page) == []


def test_start_over_asks_first(page: Tab, guide: Host) -> None:
    start(page, guide, f"#{write_link(QUIZ, cases()[1].answers['coder_b'])}")
    page.wait(ROUTE)
    page.evaluate("[...document.querySelectorAll('.quiz-tools button')].at(-1).click()")
    page.wait("document.querySelector('.quiz-confirm').open")
    assert page.evaluate(f"return {ROUTE}")
    page.evaluate("[...document.querySelectorAll('.quiz-confirm button')].at(-1).click()")
    page.wait(f"{CURRENT} === 'symptom'")
    assert page.evaluate("return document.querySelectorAll('.quiz input:checked').length") == 0
    assert page.evaluate("return location.hash") == ""


def test_a_change_can_be_tried_and_put_back(page: Tab, guide: Host) -> None:
    sheet = cases()[0].answers["coder_b"]
    flip = recommend(QUIZ, sheet)["flip"]
    start(page, guide, f"#{write_link(QUIZ, sheet)}")
    page.wait(ROUTE)
    before = page.evaluate(f"return {ROUTE}")
    page.click(".quiz-changes button")
    page.wait(f"{ROUTE} === '{flip['route']}'")
    page.click(".quiz-trying button")
    page.wait(f"{ROUTE} === '{before}' && !document.querySelector('.quiz-trying')")


def test_the_record_of_a_result_is_the_engines(page: Tab, guide: Host) -> None:
    sheet = cases()[0].answers["coder_a"]
    start(page, guide, f"#{write_link(QUIZ, sheet)}")
    page.wait(ROUTE)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.click(".quiz-share button:nth-of-type(2)")
    page.wait("window.copied")
    text = str(page.evaluate("return window.copied"))
    assert text.startswith("# Decision record: ")
    assert f"<{guide.url}quiz/#{write_link(QUIZ, sheet)}>" in text
    page.click(".quiz-share button:nth-of-type(1)")
    page.wait(f"window.copied === '{guide.url}quiz/#{write_link(QUIZ, sheet)}'")


@pytest.mark.parametrize(
    "fragment",
    [
        "#a=volume.lowest",
        "#a=<img src=x onerror=window.hit=1>",
        "#a=volume.low~<script>window.hit=1</script>",
        "#a=%E0%A4%A",
        "#a=" + "volume.low~" * 2000,
    ],
)
def test_a_malformed_link_gives_a_fresh_quiz_and_a_sentence(
    page: Tab, guide: Host, fragment: str
) -> None:
    start(page, guide, fragment)
    page.wait("document.querySelector('.quiz-message').textContent.includes('could not be read')")
    assert page.evaluate(f"return {CURRENT}") == "symptom"
    assert page.evaluate("return document.querySelectorAll('.quiz input:checked').length") == 0
    assert (
        page.evaluate(
            "return window.hit ?? document.querySelectorAll('.quiz img, .quiz script').length"
        )
        == 0
    )
    assert quiet(page) == []


def test_what_is_answered_while_python_starts_is_kept(page: Tab, guide: Host) -> None:
    def late(content: bytes) -> bytes:
        time.sleep(2)
        return content

    guide.faults["*/python/*"] = late
    start(page, guide)
    answer(page, "symptom", "too-slow-or-costly")
    second = page.evaluate(f"return {CURRENT}")
    answer(page, second, NOT_SURE)
    page.wait("document.querySelector('.quiz-now').textContent.startsWith('So far: ')")
    kept = page.evaluate("return Object.values(localStorage).find((v) => v.includes('symptom'))")
    assert json.loads(kept)["answers"] == {"symptom": "too-slow-or-costly", second: NOT_SURE}


def test_an_answer_that_is_given_before_the_page_can_take_it_counts(page: Tab, guide: Host) -> None:
    def late(content: bytes) -> bytes:
        time.sleep(1)
        return content

    guide.faults["live/quiz.*.js"] = late
    page.goto(f"{guide.url}quiz/")
    assert page.evaluate("return !document.querySelector('live-quiz[data-live]')")
    page.click('input[value="too-slow-or-costly"]')
    page.wait("document.querySelector('live-quiz[data-live]')")
    page.wait("document.querySelector('.quiz-now').textContent.startsWith('So far: ')")
    assert page.evaluate(f"return {CURRENT}") == "symptom"
    page.evaluate("[...document.querySelectorAll('.quiz-nav button')].at(-1).click()")
    page.wait(f"{CURRENT} !== 'symptom'")


def test_without_python_all_questions_come_back_with_the_answers(page: Tab, guide: Host) -> None:
    guide.faults["*/python/*"] = lambda _content: None
    start(page, guide)
    page.click('input[value="too-slow-or-costly"]')
    page.wait("document.querySelector('live-quiz').dataset.live === 'failed'")
    shown = (
        "[...document.querySelectorAll('.quiz-question')].filter((e) => e.offsetHeight > 0).length"
    )
    assert page.evaluate(f"return {shown}") == len(QUIZ.questions)
    assert page.evaluate("return document.querySelector('.quiz-paper').offsetHeight") > 0
    assert "your answers are kept" in page.text(".quiz-message")
    assert (
        page.evaluate("return document.querySelector('.quiz input:checked').value")
        == "too-slow-or-costly"
    )
    guide.faults.clear()
    page.click(".quiz-message button")
    page.wait(ROUTE)


def test_without_scripts_every_question_and_the_table_can_be_read(page: Tab, guide: Host) -> None:
    page.scripts(False)
    page.goto(f"{guide.url}quiz/")
    html = (guide.mounts[""] / "quiz/index.html").read_text("utf-8")
    for question in data()["questions"]:
        assert f'data-question="{question["id"]}"' in html
    assert html.count('class="quiz-table') + html.count("quiz-scroll quiz-table") >= 2
    assert "By hand, on paper" in html


SIGNS = {
    "a pointer": "new PointerEvent('pointerover', { bubbles: true })",
    "a finger": "new PointerEvent('pointerdown', { bubbles: true })",
    "the focus": "new FocusEvent('focusin', { bubbles: true })",
}


@pytest.mark.parametrize("sign", SIGNS)
def test_python_starts_at_the_first_sign_of_a_reader(page: Tab, guide: Host, sign: str) -> None:
    start(page, guide)
    page.evaluate("await new Promise((done) => requestIdleCallback(() => setTimeout(done, 300)))")
    assert not [path for path in guide.requests if "python/" in path]
    page.evaluate(f"document.querySelector('.quiz-current').dispatchEvent({SIGNS[sign]})")
    page.wait("performance.getEntriesByName('python-ready').length === 1")


def test_a_reader_who_saves_data_gets_python_when_acting(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}quiz/how-good/")
    guide.requests.clear()
    # The page's parts come into a document whose browser says so, as under instant navigation.
    page.evaluate(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"
        "const html = await (await fetch('../')).text();"
        "const other = new DOMParser().parseFromString(html, 'text/html');"
        "document.body.replaceChildren(...other.body.childNodes)"
    )
    page.wait("document.querySelector('live-quiz[data-live]')")
    page.evaluate("await new Promise((done) => requestIdleCallback(() => setTimeout(done, 300)))")
    assert not [path for path in guide.requests if "python/" in path]
    answer(page, "symptom", "wrong-style")
    page.wait("performance.getEntriesByName('python-ready').length === 1")


def test_a_whole_run_in_every_engine(tab: Tab, guide: Host) -> None:
    start(tab, guide)
    answer(tab, "symptom", "missing-facts")
    second = tab.evaluate(f"return {CURRENT}")
    tab.click(".quiz-nav button")
    tab.wait(f"{CURRENT} === 'symptom'")
    chosen = "return document.querySelector('.quiz-current input:checked').value"
    assert tab.evaluate(chosen) == "missing-facts"
    tab.evaluate("[...document.querySelectorAll('.quiz-nav button')].at(-1).click()")
    tab.wait(f"{CURRENT} === '{second}'")
    start(tab, guide)
    tab.wait(f"{CURRENT} === '{second}'")
    sheet = {"symptom": "missing-facts", **dict(cases()[0].answers["coder_b"])}
    seen = tab.evaluate(PLAY % json.dumps(sheet))
    given = {key: sheet.get(key, NOT_SURE) for key in seen["asked"]}
    given["symptom"] = "missing-facts"
    assert seen["route"] == outcome(QUIZ, given)[0]
    assert seen["sure"] == sure(recommend(QUIZ, given))
    start(tab, guide)
    tab.wait(f"{ROUTE} === '{seen['route']}'")
    assert quiet(tab) == []


def test_the_quiz_fits_a_phone_and_passes_axe(page: Tab, guide: Host, root: Path) -> None:
    axe = (root / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    for width in (360, 1440):
        page.resize(width, 800)
        for fragment in ("", f"#{write_link(QUIZ, cases()[15].answers['coder_b'])}"):
            page.goto("about:blank")
            start(page, guide, fragment)
            if fragment:
                page.wait("document.querySelectorAll('.quiz-similar .quiz-case').length === 3")
            assert page.evaluate("return document.documentElement.scrollWidth") <= width
            page.evaluate(axe)
            found = page.evaluate(
                "const r = await axe.run('live-quiz'); "
                "return r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' '))"
            )
            assert found == []


def test_cases_can_be_played(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}quiz/how-good/")
    case: Case = cases()[0]
    page.click(f'#play-{case.id} button[data-route="{case.chosen}"]')
    page.wait(f"document.querySelector('#play-{case.id} details').open")
    assert page.text(f"#play-{case.id} .quiz-case-ask") == "That is what was built."
    assert page.text(".quiz-tally").startswith("After 1 case: you agree with 1,")
