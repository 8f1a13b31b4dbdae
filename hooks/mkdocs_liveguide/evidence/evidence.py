"""The findings that a guide's claims rest on: read from YAML, shown as a page that can be filtered.

A guide keeps them in ``evidence/<topic>.yml``, lists of findings. The front matter of
``evidence/index.md`` lists the topics in the order of the page.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_liveguide.pages.citations import find_citations
from mkdocs_liveguide.pages.directives import Directive, Markdown
from mkdocs_liveguide.pages.filters import Facet, render_filter
from mkdocs_liveguide.sources.groups import Group, Words, load_groups, titles
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml, parse

if TYPE_CHECKING:
    from mkdocs_liveguide.sources.guide import Guide

PAGE = "evidence/index.md"
"""The page that shows all findings, relative to the docs folder."""

Url = Annotated[str, Field(pattern=r"^https://\S+$")]

CHECKED = {
    "source": "Read at the source",
    "partly": "Read in part: the claim at the source, the rest second-hand",
    "secondary": "Second-hand: the original was not read",
}
"""What the three values of `Finding.checked` mean, in words for readers."""


class Source(BaseModel):
    """Where a finding was published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    url: Url
    venue: Words | None = None
    """Journal, conference, or whose site it is."""


class Finding(BaseModel):
    """One finding, in the guide's own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^E[0-9]{2,}$")]
    """What pages cite, such as ``E05``."""
    title: Words
    claim: Words
    """One to three sentences, as Markdown."""
    numbers: tuple[Words, ...] = ()
    """Figures, each with what it counts, as read at the source."""
    second_hand: tuple[Words, ...] = ()
    """Figures that were read in somebody else's account."""
    authors: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Family names or organisations in the order of the source; ``others`` may stand last."""
    year: Annotated[int, Field(ge=1900, le=2100)]
    source: Source
    more: tuple[Url, ...] = ()
    """Further sources."""
    checked: Literal["source", "partly", "secondary"]
    """Whether the claim and its figures were read at the source, in part, or second-hand."""
    checked_on: datetime.date
    caveat: Words | None = None
    """What the finding does not show."""

    @property
    def anchor(self) -> str:
        """Its place in the evidence page."""
        return self.id.lower()

    @property
    def reference(self) -> str:
        """A short reference, such as ``Wu et al. 2024``."""
        first = self.authors[0]
        if len(self.authors) == 1:
            return f"{first} {self.year}"
        if len(self.authors) == 2 and self.authors[1] != "others":
            return f"{first} and {self.authors[1]} {self.year}"
        return f"{first} et al. {self.year}"

    @property
    def text(self) -> str:
        """All that the entry says, for checks that a figure is in it."""
        parts = [self.title, self.claim, *self.numbers, *self.second_hand, self.caveat or ""]
        return "\n".join([*parts, self.source.title, self.source.venue or "", str(self.year)])


@dataclass(frozen=True)
class Evidence:
    """All findings of a guide."""

    topics: tuple[Group, ...] = ()
    findings: Mapping[str, Finding] = field(default_factory=dict)
    """By id, in the order of topics and files."""
    topic_of: Mapping[str, str] = field(default_factory=dict)
    """The topic's id, by the finding's id."""
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """File (relative to the root of the repository) and 1-based line, by the finding's id."""


def load_evidence(root: Path, docs: Path) -> Evidence:
    """Reads all findings; a guide without the page for them has none.

    Args:
        root: the repository.
        docs: the folder of the pages, inside `root`.

    Raises:
        ContentError: all that is wrong in the files.
    """
    if not (docs / PAGE).is_file():
        return Evidence()
    topics = load_groups(root, docs / PAGE, "topics")
    files = {file.stem: file for file in sorted((docs / PAGE).parent.glob("*.yml"))}
    problems = _unlisted(topics, files, root, docs)
    findings: dict[str, Finding] = {}
    topic_of: dict[str, str] = {}
    places: dict[str, tuple[str, int]] = {}
    for topic in topics:
        if topic.id not in files:
            continue
        path = files[topic.id].relative_to(root).as_posix()
        for item, finding in _read(files[topic.id], path, problems):
            if finding.id in places:
                first = ":".join(map(str, places[finding.id]))
                found = f"the id {finding.id} a second time (first at {first})"
                fix = "give one of the two the next free number"
                problems.append(Problem(path, item.line, found, "each id once", fix))
                continue
            findings[finding.id] = finding
            topic_of[finding.id] = topic.id
            places[finding.id] = (path, item.line)
    if problems:
        raise ContentError(problems)
    return Evidence(topics, findings, topic_of, places)


