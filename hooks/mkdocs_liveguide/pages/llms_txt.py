"""Pages as Markdown for machines: what the plugin that makes them needs from us.

The plugin turns a page's HTML back into Markdown and lists all pages in ``llms.txt``. It loads this
file by its path and calls `preprocess`.
"""

from __future__ import annotations

import fnmatch
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.runtime.places import PACKAGE

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

SETTINGS: dict[str, object] = {
    "autoclean": False,
    "preprocess": str(PACKAGE / "pages" / "llms_txt.py"),
}
"""How the plugin is set up."""

CONTROLS = (
    "button, form, input, select, textarea, nav, script, style, template, [hidden], .live-only"
)
"""What is there to be used, not to be read."""

ORNAMENTS = "svg, img, .headerlink, .tabbed-labels"
"""What is there to be seen, and the links of headings to themselves."""

_PYTHON = "language-python"


def preprocess(soup: BeautifulSoup, output: str) -> None:
    """Leaves of a page's HTML what can be read as text.

    Args:
        soup: the page's content, changed in place.
        output: where the Markdown will be written; not used.
    """
    for drawing in soup.select("svg[aria-label]"):
        words = soup.new_tag("p")
        words.string = f"Figure: {drawing['aria-label']}"
        drawing.replace_with(words)
    for picture in soup.select("img[alt]"):
        if alt := " ".join(str(picture["alt"]).split()):
            picture.replace_with(f"[Figure: {alt}]")
    for cell in soup.select("td, th"):
        for words in list(cell.strings):
            if "|" in words and not words.find_parent("code"):
                words.replace_with(words.replace("|", "\\|"))
    for block in soup.select("pre"):
        _name_language(block)
    for tabs in soup.select(".tabbed-set"):
        _put_labels(soup, tabs)
    for element in soup.select(f"{CONTROLS}, {ORNAMENTS}"):
        # An element inside one that has just been removed is gone already.
        if not element.decomposed:
            element.decompose()


def _put_labels(soup: BeautifulSoup, tabs: Tag) -> None:
    """Puts the label of each tab above what the tab shows: they stand in a row of their own."""
    labels = tabs.select(":scope > .tabbed-labels > label")
    blocks = tabs.select(":scope > .tabbed-content > .tabbed-block")
    for label, block in zip(labels, blocks, strict=False):
        above, strong = soup.new_tag("p"), soup.new_tag("strong")
        strong.string = label.get_text(" ", strip=True)
        above.append(strong)
        block.insert(0, above)


def _name_language(block: Tag) -> None:
    """Puts the language of code where the plugin looks for it: at the block itself."""
    around = [*block.select("code"), *block.parents]
    names = (str(name) for each in around for name in each.get_attribute_list("class"))
    # Cells and labs are Python, and do not say so.
    known = (_PYTHON if name == "cell-code" else name for name in names)
    if named := next((name for name in known if name.startswith("language-")), ""):
        block["class"] = [named]  # type: ignore[assignment]


def link_text(title: str) -> str:
    """A page's title, as it stands in a link in Markdown."""
    return re.sub(r"[\\\[\]<`]", r"\\\g<0>", title)


_CONVERSION = "_generate_page_markdown"
"""The plugin's function that makes Markdown of a page's HTML, which takes most of its time."""


@contextmanager
def kept_conversion(plugin: object, kept: Kept) -> Iterator[None]:
    """Has the plugin's Markdown of pages taken from what is kept, as far as it is.

    A version of the plugin without such a function converts each page anew.

    Args:
        plugin: the one that makes ``llms.txt``.
        kept: keeps the Markdown of each page by its HTML, its address, and the plugin's version.
    """
    module = sys.modules[type(plugin).__module__]
    convert: Callable[..., str] | None = getattr(module, _CONVERSION, None)
    if convert is None:
        yield
        return

    def converted(html: str, **options: Any) -> str:
        # Where it will lie, and where our `preprocess` does, are no part of the Markdown.
        told = sorted(each for each in options.items() if each[0] not in ("path", "preprocess"))
        return str(kept.get_or_make([html, repr(told)], lambda: convert(html, **options)))

    setattr(module, _CONVERSION, converted)
    try:
        yield
    finally:
        setattr(module, _CONVERSION, convert)


def choose_sections(
    nav: Sequence[Any] | None,
    chosen: Mapping[str, Sequence[Any]],
    src_uris: Iterable[str],
    description: Callable[[str], str],
) -> dict[str, list[dict[str, str]]]:
    """The sections of ``llms.txt``: those of the navigation, else those that the site has chosen.

    Args:
        nav: see `list_sections`; None or empty for a site without one.
        chosen: see `pick_pages`.
        src_uris: see `pick_pages`.
        description: says what a page (`src_uri`) is about.
    """
    if nav:
        return list_sections(nav, description)
    return pick_pages(chosen, src_uris, description)


def list_sections(
    nav: Sequence[Any], description: Callable[[str], str], rest: str = "Start"
) -> dict[str, list[dict[str, str]]]:
    """The sections of ``llms.txt``: the navigation's own, each page with its description.

    Args:
        nav: the navigation as configured: a list of strings and of ``{title: string or list}``.
        description: says what a page (`src_uri`) is about.
        rest: the section of pages that stand outside of all sections.
    """
    sections: dict[str, list[dict[str, str]]] = {}
    for item in nav:
        for title, target in _named(item):
            section = title if isinstance(target, list) else rest
            for src_uri in _leaves(target):
                sections.setdefault(section, []).append({src_uri: description(src_uri)})
    return sections


def pick_pages(
    sections: Mapping[str, Sequence[Any]],
    src_uris: Iterable[str],
    description: Callable[[str], str],
) -> dict[str, list[dict[str, str]]]:
    """The sections of ``llms.txt`` for a site without a navigation of its own.

    Args:
        sections: as configured: paths of pages and patterns, or ``{path: description}``.
        src_uris: the pages that there are; patterns name no other files.
        description: says what a page (`src_uri`) is about.
    """
    pages = sorted(src_uris)
    picked: dict[str, list[dict[str, str]]] = {}
    for title, items in sections.items():
        listed = picked.setdefault(title, [])
        for item in items:
            if isinstance(item, dict):
                listed.append(item)
            elif "*" in item:
                listed += [{each: description(each)} for each in fnmatch.filter(pages, item)]
            else:
                listed.append({item: description(item)})
    return picked


def _named(item: Any) -> list[tuple[str, Any]]:
    return list(item.items()) if isinstance(item, dict) else [("", item)]


def _leaves(target: Any) -> Iterator[str]:
    if isinstance(target, str):
        if "://" not in target:
            yield target
    else:
        for item in target:
            for _, inner in _named(item):
                yield from _leaves(inner)
