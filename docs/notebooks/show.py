"""Figures and tables of the notebooks, drawn so that the same data gives the same bytes.

A figure is an SVG that stands in the page itself: its text takes the page's own font and colour,
its series the guide's two colours, so that it follows light and dark. Elsewhere, as in a notebook
program, the colours after the comma of each ``var(…)`` apply.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import matplotlib as mpl
from IPython.display import display
from matplotlib.figure import Figure

# Each colour stands for one that the page decides. Matplotlib sees only the sign on the left.
TEXT, FAINT = "#010203", "#010204"
RETRIEVAL, TUNING, THIRD = "#010205", "#010206", "#010207"
_COLOURS = {
    TEXT: "currentColor",
    FAINT: "var(--md-default-fg-color--lighter, #8b9598)",
    RETRIEVAL: "var(--guide-retrieval, #3f8aa5)",
    TUNING: "var(--guide-tuning, #d06a2c)",
    THIRD: "var(--md-default-fg-color--light, #7d888c)",
}
_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "guide",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": TEXT,
    "axes.labelcolor": TEXT,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "grid.color": FAINT,
    "grid.alpha": 0.35,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": TEXT,
    "ytick.labelcolor": TEXT,
    "legend.frameon": False,
    "lines.linewidth": 2,
}


def new_figure(width: float = 4.8, height: float = 3.0, **axes: Any) -> tuple[Figure, Any]:
    """A figure and its axes in the guide's style.

    Args:
        width: in inches of 72 units; 4.8 keeps its text readable on a phone.
        height: in inches.
        axes: for ``Figure.subplots``, such as ``ncols=2``.
    """
    mpl.rcParams.update(_STYLE)
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(**axes)


def svg_of(figure: Figure, alt: str, name: str) -> str:
    """The figure as an SVG element that describes itself and takes the page's colours.

    Args:
        figure: what `new_figure` began.
        alt: what the figure shows, for those who do not see it.
        name: letters and dashes, unique on the page.
    """
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :].rstrip()
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    # Two figures on a page must not share an id; those that nothing refers to can go.
    used = set(re.findall(r"(?:url\(|href=\")#([\w-]+)", svg))
    svg = re.sub(
        r' id="([^"]+)"',
        lambda match: f' id="{name}-{match[1]}"' if match[1] in used else "",
        svg,
    )
    svg = re.sub(r"(url\(|href=\")#", rf"\g<1>#{name}-", svg)
    for sign, colour in _COLOURS.items():
        svg = svg.replace(sign, colour)
    # The page's own font; and no style element, which would rule the whole page.
    svg = re.sub(r"font-family: [^;\"]*;? ?", "", svg)
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"^<svg [^>]*?(viewBox=\"[^\"]*\")[^>]*>", rf"<svg \1 {_ROOT}>", svg, count=1)
    svg = svg.replace(_ALT, escape(alt, quote=True))
    return re.sub(r"\s*\n\s*", "\n", svg)


_ALT = "{alt}"
_ROOT = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    f' role="img" aria-label="{_ALT}" stroke-linejoin="round" stroke-linecap="butt"'
)


def show_figure(figure: Figure, name: str, alt: str, caption: str) -> None:
    """Shows a figure with its text alternative and a caption."""
    svg = svg_of(figure, alt, name)
    html = (
        f'<figure class="figure notebook-figure" data-search-exclude>{svg}'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
    display({"text/html": html, "text/plain": f"{caption}\n{alt}"}, raw=True)


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def show_table(rows: Sequence[Mapping[str, object]], name: str, caption: str) -> None:
    """Shows rows as a table; numbers stand to the right, fractions with two digits.

    The rows go with it as JSON under `name`, so that a test can check what the page says.

    Args:
        rows: one or more, all with the same keys, which head the columns.
        name: of the table, unique in the notebook.
        caption: what it shows.
    """
    heads = list(rows[0])
    numeric = {head: all(isinstance(row[head], int | float) for row in rows) for head in heads}
    align = {head: ' style="text-align:right"' if numeric[head] else "" for head in heads}
    head_cells = "".join(f'<th scope="col"{align[head]}>{escape(head)}</th>' for head in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td{align[head]}>{escape(_cell(row[head]))}</td>" for head in heads)
        + "</tr>"
        for row in rows
    )
    html = (
        f'<div class="table-scroll" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head_cells}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    lines = [" | ".join(heads), *(" | ".join(_cell(row[head]) for head in heads) for row in rows)]
    bundle = {
        "text/html": html,
        "text/plain": "\n".join([caption, *lines]),
        "application/json": {"name": name, "rows": [dict(row) for row in rows]},
    }
    display(bundle, raw=True)
