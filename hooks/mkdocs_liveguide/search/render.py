"""What the search puts into pages: the place to ask, and the measured table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from live.search.index import Index
from live.search.query import Options, answer
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Expanded, Html, Renderer
from mkdocs_liveguide.pages.page import page_url
from mkdocs_liveguide.search.build import SearchArtefacts
from mkdocs_liveguide.search.quality import SYSTEMS, Quality
from mkdocs_liveguide.sources.guide import Guide

EXCERPT = 220  # characters of an example's passage


def _later(name: str) -> Renderer:
    """A renderer that leaves a mark: the search is built from the pages, so it comes after them."""

    def render(directive: Directive, guide: Guide) -> Html:
        return Html(_mark(name))

    return render


def _mark(name: str) -> str:
    return f"<!-- search: {name} -->"


@dataclass(frozen=True)
class Example:
    """A question that a page offers, with what the search finds for it."""

    question: str
    title: str
    headings: tuple[str, ...]
    address: str
    """Relative to the page that shows it."""
    excerpt: str


def complete(expanded: Mapping[str, Expanded], found: SearchArtefacts) -> dict[str, Expanded]:
    """Fills what the directives left open, now that the search is built.

    Args:
        expanded: the pages, by `src_uri`.
        found: the search.
    """
    return {
        src_uri: replace(
            page, blocks={name: _fill(block, src_uri, found) for name, block in page.blocks.items()}
        )
        for src_uri, page in expanded.items()
    }


def _fill(block: str, src_uri: str, found: SearchArtefacts) -> str:
    for name, render in _LATE.items():
        if _mark(name) in block:
            block = block.replace(_mark(name), render(src_uri, found))
    return block


def _ask(src_uri: str, found: SearchArtefacts) -> str:
    return render_template("search/ask.html", examples=examples(src_uri, found))


def examples(src_uri: str, found: SearchArtefacts) -> list[Example]:
    """The questions that are marked as examples, each with the first passage found for it."""
    opened, quality = found.index, found.quality
    if opened is None or quality is None:
        return []
    offered = [each.question.text for each in quality.asked if each.question.example]
    return [example for text in offered for example in _example(text, src_uri, opened)]


def _example(text: str, src_uri: str, opened: Index) -> list[Example]:
    results = answer(lambda: opened, text, Options(limit=1))["results"]
    return [
        Example(
            text,
            result["title"],
            tuple(result["headings"]),
            _root(src_uri) + result["url"],
            _shorten("".join(part["text"] for part in result["excerpt"])),
        )
        for result in results
    ]


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _root(src_uri: str) -> str:
    """The way from a page to the site's root."""
    return "../" * page_url(src_uri).count("/")


def _quality(src_uri: str, found: SearchArtefacts) -> str:
    if found.quality is None:
        return ""
    return render_template(
        "search/quality.html",
        names=SYSTEMS,
        figures=found.quality.figures,
        answerability=found.quality.answerability,
        rounding=(found.quality.trained, found.quality.shipped),
        misses=_misses(found.quality),
    )


def _misses(quality: Quality) -> list[tuple[str, int | None]]:
    """The guide's own questions whose place is not among the first three, with its rank."""
    return [
        (each.question.text, each.ranks["both"])
        for each in quality.asked
        if each.question.source != "faq" and (each.ranks["both"] or 100) > 3
    ]


def _size(src_uri: str, found: SearchArtefacts) -> str:
    sizes = {file.name: len(file.content) for file in found.artefacts}
    first = [(name, sizes[name]) for name in found.first_files]
    return render_template(
        "search/size.html",
        files=first,
        total=sum(size for _, size in first),
        passages=found.index.n_passages if found.index else 0,
    )


_LATE: Mapping[str, Callable[[str, SearchArtefacts], str]] = {
    "ask": _ask,
    "search-quality": _quality,
    "search-size": _size,
}

RENDERERS: Mapping[str, Renderer] = {name: _later(name) for name in _LATE}
