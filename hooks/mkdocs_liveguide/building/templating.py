"""HTML from the templates beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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


def render_template(name: str, **values: Any) -> str:
    """Fills a template, with values escaped; pass markup as `markupsafe.Markup` or ``|safe``."""
    return environment().get_template(name).render(**values)
