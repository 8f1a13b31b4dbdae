"""The YAML at the head of a Markdown file."""

from __future__ import annotations

import re

from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml

# As MkDocs reads it: what it takes for front matter is front matter.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_OPENED = re.compile(r"(?P<before>\s*)(?P<mark>-{3,})[ \t]*\n(?P<first>[\w-]+[ \t]*:)?")
_SETTING = re.compile(r"\A[ ]{0,3}[A-Za-z0-9_-]+:.*")
_CLOSED = re.compile(r"^(?:-{3,}|\.{3})[ \t]*(?P<ended>\n?)", re.MULTILINE)


def split_front_matter(text: str, path: str) -> tuple[Tree, str, int]:
    """Parts a file into front matter and text.

    Args:
        text: the whole file.
        path: the file, for problems.

    Returns:
        The front matter (its value is {} where there is none), the text after it, and how many
        lines of the file come before that text.

    Raises:
        ContentError: the front matter is not YAML, is no mapping, or does not begin and end as
            MkDocs wants it, which would show it as text.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        unread = _unread(text, path) or _swallowed(text, path)
        if unread is not None:
            raise ContentError([unread])
        return Tree({}, 1), text, 0
    try:
        tree = load_yaml(match[1], path, first_line=2)
    except ContentError:
        if _is_prose(match[1]):
            return Tree({}, 1), text, 0
        raise
    if tree.value is None:
        raise ContentError([_empty(path)])
    if not isinstance(tree.value, dict):
        if _is_prose(match[1]):
            return Tree({}, 1), text, 0
        found = "front matter that is no mapping"
        fix = "write each of its lines as key: value"
        raise ContentError([Problem(path, 2, found, "lines such as title: A title", fix)])
    return tree, text[match.end() :], text[: match.end()].count("\n")


def below_front_matter(text: str) -> tuple[str, int]:
    """What stands below a head that cannot be read, and how many lines of the file come before it.

    A head that never ends takes the whole file with it.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return ("", text.count("\n")) if _OPENED.match(text) else (text, 0)
    return text[match.end() :], text[: match.end()].count("\n")


def _is_prose(between: str) -> bool:
    """Whether a text between two lines of hyphens stands between two rules, as MkDocs has it."""
    return not between.split("\n")[0].strip()


def _unread(text: str, path: str) -> Problem | None:
    """What is wrong with a head that an author means as front matter, and MkDocs shows as text."""
    opened = _OPENED.match(text)
    if opened is None:
        return None
    line = opened["before"].count("\n") + 1
    closed = _CLOSED.search(text, opened.start("first") if opened["first"] else opened.end())
    first_line = not opened["before"] and opened["mark"] == "---"
    if not opened["first"]:
        ends_at_once = closed is not None and closed.start() == opened.end()
        return _empty(path) if first_line and ends_at_once else None
    if closed is None:
        if not first_line:
            return None
        found, expected = "front matter that never ends", "a line with --- after it"
        return Problem(path, line, found, expected, "write --- on a line of its own")
    if opened["before"]:
        found, expected = "front matter below an empty line", "front matter on the first line"
        return Problem(path, line, found, expected, "take away what stands before it")
    if opened["mark"] != "---":
        found = f"front matter after {opened['mark']}"
        return Problem(path, line, found, "a line of three hyphens", "write ---")
    end = text[: closed.start()].count("\n") + 1
    found = f"{closed[0].strip()} at the end of front matter"
    if not closed["ended"]:
        found += ", and of the file"
    expected = "--- on a line of its own"
    return Problem(path, end, found, expected, "write ---, and begin a new line after it")


def _swallowed(text: str, path: str) -> Problem | None:
    """A first paragraph that MkDocs takes for settings, as MultiMarkdown has them, and never shows.

    Settings are told too: only between lines of hyphens does everything read them.
    """
    match = _SETTING.match(text)
    if match is None:
        return None
    found = f'a first line "{match[0].strip()[:40]}", which MkDocs takes for a setting'
    expected = "settings between two lines of ---, and text below"
    fix = "put it there; or, if it is text, leave the first line of the file empty"
    return Problem(path, 1, found, expected, fix)


def _empty(path: str) -> Problem:
    found, expected = "front matter with nothing in it", "a line such as title: A title"
    return Problem(path, 1, found, expected, "write one, or take the two lines away")
