"""Drawings that readers' code makes: of each, only plain shapes and text are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.drive import Browser, Tab
from tests.browser.first_cell import run
from tests.browser.server import Host
from tests.browser.standing import StandingPage, run_here

from mkdocs_liveguide.policy.rules import STRICT, Policy


def test_a_drawing_cannot_carry_scripts(tab: Tab, host: Host) -> None:
    code = '''
class Trap:
    def _repr_svg_(self):
        return """<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='caught'">
        <script>document.title='caught'</script><image href="/x"/>
        <a href="javascript:1"><text>t</text></a>
        <rect width="9" height="9" onclick="1" style="background:url(/x)" fill="url(/y)"/>
        <foreignObject><b xmlns="http://www.w3.org/1999/xhtml">b</b></foreignObject></svg>"""

Trap()
'''
    # Browsers tell of what they refuse in it, too: that is as it should be.
    host.headers["Content-Security-Policy"] = Policy(STRICT).header
    run(tab, host, code)
    drawn = tab.evaluate("return document.querySelector('live-cell .cell-figure svg').innerHTML")
    assert "<rect" in drawn
    for forbidden in ("script", "image", "href", "onclick", "style", "url(", "foreignObject"):
        assert forbidden not in drawn
    assert tab.evaluate("return document.title") == "Workbench"
    tab.refused()


XLINK = "http://www.w3.org/1999/xlink"
NAMESPACES = f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{XLINK}" viewBox="0 0 9 9"'
DRAW = """
class Drawing:
    alt = "words"
    def __init__(self, svg): self.svg = svg
    def _repr_svg_(self): return self.svg

Drawing({svg!r}.replace("@", "a" * 2_100_000))
"""


@pytest.fixture(scope="module")
def standing(browser: Browser, workbench: Path) -> Iterator[StandingPage]:
    """A page whose policy may refuse styles.

    While a drawing is read, before the list is asked, it refuses those in it, and those of the
    browser's own note about a mistake in it.
    """
    page = StandingPage(browser, workbench, forgives="style-src")
    yield page
    page.close()


def drawn(tab: Tab, svg: str) -> tuple[str, str]:
    """What stands in the page of a drawing, and the words under it."""
    run_here(tab, DRAW.format(svg=svg))
    figure = "document.querySelector('live-cell .cell-figure')"
    tab.wait(figure)
    shown = tab.evaluate(f"return {figure}.querySelector('svg')?.innerHTML ?? ''")
    words = tab.evaluate(f"return {figure}.querySelector('p')?.textContent ?? ''")
    return str(shown), str(words)


def test_of_a_drawing_only_what_the_list_names_is_shown_and_the_rest_is_told(
    bench: Tab,
) -> None:
    values = [r"u\72l(/x)", "url/**/(/x)", "url( #a )", "url(#a) url(/x)", "URL(/x)", "image(/x)"]
    traps = "".join(f'<rect fill="{value}"/>' for value in values)
    inside = (
        '<linearGradient id="sky"><stop offset="5%" stop-color="#fff"/></linearGradient>'
        '<rect fill="url(#sky)" stroke="var(--plot-1, #2083a8)"/>'
        f"{traps}<style>*{{}}</style><use href='#sky'/><set attributeName='onclick' to='1'/>"
        "<animate attributeName='href' values='javascript:1'/><rect xlink:href='/x' style='a:b'/>"
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>b</b></foreignObject>"
    )
    shown, left = drawn(bench, f"<svg {NAMESPACES}>{inside}</svg>")
    assert shown.count("url(") == 1
    assert 'fill="url(#sky)"' in shown
    assert 'stroke="var(--plot-1, #2083a8)"' in shown
    assert shown.count("<rect") == len(values) + 2
    for name in ("style", "<use", "<set", "animate", "href", "foreignObject", "\\", "image"):
        assert name not in shown
    assert left.startswith("Left out, as only plain shapes and text are drawn here: ")
    assert "<style>" in left


@pytest.mark.parametrize(
    "svg",
    [
        f"<svg {NAMESPACES}><rect/>",
        f"<!DOCTYPE svg><svg {NAMESPACES}><rect/></svg>",
        f"<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>"
        f"<svg {NAMESPACES}><text>&b;</text></svg>",
        f"<svg {NAMESPACES}>{'<g/>' * 6_000}</svg>",
        f"<svg {NAMESPACES}><text>@</text></svg>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "<svg/>",
        "",
    ],
    ids=["open", "doctype", "entities", "elements", "characters", "html", "no namespace", "empty"],
)
def test_what_is_no_drawing_is_said(bench: Tab, svg: str) -> None:
    assert drawn(bench, svg)[0] == ""
    assert "cannot be shown" in bench.text("live-cell .cell-figure")


def test_a_deep_drawing_does_no_harm(bench: Tab) -> None:
    svg = f"<svg {NAMESPACES}>{'<g>' * 4_000}<rect/>{'</g>' * 4_000}</svg>"
    shown, _ = drawn(bench, svg)
    assert "<rect" not in shown
    assert bench.text("live-cell .cell-figure")
