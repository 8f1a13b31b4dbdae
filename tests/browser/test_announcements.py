"""What a screen reader is told by itself: each message once, in a place that was there before."""

from __future__ import annotations

import json

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host
from tests.snippets.live.quiz.sample import cases, quiz

from live.quiz.link import write_link

LISTEN = """
const ROLES = ":is([role=status], [role=alert], [role=log], output):not([aria-live])";
const LIVE = `[aria-live]:not([aria-live=off]), ${ROLES}`;
window.said = [];
window.wrong = new Set();
const words = (node) => (node.textContent ?? "").replace(/\\s+/g, " ").trim();
const name = (region) => `${region.localName}.${region.className}#${region.id}`;
function look() {
  for (const region of document.querySelectorAll(LIVE)) {
    if (region.parentElement.closest(LIVE)) wrong.add(`${name(region)} stands in another`);
    // A part that is hidden or folded as a whole says nothing yet.
    const folded = region.closest("details:not([open])");
    if (folded || !region.parentElement.checkVisibility() || region.checkVisibility()) continue;
    wrong.add(`${name(region)} is not there before its words are`);
  }
}
function arrived(node) {
  if (!(node instanceof Element)) return;
  for (const each of [node, ...node.querySelectorAll(LIVE)]) {
    if (each.matches(LIVE) && words(each)) wrong.add(`${name(each)} came with "${words(each)}"`);
  }
}
new MutationObserver((records) => {
  const changed = new Set();
  for (const { target, addedNodes, type } of records) {
    const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
    const told = type === "characterData" || [...addedNodes].some(words);
    if (region && told) changed.add(region);
    addedNodes.forEach(arrived);
  }
  look();
  for (const region of changed) said.push([name(region), words(region)]);
}).observe(document, { childList: true, subtree: true, characterData: true });
look();
"""
"""JavaScript: writes down what is put into live regions, and what is wrong with these.

Words that are put in again, though they stood there, are written down again: they are read again.
"""
SETTLED = 700
"""Milliseconds after which nothing more is said of what was done."""

MAYBE = ([], ["Running"])
"""What is said of what is quick: the word comes after a moment, which a busy machine may take."""


def listen(page: Tab, url: str) -> None:
    """Opens a page, and hears all that it says from then on."""
    page.resize(1440, 900)
    page.goto(url)
    page.wait("!document.querySelector('article :not(:defined)')")
    page.evaluate(LISTEN)


def heard(page: Tab, act: str, done: str = "true") -> list[str]:
    """What was said of one act, in order; nothing twice, and all regions as they should be."""
    page.evaluate(f"said.length = 0; {act}")
    page.wait(done)
    page.evaluate(f"await new Promise((done) => setTimeout(done, {SETTLED}))")
    said, wrong = page.evaluate("return [said, [...wrong]]")
    assert wrong == []
    assert len(said) == len({tuple(each) for each in said}), said
    return [text for _, text in said]


def type_into(selector: str, text: str) -> str:
    return (
        f"const field = document.querySelector({json.dumps(selector)}); field.focus();"
        f"field.value = {json.dumps(text)};"
        "field.dispatchEvent(new Event('input', { bubbles: true }))"
    )


def test_a_quiz_says_how_far_it_is_and_leaves_its_result_to_the_focus(
    page: Tab, guide: Host
) -> None:
    listen(page, f"{guide.url}quiz/")
    current = "document.querySelector('.quiz-current')"
    answer = (
        f"{current}.querySelector('input').click();"
        "document.querySelector('.quiz-nav .md-button--primary').click()"
    )
    for number in range(2, 30):
        before = page.evaluate(f"return {current}.dataset.question")
        done = (
            f"document.querySelector('.quiz-route') || {current}?.dataset.question !== '{before}'"
        )
        said = heard(page, answer, done)
        if page.evaluate("return Boolean(document.querySelector('.quiz-route'))"):
            break
        assert said[-1].startswith(f"Question {number}")
        assert len(said) <= 2, "how far it is, and how much is left once the engine is there"
    assert "Question" not in " ".join(said)
    assert page.evaluate("return document.activeElement.closest('.quiz-result') !== null")
    copied = heard(page, "document.querySelector('.quiz-share button').click()")
    assert len(copied) == 1


def test_a_result_without_its_cases_says_so_in_a_place_of_its_own(page: Tab, guide: Host) -> None:
    guide.faults["live/cases.*"] = lambda _content: None
    told = "document.querySelector('.quiz-similar [role=status]')?.textContent"
    link = write_link(quiz(), cases()[15].answers["coder_b"])
    # Python waits, so that nothing is said before somebody listens.
    guide.pauses["live/python/*"] = 1
    listen(page, f"{guide.url}quiz/#{link}")
    said = heard(page, "", told)
    assert sum("could not be fetched" in each for each in said) == 1
    again = heard(page, "document.querySelector('.quiz-similar button').click()", told)
    assert sum("could not be fetched" in each for each in again) == 1


