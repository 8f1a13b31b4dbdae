"""Each way to start is tested by breaking the one before."""

from __future__ import annotations

import json

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import (
    EMPTY,
    OUTPUT,
    RUN,
    STATUS,
    how_it_started,
    open_with,
    run,
    run_first_cell,
)
from tests.browser.server import Fault, Host


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


def missing(content: bytes) -> None:
    """Not found."""


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit_wrong(content: bytes) -> bytes:
    at = len(content) * 2 // 3
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def with_a_section(wasm: bytes) -> bytes:
    """A module that works as well as this one does."""
    return wasm + b"\x00\x02\x01x"


def another_script(content: bytes) -> bytes:
    return b"globalThis.another = 'script';"


def zstd_zeros(blocks: int) -> bytes:
    """So many times 128 KiB of zeros as a Zstandard file (RFC 8878), each a byte to repeat."""
    window, size = 0x58, 1 << 17
    repeated = [(size << 3 | 2 | (number == blocks)) for number in range(1, blocks + 1)]
    return (
        b"\x28\xb5\x2f\xfd\x00"
        + bytes([window])
        + b"".join(head.to_bytes(3, "little") + b"\0" for head in repeated)
    )


def before(script: str) -> Fault:
    return lambda content: script.encode() + content


NO_LIMIT = (
    "const { Memory } = WebAssembly; WebAssembly.Memory = function (wanted) {"
    "  if (wanted.maximum < 65536) throw new RangeError('no memory with this limit');"
    "  return new Memory(wanted) };"
)
THROWS = "setTimeout(() => { throw new Error('the worker broke') });"

CHANGED = "is not the file that the manifest names"
SMALLER_OR_NONE = ("this is not a snapshot", "python/snapshot.bin has ")
"""The interpreter reads it while its size is checked: one of the two comes first."""
BROKEN: dict[str, tuple[str, Fault, str | tuple[str, str]]] = {
    "snapshot missing": ("*snapshot*", missing, "404: http"),
    "snapshot truncated": ("*snapshot*", truncated, ""),
    "another snapshot": (
        "*snapshot*",
        lambda content: zstd_zeros(80),
        SMALLER_OR_NONE,
    ),
    "snapshot not packed": ("*snapshot*", lambda content: bytes(len(content)), "invalid zstd data"),
    "snapshot one bit wrong": ("*snapshot*", one_bit_wrong, ""),
    "snapshot of another version": ("*manifest*", of_another_version, "snapshot version"),
    "snapshot of another hash": ("*manifest*", of_another_hash, f"python/snapshot.bin {CHANGED}"),
    "no snapshot": ("*manifest*", without_snapshot, "this build has no snapshot"),
    "keeper missing": ("*keeper*", missing, "keeper"),
    "keeper truncated": ("*keeper*", truncated, ""),
    "keeper that throws": ("*keeper*", before("throw new Error('it broke');"), "it broke"),
    "compiler missing": ("*compiler*", missing, "compiler"),
    "compiler truncated": ("*compiler*", truncated, ""),
    "module missing": ("*core*.wasm", missing, "404: http"),
    "module truncated": ("*core*.wasm", truncated, ""),
    "module one bit wrong": ("*core*.wasm", one_bit_wrong, ""),
    "another module": ("*core*.wasm", with_a_section, "python/pyodide.core.wasm has"),
    "script missing": ("*python/pyodide.asm*.js", missing, "python/pyodide.asm.js does not run"),
    "script truncated": ("*python/pyodide.asm*.js", truncated, ""),
    "script one bit wrong": ("*python/pyodide.asm*.js", one_bit_wrong, ""),
    "script with one letter more": (
        "*python/pyodide.asm*.js",
        lambda content: content + b" ",
        "python/pyodide.asm.js has",
    ),
    "another script": ("*python/pyodide.asm*.js", another_script, "_createPyodideModule"),
    "worker missing": ("*worker*.js", missing, "python/worker.js could not be started"),
    "worker truncated": ("*worker*.js", truncated, ""),
    "worker that throws": ("*worker*.js", before(THROWS), "the worker broke"),
    "memory limit refused": ("*worker*.js", before(NO_LIMIT), "no memory with this limit"),
}


OF_OUR_OWN = (
    "snapshot of another version",
    "snapshot of another hash",
    "no snapshot",
    "snapshot missing",
    "snapshot one bit wrong",
    "snapshot not packed",
    "another module",
)
"""What our own script, or the decoder in wasm, finds out: by a number of the manifest, a status, a
size, a hash or the format. No engine has a say in it, so one shows it. A cut snapshot, a script of
another size and a missing module stand for them in all three."""


