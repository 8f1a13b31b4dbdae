"""Each way to start is tested by breaking the one before."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import OUTPUT, STATUS, how_it_started, run, run_first_cell
from tests.browser.server import Host


def of_another_version(manifest: bytes) -> bytes:
    parsed = json.loads(manifest)
    parsed["artefacts"]["python/snapshot.bin"]["version"] += 1
    return json.dumps(parsed).encode()


def of_another_hash(manifest: bytes) -> bytes:
    parsed = json.loads(manifest)
    parsed["artefacts"]["python/snapshot.bin"]["hash"] = "0" * 64
    return json.dumps(parsed).encode()


def without_snapshot(manifest: bytes) -> bytes:
    parsed = json.loads(manifest)
    del parsed["artefacts"]["python/snapshot.bin"]
    return json.dumps(parsed).encode()


BROKEN: dict[str, tuple[str, Callable[[bytes], bytes | None]]] = {
    "missing": ("*snapshot*", lambda content: None),
    "truncated": ("*snapshot*", lambda content: content[: len(content) // 2]),
    "another file": ("*snapshot*", lambda content: gzip.compress(bytes(len(content)))),
    "one byte wrong": ("*snapshot*", lambda content: content[:-20] + b"x" + content[-19:]),
    "another version": ("*manifest*", of_another_version),
    "another hash": ("*manifest*", of_another_hash),
    "never made": ("*manifest*", without_snapshot),
    "module missing": ("*core*.wasm", lambda content: None),
    "module truncated": ("*core*.wasm", lambda content: content[: len(content) // 2]),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_bad_snapshot_leads_to_an_ordinary_start(tab: Tab, host: Host, broken: str) -> None:
    pattern, fault = BROKEN[broken]
    host.faults[pattern] = fault
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    started = how_it_started(tab)
    assert started["boot"] == "ordinary"
    assert started["reason"]


def test_a_worker_that_breaks_while_it_starts_is_followed_by_an_ordinary_one(
    tab: Tab, host: Host
) -> None:
    breaks = b"\nif (JSON.parse(name).snapshot) setTimeout(() => { throw new Error('broken') });"
    host.faults["*worker*"] = lambda content: content + breaks
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
    assert how_it_started(tab)["boot"] == "ordinary"


@pytest.mark.parametrize("part", ["*.wasm", "*asm*.js", "*worker*", "*manifest*"])
def test_without_python_the_page_stands_and_says_so(tab: Tab, host: Host, part: str) -> None:
    host.faults[part] = lambda content: None
    tab.goto(host.url)
    run_first_cell(tab)
    assert "Hello, reader" in tab.text(OUTPUT), "the last build's output still stands"
    assert "ry again" in tab.text(STATUS) or "Reload" in tab.text(STATUS)
    assert "Hello, {name}" in tab.text("live-cell .cell-code")


def test_run_tries_again_in_the_same_page(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    host.stop()
    run_first_cell(tab)
    assert "cannot be reached" in tab.text(STATUS) or "could not be fetched" in tab.text(STATUS)
    host.start()
    assert "Hello, reader" in run_first_cell(tab)
    assert tab.text(STATUS) == ""


def test_a_part_of_the_library_that_is_another_file_is_refused(tab: Tab, host: Host) -> None:
    host.faults["*stdlib*"] = lambda content: content[:-1] + bytes([content[-1] ^ 1])
    text = run(tab, host, "import wave")
    assert "wave could not be fetched" in text
    assert "not the file that the manifest names" in text
    host.faults.clear()
    assert "wave" in run(tab, host, "import wave; wave.__name__")


POLICIES = {
    "no workers": "worker-src 'none'",
    "no WebAssembly": "script-src 'self' 'unsafe-inline'",
}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_host_that_forbids_python_is_lived_with(tab: Tab, host: Host, policy: str) -> None:
    host.headers["Content-Security-Policy"] = POLICIES[policy]
    tab.goto(host.url)
    run_first_cell(tab)
    assert "could not be started" in tab.text(STATUS)
    assert "Hello, reader" in tab.text(OUTPUT), "the last build's output still stands"


def test_a_host_that_never_answers_is_given_up(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    tab.evaluate(
        "const { setTimeout } = window;"
        "window.setTimeout = (work, wait) => setTimeout(work, wait === 60000 ? 1000 : wait)"
    )
    host.wait = 5
    run_first_cell(tab)
    assert "does not arrive" in tab.text(STATUS)
    host.wait = 0
    assert "Hello, reader" in run_first_cell(tab), "the next try starts afresh"


def test_a_page_that_is_older_than_the_site_says_to_reload(tab: Tab, host: Host) -> None:
    host.faults["*manifest*"] = lambda content: None
    tab.goto(host.url)
    run_first_cell(tab)
    assert "Reload the page" in tab.text(STATUS)


@pytest.mark.parametrize("missing", ["WebAssembly", "Worker"])
def test_a_browser_that_cannot_run_python_says_so(tab: Tab, host: Host, missing: str) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=run]')")
    tab.evaluate(f"delete window.{missing}")
    run_first_cell(tab)
    assert "cannot run Python" in tab.text(STATUS)
    assert "Hello, reader" in tab.text(OUTPUT)


@pytest.mark.parametrize("manifest", [b"{", b"[]", b'{"version": 99, "artefacts": {}}', b"null"])
def test_a_broken_manifest_is_said(tab: Tab, host: Host, manifest: bytes) -> None:
    host.faults["*manifest*"] = lambda content: manifest
    tab.goto(host.url)
    run_first_cell(tab)
    assert "list of files" in tab.text(STATUS)
    assert "Hello, reader" in tab.text(OUTPUT)
