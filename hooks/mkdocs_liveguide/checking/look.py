"""What a site adds to the looks of its theme: templates and style sheets of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import tinycss2
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from mkdocs_liveguide.sources.problems import ContentError, Problem, suggest
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
            text = reader.read(file)
            env.compile(text, name, str(file))
            yield from _missing(env, text, name)
        except ContentError as error:
            yield from error.problems
        except TemplateSyntaxError as error:
            found = f"a template that cannot be read: {(error.message or '').rstrip('.')}"
            yield Problem(name, error.lineno, found, "a template of Jinja", _FIX)


def _missing(env: Environment, text: str, name: str) -> Iterator[Problem]:
    """Templates that another one asks for by name, and that are not there."""
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in env.parse(text).find_all(kinds):
        wanted = getattr(node, "template", None)
        if getattr(node, "ignore_missing", False) or not isinstance(wanted, nodes.Const):
            continue
        if isinstance(wanted.value, str) and not has_template(env, wanted.value):
            found = f'the unknown template "{wanted.value}"'
            fix = suggest(wanted.value, env.list_templates(["html"]))
            yield Problem(name, node.lineno, found, "a template of the site or its theme", fix)


def has_template(env: Environment, name: str) -> bool:
    """Whether the site or its theme has a template."""
    assert env.loader is not None
    try:
        env.loader.get_source(env, name)
    except TemplateNotFound:
        return False
    return True


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
