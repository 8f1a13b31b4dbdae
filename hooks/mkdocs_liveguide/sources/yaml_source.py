"""YAML that remembers its lines, read into models, with mistakes told by file and line.

It is YAML 1.1, as MkDocs reads front matter: an unquoted No is false, and 12:30 a number. The
parser is the one that MkDocs has, in C, which is ten times as fast as one in Python. Where it
stops, one that knows better where it stood reads the text once more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml.error import YAMLError
from yaml import CSafeLoader, compose
from yaml import YAMLError as StoppedError
from yaml import parse as events_of
from yaml.events import CollectionEndEvent, CollectionStartEvent

from mkdocs_liveguide.sources.model_errors import problems_of
from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.reader import control_characters
from mkdocs_liveguide.sources.tree import Tree
from mkdocs_liveguide.sources.yaml_errors import yaml_parser, yaml_problem
from mkdocs_liveguide.sources.yaml_tree import QUOTE, Node, make_tree

__all__ = ["Tree", "load_yaml", "parse", "read_model"]

_DEEPEST = 200


@lru_cache(2048)
def load_yaml(text: str, path: str, first_line: int = 1) -> Tree:
    """Reads YAML and keeps its lines; a text that is read again, as in a preview, is remembered.

    Args:
        text: the YAML text.
        path: the file it is from, for problems.
        first_line: the 1-based line of the file at which `text` starts.

    Raises:
        ContentError: the text is not YAML, a mapping has a key twice, or a value is none that
            plain data can hold: a tag, a date that no calendar has, a key that is no name.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = control_characters(text, path, first_line)
    if hidden:
        raise ContentError(hidden)
    try:
        node = _composed(text)
        if node is None:
            return Tree(None, first_line)
        tree, problems = make_tree(node, text, path, first_line)
    except YAMLError as error:
        raise ContentError([yaml_problem(error, text, path, first_line)]) from None
    except RecursionError:
        fix = "write it with fewer levels"
        problem = Problem(path, first_line, "lists within lists, too deep", "valid YAML", fix)
        raise ContentError([problem]) from None
    except (AssertionError, ValueError) as error:
        # What is left of the library's own checks, such as a version that is not known.
        problem = Problem(path, first_line, f"text that is not YAML ({error})", "valid YAML", QUOTE)
        raise ContentError([problem]) from None
    if problems:
        raise ContentError(problems)
    return tree


def parse[Model: BaseModel](
    model: type[Model], tree: Tree, path: str
) -> tuple[Model | None, list[Problem]]:
    """Checks a tree against a model.

    Args:
        model: a pydantic model; forbid extra keys in it, so that a misspelt key is noticed. A
            field's `description` says in words what it must be, its `examples` show it.
        tree: what `load_yaml` returned, or a part of it.
        path: the file, for problems.

    Returns:
        The model, or None with all its problems.
    """
    try:
        return model.model_validate(tree.value), []
    except ValidationError as error:
        return None, problems_of(error, model, tree, path)


def read_model[Model: BaseModel](model: type[Model], text: str, path: str) -> tuple[Model, Tree]:
    """Reads YAML into a model; arguments as for `parse` and `load_yaml`.

    Returns:
        The model, and the tree that knows its lines.

    Raises:
        ContentError: the text is not YAML, or not as the model wants it.
    """
    tree = load_yaml(text, path)
    read, problems = parse(model, tree, path)
    if read is None:
        raise ContentError(problems)
    return read, tree


def _composed(text: str) -> Node | None:
    node: Any  # of either library, and of one shape
    try:
        _check_depth(text)
        node = compose(text, Loader=CSafeLoader)
    except StoppedError:
        # It says what is wrong, or takes what the other does not: an anchor that stands twice.
        node = yaml_parser().compose(text)
    composed: Node | None = node
    return composed


def _check_depth(text: str) -> None:
    """Counts levels before anything goes down them: in C, that would end the whole process.

    Raises:
        RecursionError: there are too many.
    """
    depth = 0
    for event in events_of(text, Loader=CSafeLoader):
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            raise RecursionError
