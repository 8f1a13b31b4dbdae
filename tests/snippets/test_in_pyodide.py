"""The snippets' own tests inside Pyodide under Node.

That every cell prints there what its page shows is one of the package's generic tests.
"""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

from mkdocs_liveguide.runtime.node import find_node

HERE = Path(__file__).parent


def test_the_snippets_tests_pass_in_pyodide(root: Path) -> None:
    packages = sysconfig.get_path("purelib")
    command = [str(find_node()), str(HERE / "in_pyodide.mjs"), str(root), packages]
    done = subprocess.run(
        [*command, str(HERE / "run_pytest.py")],
        input="",
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith("\n0"), done.stdout
    assert " passed" in done.stdout
