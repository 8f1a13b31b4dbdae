"""Controls and parts of a result, as the page expects them: plain dictionaries."""

from typing import Any

Part = dict[str, Any]
Control = dict[str, Any]


def slider(
    name: str,
    label: str,
    low: float,
    high: float,
    step: float,
    value: float,
    help: str = "",
) -> Control:
    """A range control."""
    return _numeric("range", name, label, low, high, step, value, help)


def number(
    name: str,
    label: str,
    low: float,
    high: float,
    step: float,
    value: float,
    help: str = "",
) -> Control:
    """A field for a number."""
    return _numeric("number", name, label, low, high, step, value, help)


def _numeric(
    kind: str,
    name: str,
    label: str,
    low: float,
    high: float,
    step: float,
    value: float,
    help: str,
) -> Control:
    limits = {"min": low, "max": high, "step": step}
    return {"name": name, "label": label, "kind": kind, **limits, "value": value, "help": help}


def select(name: str, label: str, options: list[str], value: str, help: str = "") -> Control:
    """A choice among texts."""
    rest = {"options": options, "value": value, "help": help}
    return {"name": name, "label": label, "kind": "select", **rest}


def checkbox(name: str, label: str, value: bool, help: str = "") -> Control:
    """A yes or no."""
    return {"name": name, "label": label, "kind": "checkbox", "value": value, "help": help}


def text_field(name: str, label: str, value: str, help: str = "") -> Control:
    """A line of the reader's own words."""
    return {"name": name, "label": label, "kind": "text", "value": value, "help": help}


def defaults(controls: list[Control]) -> dict[str, Any]:
    """The value of each control before anyone moved it."""
    return {control["name"]: control["value"] for control in controls}


def text(words: str) -> Part:
    """A paragraph of a result."""
    return {"kind": "text", "text": words}


def table(head: list[str], rows: list[list[str]], caption: str) -> Part:
    """A table of a result."""
    return {"kind": "table", "head": head, "rows": rows, "caption": caption}


def percent(share: float) -> str:
    """A share, 0 to 1, as whole per cent."""
    return f"{share:.0%}"
