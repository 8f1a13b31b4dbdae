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


def test_an_address_keeps_what_labs_were_set_to(tab: Tab, host: Host) -> None:
    open_labs(tab, f"{host.url}labs/")
    set_control(tab, 0, "throws", "9")
    wait_for_result(tab, 0, "9 throws")
    set_control(tab, 1, "throws", "2")
    set_control(tab, 1, "name", "'A & B = 50%?'")
    set_control(tab, 1, "fair", "false")
    wait_for_result(tab, 1, "2 tosses of A & B = 50%?, unfair")
    address = tab.evaluate("return location.href")
    assert address.partition("?")[1] == "", "a host is not told what was typed"
    open_labs(tab, address)
    wait_for_result(tab, 0, "9 throws")
    wait_for_result(tab, 1, "2 tosses of A & B = 50%?, unfair")
    assert tab.text("live-lab output") == "9"
    tab.evaluate(f"{WITHIN.format(1)}.querySelector('form').reset()")
    wait_for_result(tab, 1, "3 tosses of yours, fair")
    assert tab.evaluate("return location.hash") == "#labs-dice-throws=9"
    tab.evaluate(f"{WITHIN.format(0)}.querySelector('form').reset()")
    wait_for_result(tab, 0, "6 throws")
    assert tab.evaluate("return location.href") == f"{host.url}labs/"


def test_a_lab_is_as_it_was_left_where_the_address_points_elsewhere(tab: Tab, host: Host) -> None:
    open_labs(tab, f"{host.url}labs/#labs-coins-throws=5")
    wait_for_result(tab, 1, "5 tosses")
    # What instant navigation does when a reader comes back there.
    tab.evaluate(
        "location.hash = 'place'; const page = await (await fetch(location.pathname)).text();"
        "const { body } = new DOMParser().parseFromString(page, 'text/html');"
        "document.body.replaceWith(document.adoptNode(body))"
    )
    wait_for_result(tab, 1, "5 tosses")
    assert tab.evaluate("return location.hash") == "#place"
    tab.evaluate("location.hash = 'labs-coins-throws=7'")
    wait_for_result(tab, 1, "7 tosses")


def test_what_no_control_can_have_is_ignored_in_an_address(tab: Tab, host: Host) -> None:
    given = ("dice-throws=51", "dice-sides=7", "coins-throws=0", "coins-fair=maybe", "other=1")
    open_labs(tab, f"{host.url}labs/#%E0%A4&{'&'.join(f'labs-{each}' for each in given)}")
    values = "[...document.querySelectorAll('live-lab [name]')].map((field) => field.value)"
    assert tab.evaluate(f"return {values}") == ["6", "6", "3", "yours", "on"]
    assert tab.evaluate(f"return {WITHIN.format(1)}.querySelector('[name=fair]').checked")
    # Longer than a lab waits after a move.
    tab.evaluate("await new Promise((done) => setTimeout(done, 600))")
    started = "performance.getEntriesByName('python-ready').length"
    assert not tab.evaluate(f"return {started} || document.querySelector('[data-running]')")


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
