"""Where Pyodide does otherwise than its locked version, the page says it and starts it as stock."""

from __future__ import annotations

import re

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import how_it_started, run_first_cell
from tests.browser.server import Host

SCRIPT = "live/python/pyodide.asm.*.js"
WORKER = "live/python/worker.*.js"
"""The loader is in the worker's script."""

SEAMS: dict[str, tuple[str, str, str, str]] = {
    "the script's function": (
        SCRIPT,
        r"_createPyodideModule\b",
        "_createModule",
        "defines _createPyodideModule",
    ),
    "the option for memory": (SCRIPT, r"\bwasmMemory\b", "memoryOfWasm", "wasmMemory names"),
    "the list of preparations": (SCRIPT, r"\.preRun\b", ".prepare", "preRun"),
    "waiting in preparations": (
        SCRIPT,
        r"\.addRunDependency\b",
        ".addDependency",
        "waits for addRunDependency",
    ),
    "constructors": (SCRIPT, r"\.__wasm_call_ctors\(", ".__wasm_ctors(", "__wasm_call_ctors"),
    "relocations": (
        SCRIPT,
        r"\.__wasm_apply_data_relocs\b",
        ".__wasm_relocs",
        "__wasm_apply_data_relocs",
    ),
    "a function for C": (
        SCRIPT,
        r"(?<=[,{])__hiwire_deduplicate_new(?=[,}])",
        "__hiwire_deduplicate:__hiwire_deduplicate_new",
        "gives __hiwire_deduplicate_new to its wasm file",
    ),
    "the helper that counts arguments": (
        SCRIPT,
        r"(?<=[,{])_PyEM_InitTrampoline_js(?=[,}])",
        "_PyEM_Init_js:_PyEM_InitTrampoline_js",
        "gives _PyEM_InitTrampoline_js to its wasm file",
    ),
    "the function that takes the snapshot": (
        SCRIPT,
        r"\.restoreSnapshot\b",
        ".readSnapshot",
        "restoreSnapshot",
    ),
    "the option for the snapshot": (
        WORKER,
        r"(?<=[\w$])\._loadSnapshot\b",
        "._snapshot",
        "_loadSnapshot",
    ),
    "the loader's wasm file": (
        WORKER,
        r'"pyodide\.asm\.wasm"',
        '"pyodide.wasm"',
        "fetches pyodide.asm.wasm and python_stdlib.zip, no more",
    ),
    "the loader's library": (
        WORKER,
        r'"python_stdlib\.zip"',
        '"python_library.zip"',
        "fetches pyodide.asm.wasm and python_stdlib.zip, no more",
    ),
    "how the loader makes an instance": (
        WORKER,
        r"WebAssembly\.instantiateStreaming\(",
        "WebAssembly.instantiateNow(",
        "WebAssembly.instantiateStreaming",
    ),
    "what the wasm file has": (
        WORKER,
        r'"emscripten_stack_init"',
        '"emscripten_stack_begin"',
        "has emscripten_stack_begin in its wasm file",
    ),
}


@pytest.mark.parametrize("seam", SEAMS)
def test_a_seam_that_is_gone_is_named_and_the_cell_runs(page: Tab, host: Host, seam: str) -> None:
    pattern, name, other, told = SEAMS[seam]

    def rename(content: bytes) -> bytes:
        text, count = re.subn(name, other, content.decode())
        assert count, f"{pattern} has no {name}"
        # A loader that waits for ever is given up sooner than on a reader's slow device.
        return text.replace("45e3", "4e3").encode()

    host.faults[pattern] = rename
    host.faults.setdefault(WORKER, lambda content: content.replace(b"45e3", b"4e3"))
    page.goto(host.url)
    assert "Hello, reader" in run_first_cell(page)
    started = how_it_started(page)
    assert started["boot"] == "stock"
    assert told in started["reason"]
