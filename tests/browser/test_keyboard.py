"""All that a page offers can be reached and used with the keyboard, and it is seen where one is."""

from __future__ import annotations

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

# The element that has the focus, or what stands for it in the page, has an outline.
SEEN = """
const element = document.activeElement;
if (!element || element === document.body) return null;
const shown = element.closest("label, .md-search__form, .md-header__option") ?? element;
const outlined = [element, shown].some((each) => {
  const { outlineStyle, outlineWidth } = getComputedStyle(each);
  return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
});
const name = (element.id || element.textContent.trim() || element.outerHTML).slice(0, 60);
return { name: `${element.localName} ${name}`, seen: outlined };
"""
WALKS = ["", "guides/rag/", "quiz/", "ask/", "labs/behaviour/", "faq/", "404.html"]
LONGEST = 60
"""So many steps of a walk are looked at."""


def ready(page: Tab, url: str) -> None:
    page.resize(1440, 900)
    page.goto(url)
    page.wait("!document.querySelector('article :not(:defined)')")
    page.to_front()


@pytest.mark.parametrize("url", WALKS)
def test_a_walk_with_the_tab_key_goes_on_and_is_seen(page: Tab, guide: Host, url: str) -> None:
    ready(page, guide.url + url)
    steps = []
    for _ in range(LONGEST):
        page.press("Tab")
        step = page.evaluate(SEEN)
        if step is None:
            break
        steps.append(step)
    names = [step["name"] for step in steps]
    if url != "404.html":
        assert "Skip to content" in names[0], "the way past the navigation comes first"
    stuck = [a for a, b, c in zip(names, names[1:], names[2:], strict=False) if a == b == c]
    assert not stuck, "the focus goes on"
    assert not [step["name"] for step in steps if not step["seen"]]


def test_a_quiz_is_done_with_keys_alone(page: Tab, guide: Host) -> None:
    ready(page, f"{guide.url}quiz/")
    page.evaluate("document.querySelector('.quiz-current input').focus()")
    for _ in range(30):
        if page.evaluate("return Boolean(document.querySelector('.quiz-route'))"):
            break
        before = page.evaluate("return document.querySelector('.quiz-current')?.dataset.question")
        page.press("1")
        page.press("Enter")
        # For a moment after the last answer there is neither a question nor a result.
        page.wait(
            "document.querySelector('.quiz-route') || document.querySelector("
            f"'.quiz-current:not([data-question={before}])')"
        )
    page.wait("document.querySelector('.quiz-route') === document.activeElement")


def test_a_cell_is_run_with_keys_alone(page: Tab, guide: Host) -> None:
    ready(page, f"{guide.url}guides/rag/")
    page.evaluate("document.querySelector('live-cell [data-action=run]').focus()")
    page.press("Enter")
    page.wait("performance.getEntriesByName('python-ready').length")
    page.wait("!document.querySelector('live-cell[data-running]')")
    assert page.text("live-cell .cell-stdout")
