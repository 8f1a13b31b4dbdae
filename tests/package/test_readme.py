"""What the package's README lists is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.guide import load_guide
from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.plugin import LiveGuideConfig
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.site import Options, SiteBuild
from mkdocs_liveguide.sources.reader import Reader


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "hooks" / "README.md").read_text("utf-8")


def test_every_directive_is_in_the_table(readme: str, tmp_path: Path) -> None:
    listed = re.findall(r"^\| `::: ([a-z-]+)", readme, re.MULTILINE)
    (tmp_path / "docs").mkdir()
    guide, collector = load_guide(
        Reader(tmp_path), tmp_path / "docs", tmp_path / "snippets", [], {}
    )
    options = Options(SiteInfo("Tea", "", "en"), SearchOptions("a-model"))
    build = SiteBuild(guide, options, Cache(tmp_path / "build"), collector, lambda line: None)
    assert sorted(listed) == sorted(build.begin("index.md").directives.names)


def test_every_option_is_in_the_table_with_its_default(readme: str) -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", readme, re.MULTILINE))
    shown = {name: default.strip('`"') for name, default in listed.items()}
    # What the code has for "as the theme says" is an empty text.
    expected = {
        name: str(option.default).lower()
        if isinstance(option.default, bool)
        else str(option.default)
        for name, option in LiveGuideConfig._schema
    }
    assert shown == {**expected, "language": "the theme's"}


def test_the_starter_and_the_plugin_are_named_as_they_are_called(readme: str, root: Path) -> None:
    assert "python -m mkdocs_liveguide.starter" in readme
    project = (root / "hooks" / "pyproject.toml").read_text("utf-8")
    assert 'liveguide = "mkdocs_liveguide.testing.plugin"' in project
    assert 'liveguide = "mkdocs_liveguide.plugin:LiveGuidePlugin"' in project
