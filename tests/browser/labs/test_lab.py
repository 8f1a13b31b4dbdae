"""Labs as readers use them."""

from __future__ import annotations

from tests.browser.drive import Tab
from tests.browser.server import Host


def test_a_lab_follows_its_controls_and_its_code(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}lab/")
    tab.wait("document.querySelector('live-lab [data-action=run]')")
    built = tab.text("live-lab .lab-result")
    assert "6 throws" in built
    move = "const f = document.querySelector('[name=throws]'); f.value = 9;"
    tab.evaluate(f"{move} f.dispatchEvent(new Event('input', {{bubbles: true}}))")
    tab.wait("document.querySelector('live-lab .lab-result').textContent.includes('9 throws')")
    tab.evaluate("document.querySelector('live-lab form').reset()")
    tab.wait("document.querySelector('live-lab .lab-result').textContent.includes('6 throws')")
    live = tab.text("live-lab .lab-result")
    assert "".join(live.split()) == "".join(built.split()), "as CPython said at build time"


def test_a_lab_that_is_gone_does_not_run(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}lab/")
    tab.wait("document.querySelector('live-lab [data-action=run]')")
    tab.evaluate(
        "window.runs = 0; const lab = document.querySelector('live-lab');"
        "new MutationObserver(() => (runs += 1))"
        ".observe(lab, { attributeFilter: ['data-running'] });"
        "lab.querySelector('form').reset(); lab.remove();"
        "await new Promise((done) => setTimeout(done, 600))"
    )
    assert tab.evaluate("return runs") == 0


WITHIN = "document.querySelectorAll('live-lab')[{}]"
"""JavaScript: one of a page's labs."""


def open_labs(tab: Tab, address: str) -> None:
    """Opens a page as somebody does who comes from elsewhere."""
    tab.goto("about:blank")
    tab.goto(address)
    tab.wait("document.querySelectorAll('live-lab [data-action=run]').length === 2")


def set_control(tab: Tab, lab: int, name: str, value: str) -> None:
    """Does what a reader does who types into a field, or moves it."""
    tab.evaluate(
        f"const field = {WITHIN.format(lab)}.querySelector('[name={name}]');"
        f"field[field.type === 'checkbox' ? 'checked' : 'value'] = {value};"
        "field.dispatchEvent(new Event('input', { bubbles: true }))"
    )


def wait_for_result(tab: Tab, lab: int, text: str) -> None:
    """Waits until a lab shows a text."""
    tab.wait(f"{WITHIN.format(lab)}.querySelector('.lab-result').textContent.includes('{text}')")


def test_a_lab_says_which_numbers_it_takes(tab: Tab, host: Host) -> None:
    open_labs(tab, f"{host.url}labs/")
    said = f"{WITHIN.format(1)}.querySelector('.cell-status').textContent"
    expected = "“Tosses” takes a number from 1 to 9, in steps of 1. The result below is still"
    for wrong in ("12", "1.5", "''"):
        set_control(tab, 1, "throws", wrong)
        tab.wait(f"{said}.startsWith('{expected}')")
        set_control(tab, 1, "throws", "4")
        wait_for_result(tab, 1, "4 tosses")
        tab.wait(f"!{said}")
