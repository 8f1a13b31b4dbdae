"""The outputs of a notebook as HTML. Nothing is left out without a word."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown import markdown

from mkdocs_liveguide.notebooks.maths import formula_html, with_maths
from mkdocs_liveguide.notebooks.notebook import Notebook, Output, Outputs
from mkdocs_liveguide.notebooks.pictures import KINDS, picture_of
from mkdocs_liveguide.notebooks.tables import with_scrolling_tables
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of

BEST_FIRST = ("text/html", "text/markdown", "text/latex", *KINDS, "application/json", "text/plain")
"""The kinds that can be shown; of what an output offers, the first that can be is shown."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)", re.DOTALL)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNNAMED = re.compile(r"<(?:IPython|PIL)\.[^<>]*>|<[^<>]* at 0x[0-9a-fA-F]+>")
"""What a program calls a picture that it has no words for."""


@dataclass(frozen=True)
class RenderedOutputs:
    """What is put into a notebook's page when it has run."""

    parts: tuple[str, ...]
    """HTML for each code cell, in order; "" for nothing."""
    files: Mapping[str, bytes]
    """The pictures, by their paths in the site."""


def render_outputs(notebook: Notebook, outputs: Outputs, root: str) -> RenderedOutputs:
    """Makes the HTML of a notebook's outputs.

    Args:
        notebook: what `load_notebooks` returned.
        outputs: what its code cells gave.
        root: the way from its page to the root of the site, such as ``../../``.

    Raises:
        ContentError: there are outputs that cannot be shown; their cells are named.
    """
    renderer = _Renderer(root)
    parts: list[str] = []
    problems: list[Problem] = []
    for cell, given in zip(notebook.code, outputs, strict=True):
        shown = []
        for output in _joined(given):
            made = renderer.output(output)
            if made is None:
                found = f"an output of the kind {_kinds(output)}"
                fix = "show a picture or text; or tag the cell remove-output"
                expected = one_of(BEST_FIRST)
                problems.append(Problem(notebook.path, cell.line, found, expected, fix))
            elif made:
                shown.append(made)
        parts.append("\n".join(shown))
    if problems:
        raise ContentError(problems)
    return RenderedOutputs(tuple(parts), renderer.files)


def _joined(outputs: Sequence[Output]) -> Iterator[Output]:
    """The outputs, with texts that follow each other in one stream made one."""
    waiting: dict[str, Any] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            if waiting:
                yield waiting
            waiting = {}
            yield output
        elif waiting and waiting["name"] == output["name"]:
            waiting["text"] += _text(output["text"])
        else:
            if waiting:
                yield waiting
            waiting = {**output, "text": _text(output["text"])}
    if waiting:
        yield waiting


def _kinds(output: Output) -> str:
    data = output.get("data")
    return " or ".join(sorted(data)) if data else str(output["output_type"])


@dataclass
class _Renderer:
    root: str
    files: dict[str, bytes] = field(default_factory=dict)

    def output(self, output: Output) -> str | None:
        """The HTML of one output; None if it cannot be shown."""
        kind = output["output_type"]
        if kind == "stream":
            return _printed(output["text"])
        if kind == "error":
            return _printed("\n".join(output["traceback"]))
        if kind not in ("display_data", "execute_result"):
            return None
        data, metadata = output.get("data") or {}, output.get("metadata") or {}
        for each in BEST_FIRST:
            if each in data:
                shown = self.data(each, data, metadata)
                if shown is not None:
                    return shown
        plain = next((each for each in sorted(data) if each.startswith("text/")), None)
        if plain is not None:
            return _printed(_text(data[plain]))
        return None if data else ""

    def data(self, kind: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str | None:
        """The HTML of an output in one of its forms; None if that form cannot be shown."""
        if kind == "text/html":
            return _framed(with_scrolling_tables(_text(data[kind])))
        if kind == "text/markdown":
            text = with_maths(_text(data[kind]))
            made = markdown(text, extensions=["tables", "fenced_code", "sane_lists"])
            return _framed(with_scrolling_tables(made))
        if kind == "text/latex":
            return self.latex(_text(data[kind]), data)
        if kind == "application/json":
            return _printed(json.dumps(data[kind], ensure_ascii=False, indent=2))
        if kind == "text/plain":
            return _printed(_text(data[kind]))
        return self.picture(kind, data, metadata)

    def latex(self, latex: str, data: Mapping[str, Any]) -> str | None:
        formula = formula_html(latex)
        if formula is None:
            # Its picture, if there is one, says more than its source.
            drawn = any(kind in data for kind in KINDS)
            return None if drawn else _framed(f"<pre>{html.escape(latex)}</pre>", "latex")
        return _framed(formula, "latex")

    def picture(
        self, kind: str, data: Mapping[str, Any], metadata: Mapping[str, Any]
    ) -> str | None:
        picture = picture_of(kind, _text(data[kind]))
        if picture is None:
            return None
        self.files[picture.path] = picture.content
        own = metadata.get(kind)
        known = {**metadata, **(own if isinstance(own, dict) else {})}
        alt = known.get("alt") or _named(_text(data.get("text/plain", "")))
        sizes = "".join(
            f' {name}="{known[name]:g}"'
            for name in ("width", "height")
            if isinstance(known.get(name), (int, float)) and known[name] > 0
        )
        source = html.escape(f"{self.root}{picture.path}")
        alt = html.escape(str(alt))
        return _framed(f'<img src="{source}" alt="{alt}"{sizes} loading="lazy">', "picture")


def _named(plain: str) -> str:
    """What a program says of a picture, as its text alternative."""
    text = " ".join(_UNNAMED.sub("", plain).split()).strip("<>")
    return text or "Picture that the code above makes"


def _text(value: Any) -> str:
    """A text of the notebook format, which may be a list of its lines."""
    return value if isinstance(value, str) else "".join(str(each) for each in value)


def _printed(text: str) -> str:
    """Text as a terminal would leave it: without colours, and with what was written over gone."""
    lines = _ESCAPES.sub("", text).replace("\r\n", "\n").split("\n")
    left = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
    shown = html.escape(_NO_TEXT.sub("", left), quote=False)
    return f'<div class="notebook-output"><pre>{shown}</pre></div>' if left.strip() else ""


def _framed(content: str, kind: str = "") -> str:
    extra = f" notebook-{kind}" if kind else ""
    return f'<div class="notebook-output{extra}">\n{content}\n</div>'
