"""Drawings in pages: plain SVG goes in; all else is told, of all drawings of a build together."""

from __future__ import annotations

from tests.small_site import SmallSite

HOME = "# Home\n\n"
SHOWN = '::: figure {} "what it says"\n\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9">\n{}\n</svg>\n'
FOLDER = "docs/assets/figures"
DRAWS = """class Drawing:
    def _repr_svg_(self):
        return {!r}


Drawing()
"""


def test_a_drawing_of_plain_shapes_is_part_of_the_page(small: SmallSite) -> None:
    shapes = '<title>t</title><defs/><path d="M0 0" stroke="var(--a, #fff)" fill="url(#a)"/>'
    built = small.build(
        {
            "docs/index.md": f"{HOME}{SHOWN.format('a.svg')}::: live draw/it.py\n",
            f"{FOLDER}/a.svg": SVG.format(shapes),
            "snippets/draw/it.py": DRAWS.format(SVG.format(shapes)),
        }
    )
    assert built.log == []
    for drawing in built.page().select("svg"):
        assert drawing.select_one("path")["fill"] == "url(#a)"  # type: ignore[index]
    figure = built.page().select_one("figure svg")
    assert figure is not None
    assert figure["aria-label"] == "what it says"
    assert figure.select_one("title") is None
    assert not figure.has_attr("width")


def test_whatever_else_drawings_have_is_told_together_with_lines(small: SmallSite) -> None:
    built = small.build(
        {
            "docs/index.md": HOME
            + "".join(SHOWN.format(f"{name}.svg") for name in "abcd")
            + "::: live draw/it.py\n",
            f"{FOLDER}/a.svg": SVG.format('<rect style="fill:red"/>\n<use href="#a"/>'),
            f"{FOLDER}/b.svg": SVG.format(r'<rect fill="u\72l(//example.org)"/>'),
            f"{FOLDER}/c.svg": "<!DOCTYPE svg>\n" + SVG.format(""),
            f"{FOLDER}/d.svg": SVG.format("").replace(" viewBox=", " viewbox="),
            "snippets/draw/it.py": DRAWS.format(SVG.format("<script/>")),
        }
    )
    told = [problem.partition("; expected")[0] for problem in built.problems]
    assert told == [
        f'{FOLDER}/a.svg:2: found style="fill:red"',
        f"{FOLDER}/a.svg:3: found <use>",
        f'{FOLDER}/a.svg:3: found href="#a"',
        f'{FOLDER}/b.svg:2: found fill="u\\72l(//example.org)"',
        f"{FOLDER}/c.svg:1: found a <!DOCTYPE …>",
        f'{FOLDER}/d.svg:1: found viewbox="0 0 9 9"',
        "snippets/draw/it.py:1: found <script> in line 2 of a drawing that this code makes",
    ]
    fixes = [problem.rpartition("; ")[2] for problem in built.problems]
    assert fixes[0] == 'write each property as an attribute, such as fill="none"'
    assert 'write "viewBox", or take it out' in fixes
    assert not built.site.is_dir()
