"""What would break with the newest Pyodide: a report, for whoever upgrades.

    python -m tests.newest_pyodide

It asks npm's registry which version is the newest. Where that is newer than the locked one, it is
fetched into build/newest-pyodide/, started as it comes, and put in the place of the locked one in a
copy of the generator; each step says whether it holds, or what broke. All is also written to
build/reports/newest-pyodide.txt.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

from packaging.version import Version

from mkdocs_liveguide.runtime.node import ToolError, find_node, run_tool
from mkdocs_liveguide.runtime.parts import LOCK, STOCK

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "newest-pyodide"
REPORT = ROOT / "build" / "reports" / "newest-pyodide.txt"
HOLDS = "holds"
_LINE = 500

STOCK_IN_NODE = """
const { loadPyodide } = await import(process.argv[1]);
const pyodide = await loadPyodide();
pyodide.FS.mkdirTree("/snippets");
pyodide.mountNodeFS("/snippets", process.argv[2]);
console.log(pyodide.runPython(`
import importlib, pkgutil, sys
sys.path.append("/snippets")
import live
for module in pkgutil.walk_packages(live.__path__, "live."):
    importlib.import_module(module.name)
"starts"
`));
process.exit(0);
"""
IN_CHROMIUM = """
import sys, tempfile
from pathlib import Path
from tests.browser.drive import Browser, find_browser
from tests.browser.first_cell import how_it_started, run_first_cell
from tests.browser.server import Host
from tests.browser.workbench import build_workbench

with tempfile.TemporaryDirectory() as folder:
    host = Host(build_workbench(Path.cwd(), Path(folder)))
    program = find_browser("chromium")
    if program is None:
        sys.exit("it builds; Chromium, which would start it, is not installed")
    browser = Browser("chromium", program)
    with browser.tab() as tab:
        tab.goto(host.url)
        assert "Hello, reader" in run_first_cell(tab), tab.text("live-cell .cell-status")
        started = how_it_started(tab)
    browser.close()
    host.stop()
if started["boot"] != "snapshot":
    sys.exit(f"the page falls back to stock Pyodide: {started['reason']}")
"""


def locked_version() -> str:
    """The version that `package.json` names."""
    found: str = json.loads((ROOT / "package.json").read_bytes())["dependencies"]["pyodide"]
    return found


def newest_version() -> str | None:
    """The newest version in npm's registry; None where none can be asked."""
    try:
        return _npm("view", "pyodide", "version", "--fetch-retries=0").strip() or None
    except (ToolError, subprocess.TimeoutExpired):
        return None


def report_on(version: str) -> dict[str, str]:
    """Fetches a version and tries it, step by step.

    Returns:
        By step, in words: `HOLDS`, or what broke.
    """
    package = _fetch(version)
    return {
        "it has the files that the site publishes": _told(lambda: _has_files(package)),
        "it is the Python that the build compiles for": _told(lambda: _is_same_python(package)),
        "it starts as it comes, and imports all of `live`": _told(lambda: _starts(package)),
        "its files are trimmed, its snapshot is taken, and a page starts from it": _told(
            lambda: _starts_in_page(package)
        ),
    }


def write(version: str, steps: Mapping[str, str]) -> str:
    """Writes the report to its file; returns its text."""
    head = f"Pyodide {version}, the newest, in the place of {locked_version()}, the locked one\n\n"
    text = head + "".join(f"- {step}: {told}\n" for step, told in steps.items())
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(text, "utf-8")
    return text


def _npm(*arguments: str) -> str:
    program = find_node()
    scripts = program.parent.parent / "lib", program.parent
    (npm,) = [
        path for each in scripts if (path := each / "node_modules/npm/bin/npm-cli.js").is_file()
    ]
    done = subprocess.run(
        [program, npm, "--loglevel=silent", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise ToolError(done.stderr)
    return done.stdout


def _fetch(version: str) -> Path:
    """The unpacked package, in a folder of its version: two may be tried at once."""
    folder = FOLDER / version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _npm("pack", f"pyodide@{version}", "--pack-destination", str(folder))
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    packed.unlink()
    return folder / "package"


def _told(step: Callable[[], object]) -> str:
    try:
        step()
    except (ToolError, AssertionError, OSError) as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        # A traceback's last line is what it says.
        words = [line for line in lines if "Error" in line] or lines[-1:]
        return " ".join(words)[:_LINE] or type(error).__name__
    return HOLDS


def _has_files(package: Path) -> None:
    missing = [name for name in STOCK if not (package / name).is_file()]
    assert not missing, f"there is no {', '.join(missing)}"


def _is_same_python(package: Path) -> None:
    python = json.loads((package / LOCK).read_bytes())["info"]["python"]
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert python.startswith(f"{here}."), f"it is Python {python}, the build compiles for {here}"


def _starts(package: Path) -> None:
    loader = (package / "pyodide.mjs").as_uri()
    script = ["--input-type=module", "--eval", STOCK_IN_NODE, loader, str(ROOT / "snippets")]
    run_tool([find_node(), *script], ROOT)


def _starts_in_page(package: Path) -> None:
    """In a copy of the generator whose npm packages are the locked ones, but for this one."""
    copy = package.parent / "checkout"
    shutil.copytree(ROOT / "hooks", copy / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("snippets", "tests", "package.json"):
        (copy / name).symlink_to(ROOT / name)
    (copy / "node_modules").mkdir()
    for each in (ROOT / "node_modules").resolve().iterdir():
        (copy / "node_modules" / each.name).symlink_to(package if each.name == "pyodide" else each)
    path = os.pathsep.join(str(copy / name) for name in ("hooks", "snippets", "."))
    run_tool([sys.executable, "-c", IN_CHROMIUM], copy, PYTHONPATH=path)


def main() -> None:
    """Reports on the newest version, if there is one."""
    version = newest_version()
    if version is None:
        sys.exit("npm's registry cannot be asked: is there a network?")
    if Version(version) <= Version(locked_version()):
        sys.exit(f"{locked_version()}, the locked version, is the newest")
    print(write(version, report_on(version)), end="")


if __name__ == "__main__":
    main()
