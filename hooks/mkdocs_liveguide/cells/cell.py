"""Sections of the teaching snippets as live cells, with what they print under them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.cells.run import Run, run_snippets
from mkdocs_liveguide.pages.directives import Directive, Html, find_directives
from mkdocs_liveguide.sources.guide import Guide
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest

FOLDER = "snippets"
_MARK = re.compile(r"^\s*# --8<-- \[(start|end):([\w-]+)\]\s*$")


@dataclass(frozen=True)
class Snippet:
    """A part of a file under ``snippets/``."""

    path: str
    """The file, relative to the folder ``snippets``."""
    section: str
    """The name of the part; "" for the whole file."""
    setup: str
    """The file's lines before it, without marks."""
    code: str
    """What is shown."""
    first_line: int
    """The line of the file on which `code` begins, 1-based."""


def load_snippet(root: Path, reference: str, directive: Directive) -> Snippet:
    """Reads ``topic/file.py`` or ``topic/file.py#section``.

    Sections are marked in the file by ``# --8<-- [start:name]`` and ``# --8<-- [end:name]``.

    Args:
        root: the repository.
        reference: what the author wrote.
        directive: where, for problems.

    Raises:
        ContentError: there is no such file or section, or its marks are not in pairs.
    """
    name, _, section = reference.partition("#")
    folder = root / FOLDER
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))
    known = [each for each in files if not each.startswith(("live/", "labs/"))]
    if name not in known:
        expected = one_of(known) if known else "a file under snippets/"
        raise directive.problem(f'the unknown snippet "{name}"', expected, suggest(name, known))
    before, code, _, first_line = load_parts(folder, reference, directive)
    return Snippet(name, section, before, code, first_line)


def load_parts(folder: Path, reference: str, directive: Directive) -> tuple[str, str, str, int]:
    """Parts a file at a section.

    Args:
        folder: what `reference` is relative to.
        reference: ``topic/file.py``, or ``topic/file.py#section``; the file is there.
        directive: where that stands, for problems.

    Returns:
        The lines before the section, the section, the lines after it, and its first line, 1-based.
        Without a section, the whole file is it.

    Raises:
        ContentError: there is no such section, or the file's marks are not in pairs.
    """
    name, _, section = reference.partition("#")
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    if not section:
        return "", _without_marks(lines), "", 1
    sections = _sections(lines, f"{FOLDER}/{name}")
    if section not in sections:
        found = f'the unknown section "{section}" of {FOLDER}/{name}'
        raise directive.problem(found, one_of(sections), suggest(section, sections))
    start, end = sections[section]
    while start < end and not lines[start].strip():
        start += 1
    parts = lines[: start - 1], lines[start:end], lines[end + 1 :]
    before, code, after = (_without_marks(part) for part in parts)
    return before, code, after, start + 1


def _sections(lines: list[str], path: str) -> dict[str, tuple[int, int]]:
    """Index of the first line of each section, and of the mark that ends it."""
    opened: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for index, line in enumerate(lines):
        match = _MARK.match(line)
        if match is None:
            continue
        kind, name = match.groups()
        if kind == "start" and name not in opened:
            opened[name] = index + 1
        elif kind == "end" and name in opened and name not in found:
            found[name] = (opened[name], index)
        else:
            expected = "one start and then one end for each name"
            raise ContentError(
                [Problem(path, index + 1, f"`{line.strip()}`", expected, "pair the marks")]
            )
    for name, start in opened.items():
        if name not in found:
            found_text = f'the section "{name}", which never ends'
            expected = f"`# --8<-- [end:{name}]` after it"
            raise ContentError([Problem(path, start, found_text, expected, "write that line")])
    return found


def _without_marks(lines: list[str]) -> str:
    return "\n".join("" if _MARK.match(line) else line for line in lines).strip("\n")


