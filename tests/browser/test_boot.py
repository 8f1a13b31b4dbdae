"""Python starts when it is wanted, in every engine."""

from tests.browser.drive import Tab
from tests.browser.server import Host

RUN = "live-cell [data-action=run]"
OUTPUT = "live-cell .cell-output"


def run_first_cell(tab: Tab) -> str:
    tab.click(RUN)
    tab.wait("!document.querySelector('live-cell').hasAttribute('data-running')")
    return tab.text(OUTPUT)


def how_it_started(tab: Tab) -> dict[str, str]:
    found: dict[str, str] = tab.evaluate(
        "return performance.getEntriesByName('python-ready').at(-1).detail"
    )
    return found


def test_a_cell_runs_from_the_snapshot(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    assert how_it_started(tab) == {"boot": "snapshot", "reason": ""}
    assert any("snapshot" in path for path in host.requests)
    assert not any("stdlib" in path for path in host.requests)


def test_nothing_of_python_is_fetched_before_the_reader_acts(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    assert not [path for path in host.requests if "python/" in path or "manifest" in path]


def test_a_page_without_cells_fetches_the_entry_only(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}plain/")
    tab.wait("document.readyState === 'complete'")
    scripts = [path for path in host.requests if path.endswith(".js") and "sw.js" not in path]
    assert len(scripts) == 1
    assert host.sent < 20_000


def test_the_worker_is_shared_and_started_once(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    run_first_cell(tab)
    tab.evaluate("document.querySelectorAll('live-cell [data-action=run]')[3].click()")
    tab.wait("!document.querySelectorAll('live-cell')[3].hasAttribute('data-running')")
    assert len([path for path in host.requests if "worker" in path]) == 1
