"""What a site adds to the looks of its theme: templates and style sheets of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from urllib.parse import urlsplit

import tinycss2
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from mkdocs_liveguide.sources.problems import ContentError, Problem, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.settings import place_of_setting

_FIX = "mend it there"


def check_looks(
    reader: Reader,
    configuration: Path,
    folder: Path | None,
    env: Environment,
    chosen: Mapping[str, object],
    styles: Iterable[str],
    files: Mapping[str, str | None],
) -> Iterator[Problem]:
    """Problems of templates and style sheets.

    Args:
        reader: reads the files.
        configuration: the file that asks for style sheets.
        folder: the site's own templates; None for none.
        env: the theme's engine.
        chosen: see `check_chosen`.
        styles: see the names of `check_styles`.
        files: see `check_styles`.
    """
    yield from check_templates(reader, folder, env)
    yield from check_chosen(chosen, env)
    yield from check_styles(reader, configuration, styles, files)


def check_templates(reader: Reader, folder: Path | None, env: Environment) -> Iterator[Problem]:
    """Templates that the theme's engine cannot read.

    Args:
        reader: reads the files.
        folder: the site's own; None for none.
        env: the theme's engine.
    """
    if folder is None:
        return
    for file in reader.files(folder, "**/*.html"):
        name = reader.name(file)
        try:
            text = reader.read(file)
            env.compile(text, name, str(file))
            yield from _asked_for(env, text, name, file.relative_to(folder).as_posix())
        except ContentError as error:
            yield from error.problems
        except TemplateSyntaxError as error:
            found = f"a template that cannot be read: {(error.message or '').rstrip('.')}"
            yield Problem(name, error.lineno, found, "a template of Jinja", _FIX)


def _asked_for(env: Environment, text: str, name: str, own: str) -> Iterator[Problem]:
    """What is wrong with templates that another one asks for by name: not there, or itself."""
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in env.parse(text).find_all(kinds):
        wanted = getattr(node, "template", None)
        if getattr(node, "ignore_missing", False) or not isinstance(wanted, nodes.Const):
            continue
        if isinstance(node, nodes.Extends) and wanted.value == own:
            found = f'"{own}", which is the template itself'
            fix = 'write {% extends "base.html" %}' if own == "main.html" else "name another"
            yield Problem(name, node.lineno, found, "another template of the theme", fix)
        elif isinstance(wanted.value, str) and not has_template(env, wanted.value):
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


def check_chosen(chosen: Mapping[str, object], env: Environment) -> Iterator[Problem]:
    """Templates that pages ask for in their front matter, and that are not there.

    Args:
        chosen: what stands there, by the page as problems call it; None for nothing.
        env: the theme's engine.
    """
    for page, name in chosen.items():
        if isinstance(name, str) and not has_template(env, name):
            found = f'the unknown template "{name}" in its front matter'
            yield Problem(page, 1, found, "a template of the site or its theme", "mend its name")


def check_styles(
    reader: Reader, configuration: Path, names: Iterable[str], files: Mapping[str, str | None]
) -> Iterator[Problem]:
    """Style sheets that are not there, or of which browsers leave something out.

    Args:
        reader: reads the files.
        configuration: the file that asks for them.
        names: those that the site adds, as that file has them.
        files: where the files of the docs folder lie, by their name in it; None for one that has
            no place on the disk.
    """
    own = []
    for name in names:
        if (path := PurePath(name).as_posix()) in files:
            own += [Path(place)] if (place := files[path]) else []
        elif not urlsplit(name).netloc and not name.startswith("/"):
            file = reader.name(configuration)
            line = place_of_setting(configuration, file, "extra_css", name).line
            fix = suggest(name, [each for each in files if each.endswith(".css")])
            found = f'"{name}" in extra_css, which is no file'
            yield Problem(file, line, found, "a file of the docs folder", fix)
    yield from _left_out(reader, own)


def _left_out(reader: Reader, files: Iterable[Path]) -> Iterator[Problem]:
    """What browsers leave out of style sheets."""
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
