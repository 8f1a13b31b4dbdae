"""What is wrong with the parts of a file, in an author's words.

Whether a value is right is for a pydantic model to say. What is expected is told from the model's
JSON schema, so that the words are the same for all models and none is a validator's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_liveguide.sources.problems import Problem, one_of, suggest
from mkdocs_liveguide.sources.schema import Place, Schema, names_of, place_of, schema_of, wanted
from mkdocs_liveguide.sources.tree import Tree

_OURS = {"value_error", "assertion_error"}
"""Errors whose words are those of a model's own validator."""

_FIXES = {
    "integer": "write such a number, without quotes",
    "number": "write such a number, without quotes",
    "boolean": "write true or false, without quotes",
    "array": 'write a list, such as ["one", "two"]',
}
"""What to write, by the type in the schema, where the value is of another kind."""


def problems_of(
    error: ValidationError, model: type[BaseModel], tree: Tree, path: str
) -> list[Problem]:
    """All that a model found wrong, each with its line.

    Args:
        error: what the model raised.
        model: the model.
        tree: what it checked.
        path: the file, for problems.
    """
    root = schema_of(model)
    listed = error.errors(include_url=False)
    places = [place_of([*details["loc"]], root, tree) for details in listed]
    unions = {
        place.union.steps for place in places if place.union and place.steps != place.union.steps
    }
    problems: dict[Problem, None] = {}
    for details, place in zip(listed, places, strict=True):
        at = place
        if place.union and place.steps == place.union.steps:
            # Of several possibilities, the one that fits best has its faults deeper inside.
            if place.steps in unions:
                continue
            at = place.union
        found, expected, fix = _words(details, at, root, tree)
        problems[Problem(path, tree.line_of(place.steps), found, expected, fix)] = None
    # A key that is misspelt is missing too: it is told once.
    meant = {each.fix for each in problems if each.found.startswith("the unknown key ")}
    return [each for each in problems if not _is_meant(each, meant)]


def _is_meant(problem: Problem, fixes: Collection[str]) -> bool:
    name = problem.found.removeprefix("no ").strip('"').rpartition(".")[2]
    return problem.found.startswith("no ") and f'write "{name}"' in fixes


def _words(details: ErrorDetails, place: Place, root: Schema, tree: Tree) -> tuple[str, str, str]:
    """What was found, what was expected, and what to write."""
    kind, value = details["type"], details["input"]
    where = ".".join(str(step) for step in place.steps)
    at = f'at "{where}"' if where else "as the whole of it"
    last = place.steps[-1] if place.steps else ""
    if kind == "missing":
        need = wanted(place.schema, root)
        if isinstance(last, int):
            return f'no "{where}"', f"{need} as item {last + 1} of the list", "add it"
        return f'no "{where}"', f'a value for "{last}"', f'add "{last}:" with {need}'
    if kind == "extra_forbidden":
        above = place_of(place.steps[:-1], root, tree).schema
        return _unknown(where, str(last), above, _value(tree, place.steps[:-1]))
    if place.is_key or kind == "invalid_key":
        expected = wanted(place.schema, root) if place.is_key else "a name"
        fix = "rename it" if isinstance(value, str) else "put it in quotes"
        return f'the key "{last}"', expected, fix
    if kind in _OURS:
        said = str(details.get("ctx", {}).get("error", "")) or "another value"
        return f"{_shown(value)} {at}", said, "mend the value"
    fix = _fix(kind, value, place.schema, whole=not place.steps)
    return f"{_shown(value)} {at}", wanted(place.schema, root), fix


def _unknown(
    where: str, key: str, schema: Schema, present: Mapping[str, Any]
) -> tuple[str, str, str]:
    known = list(schema.get("properties", {}))
    left = [each for each in known if each not in present]
    fix = suggest(key, left)
    if fix == "write one of these":
        fix = "mend its spelling or remove it"
    return f'the unknown key "{where}"', one_of(known), fix


def _fix(kind: str, value: Any, schema: Schema, whole: bool = False) -> str:
    names = names_of(schema)
    if names:
        return suggest(str(value), names)
    wants = schema.get("type")
    if value is None and not whole:
        return "write it after the colon"
    if kind.endswith("too_short"):
        return "add to it"
    if kind.endswith("too_long"):
        return "shorten it"
    if wants == "string" and schema.get("format"):
        return "write it in that form"
    if wants == "string":
        # YAML takes an unquoted No, 3 or 2026-11-22 for something else than words.
        several = isinstance(value, (list, dict))
        quoted = "put it in quotes, if it is one text" if several else "put it in quotes"
        return "write it in that form" if isinstance(value, str) else quoted
    if wants == "object":
        key = next(iter(schema.get("properties", {})), "key")
        return f'write "{key}: …" and so on, each key with its value'
    if wants in ("integer", "number") and isinstance(value, (int, float)):
        return "write such a number"
    return _FIXES.get(str(wants), "write it so")


def _value(tree: Tree, steps: Sequence[str | int]) -> Mapping[str, Any]:
    """The mapping at a place; an empty one if none is there."""
    value = tree.value
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return value if isinstance(value, dict) else {}


def _shown(value: Any) -> str:
    """A value as an author knows it, at most some 80 characters."""
    if value is None:
        return "nothing"
    if isinstance(value, (datetime.date, datetime.time)):
        return f"the date {value}" if isinstance(value, datetime.date) else f"the time {value}"
    if isinstance(value, dict):
        keys = [str(key) for key in value][:4]
        return f"a part with keys ({', '.join(keys)})" if keys else "a part without keys"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    return f"{value!r:.80}"
