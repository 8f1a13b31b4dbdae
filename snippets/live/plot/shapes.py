"""What plots are drawn of: text, markers, and names beside the lines."""

from __future__ import annotations

from html import escape

WIDTH, HEIGHT = 376, 300
NAMES = 114  # width kept at the right for the names of series
_LETTERS = 13  # letters of a name in one line
_LINE = 15  # height of a line of text
# Mid tones: at least 3 to 1 against both a white and a nearly black page.
COLOURS = ("#2083a8", "#c95f1b", "#8d67cf", "#4d8f3c", "#c04f8c", "#857a1f")
DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2", "14 4")
_MARKERS = ("circle", "square", "triangle", "diamond", "cross", "ring")


def colour(number: int) -> str:
    """The colour of a series, counted from 0: the page's, or a mid tone."""
    return f"var(--plot-{number + 1}, {COLOURS[number]})"


def marker(number: int, a: float, b: float) -> str:
    """The mark of a series, with its middle at a place."""
    fill = colour(number)
    match _MARKERS[number]:
        case "circle":
            return f'<circle cx="{a:g}" cy="{b:g}" r="4" fill="{fill}"/>'
        case "square":
            return f'<rect x="{a - 3.5:g}" y="{b - 3.5:g}" width="7" height="7" fill="{fill}"/>'
        case "triangle":
            return f'<path d="M{a:g} {b - 5:g}l4.8 8.4h-9.6z" fill="{fill}"/>'
        case "diamond":
            return f'<path d="M{a:g} {b - 5:g}l5 5l-5 5l-5 -5z" fill="{fill}"/>'
        case "cross":
            cross = f"M{a - 4:g} {b - 4:g}l8 8m0 -8l-8 8"
            return f'<path d="{cross}" fill="none" stroke="{fill}" stroke-width="2.2"/>'
        case _:
            ring = f'<circle cx="{a:g}" cy="{b:g}" r="3.6" fill="none" stroke="{fill}"'
            return ring + ' stroke-width="2"/>'


def names(names: list[str], ends: list[float]) -> str:
    """The names beside the ends of their lines, pushed apart where they would overlap."""
    broken = [_wrap(name) for name in names]
    order = sorted(range(len(names)), key=lambda number: (ends[number], number))
    tops: dict[int, float] = {}
    free = 2.0
    for number in order:
        tops[number] = max(ends[number] - _LINE / 2, free)
        free = tops[number] + len(broken[number]) * _LINE + 4
    limit = HEIGHT - 2.0
    for number in reversed(order):
        tops[number] = min(tops[number], limit - len(broken[number]) * _LINE)
        limit = tops[number] - 4
    left = WIDTH - NAMES + 4
    drawn = []
    for number, top in sorted(tops.items()):
        drawn.append(marker(number, left, top + _LINE / 2))
        drawn += [
            text(left + 10, top + 11.5 + line * _LINE, words, size=12.5)
            for line, words in enumerate(broken[number])
        ]
    return "".join(drawn)


def _wrap(name: str) -> list[str]:
    broken = [""]
    for word in name.split():
        if broken[-1] and len(broken[-1]) + 1 + len(word) > _LETTERS:
            broken.append(word)
        else:
            broken[-1] = f"{broken[-1]} {word}".strip()
    return broken


def text(
    a: float, b: float, words: str, *, anchor: str = "start", size: float = 13, weight: str = ""
) -> str:
    """Words in the page's colour; `b` is where their base line lies."""
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{a:g}" y="{b:g}" text-anchor="{anchor}" font-size="{size:g}"{bold} '
        f'fill="currentColor">{escape(words, quote=False)}</text>'
    )


def svg(inside: str, alt: str, height: float) -> str:
    """The whole drawing: shapes, text alternative, height in its own units."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img" '
        f'aria-label="{escape(alt)}" font-family="inherit" class="plot">{inside}</svg>'
    )
