"""Reads the sources of a guide as its build does."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.plugin import LiveGuidePlugin


def load_sources(root: Path) -> Guide:
    """The sources of the guide in a folder with its ``mkdocs.yml``."""
    config = load_config(str(root / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    config.plugins.on_files(get_files(config), config=config)
    plugin = config.plugins["liveguide"]
    assert isinstance(plugin, LiveGuidePlugin)
    assert plugin.build is not None
    return plugin.build.guide
