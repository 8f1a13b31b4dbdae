"""What the renderer of a directive may know of its page, and of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from mkdocs_liveguide.pages.addresses import relative_address


@dataclass(frozen=True)
class PageInfo:
    """A page of the site, as MkDocs makes it."""

    src_uri: str
    """The file, relative to the docs folder, with forward slashes."""
    url: str
    """Where it is published, relative to the site's root, encoded; "" is home."""
    title: str
    """MkDocs' own: from the navigation, else the front matter, else the first heading; plain."""


def plain_title(title: str) -> str:
    """The words of a title, which MkDocs keeps as HTML where it is from a heading."""
    return Markup(title).striptags()


@dataclass(frozen=True)
class PageView:
    """The site, seen from one page."""

    src_uri: str
    """The page that is being rendered."""
    pages: Mapping[str, PageInfo]
    """All pages, by `src_uri`."""
    citing: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Where each finding is cited: address relative to the site's root, and title, by its id."""

    @property
    def url(self) -> str:
        """The page's address, relative to the site's root."""
        return self.pages[self.src_uri].url

    @property
    def root(self) -> str:
        """The way from this page to the site's root: "" or a path with a slash at its end."""
        return relative_address("", self.url).removeprefix("./")

    def has(self, src_uri: str) -> bool:
        """Whether there is such a page."""
        return src_uri in self.pages

    def title(self, target: str) -> str:
        """The title of a page: of ``page.md`` or ``page.md#anchor``.

        Raises:
            KeyError: there is no such page.
        """
        return self.pages[target.partition("#")[0]].title

    def address(self, target: str) -> str:
        """Where a page is, relative to the site's root: of ``page.md`` or ``page.md#anchor``.

        Raises:
            KeyError: there is no such page.
        """
        name, mark, anchor = target.partition("#")
        return f"{self.pages[name].url}{mark}{anchor}"

    def link(self, src_uri: str, anchor: str = "") -> str:
        """The address of a page or of a place in it, relative to this page.

        Raises:
            KeyError: there is no such page.
        """
        address = relative_address(self.pages[src_uri].url, self.url)
        return f"{address}#{anchor}" if anchor else address
