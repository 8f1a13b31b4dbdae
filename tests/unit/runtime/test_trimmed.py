"""Pyodide's script and wasm file lose what nobody asks for, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime.node import ToolError, run_node
from mkdocs_liveguide.runtime.places import NODE
from mkdocs_liveguide.runtime.trimmed import trim_interpreter

BODY = """
  var Module = settings; var used = 1, unused = 2;
  function helper() { return used }
  function deep() { return deeper() } deep.sig = "v";
  function deeper() {} deeper.sig = "v";
  function lonely() { return unused } lonely.sig = "v";
  function glDraw() {} glDraw.sig = "v";
  var _kept = Module["_kept"] = wasmExports["kept"];
  var _dropped = Module["_dropped"] = wasmExports["dropped"];
  var _asked = Module["_asked"] = wasmExports["asked"];
  function __abort_js() {} __abort_js.sig = "v";
  var wasmImports = { deep: deep, lonely: lonely, emscripten_glDraw: glDraw };
  helper(wasmImports); _kept();
"""
GLUE = f"var create = (() => {{ return (async function (settings = {{}}) {{ {BODY} }}) }})();"


def trim(imports: list[str], asked: list[str], glue: str = GLUE) -> dict[str, object]:
    script = (
        "const { trimGlue } = await import(process.argv[1]);"
        "const [glue, imports, asked] = JSON.parse(process.argv[2]);"
        "const made = trimGlue(glue, new Set(imports), asked);"
        "console.log(JSON.stringify({ glue: made.glue, words: [...made.words] }))"
    )
    arguments = json.dumps([glue, imports, asked])
    module = (NODE / "trim_glue.mjs").as_uri()
    command = ["--input-type=module", "--eval", script, module, arguments]
    made: dict[str, object] = json.loads(run_node(command))
    return made


def test_what_runs_and_what_it_needs_stays() -> None:
    made = trim(["deep"], [])
    glue = str(made["glue"])
    for kept in ("used = 1", "function helper", "function deeper", 'deep.sig = "v"', '["kept"]'):
        assert kept in glue
    for gone in ("unused", "lonely", '"dropped"', '"asked"', "glDraw"):
        assert gone not in glue
    assert "kept" in made["words"]


def test_what_other_scripts_ask_for_stays() -> None:
    assert '"asked"' in str(trim([], ["_asked"])["glue"])


def test_addresses_of_opengl_lead_to_the_end_of_the_program() -> None:
    glue = str(trim(["emscripten_glDraw"], [])["glue"])
    assert "emscripten_glDraw:__abort_js" in glue
    assert "function __abort_js" in glue
    assert "function glDraw" not in glue


def test_another_script_is_refused() -> None:
    with pytest.raises(ToolError, match="is this another version"):
        trim([], [], "var create = function () { f(); g() }")


def test_the_files_are_valid_and_have_the_same_imports(root: Path, tmp_path: Path) -> None:
    trimmed = trim_interpreter(Cache(root / "build"))
    for name in ("wasm", "core"):
        (tmp_path / name).write_bytes(getattr(trimmed, name))
    script = (
        "import { readFileSync } from 'node:fs';"
        "const names = (path) => { const module = new WebAssembly.Module(readFileSync(path));"
        "const { imports, exports, customSections } = WebAssembly.Module;"
        "return { imports: imports(module), exports: exports(module).map(({ name }) => name),"
        "dylink: customSections(module, 'dylink.0').length } };"
        "console.log(JSON.stringify(process.argv.slice(1).map(names)))"
    )
    stock = root / "node_modules" / "pyodide" / "pyodide.asm.wasm"
    paths = [stock, tmp_path / "wasm", tmp_path / "core"]
    listed = json.loads(run_node(["--input-type=module", "--eval", script, *paths]))
    whole, wasm, core = listed
    assert whole["imports"] == wasm["imports"] == core["imports"]
    assert wasm["exports"] == core["exports"]
    assert set(wasm["exports"]) < set(whole["exports"])
    assert len(wasm["exports"]) < 300 < 9000 < len(whole["exports"])
    assert whole["dylink"] == core["dylink"] == 1
