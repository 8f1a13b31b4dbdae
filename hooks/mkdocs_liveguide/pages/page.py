"""The Markdown pages of a guide, as their authors wrote them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*(?:\{.*\})?[ \t]*#*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page, without its front matter."""

    src_uri: str
    """The file, relative to the docs folder, with forward slashes."""
    url: str
    """Where it is published, relative to the site's root, with a slash at its end; "" is home."""
    title: str
    """From the front matter, else from the first heading, else from the file's name."""
    markdown: str
    line_offset: int
    """How many lines of the file come before `markdown`."""
    meta: Mapping[str, Any]
    """The front matter as plain data."""
    path: str
    """The file, relative to the root of the repository: what problems name."""

    def with_markdown(self, markdown: str) -> Page:
        """The same page with another text."""
        return replace(self, markdown=markdown)


def split_front_matter(text: str, path: str) -> tuple[Tree, str, int]:
    """Parts a file into front matter and text.

    Args:
        text: the whole file.
        path: the file, for problems.

    Returns:
        The front matter (its value is {} where there is none), the text after it, and how many
        lines of the file come before that text.

    Raises:
        ContentError: the front matter is not YAML.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return Tree({}, 1), text, 0
    tree = load_yaml(match[1], path, first_line=2)
    if tree.value is None:
        tree = Tree({}, 1)
    return tree, text[match.end() :], text[: match.end()].count("\n")


def page_url(src_uri: str) -> str:
    """The address of a page with directory URLs: ``run/cost.md`` is at ``run/cost/``."""
    path = PurePosixPath(src_uri)
    folder = path.parent if path.stem in ("index", "README") else path.parent / path.stem
    return "" if folder == PurePosixPath(".") else f"{folder}/"


def parse_page(src_uri: str, text: str, path: str) -> Page:
    """Reads one page.

    Raises:
        ContentError: the front matter is not YAML.
    """
    tree, markdown, offset = split_front_matter(text, path)
    meta = tree.value if isinstance(tree.value, dict) else {}
    heading = _TITLE.search(markdown)
    fallback = PurePosixPath(src_uri).stem.replace("-", " ").capitalize()
    title = str(meta.get("title") or (heading[1] if heading else fallback))
    return Page(src_uri, page_url(src_uri), title, markdown, offset, meta, path)
