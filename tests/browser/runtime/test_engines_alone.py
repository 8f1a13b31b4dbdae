"""Quiz, search and FAQ work whatever readers' code does in the same page."""

from __future__ import annotations

import json
import time

from tests.browser.cells.test_clean import SPOILERS
from tests.browser.drive import Tab
from tests.browser.server import Host
from tests.browser.workers import alive, started, watch_workers

# As if the page had been written with them.
BRING = """
const place = document.querySelector("article");
for (const [page, name] of [["quiz/", "live-quiz"], ["ask/", "live-ask"], ["faq/", "live-faq"]]) {
  const text = await (await fetch(`${%s}${page}`)).text();
  place.append(document.importNode(
    new DOMParser().parseFromString(text, "text/html").querySelector(name), true));
}
"""
ASK = """
const [name, question] = [%s, %s];
const field = document.querySelector(`#${name}-question`);
document.querySelector(`#${name}-status`).textContent = "";
field.value = question;
field.form.requestSubmit();
"""
ENDLESS = "print('on', flush=True)\nwhile True:\n    pass"
READY = "performance.getEntriesByName('python-ready').length"


def open_with(tab: Tab, host: Host, code: str) -> None:
    """Opens the page with the cell, and has quiz, search and FAQ there too."""
    tab.goto(f"{host.url}guides/water/")
    key = "JSON.parse(document.querySelector('live-cell template').content.textContent).id"
    tab.evaluate(f"localStorage.setItem('live-draft:/guides/water/:' + {key}, {json.dumps(code)})")
    tab.goto(f"{host.url}guides/water/")
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    watch_workers(tab)


def bring_engines(tab: Tab, host: Host) -> None:
    tab.evaluate(BRING % json.dumps(host.url))
    tab.wait("document.querySelector('live-quiz[data-live]')")
    tab.wait("document.querySelector('#ask-question') && document.querySelector('#faq-question')")


def engines_work(tab: Tab, question: str, hours: str) -> None:
    """Asks search and FAQ, and answers a question of the quiz."""
    for name, told in (("ask", "found in"), ("faq", "The nearest entry: ")):
        tab.evaluate(ASK % (json.dumps(name), json.dumps(question)))
        tab.wait(f"document.querySelector('#{name}-status').textContent.includes('{told}')")
    tab.evaluate(
        "document.querySelector('.quiz-now')?.replaceChildren();"
        f"document.querySelector('fieldset[data-question=hours] input[value={hours}]').click()"
    )
    tab.wait("document.querySelector('.quiz-now').textContent.startsWith('So far')")


def press_run(tab: Tab) -> None:
    tab.evaluate("document.querySelector('live-cell [data-action=run]').click()")


def test_engines_work_whatever_a_cell_did(page: Tab, bread: Host) -> None:
    code = "\n".join(SPOILERS[each] for each in sorted(SPOILERS.keys() - {"a task", "no builtins"}))
    open_with(page, bread, f"print('began', flush=True)\n{code}")
    press_run(page)
    page.wait("document.querySelector('live-cell .cell-stdout')?.textContent.startsWith('began')")
    page.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    bring_engines(page, bread)
    engines_work(page, "How warm should the dough be?", "two")
    press_run(page)
    page.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    engines_work(page, "Why does my dough stick?", "tomorrow")


def test_stop_leaves_the_engines_alone(tab: Tab, bread: Host) -> None:
    open_with(tab, bread, ENDLESS)
    bring_engines(tab, bread)
    engines_work(tab, "How warm should the dough be?", "two")
    press_run(tab)
    tab.wait("document.querySelector('live-cell .cell-stdout')?.textContent === 'on\\n'")
    engines_work(tab, "Why does my dough stick?", "tomorrow")
    before = started(tab)
    assert alive(tab) == before == 2
    tab.evaluate("document.querySelector('live-cell [data-action=stop]').click()")
    tab.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    ended = time.monotonic() + 10  # seconds: it is told to end, and then it does
    while started(tab) - alive(tab) != 1 and time.monotonic() < ended:
        time.sleep(0.1)
    assert started(tab) - alive(tab) == 1, "only the one with the reader's code has ended"
    engines_work(tab, "How warm should the dough be?", "two")
    tab.wait(f"{READY} === {before + 1}")
    assert started(tab) == before + 1, "a spare one, for the cell"
    tab.evaluate("document.querySelector('live-cell').remove()")
    tab.wait("workers.filter((each) => each.alive && each.kind === 'interpreter').length === 1")
    engines_work(tab, "Why does my dough stick?", "tomorrow")


def test_a_page_that_needs_the_engines_starts_one_interpreter(tab: Tab, bread: Host) -> None:
    tab.goto(f"{bread.url}quiz/")
    tab.wait("document.querySelector('live-quiz[data-live]')")
    tab.evaluate(
        "document.querySelector('live-quiz').dispatchEvent(new PointerEvent('pointerover'))"
    )
    tab.wait(READY)
    tab.evaluate("await new Promise((done) => setTimeout(done, 700))")
    assert tab.evaluate(f"return {READY}") == 1