def test_the_map_names_its_route_once(page: Tab, guide: Host) -> None:
    listen(page, guide.url)
    choose = (
        "document.querySelectorAll('live-quiz-map fieldset')[{}].querySelector('input').click()"
    )
    assert len(heard(page, choose.format(0))) == 1
    (said,) = heard(page, choose.format(1))
    assert page.text(".quiz-try-now a") in said


def test_a_cell_says_only_what_its_output_does_not(page: Tab, guide: Host) -> None:
    listen(page, f"{guide.url}guides/rag/")
    run = "document.querySelector('live-cell [data-action=run]').click()"
    ended = (
        "performance.getEntriesByName('python-ready').length"
        " && !document.querySelector('live-cell[data-running]')"
    )
    heard(page, run, ended)
    assert heard(page, run, ended) in MAYBE


def test_a_lab_s_slider_speaks_for_itself(page: Tab, guide: Host) -> None:
    listen(page, f"{guide.url}labs/behaviour/")
    ended = (
        "performance.getEntriesByName('python-ready').length"
        " && !document.querySelector('live-lab[data-running]')"
    )
    slide = (
        "const field = document.querySelector('live-lab input[type=range]');"
        "field.value = field.{}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    )
    heard(page, slide.format("max"), ended)
    assert heard(page, slide.format("min"), ended) in MAYBE
    shown = "return document.querySelector('.lab-control--range output').value"
    assert page.evaluate(shown) == page.evaluate(
        "return document.querySelector('live-lab input[type=range]').value"
    )


def test_the_guide_s_answer_is_told_in_one_line(page: Tab, guide: Host) -> None:
    listen(page, f"{guide.url}ask/")
    found = "document.querySelector('.ask-result')"
    said = heard(page, type_into("live-ask input", "What is LoRA?"), found)
    assert said[-1].endswith(" ms")
    assert "Perhaps" not in said[-1]
    doubt = "document.querySelector('.ask-verdict:not([hidden])')"
    said = heard(page, type_into("live-ask input", "How many moons does Jupiter have?"), doubt)
    assert said[-1].startswith("Perhaps not answered here")


@pytest.mark.parametrize(
    ("question", "more", "told"),
    [
        ("how many examples", "how many examples do", "The nearest entry: "),
        ("moons of Jupiter", "moons of Jupiter now", "None of these questions"),
    ],
)
def test_the_faq_says_the_same_only_once(
    page: Tab, guide: Host, question: str, more: str, told: str
) -> None:
    listen(page, f"{guide.url}faq/")
    said = heard(page, type_into("#faq-question", question), "document.querySelector('.faq-links')")
    assert said[-1].startswith(told)
    assert heard(page, type_into("#faq-question", more)) == []
    assert page.text("#faq-status").startswith(told), "it still stands there"
    assert heard(page, type_into("#faq-question", "")) == []
    assert page.text("#faq-status") == ""


def test_a_list_says_how_much_is_left_when_that_changes(page: Tab, guide: Host) -> None:
    listen(page, f"{guide.url}evidence/")
    (said,) = heard(page, type_into("live-filter [name=words]", "retrieval"))
    assert said.endswith(" findings")
    assert heard(page, type_into("live-filter [name=words]", "retrieval ")) == []
    (said,) = heard(page, type_into("live-filter [name=words]", "zzzz"))
    assert said.startswith("No findings match")
    assert heard(page, type_into("live-filter [name=words]", "zzzzz")) == []
    assert heard(page, "document.querySelector('.fold-all').click()") == []


def test_a_list_that_is_whole_says_nothing_when_its_controls_come(page: Tab, guide: Host) -> None:
    guide.pauses["live/filter.*.js"] = 1
    page.goto(f"{guide.url}evidence/")
    page.evaluate(LISTEN)
    page.wait("document.querySelector('live-filter:defined')")
    assert heard(page, "") == []


def test_a_case_says_how_the_reader_did(page: Tab, guide: Host) -> None:
    listen(page, f"{guide.url}quiz/how-good/")
    (said,) = heard(page, "document.querySelector('.quiz-case-choices button').click()")
    assert said.startswith("After 1 case")


def test_the_search_box_s_own_group_says_what_it_found(page: Tab, guide: Host) -> None:
    listen(page, f"{guide.url}about/")
    typed = type_into("[data-md-component=search-query]", "when to tune")
    heard(page, typed, "document.querySelector('.sitesearch-button')")
    shown = "document.querySelector('.sitesearch-list li')"
    heard(page, "document.querySelector('.sitesearch-button').click()", shown)
