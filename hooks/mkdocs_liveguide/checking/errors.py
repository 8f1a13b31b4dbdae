"""Errors that a build ends with, as problems of the source behind them."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.reader import Reader


def problems_of(error: Exception, reader: Reader, configuration: Path) -> list[Problem]:
    """What to tell an author of an error.

    Args:
        error: what a build ended with.
        reader: names the files.
        configuration: is named where no source can be.
    """
    if isinstance(error, ContentError):
        return list(error.problems)
    if isinstance(error, TemplateError):
        return [_template_problem(error, reader, configuration)]
    said = " ".join(str(error).split()) or type(error).__name__
    found, expected = f"an error that ends the build: {said}", "a build that comes to its end"
    fix = "undo the last change, or mend what it says"
    return [Problem(reader.name(configuration), 1, found, expected, fix)]


def _template_problem(error: TemplateError, reader: Reader, configuration: Path) -> Problem:
    path, line = configuration, 1
    if isinstance(error, TemplateSyntaxError) and error.filename:
        path, line = Path(error.filename), error.lineno
    else:
        # Jinja puts the lines of templates into the traceback.
        frames = traceback.extract_tb(error.__traceback__)
        for frame in frames:
            if frame.filename.endswith((".html", ".xml")):
                path, line = Path(frame.filename), frame.lineno or 1
    found = f"a template that fails: {str(error.message or error).rstrip('.')}"
    return Problem(reader.name(path), line, found, "a template that can be filled", "mend it there")
