"""What the live parts of a built page run, and what the page shows that they gave."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

Texts = list[tuple[str, str]]
"""Kind and text of each piece of output, in order."""


@dataclass(frozen=True)
class Cell:
    """A cell of a page."""

    where: str
    """The page's file and the cell's name."""
    chain: Sequence[Mapping[str, str]]
    """What runs: the cells of its group that stand before it, then itself."""
    alone: bool
    """Whether it belongs to no group."""
    shown: Texts
    varies: bool
    """Whether its output is another each time."""

    @property
    def fails(self) -> bool:
        """Whether the page shows that it ends with an exception."""
        return any(kind == "error" for kind, _ in self.shown)

    @property
    def module(self) -> str:
        """The snippet's file, relative to the folder of the snippets."""
        return self.chain[-1]["setup_name"].partition("/")[2]


@dataclass(frozen=True)
class Lab:
    """A lab of a page."""

    where: str
    call: Mapping[str, Any]
    """The arguments of `live.labs.lab.run_lab`, with the default of each control."""
    artefacts: Sequence[str]
    """The artefacts that it reads."""
    shown: Texts


def cells_of(name: str, page: LexborHTMLParser) -> Iterator[Cell]:
    """The cells of a page, in order."""
    groups: dict[str, list[Mapping[str, str]]] = {}
    for element in page.css("live-cell"):
        data = _data(element)
        mine = {"code": data["code"], "setup": data["setup"], "setup_name": data["setupName"]}
        before = groups.setdefault(data["group"], []) if data["group"] else []
        before.append(mine)
        caption = element.css_first(".cell-caption")
        yield Cell(
            where=f"{name}: {data['id']}",
            chain=tuple(before),
            alone=not data["group"],
            shown=list(_cell_texts(element)),
            varies=caption is not None and "differ" in caption.text(),
        )


def labs_of(name: str, page: LexborHTMLParser) -> Iterator[Lab]:
    """The labs of a page, in order."""
    for element in page.css("live-lab"):
        data = _data(element)
        values = {control["name"]: control["value"] for control in data["controls"]}
        call = {key: data[key] for key in ("name", "before", "code", "after")}
        yield Lab(
            where=f"{name}: {data['name']}",
            call={**call, "values": values},
            artefacts=data["artefacts"],
            shown=list(_lab_texts(element)),
        )


def cell_output(pieces: Sequence[Mapping[str, Any]]) -> Texts:
    """Output of `live.cells.cell` as a page shows it: printed texts in a row are one."""
    texts: Texts = []
    for piece in pieces:
        kind = piece["kind"]
        text = _drawing(piece["svg"]) if kind == "svg" else piece["text"]
        if kind in ("stdout", "stderr") and texts and texts[-1][0] == kind:
            texts[-1] = kind, texts[-1][1] + text
        else:
            texts.append((kind, text))
    return [(kind, _as_parsed(text)) for kind, text in texts]


def lab_output(parts: Sequence[Mapping[str, Any]]) -> Texts:
    """Parts of `live.labs.lab` as a page shows them."""
    texts: Texts = []
    for part in parts:
        kind = part["kind"]
        if kind == "table":
            rows = [[part["caption"]], part["head"], *part["rows"]]
            texts.append((kind, "\n".join(" | ".join(map(str, row)) for row in rows)))
        elif kind == "svg":
            texts.append((kind, _drawing(part["svg"])))
        else:
            texts.append((kind, part["text"] if kind == "text" else _as_parsed(part["text"])))
    return texts


def _data(element: LexborNode) -> dict[str, Any]:
    templates = element.template_fragments()
    assert templates, "a live part without its data"
    found: dict[str, Any] = json.loads(templates[0].text())
    return found


def _cell_texts(element: LexborNode) -> Iterator[tuple[str, str]]:
    for each in element.css(".cell-output > pre, .cell-output > .cell-figure"):
        yield from _piece(each)


def _lab_texts(element: LexborNode) -> Iterator[tuple[str, str]]:
    selector = ", ".join(
        f".lab-result > {each}" for each in ("p", ".lab-table", ".cell-figure", "pre")
    )
    for each in element.css(selector):
        if each.tag == "p":
            yield "text", each.text()
        elif "lab-table" in _classes(each):
            rows = [[caption.text()] for caption in each.css("caption")]
            rows += [[cell.text() for cell in row.css("th, td")] for row in each.css("tr")]
            yield "table", "\n".join(" | ".join(row) for row in rows)
        else:
            yield from _piece(each)


def _piece(element: LexborNode) -> Iterator[tuple[str, str]]:
    if "cell-figure" in _classes(element):
        drawing = element.css_first("svg")
        yield "svg", (drawing.html or "") if drawing is not None else ""
        return
    (kind,) = [each.removeprefix("cell-") for each in _classes(element)]
    yield kind, element.text()


def _classes(element: LexborNode) -> list[str]:
    return (element.attributes.get("class") or "").split()


def _drawing(svg: str) -> str:
    """The drawing as the parser of pages writes it."""
    found = LexborHTMLParser(f"<div>{svg}</div>").css_first("svg")
    return (found.html or "") if found is not None else ""


def _as_parsed(text: str) -> str:
    """The text of a `<pre>` with it: parsers take the first line's end away."""
    return text.removeprefix("\n")
