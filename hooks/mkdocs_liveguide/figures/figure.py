"""Drawings put into the page itself, so that they follow its light and dark colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs_liveguide.building.svg import NAMESPACE, read_svg, write_svg
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader

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
        ContentError: there is no such drawing, it has no text alternative, or it is not plain SVG:
            each thing in it that is not is told with its line.
    """
    directive.check_options(("caption",))
    name, _, alternative = directive.argument.partition(" ")
    known = figures.files
    if name not in known:
        raise directive.problem(f'the unknown figure "{name}"', one_of(known), suggest(name, known))
    if not alternative:
        fix = f'write ::: figure {name} "what the drawing says, in words"'
        raise directive.problem("a figure without words", "a text alternative", fix)
    path = figures.reader.name(known[name])
    root, faults = read_svg(figures.reader.read(known[name]))
    problems = [Problem(path, each.line, each.found, each.expected, each.fix) for each in faults]
    if root is not None and "viewBox" not in root.attrib:
        fix = 'write viewBox="0 0 WIDTH HEIGHT", in the units of the drawing'
        problems.append(Problem(path, 1, "<svg> without viewBox", "<svg viewBox=…>", fix))
    if root is None or problems:
        raise ContentError(problems)
    for attribute in ("width", "height", "role", "aria-labelledby"):
        root.attrib.pop(attribute, None)
    for element in list(root):
        if element.tag in (f"{{{NAMESPACE}}}title", f"{{{NAMESPACE}}}desc"):
            root.remove(element)
    root.set("role", "img")
    root.set("aria-label", alternative)
    svg = write_svg(root)
    caption = directive.options.get("caption", "")
    html = render_template("figures/figure.html", svg=svg, caption=caption)
    return Html(html)
