"""What pages say of themselves to networks and to readers of feeds, and the files for that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from mkdocs_liveguide.building.artefacts import FOLDER, Artefact
from mkdocs_liveguide.building.cache import Cache, key_of
from mkdocs_liveguide.building.code import module_key
from mkdocs_liveguide.building.progress import progress
from mkdocs_liveguide.pages.structured import HOME, SiteInfo
from mkdocs_liveguide.pages.view import PageInfo
from mkdocs_liveguide.sharing import cards as drawing
from mkdocs_liveguide.sharing import colours
from mkdocs_liveguide.sharing.cards import SIZE, Look, draw_card, is_font, missing_letters
from mkdocs_liveguide.sharing.changes import FEED, Changes, write_feed
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import Problem

CARDS = f"{FOLDER}/cards"
"""The folder of cards, relative to the site's root: no page shows them, so browsers keep none."""


@dataclass(frozen=True)
class SharedPage:
    """What a page says of itself where somebody shares it."""

    kind: str
    """``website`` (the home page) or ``article``."""
    title: str
    description: str
    """"" for none."""
    url: str
    """Its whole address; "" if that is not known."""
    image: str = ""
    """The whole address of its card; "" for none."""
    width: int = SIZE[0]
    """Of the card, in pixels."""
    height: int = SIZE[1]


@dataclass(frozen=True)
class Sharing:
    """What is shared of a site."""

    pages: Mapping[str, SharedPage] = field(default_factory=dict)
    """By `src_uri`."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """By path, relative to the site's root."""
    days: Mapping[str, str] = field(default_factory=dict)
    """The day of a page's last change, by `src_uri`, where one is told."""
    feed: str = ""
    """The path of the feed; "" where there is none."""
    report: Sequence[str] = ()
    """What an author may want to know, a line each."""


def build_sharing(
    pages: Mapping[str, PageInfo],
    description: Callable[[str], str],
    site: SiteInfo,
    look: Look | None,
    changes: Changes,
    cache: Cache,
    say: Callable[[str], None],
) -> Sharing:
    """Draws cards and writes the feed.

    Args:
        pages: the published pages, by `src_uri`.
        description: says what a page (`src_uri`) is about.
        site: the site. Cards and feed need its address.
        look: of the cards; None for no cards.
        changes: what the feed tells.
        cache: keeps cards.
        say: is told what takes time.
    """
    drawn, report = dict[str, Artefact](), list[str]()
    if look is not None and site.url:
        drawn, report = _cards(pages, description, look, cache, say)
    shared = {}
    for src_uri, page in pages.items():
        is_home = page.url in HOME
        shared[src_uri] = SharedPage(
            "website" if is_home else "article",
            site.name if is_home else page.title,
            description(src_uri),
            site.url + page.url if site.url else "",
            site.url + quote(drawn[src_uri].path) if src_uri in drawn else "",
        )
    files = {card.path: card.content for card in drawn.values()}
    has_feed = bool(changes.listed and site.url)
    if has_feed:
        files[FEED] = write_feed(changes, pages, site)
    days = {src_uri: changes.day_of(src_uri) for src_uri in pages}
    return Sharing(shared, files, days, FEED if has_feed else "", report)


def _cards(
    pages: Mapping[str, PageInfo],
    description: Callable[[str], str],
    look: Look,
    cache: Cache,
    say: Callable[[str], None],
) -> tuple[dict[str, Artefact], list[str]]:
    """A card for each page: of the whole site where its font has not all letters of the title."""
    font = hashlib.sha256(look.font.read_bytes()).hexdigest() if look.font else ""
    code = [module_key(drawing.__file__), module_key(colours.__file__)]
    common = [*code, repr((look.name, look.address, look.ground, look.accent)), font]
    lacking = missing_letters(look.name + look.address, look)
    if lacking:
        return {}, [_told(lacking, "no page has a card")]
    drawn, without = dict[str, Artefact](), dict[str, None]()
    with progress(say, "drawing cards", len(pages)) as done:
        for src_uri, page in pages.items():
            title = "" if page.url in HOME else page.title
            text = description(src_uri)
            lacking = missing_letters(title + text, look)
            if lacking:
                without |= dict.fromkeys(lacking)
                title = text = ""

            def make(title: str = title, text: str = text) -> bytes:
                return draw_card(title, text, look)

            key = key_of(*common, title, text)
            content = cache.load_or_make("cards", key, make, bytes)
            name = src_uri.rpartition(".")[0].replace("/", "-")
            drawn[src_uri] = Artefact(f"cards/{name}.png", content)
            done(1)
    consequence = "cards of pages with them show the site's name"
    return drawn, [_told("".join(without), consequence)] if without else []


def _told(letters: str, consequence: str) -> str:
    return (
        f"The font of cards has not the letters {letters[:20]}, so {consequence}; "
        "the option card_font names another"
    )


def choose_look(site: SiteInfo, chosen: Sequence[str], palette: object, font: str | None) -> Look:
    """How the cards of a site look.

    Args:
        site: the site, with an address.
        chosen: see `choose_colours`.
        palette: see `choose_colours`.
        font: the path of a font file; "" or None for the one that is at hand, which also takes the
            place of one that cannot be read.
    """
    ground, accent = colours.choose_colours(chosen, palette)
    address = address_to_show(site.url)
    file = Path(font) if font and is_font(Path(font)) else None
    return Look(site.name, address, ground, accent, file)


def check_font(font: str | None, place: Place) -> Iterator[Problem]:
    """A file for the font of cards that is none.

    Args:
        font: see `choose_look`.
        place: where it is named.
    """
    if font and not is_font(Path(font)):
        found = f"the file {Path(font).name} for card_font, which is no font that can be read"
        expected = "a font as TrueType, OpenType or WOFF2"
        fix = "name another file, or take the option away"
        yield Problem(place.path, place.line, found, expected, fix)


def address_to_show(url: str) -> str:
    """Host and path of a site, as people write them."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
