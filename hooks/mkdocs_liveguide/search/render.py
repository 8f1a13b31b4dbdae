"""What the search puts into pages: the place to ask, and the measured table."""

from __future__ import annotations

from dataclasses import dataclass

from live.search.index import Index
from live.search.query import Options, answer
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.search.answering import Answered, tally
from mkdocs_liveguide.search.result import SYSTEMS, Quality, SearchArtefacts
from mkdocs_liveguide.search.test_set import HALVES, Half

_BY_WORDS = (
    '<div class="admonition note">'
    '<p class="admonition-title">The search finds by words only for now</p>'
    "<p>Its texts are embedded in the background. When they are, it finds by meaning and is"
    " measured, and this page is made again.</p></div>"
)
_HALVES: dict[Half, str] = {
    "choices": "for choices",
    "held out": "held out: looked at when the choices were made",
}
EXCERPT = 220  # characters of an example's passage


@dataclass(frozen=True)
class Example:
    """A question that a page offers, with what the search finds for it."""

    question: str
    title: str
    headings: tuple[str, ...]
    address: str
    """Relative to the page that shows it."""
    excerpt: str


class SearchViews:
    """What the search puts into pages, once it is built."""

    def __init__(self) -> None:
        self.found = SearchArtefacts()

    def directives(self) -> Directives:
        """``::: ask``, ``::: search-quality`` and ``::: search-size``."""
        views = {"ask": self._ask, "search-quality": self._quality, "search-size": self._size}
        return Directives(html=views, after_search=dict.fromkeys(views, _check))

    def _ask(self, directive: Directive, view: PageView) -> Html:
        """The place to ask, with examples.

        Options: ``placeholder``, a question that the empty field shows; ``copy-title``, what
        stands above the text that is offered for copying; and ``about``, what the guide is about,
        which is told where it does not seem to answer.
        """
        html = render_template(
            "search/ask.html",
            examples=examples(view, self.found),
            placeholder=directive.options.get("placeholder", ""),
            about=directive.options.get("about", "").rstrip("."),
            copy_title=directive.options.get(
                "copy-title", "The question with its sources, to copy"
            ),
        )
        return Html(_BY_WORDS + html if self.found.by_words else html)

    def _quality(self, directive: Directive, view: PageView) -> Html:
        quality = self.found.quality
        if self.found.by_words:
            return Html(_BY_WORDS)
        if quality is None:
            return Html("")
        html = render_template(
            "search/quality.html",
            names=SYSTEMS,
            halves=_halves(quality),
            figures=quality.figures,
            answerability=quality.answerability,
            rounding=(quality.trained, quality.shipped),
            misses=_misses(quality),
        )
        return Html(html)

    def _size(self, directive: Directive, view: PageView) -> Html:
        if self.found.by_words:
            return Html(_BY_WORDS)
        sizes = {file.name: len(file.content) for file in self.found.artefacts}
        first = [(name, sizes[name]) for name in self.found.first_files]
        html = render_template(
            "search/size.html",
            files=first,
            total=sum(size for _, size in first),
            passages=self.found.index.n_passages if self.found.index else 0,
        )
        return Html(html)


def _halves(quality: Quality) -> dict[str, Answered]:
    """The figures of each half of the test set that has a question which the guide answers."""
    found = {
        half: tally([each for each in quality.outcomes if each.question.half == half])
        for half in HALVES
    }
    return {_HALVES[half]: figures for half, figures in found.items() if figures.answerable}


def _check(directive: Directive) -> None:
    options = ("placeholder", "copy-title", "about") if directive.name == "ask" else ()
    directive.check_options(options, argument=False)


def examples(view: PageView, found: SearchArtefacts) -> list[Example]:
    """The questions that are marked as examples, each with the first passage found for it."""
    opened, quality = found.index, found.quality
    if opened is None or quality is None:
        return []
    offered = [each.question.text for each in quality.asked if each.question.example]
    return [example for text in offered for example in _example(text, view, opened)]


def _example(text: str, view: PageView, opened: Index) -> list[Example]:
    results = answer(lambda: opened, text, Options(limit=1))["results"]
    return [
        Example(
            text,
            result["title"],
            tuple(result["headings"]),
            view.root + result["url"],
            _shorten("".join(part["text"] for part in result["excerpt"])),
        )
        for result in results
    ]


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _misses(quality: Quality) -> list[tuple[str, int | None]]:
    """The guide's own questions whose place is not among the first three, with its rank."""
    return [
        (each.question.text, each.ranks["both"])
        for each in quality.asked
        if each.question.source != "faq" and (each.ranks["both"] or 100) > 3
    ]