def render_cell(directive: Directive, guide: Guide) -> Html:
    """Renders ``::: live topic/file.py#section``, a cell that a reader can edit and run.

    The file's lines before the section run first, unseen. Options:

    - ``group=NAME``: the page's cells of one group share their names, and build on each other;
    - ``fails=yes``: it ends with an exception, and shall;
    - ``varies=yes``: its output differs from run to run (it measures time, say).

    Raises:
        ContentError: there is no such snippet, or it does not run.
    """
    unknown = set(directive.options) - {"group", "fails", "varies"}
    if unknown:
        (name, *_) = sorted(unknown)
        known = ("group", "fails", "varies")
        raise directive.problem(f'the option "{name}"', one_of(known), suggest(name, known))
    chain = _chain(directive, guide)
    snippet = chain[-1]
    run = run_snippets(guide, _as_runs(chain))
    error = next((piece for piece in run if piece["kind"] == "error"), None)
    if error and directive.options.get("fails") != "yes":
        line = snippet.first_line + int(error["line"]) - 1 if error["line"] else 1
        found = f"{error['name']}: {error['message']}"
        raise ContentError(
            [
                Problem(
                    f"{FOLDER}/{snippet.path}",
                    line,
                    found,
                    f"code that runs, for {directive.path}:{directive.line}",
                    "mend it, or write fails=yes after the directive",
                )
            ]
        )
    group = directive.options.get("group", "")
    data = {
        "code": snippet.code,
        "setup": snippet.setup,
        "setupName": f"{FOLDER}/{snippet.path}",
        "group": f"{directive.src_uri}#{group}" if group else "",
        "id": f"{snippet.path}#{snippet.section}",
    }
    html = render_template(
        "cells/cell.html",
        data=script_json(data),
        label=f"{snippet.path}{' · ' + snippet.section if snippet.section else ''}",
        lines=highlighted_lines(snippet.code),
        output=run,
        varies=directive.options.get("varies") == "yes",
    )
    return Html(html, text=f"```python\n{snippet.code}\n```")


def _chain(directive: Directive, guide: Guide) -> list[Snippet]:
    """The cell's snippet after all earlier ones of its group, each with only the set-up it adds."""
    group = directive.options.get("group", "")
    mine = load_snippet(guide.root, directive.argument, directive)
    if not group:
        return [mine]
    page = guide.page(directive.src_uri)
    chain: list[Snippet] = []
    for other in find_directives(page.markdown, page.path, page.src_uri, page.line_offset):
        if other.name != "live" or other.options.get("group") != group:
            continue
        snippet = load_snippet(guide.root, other.argument, other)
        before = [each for each in chain if each.path == snippet.path]
        if before and before[-1].first_line < snippet.first_line:
            shown = before[-1].code.count("\n") + before[-1].first_line
            lines = (guide.root / FOLDER / snippet.path).read_text(encoding="utf-8").split("\n")
            between = _without_marks(lines[shown : snippet.first_line - 1])
            snippet = Snippet(
                snippet.path, snippet.section, between, snippet.code, snippet.first_line
            )
        chain.append(snippet)
        if other.line == directive.line:
            break
    return chain


def runs_of(directive: Directive, guide: Guide) -> list[Run]:
    """What a cell runs: itself, after the cells of its group that stand before it.

    Raises:
        ContentError: there is no such snippet.
    """
    return _as_runs(_chain(directive, guide))


def _as_runs(chain: list[Snippet]) -> list[Run]:
    return [Run(each.code, each.setup, f"{FOLDER}/{each.path}") for each in chain]


def highlighted_lines(code: str) -> list[Markup]:
    """Each line of Python as markup with Pygments' classes."""
    html = highlight(code, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    # Pygments closes all its elements at a line's end, and escapes the code.
    return [Markup(line) for line in html.rstrip("\n").split("\n")]


def script_json(data: Mapping[str, object]) -> Markup:
    """JSON that can stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))


RENDERERS = {"live": render_cell}
