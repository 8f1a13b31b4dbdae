"""What an upgrade of Pyodide would break is known before it is made: a report, never a failure."""

from __future__ import annotations

import pytest
from packaging.version import Version
from tests import newest_pyodide


def test_what_the_newest_pyodide_would_break_is_reported() -> None:
    version = newest_pyodide.newest_version()
    if version is None:
        pytest.skip("npm's registry cannot be asked")
    if Version(version) <= Version(newest_pyodide.locked_version()):
        pytest.skip("the locked version is the newest")
    steps = newest_pyodide.report_on(version)
    print(newest_pyodide.write(version, steps))
    assert all(steps.values()), "each step says how it went"


def test_the_locked_version_does_all_that_the_report_asks() -> None:
    if newest_pyodide.newest_version() is None:
        pytest.skip("npm's registry cannot be asked")
    steps = newest_pyodide.report_on(newest_pyodide.locked_version())
    assert set(steps.values()) == {newest_pyodide.HOLDS}, steps
