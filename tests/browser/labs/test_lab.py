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
