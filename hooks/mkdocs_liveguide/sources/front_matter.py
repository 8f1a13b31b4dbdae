"""The YAML at the head of a Markdown file."""

from __future__ import annotations

import re

from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml

# As MkDocs reads it: what it takes for front matter is front matter.
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_OPENED = re.compile(r"\A---[ \t]*\n[\w-]+[ \t]*:")


def split_front_matter(text: str, path: str) -> tuple[Tree, str, int]:
    """Parts a file into front matter and text.

    Args:
        text: the whole file.
        path: the file, for problems.

    Returns:
        The front matter (its value is {} where there is none), the text after it, and how many
        lines of the file come before that text.

    Raises:
        ContentError: the front matter is not YAML, is no mapping, or never ends.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        if _OPENED.match(text):
            found, expected = "front matter that never ends", "a line with --- after it"
            fix = "write --- on a line of its own"
            raise ContentError([Problem(path, 1, found, expected, fix)])
        return Tree({}, 1), text, 0
    tree = load_yaml(match[1], path, first_line=2)
    if tree.value is None:
        tree = Tree({}, 1)
    if not isinstance(tree.value, dict):
        found = "front matter that is no mapping"
        fix = "write each of its lines as key: value"
        raise ContentError([Problem(path, 2, found, "lines such as title: A title", fix)])
    return tree, text[match.end() :], text[: match.end()].count("\n")
