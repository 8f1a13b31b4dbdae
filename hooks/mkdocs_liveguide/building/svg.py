"""SVG that may stand in a page: plain shapes and text, by a list that the browser reads too.

A drawing is parsed as XML, checked, and written anew: nothing reaches a page as its author wrote
it. What is not on the list is told, never left out without a word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from mkdocs_liveguide.sources.problems import ContentError, Problem, closest, one_of

LIST: Mapping[str, Any] = json.loads(Path(__file__).with_name("svg.json").read_bytes())
"""What may stand in a drawing.

``elements``: their names. ``attributes``: the kind of value of each. ``values``: what each kind
``is``, and the ``pattern`` that the whole value must have (as JavaScript and Python both read it)
or the kinds of which it may be ``any``. ``limits``: of one drawing.
"""
NAMESPACE: str = LIST["namespace"]
_SPECIAL = {
    "style": 'write each property as an attribute, such as fill="none"',
    "href": "draw what it points at in its place",
}
_LONGEST_TOLD = 60

ElementTree.register_namespace("", NAMESPACE)


@dataclass(frozen=True)
class Fault:
    """Something in a drawing that may not stand in a page."""

    line: int
    """In the drawing's text, 1-based."""
    found: str
    expected: str
    fix: str


class _EndError(Exception):
    """The rest of the drawing is not read."""


def read_svg(text: str | bytes) -> tuple[ElementTree.Element | None, list[Fault]]:
    """Parses a drawing.

    Returns:
        Its root, an ``svg`` element; None where there are faults. All faults, in order.
    """
    reader = _Reader()
    try:
        root = reader.read(text)
    except _EndError:
        root = None
    except expat.ExpatError as error:
        found = f"text that is not XML ({expat.errors.messages[error.code]})"
        reader.faults.append(Fault(error.lineno, found, "an SVG file", "mend it, or draw it again"))
    return (None if reader.faults else root), reader.faults


def write_svg(root: ElementTree.Element) -> str:
    """A drawing that was read, as markup for a page."""
    return ElementTree.tostring(root, encoding="unicode")


def with_safe_drawings(
    pieces: Sequence[Mapping[str, Any]], path: str, line: int
) -> list[Mapping[str, Any]]:
    """Output of code with its drawings written anew.

    Args:
        pieces: as `live.cells.cell` and `live.labs.lab` describe them.
        path: the file of the code.
        line: where it begins there.

    Raises:
        ContentError: a drawing is not plain SVG; each thing in it that is not is named.
    """
    safe: list[Mapping[str, Any]] = []
    problems: list[Problem] = []
    for piece in pieces:
        if piece["kind"] != "svg":
            safe.append(piece)
            continue
        root, faults = read_svg(piece["svg"])
        for each in faults:
            found = f"{each.found} in line {each.line} of a drawing that this code makes"
            problems.append(Problem(path, line, found, each.expected, each.fix))
        if root is not None:
            safe.append({**piece, "svg": write_svg(root).replace(" />", "/>")})
    if problems:
        raise ContentError(problems)
    return safe


@dataclass
class _Reader:
    faults: list[Fault] = field(default_factory=list)
    _parser: expat.XMLParserType = field(
        default_factory=lambda: expat.ParserCreate(namespace_separator="}")
    )
    _builder: ElementTree.TreeBuilder = field(default_factory=ElementTree.TreeBuilder)
    _count: int = 0
    _depth: int = 0

    def read(self, text: str | bytes) -> ElementTree.Element:
        limit = LIST["limits"]["characters"]
        if len(text) > limit:
            self._end(f"a drawing of {len(text):,} characters", f"at most {limit:,}")
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._stop
        parser.CharacterDataHandler = self._builder.data
        # Declarations can name files, and entities that grow without end.
        parser.StartDoctypeDeclHandler = self._forbid("a <!DOCTYPE …>")
        parser.ProcessingInstructionHandler = self._forbid("a processing instruction <?…?>")
        parser.Parse(text, True)
        return self._builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._depth += 1
        limits = LIST["limits"]
        if self._count > limits["elements"]:
            self._end("a drawing of more elements", f"at most {limits['elements']:,}")
        if self._depth > limits["depth"]:
            self._end("elements that are nested deeper", f"at most {limits['depth']} levels")
        namespace, _, local = name.rpartition("}")
        known: list[str] = LIST["elements"]
        if self._depth == 1 and (namespace, local) != (NAMESPACE, "svg"):
            self._end(f"<{local}>", f'<svg xmlns="{NAMESPACE}" …>')
        if namespace != NAMESPACE or local not in known:
            fix = _fix(local, known, namespace == NAMESPACE)
            self._fault(f"<{local}>", one_of(known, len(known)), fix)
        for attribute, value in attributes.items():
            self._check(attribute, value)
        self._builder.start(f"{{{NAMESPACE}}}{local}", attributes)

    def _stop(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(f"{{{NAMESPACE}}}{name.rpartition('}')[2]}")

    def _check(self, name: str, value: str) -> None:
        namespace, _, local = name.rpartition("}")
        kind = None if namespace else LIST["attributes"].get(name)
        if kind is None:
            fix = _fix(local, LIST["attributes"], not namespace)
            self._fault(_told(local, value), "an attribute of plain shapes", fix)
        elif not _fits(kind, value):
            self._fault(_told(local, value), LIST["values"][kind]["is"], "write such a value")

    def _forbid(self, what: str) -> Callable[..., None]:
        return lambda *_details: self._end(what, "elements of SVG only", "take it out")

    def _fault(self, found: str, expected: str, fix: str) -> None:
        self.faults.append(Fault(self._parser.CurrentLineNumber, found, expected, fix))

    def _end(self, found: str, expected: str, fix: str = "draw it simpler") -> None:
        line = max(self._parser.CurrentLineNumber, 1)
        self.faults.append(Fault(line, found, expected, fix))
        raise _EndError


def _fix(name: str, known: Mapping[str, Any] | list[str], own: bool) -> str:
    near = closest(name, known) if own else None
    if name in _SPECIAL:
        return _SPECIAL[name]
    return f'write "{near}", or take it out' if near else "draw it with those, or take it out"


def _told(name: str, value: str) -> str:
    short = value if len(value) <= _LONGEST_TOLD else f"{value[:_LONGEST_TOLD]}…"
    return f'{name}="{short}"'


def _fits(kind: str, value: str) -> bool:
    return any(pattern.fullmatch(value) for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    entry = LIST["values"][kind]
    if "pattern" in entry:
        return (re.compile(entry["pattern"]),)
    return tuple(pattern for each in entry["any"] for pattern in _patterns(each))
