"""Where a guide's Python is run: CPython here, and Pyodide in Node or in a browser."""

from __future__ import annotations

from mkdocs_liveguide.testing.pythons.cpython import run_in_cpython
from mkdocs_liveguide.testing.pythons.pyodide import run_in_pyodide

__all__ = ["run_in_cpython", "run_in_pyodide"]
