"""The pytest plugin: ``pytest --guide FOLDER``, or ``liveguide_root = "."`` in its configuration.

Pytest loads this module in every project of an environment. Where a project does not ask for it,
two options are defined and nothing else happens; all that is heavy is imported later.
"""

from __future__ import annotations

from pathlib import Path

import pytest

CONFIGURATION = "mkdocs.yml"
"""The file of a guide that its tests are collected from."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Defines the two ways to name a guide."""
    group = parser.getgroup("liveguide", "guides with live parts")
    group.addoption(
        "--guide",
        metavar="FOLDER",
        help="test the guide in this folder: its snippets, cells, quiz, links and evidence",
    )
    parser.addini(
        "liveguide_root",
        "the folder of the guide to test, relative to this file; its tests run whenever no other "
        "files are named",
        default="",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Adds the tests of the guide, if there is one to test."""
    root = guide_root(config)
    if root is None:
        return
    file = root / CONFIGURATION
    if not file.is_file():
        raise pytest.UsageError(
            f"there is no guide in {root}: no {CONFIGURATION}; "
            "name its folder with --guide or liveguide_root"
        )
    from mkdocs_liveguide.testing import collection

    collection.add_guide(config, root)
    config.pluginmanager.register(collection, "liveguide-collection")
    named = config.args_source is not pytest.Config.ArgsSource.ARGS
    if (config.getoption("guide") or named) and not _covers(config, file):
        config.args.append(str(file))


def guide_root(config: pytest.Config) -> Path | None:
    """The folder of the guide to test; None where nobody asked."""
    named: str | None = config.getoption("guide")
    if named:
        return (config.invocation_params.dir / named).resolve()
    ini: str = config.getini("liveguide_root")
    if ini:
        return ((config.inipath or config.rootpath / "-").parent / ini).resolve()
    return None


def _covers(config: pytest.Config, file: Path) -> bool:
    """Whether what is collected anyway includes the file."""
    here = config.invocation_params.dir
    named = [(here / each.partition("::")[0]).resolve() for each in config.args]
    return any(path == file or path in file.parents for path in named)