def is_followed_by_stock_pyodide(tab: Tab, host: Host, broken: str) -> None:
    """Breaks it; the cell runs all the same, and the reason is told."""
    pattern, fault, told = BROKEN[broken]
    host.faults[pattern] = fault
    open_with(tab, host, "typed = 'what was typed'; print(typed)")
    assert "what was typed" in run_first_cell(tab)
    started = how_it_started(tab)
    assert started["boot"] == "stock"
    assert started["reason"]
    sentences = (told,) if isinstance(told, str) else told
    assert any(each in started["reason"] for each in sentences)
    if tab.engine != "webkit":  # its driver does not hand the console on
        assert any(started["reason"] in line for line in tab.logs())
    assert "typed = 'what was typed'" in tab.text("live-cell .cell-code")


@pytest.mark.parametrize("broken", [each for each in BROKEN if each not in OF_OUR_OWN])
def test_a_start_that_breaks_is_followed_by_stock_pyodide(
    tab: Tab, host: Host, broken: str
) -> None:
    is_followed_by_stock_pyodide(tab, host, broken)


@pytest.mark.parametrize("broken", OF_OUR_OWN)
def test_a_file_that_we_refuse_is_followed_by_stock_pyodide(
    page: Tab, host: Host, broken: str
) -> None:
    is_followed_by_stock_pyodide(page, host, broken)


def test_every_run_has_a_clean_stock_pyodide(page: Tab, host: Host) -> None:
    host.faults["*keeper*"] = missing
    code = "import builtins\nprint(hasattr(builtins, 'spoilt'))\nbuiltins.spoilt = 1"
    open_with(page, host, code)
    for _ in range(2):
        assert run_first_cell(page) == "False\n"
    assert how_it_started(page)["boot"] == "stock"


def test_stock_pyodide_does_all_that_a_page_asks(tab: Tab, host: Host) -> None:
    host.faults["*snapshot*"] = missing
    told = run(tab, host, "import wave; from bench.hello import greet; print(wave, greet('you'))")
    assert "wave" in told
    assert "Hello, you" in told, "the guide's own modules"
    assert "NameError" in run(tab, host, "print(unknown)")
    tab.goto(f"{host.url}lab/")
    tab.wait("document.querySelector('live-lab [data-action=run]')")
    move = "const f = document.querySelector('[name=throws]'); f.value = 9;"
    tab.evaluate(f"{move} f.dispatchEvent(new Event('input', {{bubbles: true}}))")
    tab.wait("document.querySelector('live-lab .lab-result').textContent.includes('9 throws')")
    assert how_it_started(tab)["boot"] == "stock"


def test_after_a_stop_stock_pyodide_starts_at_once(tab: Tab, host: Host) -> None:
    host.faults["*snapshot*"] = missing
    open_with(tab, host, "while True: pass")
    tab.click(RUN)
    tab.wait("performance.getEntriesByName('python-ready').length")
    tab.click("live-cell [data-action=stop]")
    tab.wait("performance.getEntriesByName('python-ready').length === 2")
    assert how_it_started(tab)["boot"] == "stock"
    asked = "performance.getEntriesByType('resource').filter(({name}) => name.includes('snapshot'))"
    assert tab.evaluate(f"return {asked}.length") == 1, "what broke is not tried again"


STOCK_BROKEN: dict[str, tuple[str, Fault]] = {
    "missing": ("*stock*/*.wasm", missing),
    "wasm one bit wrong": ("*stock*/*.wasm", one_bit_wrong),
    "library truncated": ("*stock*/*.zip", truncated),
    "another script": ("*stock*/pyodide.asm.js", another_script),
    "loader truncated": ("*stock*/pyodide.mjs", truncated),
    "package missing": ("*.whl", missing),
    "worker truncated": ("*fallback*", truncated),
}


@pytest.mark.parametrize("broken", STOCK_BROKEN)
def test_when_stock_pyodide_fails_too_the_page_says_so(tab: Tab, host: Host, broken: str) -> None:
    pattern, fault = STOCK_BROKEN[broken]
    host.faults |= {"*snapshot*": missing, pattern: fault}
    tab.goto(host.url)
    run_first_cell(tab)
    assert "Hello, reader" in tab.text(OUTPUT), "the last build's output still stands"
    assert "ry again" in tab.text(STATUS) or "Reload" in tab.text(STATUS)
    host.faults.clear()
    assert "Hello, reader" in run_first_cell(tab), "the next try starts afresh"


@pytest.mark.parametrize("part", ["*.wasm", "*asm*.js", "*python/*.js", "*manifest*"])
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
    if tab.engine != "webkit":
        # The page is told of it in an event of its own, which may come later.
        tab.wait_until(lambda: bool(tab.refused()), "the policy refused something")
        tab.goto(host.url + EMPTY)
        tab.refused()


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
