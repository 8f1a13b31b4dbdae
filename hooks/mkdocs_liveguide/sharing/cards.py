"""Cards: the picture that networks show beside a link to a page, drawn without a network."""

from __future__ import annotations

import io
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_liveguide.sharing.colours import RGB, letters_on, mixed, read_colour

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
"""Width and height in pixels, which networks show whole."""

_EDGE, _STRIP = 84, 20
_ROOM = SIZE[0] - 2 * _EDGE
"""Pixels that a line may have."""
_TITLES = (84, 72, 62, 52)
"""Sizes of the title, of which the first is taken that it fits in with; pixels."""
_TITLE_LINES, _TEXT_LINES = 3, 3
_TEXT, _NAME = 34, 32
_SHADES = 16
"""Flat colours need few, and the file is a third of the size."""
_PLAINER = str.maketrans({"–": "-", "—": "-", "‑": "-", "\N{NO-BREAK SPACE}": " ", "\u202f": " "})
"""Letters that a font may lack, and what reads the same."""
_NOBODYS = "\U0010fffe"
"""No font has it: what is drawn for it stands for all letters that a font has not."""


@dataclass(frozen=True)
class Look:
    """What all cards of a site have in common."""

    name: str
    """The site's name."""
    address: str
    """Host and path, as people write them."""
    ground: str
    """A colour such as ``#1f2d3d``."""
    accent: str
    font: Path | None = None
    """A font file (TrueType, OpenType, WOFF2); None for the one that is at hand."""


def is_font(file: Path) -> bool:
    """Whether a file is a font that cards can be drawn with."""
    from PIL import ImageFont

    try:
        ImageFont.truetype(file, _TEXT)
    except OSError:
        return False
    return True


def missing_letters(text: str, look: Look) -> str:
    """The letters of a text that the font does not have, each once."""
    font = _font(look, _TEXT)
    none = bytes(font.getmask(_NOBODYS))
    letters = dict.fromkeys(_plain(text))
    return "".join(
        each for each in letters if not each.isspace() and bytes(font.getmask(each)) == none
    )


def draw_card(title: str, text: str, look: Look) -> bytes:
    """A card as PNG: the same bytes for the same words, look and version of Pillow.

    Args:
        title: of the page; "" for a card of the whole site.
        text: a sentence or two; what does not fit is left out.
        look: the site's.
    """
    from PIL import Image
    from PIL.ImageDraw import Draw

    ground, accent = read_colour(look.ground), read_colour(look.accent)
    letters = letters_on(ground)
    image = Image.new("RGB", SIZE, ground)
    draw = Draw(image)
    width, height = SIZE
    draw.rectangle((0, height - _STRIP, width, height), fill=accent)
    draw.rounded_rectangle((_EDGE, _EDGE, _EDGE + 14, _EDGE + _NAME), 7, fill=accent)
    name = look.name if title else ""
    named = _font(look, _NAME)
    name = _cut(_plain(name), named, _ROOM - 34)
    _write(draw, (_EDGE + 34, _EDGE - 4), [name], named, mixed(letters, ground, 0.85))
    font, lines = _fitting(title or look.name, look)
    top = _EDGE + 84
    _write(draw, (_EDGE, top), lines, font, letters, bold=True)
    top += round(len(lines) * font.size * 1.18) + 26
    small = _font(look, _TEXT)
    room = (height - _STRIP - _EDGE - _NAME - top) // round(_TEXT * 1.4)
    _write(
        draw,
        (_EDGE, top),
        _lines(text, small, min(_TEXT_LINES, room)),
        small,
        mixed(letters, ground, 0.85),
        spacing=1.4,
    )
    place = (_EDGE, height - _STRIP - _EDGE + 14)
    footed = _font(look, 28)
    address = _cut(look.address, footed, _ROOM)
    _write(draw, place, [address], footed, mixed(letters, ground, 0.75))
    file = io.BytesIO()
    image.quantize(_SHADES, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(
    draw: ImageDraw,
    place: tuple[int, int],
    lines: Sequence[str],
    font: FreeTypeFont,
    colour: RGB,
    *,
    spacing: float = 1.18,
    bold: bool = False,
) -> None:
    left, top = place
    for number, line in enumerate(lines):
        at = (left, top + round(number * font.size * spacing))
        draw.text(at, line, colour, font, stroke_width=1.2 if bold else 0)


def _fitting(title: str, look: Look) -> tuple[FreeTypeFont, list[str]]:
    """The title's font and lines: as large as can be."""
    for size in _TITLES:
        font = _font(look, size)
        lines = _lines(title, font, _TITLE_LINES)
        if " ".join(lines) == _plain(title):
            break  # nothing is cut, and no word is broken
    return font, lines


def _lines(text: str, font: FreeTypeFont, most: int) -> list[str]:
    """The text in lines that fit; the last one ends in an ellipsis where some is left out."""
    lines: list[str] = []
    for word in _words(text, font):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], font, _ROOM, more=True)] if most > 0 else []


def _words(text: str, font: FreeTypeFont) -> Iterator[str]:
    """The words of a text, and parts of those that no line has room for."""
    for word in _plain(text).split():
        while font.getlength(word) > _ROOM:
            most = bisect(range(len(word)), _ROOM, key=lambda end: int(font.getlength(word[:end])))
            most = max(1, most - 1)
            yield word[:most]
            word = word[most:]
        yield word


def _cut(line: str, font: FreeTypeFont, room: int, *, more: bool = False) -> str:
    """As much of a line as there is room for, and a sign for the rest, or for `more` after it."""
    rest = "…" if bytes(font.getmask("…")) != bytes(font.getmask(_NOBODYS)) else "..."
    whole = f"{line} {rest}" if more else line
    if font.getlength(whole) <= room:
        return whole
    while line and font.getlength(line + rest) > room:
        line = line[:-1]
    return line.rstrip() + rest


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_PLAINER)).strip()


def _font(look: Look, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    if look.font is not None:
        return ImageFont.truetype(look.font, size)
    font = ImageFont.load_default(size)
    assert not isinstance(font, ImageFont.ImageFont), "a Pillow without FreeType"
    return font
