"""The styles of live parts keep to a few sizes and corners, so that they have one look."""

from __future__ import annotations

import re
from pathlib import Path

import mkdocs_liveguide

BROWSER = Path(mkdocs_liveguide.__file__).parent / "browser"
SMALL = {"0.64rem", "0.7rem"}
"""The sizes of small letters."""
TABLE = "0.68rem"
"""And that of tables and outputs."""
CORNERS = re.compile(r"var\(--guide-radius, 0\.4rem\)|0(?!\.)|0\.2rem|1rem|1\.2rem")
"""A part's own, none, those of what lies in a bar, and round ones."""


def declared(name: str) -> list[tuple[str, str]]:
    """Each value of a property, with the file that it stands in."""
    found = [
        (path.name, value)
        for path in sorted(BROWSER.rglob("*.css"))
        for value in re.findall(rf"\b{name}:\s*([^;]+);", path.read_text("utf-8"))
    ]
    assert len(found) > 20
    return found


def test_small_letters_have_two_sizes() -> None:
    sizes = [
        (file, size)
        for file, size in declared("font-size")
        if re.fullmatch(r"0\.[567]\d*rem", size)
    ]
    assert [each for each in sizes if each[1] not in SMALL | {TABLE}] == []


def test_corners_are_of_a_few_kinds() -> None:
    others = [
        (file, value) for file, value in declared("border-radius") if CORNERS.sub("", value).strip()
    ]
    assert others == []
