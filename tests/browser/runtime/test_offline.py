"""The site without a network: what readers meet in three engines, and faults of hosts in one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import how_it_started, run, run_first_cell
from tests.browser.offline import (
    CONTROLLED,
    another_build,
    cached,
    damage,
    open_listening,
    publish_worker,
    rename,
    said,
    use_python_and_wait,
)
from tests.browser.server import Host

UPDATE = "await (await navigator.serviceWorker.ready).update().catch(() => {});"
KEYS = (
    "(await Promise.all((await caches.keys()).map(async (name) =>"
    " (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()"
)
"""The addresses in all caches of the origin."""
FINISHED = f"({KEYS}).filter((url) => url.endsWith('?finished')).length"
"""How many builds are kept whole."""


@pytest.fixture
def edited(workbench: Path, tmp_path: Path) -> Iterator[Host]:
    """A workbench of the test's own, served, whose files it may change."""
    served = Host(another_build(workbench, tmp_path / "site", "First"))
    yield served
    served.stop()


def title_of(tab: Tab, url: str) -> str:
    """Opens a page; returns its title."""
    tab.goto(url)
    return str(tab.evaluate("return document.title"))


def update_and_wait(tab: Tab, site: Path) -> None:
    """Has the browser look for the site's new build, and waits until that is in use."""
    head = (site / "sw.js").read_text("utf-8").split("\n")[0]
    build = json.loads(head.removeprefix("self.SITE=").removesuffix(";"))["build"]
    tab.evaluate(UPDATE)
    marked = f"caches.match('/sw.js?finished', {{ cacheName: 'liveguide:/ {build}' }})"
    tab.wait(f"!navigator.serviceWorker.installing && {CONTROLLED} && await {marked}")
    tab.wait("(await navigator.serviceWorker.ready).waiting === null")


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


def test_a_new_build_replaces_the_old_one_whole(tab: Tab, edited: Host) -> None:
    site = edited.mounts[""]
    plain = f"{edited.url}plain/"
    use_python_and_wait(tab, edited)
    rename(site, "Second")
    tab.evaluate(UPDATE)
    assert title_of(tab, plain) == "First", "a build comes whole or not"
    publish_worker(site)
    edited.requests.clear()
    update_and_wait(tab, site)
    fetched = [path for path in edited.requests if path.startswith("live/")]
    assert fetched == [], "what has not changed is taken from the build before"
    assert title_of(tab, plain) == "Second"
    edited.stop()
    tab.goto(edited.url)
    assert "Hello, reader" in run_first_cell(tab)


def test_a_host_that_still_has_the_build_before_is_waited_for(page: Tab, edited: Host) -> None:
    site = edited.mounts[""]
    use_python_and_wait(page, edited)
    first = (site / "plain" / "index.html").read_bytes()
    rename(site, "Second")
    publish_worker(site)
    edited.faults["plain/index.html"] = lambda content: first
    open_listening(page, edited.url)
    page.evaluate(UPDATE)
    page.wait("!navigator.serviceWorker.installing")
    assert title_of(page, f"{edited.url}plain/") == "First"
    edited.faults.clear()
    update_and_wait(page, site)
    edited.stop()
    assert title_of(page, f"{edited.url}plain/") == "Second"


def test_a_page_of_the_build_before_still_finds_its_scripts(page: Tab, edited: Host) -> None:
    site = edited.mounts[""]
    use_python_and_wait(page, edited)
    page.goto(f"{edited.url}plain/")
    [script] = (site / "live").glob("lab.*.js")
    renamed = script.with_name("lab.00000000.js")
    script.rename(renamed)
    rename(site, "Second")
    publish_worker(site)
    update_and_wait(page, site)
    status = f"return (await fetch('../live/{script.name}', {{ cache: 'no-store' }})).status"
    assert page.evaluate(status) == 200, "from what is kept: the host has it no more"
    rename(site, "Third")
    publish_worker(site)
    update_and_wait(page, site)
    page.wait("(await caches.keys()).length === 2")
    assert page.evaluate(status) == 404, "the last two builds are kept"


@pytest.mark.parametrize("fault", ["missing", "of another build"])
def test_without_a_script_of_ours_nothing_is_kept_and_this_is_said(
    page: Tab, host: Host, fault: str
) -> None:
    broken = {"missing": None, "of another build": b"0"}[fault]

    def late(content: bytes) -> bytes | None:
        time.sleep(0.5)  # the others arrive before
        return broken

    host.faults["live/lab.*.js"] = late
    open_listening(page, host.url)
    run_first_cell(page)
    page.wait("said.length")
    [text] = said(page)
    assert "not kept for use without a network: live/lab." in text
    assert page.evaluate("return navigator.serviceWorker.controller === null")
    host.faults.clear()
    host.requests.clear()
    use_python_and_wait(page, host)
    again = {"lab/index.html", "plain/index.html"} & set(host.requests)
    assert not again, "the next try goes on from what was kept"


