"""axe finds nothing on any page, in any state of its live parts, in light and dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host
from tests.snippets.live.quiz.sample import cases, quiz

from live.quiz.link import write_link
from mkdocs_liveguide.testing.guide import GuideUnderTest

SCREENS = [(1440, "light"), (360, "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = f"""
const rules = {{ runOnly: {json.dumps(RULES)} }};
await Promise.allSettled(document.getAnimations().map(({{ finished }}) => finished));
const {{ violations }} = await axe.run(document, rules);
const why = (node) => [...node.any, ...node.all, ...node.none].map(({{ message }}) => message);
const theirs = ({{ target }}) => document.querySelector(target.at(-1))?.matches("pre > code");
return violations.flatMap(({{ id, nodes }}) => nodes
  .filter((node) => id !== "scrollable-region-focusable" || !theirs(node)).map((node) =>
  [id, node.target.join(" "), node.html.slice(0, 200), ...why(node)].join(" | ")));
"""
"""JavaScript: what axe finds. Code that is too wide is made focusable by the theme's script once it
has been drawn, which a browser that nobody looks at may never do."""
RESULT = f"#{write_link(quiz(), cases()[15].answers['coder_b'])}"
CELL = "document.querySelector('live-cell')"


@pytest.fixture
def axe(root: Path) -> str:
    """The script of axe."""
    return (root / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def open_page(page: Tab, url: str, screen: tuple[int, str]) -> None:
    width, scheme = screen
    page.resize(width, 900)
    page.prefer(scheme)
    page.goto(url)
    page.wait("!document.querySelector('article :not(:defined)')")


def check(page: Tab, axe: str) -> None:
    """Nothing that axe knows of is wrong in the page as it is now."""
    # In a script of its own: it begins with "use strict", and makes one name of the page's.
    page.evaluate(f"if (!window.axe) {{ {axe} }}")
    found = page.evaluate(CHECK)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_has_what_axe_knows_to_be_wrong(
    page: Tab, guide: Host, liveguide: GuideUnderTest, axe: str, screen: tuple[int, str]
) -> None:
    paths = sorted(liveguide.site.rglob("*.html"))
    names = [path.relative_to(liveguide.site).as_posix() for path in paths]
    # Those that lead on are gone before anybody could look.
    names = [name for name in names if name not in liveguide.moved]
    assert len(names) > 40
    for name in names:
        open_page(page, guide.url + name, screen)
        check(page, axe)


STATES = {
    "quiz, a question": (
        "quiz/",
        "document.querySelector('.quiz-current label').click();"
        "document.querySelector('.quiz-nav .md-button--primary').click()",
        "document.querySelector('.quiz-now').textContent",
    ),
    "quiz, the result": (
        f"quiz/{RESULT}",
        "",
        "document.querySelectorAll('.quiz-similar .quiz-case').length === 3",
    ),
    "a question answered": (
        "ask/#q=What%20is%20LoRA%3F",
        "",
        "document.querySelector('.ask-result')",
    ),
    "a question not answered": (
        "ask/#q=How%20many%20moons%20does%20Jupiter%20have%3F",
        "",
        "document.querySelector('.ask-verdict:not([hidden])')",
    ),
    "a cell that has run": (
        "guides/rag/",
        "document.querySelector('live-cell [data-action=run]').click()",
        f"!{CELL}.hasAttribute('data-running') && {CELL}.querySelector('.cell-stdout')",
    ),
    "a lab with other values": (
        "labs/behaviour/",
        "const field = document.querySelector('live-lab input[type=range]');"
        "field.value = field.max; field.dispatchEvent(new Event('input', { bubbles: true }))",
        "performance.getEntriesByName('python-ready').length"
        " && !document.querySelector('live-lab[data-running]')",
    ),
    "the FAQ, asked": (
        "faq/",
        "const field = document.querySelector('live-faq input');"
        "field.value = 'how many examples'; field.form.requestSubmit()",
        "document.querySelector('.faq-card')",
    ),
    "a list narrowed": (
        "evidence/",
        "const field = document.querySelector('live-filter [name=words]');"
        "field.value = 'retrieval'; field.dispatchEvent(new Event('input', { bubbles: true }))",
        "document.querySelector('.finding[hidden]')",
    ),
    "a case played": (
        "quiz/how-good/",
        "document.querySelector('.quiz-case-choices button').click()",
        "document.querySelector('.quiz-case-choices [aria-pressed=true]')",
    ),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STATES)
def test_no_live_part_at_work_has_either(
    page: Tab, guide: Host, axe: str, state: str, screen: tuple[int, str]
) -> None:
    url, act, done = STATES[state]
    open_page(page, guide.url + url, screen)
    page.evaluate(act)
    page.wait(done)
    check(page, axe)


def offline(content: bytes) -> bytes | None:
    return None


FAILURES = {
    "quiz": (
        f"quiz/{RESULT}",
        "",
        "document.querySelector('.quiz-message').textContent && "
        "document.querySelector('.quiz-message button')",
    ),
    "ask": ("ask/#q=What%20is%20LoRA%3F", "", "document.querySelector('.ask-again')"),
    "cell": (
        "guides/rag/",
        "document.querySelector('live-cell [data-action=run]').click()",
        f"!{CELL}.hasAttribute('data-running') && {CELL}.querySelector('.cell-status').textContent",
    ),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("part", FAILURES)
def test_nor_has_one_whose_python_does_not_come(
    page: Tab, guide: Host, axe: str, part: str, screen: tuple[int, str]
) -> None:
    guide.faults["live/python/*"] = offline
    url, act, done = FAILURES[part]
    open_page(page, guide.url + url, screen)
    page.evaluate(act)
    page.wait(done)
    check(page, axe)