def _unlisted(
    topics: tuple[Group, ...], files: Mapping[str, Path], root: Path, docs: Path
) -> list[Problem]:
    page = (docs / PAGE).relative_to(root).as_posix()
    names = [topic.id for topic in topics]
    problems = []
    for name in sorted(set(files) - set(names)):
        path = files[name].relative_to(root).as_posix()
        fix = f"add it to the topics of {page}, or {suggest(name, names)}"
        found = f'a file of the unlisted topic "{name}"'
        problems.append(Problem(path, 1, found, one_of(names), fix))
    for name in sorted(set(names) - set(files)):
        found = f'the topic "{name}", which has no file'
        fix = f"make {name}.yml beside the page, or take the topic out"
        problems.append(Problem(page, 1, found, "a file for each topic", fix))
    return problems


def _read(file: Path, path: str, problems: list[Problem]) -> list[tuple[Tree, Finding]]:
    try:
        tree = load_yaml(file.read_text(encoding="utf-8"), path)
    except ContentError as error:
        problems.extend(error.problems)
        return []
    if not isinstance(tree.value, list):
        fix = 'begin each finding with "- id:"'
        problems.append(Problem(path, tree.line, "no list", "a list of findings", fix))
        return []
    read = []
    for index in range(len(tree.value)):
        item = tree.parts[index]
        finding, wrong = parse(Finding, item, path)
        problems.extend(wrong)
        if finding is not None:
            read.append((item, finding))
    return read


def render_evidence(directive: Directive, guide: Guide) -> Markdown:
    """Renders ``::: evidence``: every finding under its topic, below controls to filter them."""
    evidence = guide.evidence
    cited_in = _cited_in(guide)
    parts = [_filter(evidence)]
    for topic in evidence.topics:
        parts.append(f"## {topic.title} {{ #{topic.id} }}")
        for finding in evidence.findings.values():
            if evidence.topic_of[finding.id] == topic.id:
                parts.append(_render(finding, topic.id, cited_in.get(finding.id, {})))
    return Markdown("\n\n".join(parts))


def _filter(evidence: Evidence) -> str:
    findings = evidence.findings.values()
    years = sorted({str(finding.year) for finding in findings}, reverse=True)
    facets = [
        Facet("topic", "Topic", titles(evidence.topics), list(evidence.topic_of.values())),
        Facet("checked", "How checked", CHECKED, [finding.checked for finding in findings]),
        Facet("year", "Year", {y: y for y in years}, [str(finding.year) for finding in findings]),
    ]
    return render_filter(".finding", "findings", len(findings), facets)


def _render(finding: Finding, topic: str, cited_in: Mapping[str, str]) -> str:
    figures = [f"- {number}" for number in finding.numbers]
    figures += [f"- {number} (second-hand)" for number in finding.second_hand]
    venue = f", {finding.source.venue}" if finding.source.venue else ""
    more = "".join(f", [{urlsplit(url).netloc}]({url})" for url in finding.more)
    source = f"{_names(finding.authors)}, {finding.year}: [{finding.source.title}]"
    checked_on = f"{finding.checked_on.day} {finding.checked_on:%B %Y}"
    limits = f" {finding.caveat}" if finding.caveat else ""
    parts = [
        f'<div class="finding" data-topic="{topic}" data-checked="{finding.checked}" '
        f'data-year="{finding.year}" markdown="1">',
        f"### {finding.title} {{ #{finding.anchor} }}",
        finding.claim,
        "\n".join(figures),
        f"{source}({finding.source.url}){venue}{more}.",
        f"**{CHECKED[finding.checked]}** ({checked_on}).{limits}",
        '<div class="cited-in" markdown="1" data-search-exclude>' if cited_in else "",
        f"Cited in {_links(cited_in)}." if cited_in else "",
        "</div>" if cited_in else "",
        "</div>",
    ]
    return "\n\n".join(part for part in parts if part)


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) == 1:
        return authors[0]
    return f"{', '.join(authors[:-1])} and {authors[-1]}"


def _cited_in(guide: Guide) -> dict[str, dict[str, str]]:
    """Titles by link target, by finding: the pages and FAQ entries that cite it."""
    folder = posixpath.dirname(PAGE)
    texts = [
        (posixpath.relpath(page.src_uri, folder), page.title, page.markdown)
        for page in guide.pages.values()
        if page.src_uri != PAGE
    ]
    texts += [
        (f"{posixpath.relpath(entry.src_uri, folder)}#{entry.slug}", entry.question, entry.answer)
        for entry in guide.faq.entries
    ]
    cited: dict[str, dict[str, str]] = {}
    for target, title, markdown in texts:
        for citation in find_citations(markdown):
            for name in citation.ids:
                cited.setdefault(name, {})[target] = title
    return cited


def _links(targets: Mapping[str, str]) -> str:
    return ", ".join(f"[{title}]({target})" for target, title in targets.items())


RENDERERS = {"evidence": render_evidence}
