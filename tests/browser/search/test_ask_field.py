"""A field that leads to the page for asking, in a real browser."""

from __future__ import annotations

import json

from tests.browser.drive import Tab
from tests.browser.search.test_ask import ASKED, quiet
from tests.browser.server import Host

FIELD = "#ask-elsewhere"


def open_home(page: Tab, guide: Host) -> None:
    page.goto(guide.url)
    page.wait("document.querySelector('live-ask-field .ask-form button:enabled')")


def test_a_question_is_asked_on_the_page_for_asking(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    page.type(FIELD, "What is LoRA, & why?")
    page.press("Enter")
    page.wait("document.querySelector('.ask-result')")
    assert page.evaluate("return location.pathname").endswith("/ask/")
    assert page.evaluate(f"return {ASKED}") == "What is LoRA, & why?"
    assert quiet(page) == []


def test_an_empty_field_leads_nowhere(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    page.click("live-ask-field button")
    assert page.evaluate("return location.href") == guide.url
    assert page.evaluate(f"return document.activeElement === document.querySelector('{FIELD}')")


def test_an_example_is_a_link_that_asks_itself(page: Tab, guide: Host) -> None:
    open_home(page, guide)
    question = page.text("live-ask-field li a")
    page.click("live-ask-field li a")
    page.wait("document.querySelector('.ask-result')")
    page.wait(f"{ASKED} === {json.dumps(question)}")
