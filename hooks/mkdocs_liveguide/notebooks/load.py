"""Reads notebooks, and tells what is wrong in them by file and line.

A notebook stands in git without outputs: the build runs it. Its title and description stand in the
front matter of its first cell, or in its metadata, at the top or under ``guide``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.notebooks.attachments import check_attachments
from mkdocs_liveguide.notebooks.notebook import Cell, Notebook
from mkdocs_liveguide.pages.moved import Former
from mkdocs_liveguide.pages.page import read_meta
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion
from mkdocs_liveguide.sources.front_matter import split_front_matter
from mkdocs_liveguide.sources.json_source import load_json
from mkdocs_liveguide.sources.problems import Collector, ContentError, Problem
from mkdocs_liveguide.sources.reader import Reader, control_characters
from mkdocs_liveguide.sources.tree import Tree
from mkdocs_liveguide.sources.yaml_source import parse

FORMAT = 4


class _Lenient(BaseModel):
    """A part of which only some keys matter here; others belong to other programs."""

    model_config = ConfigDict(extra="ignore", strict=True)


Tag = Annotated[str, Field(pattern="^[^,]+$", description="a tag without a comma in it")]


class _CellMeta(_Lenient):
    tags: list[Tag] | None = None
    format: str | None = None
    raw_mimetype: str | None = None


class _Cell(_Lenient):
    cell_type: Literal["markdown", "code", "raw"]
    source: str | list[str] = ""
    metadata: _CellMeta | None = None
    attachments: dict[str, dict[str, str | list[str]]] | None = None
    outputs: list[Any] | None = None


class _GuideMeta(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    title: str | None = None
    description: str | None = None
    inputs: Any = None


class _Language(_Lenient):
    name: str | None = None
    language: str | None = None


class _Meta(_Lenient):
    guide: _GuideMeta | None = None
    title: str | None = None
    description: str | None = None
    kernelspec: _Language | None = None
    language_info: _Language | None = None


class _File(_Lenient):
    cells: list[_Cell]
    metadata: _Meta | None = None
    nbformat: int


def load_notebooks(reader: Reader, files: Mapping[str, Path]) -> dict[str, Notebook]:
    """Reads notebooks, for those who need all of them or none; arguments as for `read_notebooks`.

    Raises:
        ContentError: what is wrong with all of them.
    """
    collector = Collector()
    notebooks, _ = read_notebooks(reader, files, collector)
    collector.stop_if_any()
    return notebooks


def read_notebooks(
    reader: Reader, files: Mapping[str, Path], collector: Collector
) -> tuple[dict[str, Notebook], set[str]]:
    """Reads the notebooks that can be read.

    Args:
        reader: reads the files.
        files: by `src_uri`.
        collector: is told what is wrong with them.

    Returns:
        All of them by `src_uri`, and which of them could not be read: those are empty.
    """
    notebooks: dict[str, Notebook] = {}
    unread: set[str] = set()
    for src_uri, file in sorted(files.items()):
        path = reader.name(file)
        try:
            notebooks[src_uri] = parse_notebook(src_uri, reader.read(file), path)
        except ContentError as error:
            collector.problems += error.problems
            unread.add(src_uri)
            notebooks[src_uri] = Notebook(src_uri, path, (), {})
    return notebooks, unread


def parse_notebook(src_uri: str, text: str, path: str) -> Notebook:
    """Reads one notebook.

    Args:
        src_uri: its file, relative to the docs folder.
        text: the file.
        path: the file, for problems.

    Raises:
        ContentError: all that is wrong with it.
    """
    tree = load_json(text, path)
    _check_format(tree, path)
    model, problems = parse(_File, tree, path)
    if model is None:
        raise ContentError(problems)
    collector = Collector()
    meta = model.metadata or _Meta()
    problems += _wrong_language(meta, tree, path)
    cells: list[Cell] = []
    for number, each in enumerate(model.cells):
        part = tree.parts["cells"].parts[number]
        cell = _cell(each, part)
        problems += [*_wrong_characters(cell, path), *check_attachments(cell, path)]
        if each.outputs:
            fix = "clear all outputs and save; the build runs it"
            line = part.line_of(["outputs", 0])
            expected = "a notebook without outputs"
            problems.append(Problem(path, line, "outputs of a run", expected, fix))
        cells.append(cell)
    guide = meta.guide or _GuideMeta()
    titles = {
        "title": guide.title or meta.title,
        "description": guide.description or meta.description,
    }
    front: dict[str, Any] = {}
    formers: tuple[Former, ...] = ()
    questions: tuple[ReaderQuestion, ...] = ()
    with collector.catch():
        cells, front, formers, questions = _without_front_matter(cells, path)
    problems += collector.problems
    if problems:
        raise ContentError(problems)
    # Without a title, MkDocs takes the first heading; with one that is null, nothing.
    known = {key: value for key, value in {**titles, **front}.items() if value is not None}
    notes: tuple[str, ...] = ()
    if guide.inputs is not None:
        line = tree.line_of(["metadata", "guide", "inputs"])
        notes = (f'{path}:{line}: "inputs" can go: what a notebook reads is seen when it runs',)
    return Notebook(src_uri, path, tuple(cells), known, notes, formers, questions)


def _check_format(tree: Tree, path: str) -> None:
    """Makes sure that it is a notebook of the format that is read here.

    Raises:
        ContentError: it is not.
    """
    data = tree.value
    if not isinstance(data, dict) or not {"cells", "worksheets", "nbformat"} & set(data):
        fix = "save it again from the notebook editor"
        found = "JSON without cells or metadata"
        raise ContentError([Problem(path, 1, found, "a notebook", fix)])
    version = data.get("nbformat")
    if isinstance(version, int) and version != FORMAT:
        fix = f"run jupyter nbconvert --to notebook --nbformat {FORMAT} --inplace on it"
        line = tree.line_of(["nbformat"])
        found = f"a notebook of format {version}"
        raise ContentError([Problem(path, line, found, f"format {FORMAT}", fix)])


def _wrong_language(meta: _Meta, tree: Tree, path: str) -> Iterator[Problem]:
    kernel, language = meta.kernelspec or _Language(), meta.language_info or _Language()
    spoken = kernel.language or language.name or "python"
    if spoken.lower() != "python":
        key = "kernelspec" if kernel.language else "language_info"
        line = tree.line_of(["metadata", key])
        fix = "choose a Python kernel, or show its code on a page"
        yield Problem(path, line, f"a notebook in {spoken}", "one in Python", fix)


def _cell(cell: _Cell, tree: Tree) -> Cell:
    """The cell, with the line of the file for each line of its text."""
    meta = cell.metadata or _CellMeta()
    source = tree.parts.get("source", Tree("", tree.line))
    items = list(source.parts.values()) or [source]
    text, lines = "", [items[0].line]
    for item in items:
        piece = str(item.value or "").replace("\r\n", "\n").replace("\r", "\n")
        if text.endswith("\n"):
            lines[-1] = item.line
        lines += [item.line] * piece.count("\n")
        text += piece
    attachments = {
        name: {
            kind: data if isinstance(data, str) else "".join(data) for kind, data in each.items()
        }
        for name, each in (cell.attachments or {}).items()
    }
    tags = frozenset(meta.tags or ())
    kind = meta.format or meta.raw_mimetype or ""
    return Cell(cell.cell_type, text, tuple(lines), tags, attachments, kind)


def _wrong_characters(cell: Cell, path: str) -> Iterator[Problem]:
    for problem in control_characters(cell.source, path):
        yield replace(problem, line=cell.lines[problem.line - 1], repair=None)


def _without_front_matter(
    cells: list[Cell], path: str
) -> tuple[list[Cell], dict[str, Any], tuple[Former, ...], tuple[ReaderQuestion, ...]]:
    """The cells, and the front matter of the first one with text: values, former files, questions.

    Raises:
        ContentError: the front matter is not YAML.
    """
    for at, cell in enumerate(cells):
        if cell.kind == "code" or (cell.kind == "raw" and at > 0):
            continue
        try:
            tree, text, skipped = split_front_matter(f"{cell.source}\n", path)
            formers, questions = read_meta(tree, path)
        except ContentError as error:
            # In the file the words stand as JSON has them, so nothing is repaired there.
            problems = (replace(each, repair=None) for each in error.problems)
            raise ContentError(_in_file(problems, cell)) from None
        if skipped == 0:
            if cell.kind == "raw":
                continue
            return cells, {}, (), ()
        rest = Cell(
            cell.kind,
            text.removesuffix("\n"),
            cell.lines[skipped:] or cell.lines[-1:],
            cell.tags,
            cell.attachments,
            cell.format,
        )
        value = tree.value if isinstance(tree.value, dict) else {}
        cells = [*cells[:at], rest, *cells[at + 1 :]]
        return cells, value, _in_file(formers, cell), _in_file(questions, cell)
    return cells, {}, (), ()


def _in_file[Told: (Problem, Former, ReaderQuestion)](
    told: Iterable[Told], cell: Cell
) -> tuple[Told, ...]:
    """What was found in a cell's text, with the lines of the file."""
    last = len(cell.lines)
    return tuple(replace(each, line=cell.lines[min(each.line, last) - 1]) for each in told)
