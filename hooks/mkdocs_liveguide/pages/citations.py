"""References to findings in running text: ``[@E05]`` or ``[@E05; @E08]`` after a sentence."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.page import Page, page_url
from mkdocs_liveguide.sources.problems import Problem, one_of, suggest

if TYPE_CHECKING:
    from mkdocs_liveguide.evidence.evidence import Evidence, Finding
    from mkdocs_liveguide.sources.guide import Guide

_PAGE = "evidence/index.md"
_GROUP = re.compile(r"\[@[^\]\n]*\]")
_IDS = re.compile(r"\[@[A-Z][0-9]{2,}(?:;[ ]?@[A-Z][0-9]{2,})*\]")
_ID = re.compile(r"@([A-Z][0-9]{2,})")
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Citation:
    """One bracket of references where it stands."""

    ids: tuple[str, ...]
    """The findings, in order; empty if the bracket is not written as it should be."""
    written: str
    """The bracket as it stands, such as ``[@E05; @E08]``."""
    start: int
    """The index of its first character in the Markdown that was given."""
    end: int
    """The index after its last."""
    line: int
    """1-based, in that Markdown."""


@dataclass(frozen=True)
class Text:
    """A Markdown text that may cite."""

    markdown: str
    path: str
    """The file, relative to the root of the repository."""
    line_offset: int
    """Lines of that file before `markdown`."""


def find_citations(markdown: str) -> list[Citation]:
    """All citations of a text, in order; those in code are left alone."""
    hidden = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)
    return [
        Citation(
            tuple(_ID.findall(match[0])) if _IDS.fullmatch(match[0]) else (),
            match[0],
            match.start(),
            match.end(),
            markdown.count("\n", 0, match.start()) + 1,
        )
        for match in _GROUP.finditer(hidden)
    ]


def check_citations(texts: Iterable[Text], evidence: Evidence) -> list[Problem]:
    """Finds citations that name no finding, and findings that no text cites."""
    problems: list[Problem] = []
    used: set[str] = set()
    for text in texts:
        for citation in find_citations(text.markdown):
            line = citation.line + text.line_offset
            if not citation.ids:
                found = f'the citation "{citation.written}"'
                expected = "ids of findings with a semicolon between them"
                fix = "write it like [@E05] or [@E05; @E08]"
                problems.append(Problem(text.path, line, found, expected, fix))
            for name in citation.ids:
                if name not in evidence.findings:
                    found = f'a citation of the unknown finding "{name}"'
                    fix = suggest(name, evidence.findings)
                    expected = one_of(evidence.findings)
                    problems.append(Problem(text.path, line, found, expected, fix))
            used.update(citation.ids)
    for name in evidence.findings:
        if name not in used:
            found = f"the finding {name}, which no page cites"
            fix = f"write [@{name}] after a sentence that rests on it, or take it out"
            problems.append(Problem(*evidence.places[name], found, "findings in use", fix))
    return problems


def render_citations(markdown: str, page: Page, guide: Guide) -> str:
    """Puts short references, linked to the evidence page, in the place of all citations.

    Args:
        markdown: the page's text, with directives already replaced, so that theirs are seen too.
        page: where the links start from.
        guide: whose evidence is cited. What `check_citations` would object to stays as it stands.
    """
    known = guide.evidence.findings
    parts: list[str] = []
    done = 0
    for citation in find_citations(markdown):
        findings = [known[name] for name in citation.ids if name in known]
        if findings:
            parts += [markdown[done : citation.start], render_citation(findings, page)]
            done = citation.end
    return "".join([*parts, markdown[done:]])


def render_citation(findings: Iterable[Finding], page: Page) -> str:
    """Inline HTML for one bracket: plain links, which the browser module gives a preview."""
    base = posixpath.relpath(page_url(_PAGE) or ".", page.url or ".")
    return render_template(
        "evidence/citation.html", findings=list(findings), base=f"{base}/"
    ).strip()


def strip_citations(markdown: str) -> str:
    """The text without its citations, for a search."""
    parts: list[str] = []
    done = 0
    for citation in find_citations(markdown):
        parts.append(markdown[done : citation.start].rstrip(" "))
        done = citation.end
    return "".join([*parts, markdown[done:]])
