"""Rendered pages, kept where their HTML depends on nothing but what the key covers.

MkDocs renders all pages at each edit. A page is taken from what is kept when its Markdown, all
settings of Markdown's extensions, the files that it may link to, what it cites and what its
directives make are the same. Extensions that may read something else are not known here, and with
one of them, every page is rendered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from mkdocs_liveguide.building.cache import key_of
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.pages.draft import Draft, Reading
from mkdocs_liveguide.pages.kept_draft import dump_draft, load_draft

# fmt: off
_KNOWN = frozenset((
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "nl2br", "sane_lists", "smarty",
    "tables", "toc", "wikilinks",
))
_OF_PYMDOWNX = frozenset((
    "arithmatex", "betterem", "caret", "critic", "details", "emoji", "escapeall", "extra",
    "extrarawhtml", "fancylists", "highlight", "inlinehilite", "keys", "magiclink", "mark",
    "progressbar", "quotes", "saneheaders", "smartsymbols", "striphtml", "superfences", "tabbed",
    "tasklist", "tilde",
))
# fmt: on
_TOPS = ("markdown", "material", "pymdownx")
"""Packages whose functions, where a setting names one, depend on their arguments only."""


def settings_of(
    extensions: Iterable[object], configs: Mapping[str, Any], own: Reading
) -> str | None:
    """What Markdown is read with, as text; None where a page may depend on more than that.

    Args:
        extensions: names and objects.
        configs: their options, by name.
        own: the generator's own extension.
    """
    names = [each for each in extensions if each is not own]
    if not all(isinstance(name, str) and _is_known(name) for name in names):
        return None
    try:
        return repr([names, _plain(configs)])
    except _UnknownError:
        return None


def _is_known(name: str) -> bool:
    top, _, rest = name.rpartition(".")
    if top == "pymdownx" or top == "pymdownx.blocks":
        return rest in _OF_PYMDOWNX or top == "pymdownx.blocks"
    return rest in _KNOWN and top in ("", "markdown.extensions")


class _UnknownError(Exception):
    """A setting that may stand for anything."""


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        if value.get("custom_icons"):
            raise _UnknownError  # pictures are read from folders
        return sorted((str(key), _plain(each)) for key, each in value.items())
    if isinstance(value, Sequence):
        return [_plain(each) for each in value]
    if isinstance(value, partial):
        return [_plain(value.func), _plain(value.args), _plain(value.keywords)]
    module, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "<")
    if not isinstance(module, str) or module.partition(".")[0] not in _TOPS or "<" in name:
        raise _UnknownError
    return f"{module}:{name}"


@dataclass(frozen=True)
class KeptPages:
    """The pages of one build."""

    kept: Kept
    common: Sequence[str]
    """All that every page depends on: settings, files, what can be cited."""
    toc: Callable[[list[Any]], Any]
    """MkDocs' own: makes a table of contents of tokens."""

    @classmethod
    def of(
        cls,
        kept: Kept,
        extensions: Iterable[object],
        configs: Mapping[str, Any],
        own: Reading,
        files: Iterable[Any],
        more: Iterable[str],
        toc: Callable[[list[Any]], Any],
    ) -> KeptPages | None:
        """What is kept of pages; None where a page may depend on what is not known.

        Args:
            kept: keeps them.
            extensions: see `settings_of`.
            configs: see `settings_of`.
            own: see `settings_of`.
            files: see `key_of_files`.
            more: what else every page depends on.
            toc: see `toc`.
        """
        settings = settings_of(extensions, configs, own)
        return None if settings is None else cls(kept, [settings, key_of_files(files), *more], toc)

    def render(
        self,
        page: Any,
        files: Any,
        reading: Reading,
        begin: Callable[[], Draft],
        render: Callable[[], None],
    ) -> None:
        """Gives a page its HTML: kept, else rendered now.

        Args:
            page: MkDocs' page, with its Markdown.
            files: MkDocs' files.
            reading: holds the draft of the page.
            begin: makes a new draft of it.
            render: has MkDocs render it.
        """
        draft = reading.draft
        assert draft is not None
        origins = [
            (each.path, each.line_offset, each.lines, each.text) for each in draft.origins.texts
        ]
        about = repr([page.file.src_uri, page.file.url, draft.foreign, origins])
        parts = [*self.common, about, page.markdown]
        found = self.kept.find(parts)
        if found is not None:
            if load_draft(found["draft"], draft):
                self._fill(page, files, found)
                return
            reading.draft = draft = begin()
        with _told() as told:
            render()
        if not told and not draft.problems and not draft.dead_links:
            self.kept.put(parts, self._read(page, draft))

    def _read(self, page: Any, draft: Draft) -> dict[str, Any]:
        to_anchors = page.links_to_anchors or {}
        return {
            "html": page.content,
            "toc": [_token(item) for item in page.toc],
            "title": page._title_from_render,
            "ids": sorted(page.present_anchor_ids or ()),
            "to": [[file.src_uri, links] for file, links in to_anchors.items()],
            "draft": dump_draft(draft),
        }

    def _fill(self, page: Any, files: Any, found: dict[str, Any]) -> None:
        page.content = found["html"]
        page.toc = self.toc(found["toc"])
        page._title_from_render = found["title"]
        page.present_anchor_ids = set(found["ids"])
        known = files.src_uris
        page.links_to_anchors = {known[name]: links for name, links in found["to"] if name in known}


def key_of_files(files: Iterable[Any]) -> str:
    """What a link to a file depends on, of all files: names, addresses, whether they are shown."""
    return key_of(*(f"{each.src_uri} {each.url} {each.inclusion}" for each in files))


def _token(item: Any) -> dict[str, Any]:
    children = [_token(child) for child in item.children]
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}


class _Heard(logging.Handler):
    """Notes that something was said."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _told() -> Iterator[list[logging.LogRecord]]:
    """What is said to an author meanwhile: whoever keeps the page would never say it again."""
    heard = _Heard()
    loggers = [logging.getLogger(), logging.getLogger("mkdocs")]
    for logger in loggers:
        logger.addHandler(heard)
    try:
        yield heard.records
    finally:
        for logger in loggers:
            logger.removeHandler(heard)
