"""The page of all cases: the groups in its front matter, and the labels beside the cases.

``cases/labels.yml`` gives each case a title, a sector and a need; the front matter of
``cases/index.md`` lists sectors, needs and routes in the order of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mkdocs_liveguide.cases.load import CASES, unknown_route
from mkdocs_liveguide.cases.model import Case, CaseFile
from mkdocs_liveguide.sources.groups import Group, Slug, Words, load_groups
from mkdocs_liveguide.sources.problems import Collector, ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml, parse

PAGE = "cases/index.md"
"""The page that shows all cases, relative to the docs folder."""

LABELS = "cases/labels.yml"


class Label(BaseModel):
    """What the page says of a case beyond the quiz's data."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: Words
    sector: Slug
    need: Slug


@dataclass(frozen=True)
class CasePage:
    """What the page shows."""

    sectors: tuple[Group, ...]
    needs: tuple[Group, ...]
    routes: tuple[Group, ...]
    cases: tuple[Case, ...]
    """In the order of their file."""
    labels: Mapping[str, Label]
    """By the case's id."""


@dataclass(frozen=True)
class _Labels:
    path: str
    read: Mapping[str, tuple[Label, Tree]]
    """By the case's id, with their place."""
    named: frozenset[str]
    """The ids of all labels, those with mistakes too."""


def load_case_page(reader: Reader, docs: Path, cases: CaseFile | None) -> CasePage | None:
    """Reads what the page needs; None in a guide without the page, or without readable cases.

    Args:
        reader: reads files.
        docs: the folder of the pages.
        cases: None when the file of the cases has mistakes; the labels are then checked alone.

    Raises:
        ContentError: all that is wrong in the page's groups and labels.
    """
    page = docs / PAGE
    if not page.is_file():
        return None
    collector = Collector()
    groups: dict[str, tuple[Group, ...]] = {}
    for key in ("sectors", "needs", "routes"):
        with collector.catch():
            groups[key] = load_groups(reader, page, key, Group)
    labels: _Labels | None = None
    with collector.catch():
        labels = _load_labels(reader, docs / LABELS)
    if cases is not None and not cases.located:
        found, fix = f"no file {cases.path}", f"write {CASES}, one case a line"
        collector.problems.append(Problem(reader.name(page), 1, found, "cases to show", fix))
    if labels is not None:
        collector.problems += _unknown_groups(labels, groups)
        if cases is not None and cases.located:
            collector.problems += _mismatches(cases, labels, groups.get("routes"))
    collector.stop_if_any()
    if cases is None or labels is None:
        return None
    read = {name: label for name, (label, _) in labels.read.items()}
    return CasePage(**groups, cases=cases.cases, labels=read)


def _load_labels(reader: Reader, file: Path) -> _Labels:
    path = reader.name(file)
    if not file.is_file():
        fix = "write the file: for each case a line “id: {title: …, sector: …, need: …}”"
        raise ContentError([Problem(path, 1, "no such file", "a label for each case", fix)])
    tree = load_yaml(reader.read(file), path)
    read = {}
    problems: list[Problem] = []
    for name, part in tree.parts.items():
        label, wrong = parse(Label, part, path)
        problems += wrong
        if label is not None:
            read[str(name)] = (label, part)
    if problems:
        raise ContentError(problems)
    return _Labels(path, read, frozenset(str(name) for name in tree.parts))


def _unknown_groups(labels: _Labels, groups: Mapping[str, tuple[Group, ...]]) -> Iterator[Problem]:
    for label, tree in labels.read.values():
        for key, value in (("sector", label.sector), ("need", label.need)):
            known = [group.id for group in groups.get(f"{key}s", ())]
            if known and value not in known:
                found, fix = f'the unknown {key} "{value}"', suggest(value, known)
                line = tree.line_of([key])
                yield Problem(labels.path, line, found, one_of(known), fix)


def _mismatches(
    cases: CaseFile, labels: _Labels, routes: tuple[Group, ...] | None
) -> Iterator[Problem]:
    for located in cases.located:
        case = located.case
        if routes is not None:
            wrong = unknown_route(located, [group.id for group in routes], cases.path)
            if wrong is not None:
                yield wrong
        if case.id not in labels.named:
            found = f'the case "{case.id}", which has no label'
            fix = f"add it to {labels.path} with title, sector and need"
            yield Problem(cases.path, located.line, found, "a label for each case", fix)
    ids = [case.id for case in cases.cases]
    for name, (_, tree) in labels.read.items():
        if name not in ids:
            found, fix = f'a label for the unknown case "{name}"', suggest(name, ids)
            yield Problem(labels.path, tree.line, found, one_of(ids), fix)
