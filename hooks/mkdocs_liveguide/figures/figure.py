"""Drawings put into the page itself, so that they follow its light and dark colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader

_SVG = "http://www.w3.org/2000/svg"
_FORBIDDEN = {"script", "foreignObject", "image", "use", "a"}
"""Elements that could run code or ask another host for something."""


FOLDER = "assets/figures"
"""Where the drawings lie, relative to the docs folder."""


@dataclass(frozen=True)
class Figures:
    """The drawings of a guide."""

    files: Mapping[str, Path]
    """By name, relative to `FOLDER`."""
    reader: Reader


def load_figures(reader: Reader, docs: Path) -> Figures:
    """Finds all drawings."""
    folder = docs / FOLDER
    files = reader.files(folder, "**/*.svg")
    return Figures({file.relative_to(folder).as_posix(): file for file in files}, reader)


def directives(figures: Figures) -> Directives:
    """``::: figure topic/name.svg "text alternative" caption="…"``."""
    return Directives(html={"figure": partial(_render, figures)})


def _render(figures: Figures, directive: Directive, view: PageView) -> Html:
    """Puts a drawing into the page. It may use ``currentColor`` and the theme's CSS variables.

    Raises:
        ContentError: there is no such drawing, it has no text alternative, or it is not plain SVG.
    """
    directive.check_options(("caption",))
    name, _, alternative = directive.argument.partition(" ")
    known = figures.files
    if name not in known:
        raise directive.problem(f'the unknown figure "{name}"', one_of(known), suggest(name, known))
    if not alternative:
        fix = f'write ::: figure {name} "what the drawing says, in words"'
        raise directive.problem("a figure without words", "a text alternative", fix)
    try:
        # The drawing is a file of this repository, written by the guide's own authors.
        root = ElementTree.fromstring(figures.reader.read(known[name]))
    except ElementTree.ParseError as error:
        path = figures.reader.name(known[name])
        found = f"text that is not XML ({error})"
        line, fix = error.position[0], "mend it, or draw it again"
        raise ContentError([Problem(path, line, found, "an SVG file", fix)]) from None
    foreign = {element.tag.rpartition("}")[2] for element in root.iter()} & _FORBIDDEN
    if root.tag != f"{{{_SVG}}}svg" or "viewBox" not in root.attrib or foreign:
        found = f"{name} with {', '.join(sorted(foreign)) or 'no viewBox'}"
        raise directive.problem(found, "plain SVG shapes in an <svg viewBox=…>", "redraw that part")
    for attribute in ("width", "height", "role", "aria-labelledby"):
        root.attrib.pop(attribute, None)
    for element in list(root):
        if element.tag in (f"{{{_SVG}}}title", f"{{{_SVG}}}desc"):
            root.remove(element)
    root.set("role", "img")
    root.set("aria-label", alternative)
    ElementTree.register_namespace("", _SVG)
    svg = ElementTree.tostring(root, encoding="unicode")
    caption = directive.options.get("caption", "")
    html = render_template("figures/figure.html", svg=svg, caption=caption)
    return Html(html)
