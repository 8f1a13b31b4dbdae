"""A reading list remembers, in this browser only, which of its pages were read."""

from __future__ import annotations

from tests.browser.drive import Tab
from tests.browser.server import Host

LINE = "live-reading p"
MARKED = (
    "return [...document.querySelectorAll('.reading-read')]"
    ".map((each) => each.previousElementSibling.textContent)"
)
KEPT = "Object.entries(localStorage).find(([key]) => key.startsWith('reading:'))?.[1] ?? ''"
TO_THE_END = "document.querySelector('article > :last-child').scrollIntoView()"


def open_list(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}learn/start-here/")
    page.wait("document.querySelector('live-reading:defined')")


def read_to_the_end(page: Tab, guide: Host, address: str) -> None:
    page.goto(guide.url + address)
    page.evaluate(TO_THE_END)
    page.wait(f"JSON.parse({KEPT}).read.some((each) => each.endsWith('/{address}'))")


def test_pages_that_were_read_are_marked_and_one_goes_on_with_the_next(
    page: Tab, guide: Host
) -> None:
    open_list(page, guide)
    assert page.text(LINE).startswith("This browser remembers")
    read_to_the_end(page, guide, "decide/first-question/")
    read_to_the_end(page, guide, "understand/what-fine-tuning-fits/")
    open_list(page, guide)
    page.wait("document.querySelector('.reading-read')")
    assert page.evaluate(MARKED) == ["The first question", "What fine-tuning fits"]
    assert page.text(LINE).startswith("You have read 2 of 8. Go on with What RAG fits.")
    page.click("live-reading a")
    page.wait("location.pathname.endsWith('/understand/what-rag-fits/')")


def test_a_page_whose_end_was_not_seen_is_not_read(page: Tab, guide: Host) -> None:
    open_list(page, guide)
    page.goto(f"{guide.url}decide/first-question/")
    page.evaluate("await new Promise((done) => setTimeout(done, 500))")
    assert page.evaluate(f"return JSON.parse({KEPT}).read") == []


def test_it_can_be_forgotten(page: Tab, guide: Host) -> None:
    open_list(page, guide)
    read_to_the_end(page, guide, "decide/first-question/")
    open_list(page, guide)
    page.click("live-reading button")
    assert page.evaluate(MARKED) == []
    open_list(page, guide)
    assert page.text(LINE).startswith("This browser remembers")


def test_who_never_saw_the_list_has_nothing_kept_or_fetched(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}decide/first-question/")
    page.evaluate(TO_THE_END)
    page.evaluate("await new Promise((done) => setTimeout(done, 300))")
    assert page.evaluate(f"return {KEPT}") == ""
    fetched = page.evaluate("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert not [name for name in fetched if "track" in name]


def test_without_scripts_the_list_stands_as_it_was_written(page: Tab, guide: Host) -> None:
    page.scripts(False)
    page.goto(f"{guide.url}learn/start-here/")
    assert not page.evaluate("return document.querySelector('.reading-list').checkVisibility()")
