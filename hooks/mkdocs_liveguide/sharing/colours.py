"""Colours of cards: the theme's own, and letters that can be read on them."""

from __future__ import annotations

import re
from collections.abc import Sequence

PRIMARY = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue grey": "#546d78",
    "black": "#000000",
}
"""The colours that Material for MkDocs has names for."""

PLAIN = ("#1f2d3d", "#8ab4f8")
"""Ground and accent where neither site nor theme names any."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

RGB = tuple[int, int, int]
LETTERS: tuple[RGB, RGB] = ((255, 255, 255), (0, 0, 0))
"""Light and dark."""


def theme_colours(palette: object) -> list[str]:
    """The colours of a theme's palette that have names: of the first scheme, at most two.

    Args:
        palette: as it is configured: a mapping, or a list of them.
    """
    first = palette[0] if isinstance(palette, list) and palette else palette
    named = [first.get(key) for key in ("primary", "accent")] if isinstance(first, dict) else []
    colours = [PRIMARY.get(str(each).replace("-", " ")) for each in named]
    return [each for each in dict.fromkeys(colours[: 1 + (colours[:1] != [None])]) if each]


def choose_colours(chosen: Sequence[str], palette: object) -> tuple[str, str]:
    """Ground and accent of a site's cards.

    Args:
        chosen: what its author wants; none, one or both.
        palette: the theme's; see `theme_colours`. It serves where nothing is chosen.
    """
    colours = chosen or theme_colours(palette)
    ground, accent = (*colours, *PLAIN[len(colours) :])[:2]
    return ground, accent


def read_colour(text: str) -> RGB:
    """A colour such as ``#1f2d3d``: red, green and blue, each 0 to 255."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast(one: RGB, other: RGB) -> float:
    """The contrast of two colours as WCAG has it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def letters_on(ground: RGB) -> RGB:
    """The colour of letters that reads best on a ground."""
    return max(LETTERS, key=lambda each: contrast(each, ground))


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """A colour between two; `share`, 0 to 1, is that of the first."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: RGB) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4
        for each in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
