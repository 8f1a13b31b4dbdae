"""What is printed of live parts: what can be read, and nothing that would be pressed."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

SEEN = """
return [...document.querySelectorAll(%s)].filter((each) => each.checkVisibility()).length;
"""
"""JavaScript: how many of the elements are printed."""

PAGES = {
    "": (".quiz-try-routes li, .quiz-try-plain td[data-high]", ".ask-form, .quiz-try-questions"),
    "guides/rag/": (".cell-output pre", ".cell-button"),
    "cases/": (".case > p", ".filter, .fold-all"),
    "evidence/": (".finding > p", ".filter, .fold-all"),
    "quiz/": (".quiz-weights", ".quiz-nav, .quiz-tools, .quiz-keys"),
    "quiz/how-good/": (".quiz-figures td", ".quiz-case-choices, .quiz-case-ask, .quiz-tally"),
    "ask/": (".ask-example-text", ".ask-tool"),
    "labs/behaviour/": (".lab-control output", ".lab-controls [type=range], .cell-button"),
}
"""Each kind of page: what is printed of it, and what is not."""


def seen(page: Tab, selector: str) -> int:
    return int(page.evaluate(SEEN % json.dumps(selector)))


def open_page(page: Tab, url: str) -> None:
    page.goto(url)
    page.wait("!document.querySelector('article :not(:defined)')")
    page.paper()


@pytest.mark.parametrize("url", PAGES)
def test_what_can_be_read_is_printed_and_not_what_can_be_pressed(
    page: Tab, guide: Host, url: str
) -> None:
    open_page(page, guide.url + url)
    read, pressed = PAGES[url]
    assert seen(page, read) > 0
    assert page.evaluate(f"return document.querySelectorAll({json.dumps(pressed)}).length") > 0
    assert seen(page, pressed) == 0


def test_what_the_search_found_is_printed_without_examples_and_buttons(
    page: Tab, guide: Host
) -> None:
    question = "What is LoRA, and does it need as many examples as full fine-tuning? " * 3
    open_page(page, f"{guide.url}ask/#q={quote(question.strip())}")
    page.wait("document.querySelector('.ask-result')")
    shown = page.evaluate("""
    const { content } = getComputedStyle(document.querySelector(".ask-field"), "::after");
    return [content, document.querySelector(".ask-field").offsetHeight];
    """)
    assert shown[0] == json.dumps(question.strip()), "the whole question"
    assert shown[1] > 30, "in several lines"
    assert seen(page, ".ask-form input") == 0
    assert seen(page, ".ask-result .ask-excerpt") > 0
    assert seen(page, ".ask-examples li, .ask-tool button, .ask-own, .ask-why") == 0


def test_whether_a_box_is_ticked_is_seen_on_paper(page: Tab, guide: Host) -> None:
    open_page(page, f"{guide.url}labs/chunking/")
    drawn = "getComputedStyle(document.querySelector('.lab-controls [type=checkbox]')).appearance"
    assert page.evaluate(f"return {drawn}") != "none"


def test_long_words_in_a_lab_are_printed_whole(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}labs/chunking/")
    page.wait("document.querySelector('live-lab fieldset:enabled')")
    words = (
        "What happens when an answer lies on both sides of a cut, and neither part has it whole? "
        * 3
    )
    page.evaluate(f"""
    const field = document.querySelector(".lab-controls [type=text]");
    field.value = {json.dumps(words)};
    field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    """)
    assert seen(page, ".lab-control--text output") == 0
    page.paper()
    shown = page.evaluate("""
    const output = document.querySelector(".lab-control--text output");
    const { width } = output.parentElement.getBoundingClientRect();
    const fits = output.getBoundingClientRect().width <= width;
    const lines = output.offsetHeight / parseFloat(getComputedStyle(output).fontSize);
    return [output.textContent, fits, lines];
    """)
    assert shown[0] == words
    assert shown[1]
    assert shown[2] > 2, "it goes on in the next line"
    assert seen(page, ".lab-controls [type=text]") == 0


@pytest.mark.parametrize("url", ["evidence/", "cases/", "quiz/how-good/"])
def test_a_source_is_printed_with_its_address(page: Tab, guide: Host, url: str) -> None:
    open_page(page, guide.url + url)
    shown = page.evaluate("""
    const sources = [...document.querySelectorAll("a.source")];
    return sources.map((each) => [each.href, getComputedStyle(each, "::after").content]);
    """)
    assert len(shown) > 50
    assert all(href.startswith("http") and href in content for href, content in shown)
