"""Notebooks as their authors wrote them, and what they read when they run.

A notebook stands in git without outputs. Its metadata say what it reads, as patterns relative to
the root of the repository::

    "guide": {"inputs": ["docs/faq/*.md", "requirements/build.txt"]}

Python files beside the notebook count as read. An executed copy is kept under a key made of the
notebook and of all these files, so that a change of any of them, and nothing else, runs it again.
The list of locked packages is among them, since another version may give other figures.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from platform import python_version
from typing import Any

from mkdocs_liveguide.building.cache import key_of
from mkdocs_liveguide.pages.page import Page, parse_page, split_front_matter
from mkdocs_liveguide.sources.problems import Collector, ContentError, Problem

_PACKED = re.compile(r'<pre id="notebook-markdown">(.*?)</pre>', re.DOTALL)


@dataclass(frozen=True)
class Notebook:
    """A notebook as its author wrote it."""

    src_uri: str
    """The file, relative to the docs folder, with forward slashes."""
    path: str
    """The file, relative to the root of the repository: what problems name."""
    text: str
    """The file's JSON."""
    inputs: tuple[Path, ...]
    """The files that it reads, sorted."""

    @property
    def stem(self) -> str:
        """A file name for its executed copy, without the ending."""
        return self.src_uri.removesuffix(".ipynb").replace("/", "-")


def inputs_of(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """The patterns of the files that a notebook reads, from the notebook's metadata.

    Raises:
        ValueError: `inputs` is not a list of patterns below the root of the repository.
    """
    inputs = metadata.get("guide", {}).get("inputs", [])
    if not isinstance(inputs, list) or not all(isinstance(item, str) for item in inputs):
        raise ValueError("not a list of patterns")
    for pattern in inputs:
        if pattern.startswith("/") or ".." in pattern.split("/"):
            raise ValueError(f"the pattern {pattern!r}, which leaves the repository")
    return tuple(inputs)


def line_of(text: str, needle: str) -> int:
    """The 1-based line of a file on which a text first stands; 1 if it does not."""
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def load_notebook(root: Path, docs: Path, src_uri: str) -> Notebook:
    """Reads one notebook and finds what it reads.

    Args:
        root: the repository.
        docs: the folder of the pages, inside `root`.
        src_uri: the notebook, relative to `docs`.

    Raises:
        ContentError: it is not a notebook, carries outputs, or names inputs that are not there.
    """
    file = docs / src_uri
    path = file.relative_to(root).as_posix()
    text = file.read_text(encoding="utf-8")
    try:
        data = json.loads(text)
        cells = data["cells"]
        patterns = inputs_of(data["metadata"])
    except json.JSONDecodeError as error:
        fix = "save it again from the notebook editor"
        raise ContentError([Problem(path, error.lineno, error.msg, "JSON", fix)]) from None
    except (KeyError, TypeError):
        fix = "save it again from the notebook editor"
        found = "JSON without cells or metadata"
        raise ContentError([Problem(path, 1, found, "a notebook", fix)]) from None
    except ValueError as error:
        line = line_of(text, '"inputs"')
        fix = 'write "inputs": ["docs/faq/*.md"]'
        expected = "patterns of files, relative to the root of the repository"
        raise ContentError([Problem(path, line, str(error), expected, fix)]) from None
    problems: list[Problem] = []
    if any(cell.get("outputs") for cell in cells):
        fix = "clear all outputs and save; the build runs it"
        line = line_of(text, '"output_type"')
        problems.append(Problem(path, line, "outputs of a run", "a notebook without outputs", fix))
    inputs = set(file.parent.glob("*.py"))
    for pattern in patterns:
        matches = [match for match in root.glob(pattern) if match.is_file()]
        if not matches:
            found = f'the input "{pattern}", which matches no file'
            fix = "mend the pattern, or take it out"
            line = line_of(text, json.dumps(pattern))
            problems.append(Problem(path, line, found, "a pattern of files that exist", fix))
        inputs.update(matches)
    if problems:
        raise ContentError(problems)
    return Notebook(src_uri, path, text, tuple(sorted(inputs)))


def load_notebooks(root: Path, docs: Path, src_uris: Sequence[str]) -> tuple[Notebook, ...]:
    """Reads notebooks, and tells all their problems together.

    Raises:
        ContentError: what is wrong with all of them.
    """
    notebooks: list[Notebook] = []
    collector = Collector()
    for src_uri in sorted(src_uris):
        with collector.catch():
            notebooks.append(load_notebook(root, docs, src_uri))
    collector.stop_if_any()
    return tuple(notebooks)


def key_of_notebook(notebook: Notebook, root: Path) -> str:
    """The key under which the executed copy is kept: 32 hex digits.

    It covers the notebook, the names and contents of its inputs, and the version of Python.
    """
    parts: list[bytes | str] = [notebook.text, python_version()]
    for file in notebook.inputs:
        parts += [file.relative_to(root).as_posix(), file.read_bytes()]
    return key_of(*parts)


def text_page(notebook: Notebook) -> Page:
    """The text of a notebook as a page, for those who check links and citations.

    Each line of its Markdown has the number of the line of the file that holds it, so that problems
    name the place where an author finds them; the lines between are empty.

    Raises:
        ContentError: the front matter, in the first cell of text, is not YAML.
    """
    cells = [cell for cell in json.loads(notebook.text)["cells"] if cell["cell_type"] == "markdown"]
    sources = ["".join(cell["source"]) for cell in cells]
    meta: Mapping[str, Any] = {}
    lines: list[str] = []
    at = 0
    for number, source in enumerate(sources):
        skipped = 0
        if number == 0:
            tree, _, skipped = split_front_matter(f"{source}\n", notebook.path)
            meta = tree.value if isinstance(tree.value, dict) else {}
        at = notebook.text.find('"source"', notebook.text.find('"markdown"', at))
        for index, line in enumerate(source.splitlines(keepends=True)):
            found = notebook.text.find(json.dumps(line, ensure_ascii=False), at)
            at = found if found >= 0 else at
            if index >= skipped:
                lines += [""] * (notebook.text.count("\n", 0, at) - len(lines))
                lines.append(line.rstrip("\n"))
        lines.append("")
    markdown = "\n".join(lines)
    page = parse_page(notebook.src_uri, markdown, notebook.path)
    title = str(meta.get("title") or page.title)
    return replace(page, title=title, meta=meta)


def notebook_markdown(converted: str) -> str:
    """Unpacks what the template ``notebook.md.j2`` packed: the Markdown of a notebook's page.

    Args:
        converted: what the notebook plugin hands over as the page's Markdown.

    Raises:
        ValueError: the plugin did not use the template.
    """
    packed = _PACKED.search(converted)
    if packed is None:
        raise ValueError("the notebook plugin is not set up with the template notebook.md.j2")
    return html.unescape(packed[1]).strip() + "\n"
