"""Drawings put into the page itself, so that they follow its light and dark colours."""

from __future__ import annotations

from xml.etree import ElementTree

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Html
from mkdocs_liveguide.sources.guide import Guide
from mkdocs_liveguide.sources.problems import one_of, suggest

_SVG = "http://www.w3.org/2000/svg"
_FORBIDDEN = {"script", "foreignObject", "image", "use", "a"}
"""Elements that could run code or ask another host for something."""


def render_figure(directive: Directive, guide: Guide) -> Html:
    """Renders ``::: figure topic/name.svg "text alternative" caption="…"``.

    The drawing lies under ``assets/figures`` in the docs folder. It may use ``currentColor`` and
    the theme's CSS variables.

    Raises:
        ContentError: there is no such drawing, it has no text alternative, or it is not plain SVG.
    """
    name, _, alternative = directive.argument.partition(" ")
    folder = guide.docs / "assets" / "figures"
    known = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.svg"))]
    if name not in known:
        raise directive.problem(f'the unknown figure "{name}"', one_of(known), suggest(name, known))
    if not alternative:
        fix = f'write ::: figure {name} "what the drawing says, in words"'
        raise directive.problem("a figure without words", "a text alternative", fix)
    try:
        # The drawing is a file of this repository, written by the guide's own authors.
        root = ElementTree.fromstring((folder / name).read_text(encoding="utf-8"))
    except ElementTree.ParseError as error:
        raise directive.problem(
            f"{name}, which is not XML ({error})", "an SVG file", "mend it"
        ) from None
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
    return Html(html, text=f"{alternative}\n\n{caption}".strip())


RENDERERS = {"figure": render_figure}
