"""What a model wants at a place of a file, in words, read from its JSON schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.errors import PydanticInvalidForJsonSchema

from mkdocs_liveguide.sources.tree import Tree

type Schema = Mapping[str, Any]

_TAGS = {"integer": "int", "number": "float", "boolean": "bool", "array": "list", "string": "str"}
"""What pydantic calls the branches of a union, by the type in the schema."""

_DATES = {
    "date": "a day, such as 2026-11-22",
    "date-time": "a day and a time, such as 2026-11-22 12:30:00",
    "time": "a time of the day, such as 12:30",
}

_PATTERNS = {r"\S": "a text that is not empty", r"^https://\S+$": 'an address of "https://"'}
"""Patterns that need no description of their own."""


@dataclass(frozen=True)
class Place:
    """A place in a file, and what a model wants there."""

    steps: tuple[str | int, ...]
    """Keys and indices from the top of the file."""
    schema: Schema
    is_key: bool = False
    """Whether the key itself is meant, not its value."""
    union: Place | None = None
    """The nearest place, here or above, at which the model has several possibilities."""


def schema_of(model: type[BaseModel]) -> Schema:
    """The JSON schema of a model; empty if it has a type that JSON does not know."""
    try:
        return model.model_json_schema()
    except PydanticInvalidForJsonSchema:
        return {}


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema without references, and without "or nothing" beside one possibility."""
    while "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        inner = root.get("$defs", {}).get(name, {})
        # What stands beside a reference is of the field; the rest is of the type.
        schema = {**inner, **{key: value for key, value in schema.items() if key != "$ref"}}
    branches = branches_of(schema, root)
    if len(branches) == 1:
        rest = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
        return {**branches[0], **{key: rest[key] for key in rest if key != "title"}}
    return schema


def branches_of(schema: Schema, root: Schema) -> list[Schema]:
    """The possibilities of a union, but for "nothing"."""
    listed = [resolved(each, root) for each in schema.get("anyOf", schema.get("oneOf", ()))]
    return [each for each in listed if each.get("type") != "null"]


def place_of(loc: Sequence[str | int], root: Schema, tree: Tree) -> Place:
    """The place that an error of pydantic names.

    Args:
        loc: the error's location, which names branches of unions among the keys.
        root: what `schema_of` returned.
        tree: what was checked.
    """
    steps: list[str | int] = []
    schema, here = resolved(root, root), tree.value
    union: Place | None = None
    for step in loc:
        if step == "[key]":
            return Place(tuple(steps), _of_keys(steps, root, tree), True, union)
        branches = branches_of(schema, root)
        if branches and not _has(here, step):
            union = Place(tuple(steps), schema)
            schema = next((each for each in branches if _is_branch(each, str(step))), {})
            continue
        steps.append(step)
        schema = _part(schema, step, root)
        here = here[step] if _has(here, step) else None
    return Place(tuple(steps), schema, False, union)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _is_branch(schema: Schema, tag: str) -> bool:
    names = (schema.get("title"), _TAGS.get(str(schema.get("type"))))
    return tag in names or tag.startswith(f"{names[1]}[")


def _part(schema: Schema, step: str | int, root: Schema) -> Schema:
    branches = branches_of(schema, root)
    if branches:
        schema = next((each for each in branches if _part(each, step, root)), {})
    if isinstance(step, int) and schema.get("type") == "array":
        listed = schema.get("prefixItems", [])
        part = listed[step] if step < len(listed) else schema.get("items", {})
    else:
        part = schema.get("properties", {}).get(step)
        if part is None:
            part = schema.get("additionalProperties")
        if part is None:
            part = next(iter(schema.get("patternProperties", {}).values()), {})
    return resolved(part, root) if isinstance(part, dict) else {}


def _of_keys(steps: Sequence[str | int], root: Schema, tree: Tree) -> Schema:
    above = place_of(steps[:-1], root, tree).schema
    names = above.get("propertyNames")
    if names is None:
        names = next(({"pattern": each} for each in above.get("patternProperties", {})), {})
    return {"type": "string", **resolved(names, root)}


def names_of(schema: Schema) -> list[str]:
    """The values among which a place has its choice, in the model's order; none if it is free."""
    listed = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return [str(each) for each in listed]


def wanted(schema: Schema, root: Schema) -> str:
    """What may stand at a place, in words such as ``a whole number from 1 to 5``."""
    branches = branches_of(schema, root)
    if branches:
        return " or ".join(dict.fromkeys(wanted(each, root) for each in branches))
    names = [f"'{name}'" for name in names_of(schema)]
    if names:
        return " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    kind = schema.get("type")
    if kind == "string":
        return _text(schema)
    if kind in ("integer", "number"):
        number = "a whole number" if kind == "integer" else "a number"
        return f"{number}{_bounds(schema)}"
    if kind == "boolean":
        return "true or false"
    if kind == "array":
        return f"a list{_counted(schema, 'minItems', 'maxItems', 'item')}"
    if kind == "object":
        keys = [f'"{key}"' for key in schema.get("properties", {})]
        listed = ", ".join(keys[:6]) + (", …" if len(keys) > 6 else "")
        least = _counted(schema, "minProperties", "maxProperties", "key")
        some = least.removeprefix(" of") if least else " keys"
        return f"a part with the keys {listed}" if keys else f"a part with{some}"
    return "a value of another kind"


def _text(schema: Schema) -> str:
    if schema.get("format") in _DATES:
        return _DATES[schema["format"]]
    words = schema.get("description") or _PATTERNS.get(schema.get("pattern", ""))
    if words is None and "pattern" in schema and not schema.get("examples"):
        words = f"a text of the form {schema['pattern']}"
    examples = [f'"{each}"' for each in schema.get("examples", [])[:2]]
    if words is None:
        filled = schema.get("minLength") == 1 and "maxLength" not in schema
        words = "a text that is not empty" if filled else "a text"
    length = _counted(schema, "minLength", "maxLength", "character")
    such = f", such as {' or '.join(examples)}" if examples else ""
    return f"{str(words).rstrip('.')}{length}{such}"


def _counted(schema: Schema, least: str, most: str, unit: str) -> str:
    low, high = schema.get(least), schema.get(most)
    if unit == "character" and low == 1 and high is None:
        return ""  # "not empty" says it
    if low is not None and low == high:
        return f" of exactly {_number(low, unit)}"
    if low is not None and high is not None:
        return f" of {low} to {_number(high, unit)}"
    if low is not None:
        return f" of at least {_number(low, unit)}"
    return f" of at most {_number(high, unit)}" if high is not None else ""


def _number(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _bounds(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f" from {low} to {high}"
    parts = [f"at least {low}"] if low is not None else []
    parts += [f"greater than {above}"] if above is not None else []
    parts += [f"at most {high}"] if high is not None else []
    parts += [f"less than {below}"] if below is not None else []
    multiple = schema.get("multipleOf")
    parts += [f"a multiple of {multiple}"] if multiple is not None else []
    return f", {' and '.join(parts)}" if parts else ""
