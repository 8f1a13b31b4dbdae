"""Lists of named groups that a page keeps in its front matter, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.sources.front_matter import split_front_matter
from mkdocs_liveguide.sources.problems import ContentError, Problem
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import parse

Words = Annotated[str, Field(min_length=1, pattern=r"\S", description="a text that is not empty")]
"""A text that is not empty."""

Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="lower-case words with hyphens between them",
    ),
]
"""Lower-case words with hyphens between them, fit for an address."""


class Group(BaseModel):
    """A heading under which entries stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    """Its anchor in the page, and the name by which entries choose it."""
    title: Words


def load_groups[Kind: Group](
    reader: Reader, page: Path, key: str, kind: type[Kind]
) -> tuple[Kind, ...]:
    """Reads a list of groups from a page's front matter.

    Args:
        reader: reads the file.
        page: the Markdown file.
        key: the front matter's key, such as ``groups``.
        kind: what each of them is.

    Raises:
        ContentError: the list is missing, or is not a list of ``{id, title}`` with unlike ids.
    """
    path = reader.name(page)
    tree, _, _ = split_front_matter(reader.read(page), path)
    listed = tree.parts.get(key)
    if listed is None or not isinstance(listed.value, list):
        found = f'front matter without a list "{key}"'
        fix = f'add "{key}:" with a line "- {{id: a-name, title: A title}}" for each group'
        raise ContentError([Problem(path, 1, found, f'a list "{key}"', fix)])
    groups: list[Kind] = []
    problems: list[Problem] = []
    for item in (listed.parts[index] for index in range(len(listed.value))):
        group, wrong = parse(kind, item, path)
        problems += wrong
        if group is None:
            continue
        if group.id in {other.id for other in groups}:
            found = f'the id "{group.id}" a second time'
            problems.append(Problem(path, item.line, found, "ids that differ", "rename one"))
        groups.append(group)
    if problems:
        raise ContentError(problems)
    return tuple(groups)


def titles(groups: Iterable[Group]) -> dict[str, str]:
    """The titles by id, in the order of the groups."""
    return {group.id: group.title for group in groups}
