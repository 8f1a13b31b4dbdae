"""Shows sections of the teaching snippets as live cells, with what they print under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.markup import highlighted_lines, template_json
from mkdocs_liveguide.building.svg import with_safe_drawings
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.cells.apart import EndedEarly
from mkdocs_liveguide.cells.run import SECONDS, Output, Run, run_snippets
from mkdocs_liveguide.cells.snippet import Snippet, Snippets, in_place, load_snippet
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import ContentError, Problem

_PLACE_IN_CELL = re.compile(r" \([^()]*, line \d+\)$")
_OPTIONS = ("group", "fails", "varies", "prints")
_MEND = "mend it, or show it in an ordinary code block, which is not run"


@dataclass(frozen=True)
class Cell:
    """A cell that a page shows."""

    directive: Directive
    runs: Sequence[Run]
    """What runs: the cells of its group that stand before it, then itself."""

    @property
    def varies(self) -> bool:
        """Whether its output is another each time."""
        return self.directive.options.get("varies") == "yes"


@dataclass
class Cells:
    """Makes the cells of one build, page by page and in the order of each page."""

    snippets: Snippets
    cache: Cache
    seconds: int = SECONDS
    """So long may a cell take with all that runs before it."""
    chains: dict[tuple[str, str], list[Snippet]] = field(default_factory=dict)
    """The cells so far of each group, by page and the group's name."""
    shown: list[Cell] = field(default_factory=list)
    """All cells so far."""

    def directives(self) -> Directives:
        """``::: live topic/file.py#section``, a cell that a reader can edit and run."""
        return Directives(html={"live": self.render})

    def render(self, directive: Directive, view: PageView) -> Html:
        """Renders a cell; the file's lines before the section run first, unseen.

        Options:

        - ``group=NAME``: the page's cells of one group share their names, and build on each other;
        - ``fails=yes``: it ends with an exception, and shall;
        - ``varies=yes``: its output differs from run to run (it measures time, say);
        - ``prints="WORDS"``: words that its output must have, since the text beside it says so.

        Raises:
            ContentError: there is no such snippet, it does not run, or it draws what is not plain
                SVG.
        """
        directive.check_options(_OPTIONS)
        for name in ("fails", "varies"):
            if directive.options.get(name, "yes") != "yes":
                found = f'"{name}={directive.options[name]}"'
                raise directive.problem(found, f"{name}=yes", f"write {name}=yes, or take it out")
        chain = self._chain(directive)
        snippet, path = chain[-1], self.snippets.path(chain[-1].path)
        cell = Cell(directive, self._as_runs(chain))
        self.shown.append(cell)
        run = self._run(cell, snippet)
        error = next((piece for piece in run if piece["kind"] == "error"), None)
        if error and directive.options.get("fails") != "yes":
            raise ContentError([_problem(error, path, snippet, directive)])
        if not error and "fails" in directive.options:
            found = f"fails=yes after code that does not fail, {path}:{snippet.first_line}"
            raise directive.problem(found, "it after code that fails", "take it out")
        _check_words(directive, run, f"{path}:{snippet.first_line}")
        group = directive.options.get("group", "")
        data = {
            "code": snippet.code,
            "setup": snippet.setup,
            "setupName": path,
            "group": f"{directive.src_uri}#{group}" if group else "",
            "id": f"{snippet.path}#{snippet.section}",
        }
        html = render_template(
            "cells/cell.html",
            data=template_json(data),
            label=f"{snippet.path}{' · ' + snippet.section if snippet.section else ''}",
            lines=highlighted_lines(snippet.code, self.cache),
            output=with_safe_drawings(run, path, snippet.first_line),
            varies=cell.varies,
        )
        return Html(html)

    def _run(self, cell: Cell, snippet: Snippet) -> list[Output]:
        folder, directive = self.snippets.folder, cell.directive
        alone = not directive.options.get("group")
        guide = self.snippets.reader.root
        try:
            return run_snippets(folder, self.cache, cell.runs, self.seconds, alone, guide)
        except EndedEarly as ended:
            path, line = self.snippets.path(snippet.path), snippet.first_line
            expected = f"code that comes to its end, for {_place(directive)}"
            raise ContentError([Problem(path, line, str(ended), expected, _MEND)]) from None

    def _chain(self, directive: Directive) -> list[Snippet]:
        """The snippet after all earlier ones of its group, each with only the set-up it adds."""
        snippet = load_snippet(self.snippets, directive.argument, directive)
        group = directive.options.get("group", "")
        if not group:
            return [snippet]
        chain = self.chains.setdefault((directive.src_uri, group), [])
        before = [each for each in chain if each.path == snippet.path]
        if before and before[-1].first_line < snippet.first_line:
            shown = before[-1].code.count("\n") + before[-1].first_line
            lines = self.snippets.lines(snippet.path)
            between = in_place(lines[shown : snippet.first_line - 1], shown + 1)
            snippet = replace(snippet, setup=between)
        chain.append(snippet)
        return list(chain)

    def _as_runs(self, chain: list[Snippet]) -> list[Run]:
        return [Run(each.code, each.setup, self.snippets.path(each.path)) for each in chain]


def _problem(error: Output, path: str, snippet: Snippet, directive: Directive) -> Problem:
    line = 1
    if error["line"]:
        line = snippet.first_line + int(error["line"]) - 1
    elif error["setup_line"]:
        line = int(error["setup_line"])
    found = said(error)
    if error["limit"]:
        expected = f"code that runs in the page, for {_place(directive)}"
        fix = f"{error['limit'].rstrip('.')}; {_MEND}"
        return Problem(path, line, found, expected, fix)
    expected = f"code that runs, for {_place(directive)}"
    return Problem(path, line, found, expected, "mend it, or write fails=yes after the directive")


def _check_words(directive: Directive, run: Sequence[Output], place: str) -> None:
    wanted = directive.options.get("prints")
    output = "".join(piece["text"] for piece in run if "text" in piece)
    if wanted is not None and " ".join(wanted.split()) not in " ".join(output.split()):
        found = f'"{" ".join(output.split())[:200]}" as the output of {place}'
        fix = "mend the code, or the text and this option"
        raise directive.problem(found, f'"{wanted}" in it, as the page says', fix)


def said(error: Output) -> str:
    """What an exception says, without the place that a syntax error adds: that is told better."""
    message = _PLACE_IN_CELL.sub("", error["message"])
    return f"{error['name']}: {message}" if message else str(error["name"])


def _place(directive: Directive) -> str:
    return f"{directive.place.path}:{directive.place.line}"
