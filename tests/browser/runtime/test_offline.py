"""The site without a network."""

from __future__ import annotations

from pathlib import Path

from tests.browser.drive import Tab
from tests.browser.first_cell import how_it_started, run, run_first_cell
from tests.browser.server import Host

from mkdocs_liveguide.runtime import build_service_worker

CONTROLLED = "navigator.serviceWorker.controller?.state === 'activated'"


def use_python_and_wait(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    run_first_cell(tab)
    tab.wait(CONTROLLED)


def test_a_reader_who_only_reads_is_not_made_to_fetch_the_site(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    assert tab.evaluate("return (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_guide_and_python_work_with_the_network_gone(tab: Tab, host: Host) -> None:
    use_python_and_wait(tab, host)
    host.stop()
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    assert how_it_started(tab)["boot"] == "snapshot"
    rare = "import wave; from bench.hello import greet; print(wave.__name__, greet('you'))"
    assert "wave Hello, you" in run(tab, host, rare), "modules that are fetched when wanted, too"
    tab.goto(f"{host.url}lab/")
    tab.wait("document.querySelector('live-lab [data-action=run]')")


def test_a_new_build_replaces_the_old_one_whole(tab: Tab, host: Host, workbench: Path) -> None:
    plain = workbench / "plain" / "index.html"
    worker = workbench / "sw.js"
    kept = plain.read_bytes(), worker.read_bytes()
    try:
        use_python_and_wait(tab, host)
        plain.write_bytes(kept[0].replace(b"Workbench", b"New workbench"))
        tab.evaluate("await (await navigator.serviceWorker.ready).update()")
        tab.goto(f"{host.url}plain/")
        assert tab.evaluate("return document.title") == "Workbench", "a build comes whole or not"
        worker.write_bytes(build_service_worker(workbench))
        tab.evaluate("await (await navigator.serviceWorker.ready).update()")
        names = "(await caches.keys()).filter((name) => name.startsWith('guide-')).length"
        tab.evaluate(
            f"const end = Date.now() + 30000; while ({names} < 2 && Date.now() < end)"
            " await new Promise((done) => setTimeout(done, 100))"
        )
        tab.wait("!navigator.serviceWorker.installing && " + CONTROLLED)
        for _ in range(50):
            tab.goto(f"{host.url}plain/")
            if tab.evaluate("return document.title") == "New workbench":
                break
        assert tab.evaluate("return document.title") == "New workbench"
        host.stop()
        tab.goto(host.url)
        assert "Hello, reader" in run_first_cell(tab)
    finally:
        plain.write_bytes(kept[0])
        worker.write_bytes(kept[1])


def test_a_build_that_arrives_in_part_is_not_kept(tab: Tab, host: Host) -> None:
    host.faults["lab/index.html"] = lambda content: content + b" "
    tab.goto(host.url)
    run_first_cell(tab)
    tab.evaluate("await new Promise((done) => setTimeout(done, 5000))")
    assert tab.evaluate("return navigator.serviceWorker.controller === null")
    assert tab.evaluate("return (await caches.keys()).length") == 0
