"""What a site adds to the looks of its theme: templates and style sheets of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import tinycss2
from jinja2 import Environment, TemplateSyntaxError

from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.reader import Reader

_FIX = "mend it there"


def check_templates(reader: Reader, folder: Path | None, env: Environment) -> Iterator[Problem]:
    """Templates that the theme's engine cannot read.

    Args:
        reader: reads the files.
        folder: the site's own; None for none.
        env: the theme's engine.
    """
    for file in reader.files(folder, "**/*.html") if folder is not None else ():
        name = reader.name(file)
        try:
            env.compile(reader.read(file), name, str(file))
        except ContentError as error:
            yield from error.problems
        except TemplateSyntaxError as error:
            found = f"a template that cannot be read: {(error.message or '').rstrip('.')}"
            yield Problem(name, error.lineno, found, "a template of Jinja", _FIX)


def check_styles(reader: Reader, files: Sequence[Path]) -> Iterator[Problem]:
    """Style sheets of which browsers leave something out.

    Args:
        reader: reads the files.
        files: the style sheets.
    """
    for file in files:
        name = reader.name(file)
        try:
            text = reader.read(file)
        except ContentError as error:
            yield from error.problems
            continue
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "error":
                found = f"a style sheet that cannot be read: {rule.message.rstrip('.')}"
                yield Problem(name, rule.source_line, found, "rules of CSS", _FIX)
        # Where every brace is closed, one more is too many.
        more = tinycss2.parse_stylesheet(f"{text}\n}}", skip_comments=True)
        if not any(rule.type == "error" and rule.source_line > text.count("\n") for rule in more):
            last = next((rule for rule in reversed(more) if rule.type != "whitespace"), None)
            line = last.source_line if last is not None else 1
            found = "a rule whose brace is never closed"
            yield Problem(name, line, found, "} after it", "write it where the rule is to end")
