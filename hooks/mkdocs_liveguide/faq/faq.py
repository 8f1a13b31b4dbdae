"""Questions with short answers: one file an entry, shown together as one page.

A guide keeps them in ``faq/<slug>.md``. The front matter of ``faq/index.md`` lists the groups in
the order of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.citations import strip_citations
from mkdocs_liveguide.pages.directives import Directive, Markdown
from mkdocs_liveguide.pages.headings import parse_markdown, plain_text
from mkdocs_liveguide.pages.page import split_front_matter
from mkdocs_liveguide.sources.groups import Group, Slug, Words, load_groups
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.yaml_source import Tree, parse

if TYPE_CHECKING:
    from mkdocs_liveguide.sources.guide import Guide

PAGE = "faq/index.md"
"""The page that shows all entries, relative to the docs folder."""


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Words
    group: Slug
    order: int
    also: tuple[Words, ...] = ()
    asked: Annotated[tuple[Words, ...], Field(min_length=3)]


@dataclass(frozen=True)
class Entry:
    """A question and its answer."""

    slug: str
    """The file's name without its ending: the anchor in the page."""
    question: str
    group: str
    """The id of its group."""
    order: int
    """Its place in the group; the slug decides between equals."""
    also: tuple[str, ...]
    """Other words for the question, which the page shows and a search may find."""
    asked: tuple[str, ...]
    """How people put it: test data, which no page shows and no index may hold."""
    answer: str
    """Markdown, with links and citations."""
    path: str
    """The file, relative to the root of the repository."""
    line_offset: int
    """Lines of the file before `answer`."""
    src_uri: str = PAGE
    """The page that shows it: where its links start from."""

    @property
    def plain_answer(self) -> str:
        """The answer's words, without citations and link targets, paragraphs a line each."""
        tokens = parse_markdown(strip_citations(self.answer))
        return "\n".join(plain_text(token) for token in tokens if token.type == "inline")


@dataclass(frozen=True)
class Faq:
    """All entries of a guide."""

    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    """In the order of the page."""


def load_faq(root: Path, docs: Path) -> Faq:
    """Reads all entries; a guide without the page for them has none.

    Args:
        root: the repository.
        docs: the folder of the pages, inside `root`.

    Raises:
        ContentError: all that is wrong in the files.
    """
    page = docs / PAGE
    if not page.is_file():
        return Faq()
    groups = load_groups(root, page, "groups")
    names = [group.id for group in groups]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in sorted(page.parent.glob("*.md")):
        if file == page:
            continue
        try:
            entries.append(_read(file, root, names))
        except ContentError as error:
            problems.extend(error.problems)
    problems += _repeated(entries)
    if problems:
        raise ContentError(problems)
    entries.sort(key=lambda entry: (names.index(entry.group), entry.order, entry.slug))
    return Faq(groups, tuple(entries))


def _read(file: Path, root: Path, groups: Sequence[str]) -> Entry:
    path = file.relative_to(root).as_posix()
    tree, answer, offset = split_front_matter(file.read_text(encoding="utf-8"), path)
    matter, problems = parse(_FrontMatter, tree, path)
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
    )


def _wrong_words(
    matter: _FrontMatter, tree: Tree, path: str, groups: Sequence[str]
) -> list[Problem]:
    problems = []
    if matter.group not in groups:
        found = f'the unknown group "{matter.group}"'
        line = tree.line_of(["group"])
        problems.append(Problem(path, line, found, one_of(groups), suggest(matter.group, groups)))
    shown = {_words(text) for text in (matter.question, *matter.also)}
    for index, asked in enumerate(matter.asked):
        if _words(asked) in shown:
            line = tree.line_of(["asked", index])
            found = "words that the page shows among those in which people ask"
            fix = "put it as somebody would who does not know the guide's words"
            problems.append(Problem(path, line, found, "test data of its own", fix))
    return problems


def _words(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _repeated(entries: Sequence[Entry]) -> list[Problem]:
    first: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        for text in (entry.question, *entry.also, *entry.asked):
            earlier = first.setdefault(_words(text), entry)
            if earlier is not entry:
                found = f'"{text}", which {earlier.path} has too'
                fix = "merge the two entries, or tell them apart"
                problems.append(Problem(entry.path, 1, found, "each question once", fix))
    return problems


def render_faq(directive: Directive, guide: Guide) -> Markdown:
    """Renders ``::: faq``: every entry under its group, below a field for own words."""
    faq = guide.faq
    parts = [render_template("faq/faq.html", groups=faq.groups)]
    for group in faq.groups:
        parts.append(f"## {group.title} {{ #{group.id} }}")
        for entry in faq.entries:
            if entry.group == group.id:
                parts += [f"### {entry.question} {{ #{entry.slug} }}", entry.answer.strip()]
                if entry.also:
                    also = f"Also asked: {' '.join(entry.also)}"
                    parts += ['<div class="also-asked" markdown="1">', also, "</div>"]
    return Markdown("\n\n".join(parts))


def faq_jsonld(entries: Sequence[Entry], url: str) -> dict[str, Any]:
    """The entries as schema.org's ``FAQPage``.

    Args:
        entries: in the order of the page.
        url: the page's whole address, with a slash at its end.
    """
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "url": url,
        "mainEntity": [
            {
                "@type": "Question",
                "name": entry.question,
                "url": f"{url}#{entry.slug}",
                "acceptedAnswer": {"@type": "Answer", "text": entry.plain_answer},
            }
            for entry in entries
        ],
    }


RENDERERS = {"faq": render_faq}