def test_pages_that_the_host_does_not_send_as_built_are_left_out(tab: Tab, host: Host) -> None:
    host.faults["lab/index.html"] = lambda content: content + b" "
    host.faults["plain/index.html"] = lambda content: None
    use_python_and_wait(tab, host)
    tab.wait("said.length")
    assert "2 of its files, such as lab/index.html" in said(tab)[0]
    host.faults.clear()
    assert title_of(tab, f"{host.url}plain/") == "Workbench"
    tab.wait(f"(await caches.match({json.dumps(f'{host.url}plain/')})) !== undefined")
    host.stop()
    assert title_of(tab, f"{host.url}plain/") == "Workbench", "a page that was right since is kept"
    assert title_of(tab, f"{host.url}lab/") == "The site cannot be reached"
    tab.click("a[href$='/']")
    tab.wait("document.title === 'Workbench'")


def test_a_damaged_page_is_thrown_away_and_fetched_again(tab: Tab, host: Host) -> None:
    use_python_and_wait(tab, host)
    assert damage(tab, "/plain/", "<!doctype html><title>Cut")
    assert title_of(tab, f"{host.url}plain/") == "Workbench"
    tab.wait(f"(await caches.match({json.dumps(f'{host.url}plain/')})) !== undefined")
    host.stop()
    assert title_of(tab, f"{host.url}plain/") == "Workbench"


def test_damaged_parts_of_python_are_fetched_again(page: Tab, host: Host) -> None:
    use_python_and_wait(page, host)
    [url] = damage(page, "/snapshot.")
    page.goto(host.url)
    assert "Hello, reader" in run_first_cell(page)
    assert how_it_started(page)["boot"] != "snapshot", "a damaged one starts nothing"
    mended = f"(await (await caches.match({json.dumps(url)}))?.blob())?.size > 1e6"
    page.wait(mended)
    host.stop()
    page.goto(host.url)
    assert "Hello, reader" in run_first_cell(page)
    assert how_it_started(page)["boot"] == "snapshot"


def test_what_the_browser_has_lost_is_fetched_again(page: Tab, host: Host) -> None:
    use_python_and_wait(page, host)
    [name] = cached(page)
    page.evaluate(f"await caches.delete({json.dumps(name)})")
    open_listening(page, host.url)
    run_first_cell(page)
    page.wait(f"{FINISHED} === 1")
    host.stop()
    page.goto(host.url)
    assert "Hello, reader" in run_first_cell(page)


NO_ROOM = {
    "full": "Cache.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }",
    "too small": "navigator.storage.estimate = async () => ({ quota: 1e6, usage: 1e5 })",
    "forbidden": "caches.open = async () => { throw new DOMException('no', 'SecurityError') }",
}


@pytest.mark.parametrize("reason", NO_ROOM)
def test_without_room_the_page_works_and_nothing_is_left_behind(
    tab: Tab, host: Host, reason: str
) -> None:
    host.faults["sw.js"] = lambda content: f"{NO_ROOM[reason]};".encode() + content
    open_listening(tab, host.url)
    assert "Hello, reader" in run_first_cell(tab)
    tab.wait("said.length")
    assert "not kept for use without a network" in said(tab)[0]
    assert tab.evaluate(f"return {KEYS}") == []
    assert title_of(tab, f"{host.url}plain/") == "Workbench"


def test_storage_that_breaks_later_leaves_the_network(page: Tab, host: Host) -> None:
    later = """for (const name of ["open", "match", "keys"]) {
      const before = caches[name];
      caches[name] = async (...all) => {
        if (self.registration.active) throw new Error("broken");
        return before.apply(caches, all);
      };
    }"""
    host.faults["sw.js"] = lambda content: later.encode() + content
    use_python_and_wait(page, host)
    assert title_of(page, f"{host.url}plain/") == "Workbench"
    page.goto(host.url)
    assert "Hello, reader" in run_first_cell(page)


REFUSED = "throw new DOMException('refused', 'SecurityError')"
NO_WORKERS = {
    "no https": "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })",
    "a sandbox": f"Object.defineProperty(navigator, 'serviceWorker', {{ get() {{ {REFUSED} }} }})",
    "a private window": f"navigator.serviceWorker.register = async () => {{ {REFUSED} }}",
}


@pytest.mark.parametrize("reason", NO_WORKERS)
def test_where_nothing_can_be_kept_it_is_said_once(tab: Tab, host: Host, reason: str) -> None:
    open_listening(tab, host.url)
    tab.evaluate(NO_WORKERS[reason])
    assert "Hello, reader" in run_first_cell(tab)
    tab.wait("said.length")
    assert "Hello, reader" in run_first_cell(tab)
    [text] = said(tab)
    assert text.startswith("The site is not kept for use without a network: ")


