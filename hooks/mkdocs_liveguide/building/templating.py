"""HTML from the templates beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parents[1] / "templates"


@cache
def environment() -> Environment:
    """The templates; all values are escaped, and a missing one is an error."""
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def keep_compiled(folder: Path, templates: Environment | None = None) -> None:
    """Has compiled templates kept, each as long as its source is the same.

    Args:
        folder: of the cache.
        templates: None for our own.
    """
    target = folder / "templates"
    target.mkdir(parents=True, exist_ok=True)
    (templates or environment()).bytecode_cache = FileSystemBytecodeCache(str(target))


def render_template(name: str, **values: Any) -> str:
    """Fills a template, with values escaped; pass markup as `markupsafe.Markup` or ``|safe``."""
    return environment().get_template(name).render(**values)
