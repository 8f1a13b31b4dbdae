"""YAML that remembers its lines, read into models, with mistakes told by file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from mkdocs_liveguide.sources.problems import ContentError, Problem


@dataclass(frozen=True)
class Tree:
    """A YAML value with the line of each of its parts."""

    value: Any
    """Plain data: dict, list, str, int, float, bool, None, date."""
    line: int
    """1-based line where the value starts."""
    parts: dict[str | int, Tree] = field(default_factory=dict)
    """The trees of a mapping's values by key, or of a sequence's items by index."""
    key_lines: dict[str | int, int] = field(default_factory=dict)
    """The lines of a mapping's keys."""

    def line_of(self, loc: Sequence[str | int]) -> int:
        """The line of the part at `loc`; of the nearest part above it that exists, else."""
        tree = self
        line = self.line
        for step in loc:
            if step not in tree.parts:
                return tree.key_lines.get(step, line)
            line = tree.key_lines.get(step, tree.parts[step].line)
            tree = tree.parts[step]
        return line


def load_yaml(text: str, path: str, first_line: int = 1) -> Tree:
    """Reads YAML and keeps its lines.

    Args:
        text: the YAML text.
        path: the file it is from, for problems.
        first_line: the 1-based line of the file at which `text` starts.

    Raises:
        ContentError: the text is not YAML, or a mapping has a key twice.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        found = f"text that is not YAML ({error.problem or error.context})"
        fix = "mend the line: indent with spaces, and quote a text that has a colon or a # in it"
        raise ContentError([Problem(path, line, found, "valid YAML", fix)]) from None
    if node is None:
        return Tree(None, first_line)
    problems: list[Problem] = []
    tree = _tree(node, path, first_line, problems)
    if problems:
        raise ContentError(problems)
    return tree


def _tree(node: yaml.Node, path: str, first: int, problems: list[Problem]) -> Tree:
    line = node.start_mark.line + first
    if isinstance(node, yaml.SequenceNode):
        items = [_tree(child, path, first, problems) for child in node.value]
        return Tree([item.value for item in items], line, dict(enumerate(items)))
    if isinstance(node, yaml.MappingNode):
        parts: dict[str | int, Tree] = {}
        lines: dict[str | int, int] = {}
        for key_node, child in node.value:
            key = _scalar(key_node)
            at = key_node.start_mark.line + first
            if key in parts:
                found = f'the key "{key}" a second time (first on line {lines[key]})'
                problems.append(Problem(path, at, found, "each key once", "take one of them out"))
            parts[key] = _tree(child, path, first, problems)
            lines[key] = at
        return Tree({key: part.value for key, part in parts.items()}, line, parts, lines)
    return Tree(_scalar(node), line)


def _scalar(node: yaml.Node) -> Any:
    return yaml.SafeLoader("").construct_object(node)


def parse[Model: BaseModel](
    model: type[Model], tree: Tree, path: str
) -> tuple[Model | None, list[Problem]]:
    """Checks a tree against a model.

    Args:
        model: a pydantic model; forbid extra keys in it, so that a misspelt key is noticed.
        tree: what `load_yaml` returned, or a part of it.
        path: the file, for problems.

    Returns:
        The model, or None with all its problems.
    """
    try:
        return model.model_validate(tree.value), []
    except ValidationError as error:
        return None, [_problem(details, tree, path) for details in error.errors()]


def _problem(details: Any, tree: Tree, path: str) -> Problem:
    loc = [step for step in details["loc"] if isinstance(step, (str, int))]
    where = ".".join(str(step) for step in loc) or "the file"
    line = tree.line_of(loc)
    if details["type"] == "missing":
        return Problem(path, line, f'no "{where}"', f'a value for "{loc[-1]}"', f'add "{loc[-1]}:"')
    if details["type"] == "extra_forbidden":
        found = f'the unknown key "{where}"'
        return Problem(path, line, found, "a key that is known", "mend its spelling or remove it")
    found = f'{details["input"]!r:.80} at "{where}"'
    # YAML takes an unquoted No, 3 or 2026-11-22 for something else than words.
    fix = "put it in quotes" if details["type"] == "string_type" else "mend the value"
    return Problem(path, line, found, details["msg"].removeprefix("Value error, "), fix)