WORKERS = {
    "missing": lambda content: None,
    "a page": lambda content: b"<!doctype html><title>Start</title>",
    "cut": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
}


@pytest.mark.parametrize("fault", WORKERS)
def test_a_host_without_a_right_service_worker_is_lived_with(
    page: Tab, host: Host, fault: str
) -> None:
    host.faults["sw.js"] = WORKERS[fault]
    open_listening(page, host.url)
    assert "Hello, reader" in run_first_cell(page)
    page.evaluate("await new Promise((done) => setTimeout(done, 1000))")
    assert cached(page) == []
    assert title_of(page, f"{host.url}plain/") == "Workbench"


def test_where_the_site_has_gone_what_was_kept_goes_too(tab: Tab, host: Host) -> None:
    use_python_and_wait(tab, host)
    tab.evaluate("await (await caches.open('of another site')).put('/x', new Response('x'))")
    host.faults["sw.js"] = lambda content: None
    tab.goto(host.url)
    tab.wait("(await navigator.serviceWorker.getRegistrations()).length === 0")
    tab.wait("(await caches.keys()).length === 1")
    assert cached(tab) == ["of another site"]


OLD = "guide-0123456789abcdef"
"""How builds were kept when all guides of an origin used the same names."""


def test_caches_without_a_scope_are_cleared_only_if_they_are_ours(page: Tab, host: Host) -> None:
    page.goto(host.url)
    ours, theirs = f"{OLD[:-1]}0", f"{OLD[:-1]}1"
    both = {ours: [host.url, f"{host.url}lab/"], theirs: [f"{host.url}guide-a/"], "guide-x": []}
    page.evaluate(
        f"for (const [name, urls] of Object.entries({json.dumps(both)})) {{"
        "const cache = await caches.open(name);"
        "for (const url of urls) await cache.put(url, new Response('old')) }"
    )
    use_python_and_wait(page, host)
    assert set(cached(page)) >= {ours, theirs, "guide-x"}, "the build before may be open still"
    page.evaluate(
        f"const cache = await caches.open('liveguide:/ 0');"
        f"await cache.put('{host.url}sw.js?finished', Response.json({{ at: 1, changed: [] }}))"
    )
    host.faults["sw.js"] = lambda content: content.replace(b'"build":"', b'"build":"1', 1)
    page.evaluate(UPDATE)
    page.wait(f"!(await caches.keys()).includes({json.dumps(ours)})")
    assert {theirs, "guide-x"} <= set(cached(page))


def test_parts_of_kept_files_are_sent_as_asked(page: Tab, host: Host) -> None:
    use_python_and_wait(page, host)
    host.stop()
    whole = page.evaluate("return await (await fetch('plain/')).text()")
    asked = {"bytes=0-9": whole[:10], "bytes=5-": whole[5:], "bytes=-7": whole[-7:]}
    for wanted, text in asked.items():
        answer = page.evaluate(
            f"const response = await fetch('plain/', {{ headers: {{ range: '{wanted}' }} }});"
            "return [response.status, response.headers.get('content-range'), await response.text()]"
        )
        assert answer[0] == 206
        assert answer[1].endswith(f"/{len(whole.encode())}")
        assert answer[2] == text
    far = "return (await fetch('plain/', { headers: { range: 'bytes=99999999-' } })).status"
    assert page.evaluate(far) == 416


NOT_COMPILED = (
    "window.Worker = class extends Worker { constructor(url, options) {"
    "  if (String(url).includes('compiler')) throw new Error('this device is short of memory');"
    "  super(url, options); } }"
)
"""Breaks the start from the snapshot on the reader's side: every file is as it should be."""
STOCK = f"({KEYS}).filter((url) => url.includes('/stock.')).length"


def run_without_snapshot(tab: Tab, host: Host) -> str:
    """Opens the page and runs its first cell where the snapshot cannot be used."""
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    tab.evaluate(NOT_COMPILED)
    return run_first_cell(tab)


def wait_for_files(tab: Tab, count: int) -> None:
    """Waits until so many of stock Pyodide's files are kept."""
    tab.evaluate(
        f"const end = Date.now() + 60000; while ({STOCK} < {count} && Date.now() < end)"
        " await new Promise((done) => setTimeout(done, 100))"
    )


def test_stock_pyodide_is_there_without_a_network_for_whom_it_was_needed(
    tab: Tab, host: Host
) -> None:
    use_python_and_wait(tab, host)
    assert tab.evaluate(f"return {STOCK}") == 0, "nobody needed it so far"
    assert "Hello, reader" in run_without_snapshot(tab, host)
    assert how_it_started(tab) == {
        "boot": "stock",
        "reason": "Error: this device is short of memory",
    }
    wait_for_files(tab, 5)
    host.stop()
    assert "Hello, reader" in run_without_snapshot(tab, host)
    assert how_it_started(tab)["boot"] == "stock"
