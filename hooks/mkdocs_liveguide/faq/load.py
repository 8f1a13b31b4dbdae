"""Reads the FAQ: one file an entry, ``faq/<slug>.md``.

The front matter of ``faq/index.md`` lists the groups in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.faq.model import PAGE, Entry, Faq
from mkdocs_liveguide.pages.reader_questions import ReaderQuestion, known_words
from mkdocs_liveguide.sources.front_matter import split_front_matter
from mkdocs_liveguide.sources.groups import Group, Slug, Words, load_groups
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import Tree, parse

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Words
    group: Slug
    order: int
    also: tuple[Words, ...] = ()
    asked: Annotated[tuple[Words, ...], Field(min_length=3)]
    questions: tuple[Words, ...] = ()


def load_faq(reader: Reader, docs: Path) -> Faq:
    """Reads all entries; a guide without the page for them has none.

    Args:
        reader: reads the files.
        docs: the folder of the pages.

    Raises:
        ContentError: all that is wrong in the files.
    """
    page = docs / PAGE
    if not page.is_file():
        return Faq()
    groups = load_groups(reader, page, "groups", Group)
    names = [group.id for group in groups]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in entry_files(reader, docs):
        try:
            entries.append(_read(file, reader, names))
        except ContentError as error:
            problems.extend(error.problems)
    problems += _repeated(entries)
    if problems:
        raise ContentError(problems)
    entries.sort(key=lambda entry: (names.index(entry.group), entry.order, entry.slug))
    return Faq(groups, tuple(entries))


def entry_files(reader: Reader, docs: Path) -> list[Path]:
    """The files of the entries, which are no pages of their own."""
    page = docs / PAGE
    if not page.is_file():
        return []
    return [file for file in reader.files(page.parent, "*.md") if file != page]


def _read(file: Path, reader: Reader, groups: Sequence[str]) -> Entry:
    path = reader.name(file)
    tree, answer, offset = split_front_matter(reader.read(file), path)
    matter, problems = parse(_FrontMatter, tree, path)
    problems += _wrong_slug(file.stem, path, groups)
    if not answer.strip():
        fix = "write the answer below the front matter"
        problems.append(Problem(path, offset + 1, "no answer", "two to six sentences", fix))
    if matter is not None:
        problems += _wrong_words(matter, tree, path, groups)
    if problems or matter is None:
        raise ContentError(problems)
    return Entry(
        slug=file.stem,
        question=matter.question,
        group=matter.group,
        order=matter.order,
        also=matter.also,
        asked=matter.asked,
        answer=answer,
        path=path,
        line_offset=offset,
        questions=tuple(
            ReaderQuestion(text, file.stem, path, tree.line_of(["questions", number]))
            for number, text in enumerate(matter.questions)
        ),
    )


def _wrong_slug(slug: str, path: str, groups: Sequence[str]) -> list[Problem]:
    if not _SLUG.fullmatch(slug):
        expected = "lower-case words with hyphens between them: the name becomes a link"
        return [Problem(path, 1, f'the file name "{slug}.md"', expected, "rename the file")]
    if slug in groups:
        found = f'the file name "{slug}.md", which is the id of a group too'
        return [Problem(path, 1, found, "a name of its own", "rename the file or the group")]
    return []


def _wrong_words(
    matter: _FrontMatter, tree: Tree, path: str, groups: Sequence[str]
) -> list[Problem]:
    problems = []
    if matter.group not in groups:
        found = f'the unknown group "{matter.group}"'
        line = tree.line_of(["group"])
        problems.append(Problem(path, line, found, one_of(groups), suggest(matter.group, groups)))
    shown = {known_words(text) for text in (matter.question, *matter.also)}
    for index, asked in enumerate(matter.asked):
        if known_words(asked) in shown:
            line = tree.line_of(["asked", index])
            found = "words that the page shows among those in which people ask"
            fix = "put it as somebody would who does not know the guide's words"
            problems.append(Problem(path, line, found, "test data of its own", fix))
    return problems


def _repeated(entries: Sequence[Entry]) -> list[Problem]:
    first: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        for text in (entry.question, *entry.also, *entry.asked):
            earlier = first.setdefault(known_words(text), entry)
            if earlier is not entry:
                found = f'"{text}", which {earlier.path} has too'
                fix = "merge the two entries, or tell them apart"
                problems.append(Problem(entry.path, 1, found, "each question once", fix))
    return problems
