"""Published cases: what an organisation needed, what it built, and where it tells of it.

A guide keeps them in ``quiz/cases.jsonl``, where the quiz is scored on them, and their titles,
sectors and needs in ``cases/labels.yml``. The front matter of ``cases/index.md`` lists sectors,
needs and routes in the order of the page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.pages.directives import Directive, Markdown
from mkdocs_liveguide.pages.filters import Facet, render_filter
from mkdocs_liveguide.sources.groups import Group, Slug, Words, load_groups, titles
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml, parse

if TYPE_CHECKING:
    from mkdocs_liveguide.sources.guide import Guide

PAGE = "cases/index.md"
"""The page that shows all cases, relative to the docs folder."""

DATA = "quiz/cases.jsonl"
LABELS = "cases/labels.yml"

READ = {
    "primary": "Read at the source",
    "secondary": "Second-hand: read in a summary of the source",
}
"""What the two values of `Case.source_read` mean, in words for readers."""


class _Source(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    year: int


class Case(BaseModel):
    """One case, as the quiz knows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    org: Words
    summary: Words
    """What was needed, without the technique."""
    answers: Mapping[str, Mapping[str, str]]
    """The quiz's answers by the people who read only the summary: the quiz's own matter."""
    chosen: Slug
    """The id of the route that was taken."""
    what_they_built: Words
    source: _Source
    source_read: Literal["primary", "secondary"]


class Label(BaseModel):
    """What the page says of a case beyond the quiz's data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    sector: Slug
    need: Slug


@dataclass(frozen=True)
class Cases:
    """All cases of a guide."""

    sectors: tuple[Group, ...] = ()
    needs: tuple[Group, ...] = ()
    routes: tuple[Group, ...] = ()
    cases: tuple[Case, ...] = ()
    """In the order of the file."""
    labels: Mapping[str, Label] = field(default_factory=dict)
    """By the case's id."""


def load_cases(root: Path, docs: Path) -> Cases:
    """Reads all cases; a guide without the page for them has none.

    Args:
        root: the repository.
        docs: the folder of the pages, inside `root`.

    Raises:
        ContentError: all that is wrong in the files.
    """
    page = docs / PAGE
    if not page.is_file():
        return Cases()
    groups = {key: load_groups(root, page, key) for key in ("sectors", "needs", "routes")}
    problems: list[Problem] = []
    cases = _read_cases(docs / DATA, root, problems)
    labels = _read_labels(docs / LABELS, root, problems)
    problems += _mismatches(cases, labels, groups, root, docs)
    if problems:
        raise ContentError(problems)
    return Cases(
        **groups,
        cases=tuple(case for case, _ in cases),
        labels={name: label for name, (label, _) in labels.items()},
    )


def _read_cases(file: Path, root: Path, problems: list[Problem]) -> list[tuple[Case, int]]:
    path = file.relative_to(root).as_posix()
    read: list[tuple[Case, int]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value: Any = json.loads(line)
        except json.JSONDecodeError as error:
            fix = f"mend it near character {error.colno}"
            problems.append(Problem(path, number, error.msg, "a JSON object on one line", fix))
            continue
        case, wrong = parse(Case, Tree(value, number), path)
        problems.extend(wrong)
        if case is not None:
            read.append((case, number))
    return read


def _read_labels(file: Path, root: Path, problems: list[Problem]) -> dict[str, tuple[Label, Tree]]:
    path = file.relative_to(root).as_posix()
    try:
        tree = load_yaml(file.read_text(encoding="utf-8"), path)
    except ContentError as error:
        problems.extend(error.problems)
        return {}
    read = {}
    for name, part in tree.parts.items():
        label, wrong = parse(Label, part, path)
        problems.extend(wrong)
        if label is not None:
            read[str(name)] = (label, part)
    return read


def _mismatches(
    cases: list[tuple[Case, int]],
    labels: Mapping[str, tuple[Label, Tree]],
    groups: Mapping[str, tuple[Group, ...]],
    root: Path,
    docs: Path,
) -> list[Problem]:
    data = (docs / DATA).relative_to(root).as_posix()
    sidecar = (docs / LABELS).relative_to(root).as_posix()
    names = {key: [group.id for group in listed] for key, listed in groups.items()}
    problems = []
    for case, line in cases:
        if case.chosen not in names["routes"]:
            found, known = f'the unknown route "{case.chosen}"', names["routes"]
            fix = suggest(case.chosen, known)
            problems.append(Problem(data, line, found, one_of(known), fix))
        if case.id not in labels:
            found = f'the case "{case.id}", which has no label'
            fix = f"add it to {sidecar} with title, sector and need"
            problems.append(Problem(data, line, found, "a label for each case", fix))
    known_ids = [case.id for case, _ in cases]
    for name, (label, tree) in labels.items():
        if name not in known_ids:
            found, fix = f'a label for the unknown case "{name}"', suggest(name, known_ids)
            problems.append(Problem(sidecar, tree.line, found, one_of(known_ids), fix))
        for key, value in (("sector", label.sector), ("need", label.need)):
            known = names[f"{key}s"]
            if value not in known:
                found, line = f'the unknown {key} "{value}"', tree.line_of([key])
                fix = suggest(value, known)
                problems.append(Problem(sidecar, line, found, one_of(known), fix))
    return problems


def render_cases(directive: Directive, guide: Guide) -> Markdown:
    """Renders ``::: cases``: every case under its sector, below controls to filter them."""
    cases = guide.cases
    parts = [_filter(cases)]
    for sector in cases.sectors:
        listed = [case for case in cases.cases if cases.labels[case.id].sector == sector.id]
        if listed:
            parts.append(f"## {sector.title} {{ #{sector.id} }}")
            parts += [_render(case, cases) for case in listed]
    return Markdown("\n\n".join(parts))


def _filter(cases: Cases) -> str:
    labels = [cases.labels[case.id] for case in cases.cases]
    facets = [
        Facet("sector", "Sector", titles(cases.sectors), [label.sector for label in labels]),
        Facet("need", "Need", titles(cases.needs), [label.need for label in labels]),
        Facet("route", "Route", titles(cases.routes), [case.chosen for case in cases.cases]),
    ]
    return render_filter(".case", "cases", len(cases.cases), facets)


def _render(case: Case, cases: Cases) -> str:
    label = cases.labels[case.id]
    source = case.source
    parts = [
        f'<div class="case" data-sector="{label.sector}" data-need="{label.need}" '
        f'data-route="{case.chosen}" markdown="1">',
        f"### {label.title} {{ #{case.id} }}",
        case.summary,
        f"**{titles(cases.routes)[case.chosen]}.** {case.what_they_built}",
        f"{case.org}: [{source.title}]({source.url}), {source.year}. {READ[case.source_read]}.",
        "</div>",
    ]
    return "\n\n".join(parts)


RENDERERS = {"cases": render_cases}
