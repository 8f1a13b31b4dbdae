"""Labs: a module's experiment with controls, its result for the defaults already in the page."""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache, key_of, write_atomically
from mkdocs_liveguide.building.markup import highlighted_lines, template_json
from mkdocs_liveguide.building.svg import with_safe_drawings
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.cells.apart import EndedEarly, run_apart
from mkdocs_liveguide.cells.render import said
from mkdocs_liveguide.cells.run import Run, imports_behind, kept_or_made, program_parts
from mkdocs_liveguide.cells.snippet import Snippets, load_parts
from mkdocs_liveguide.pages.directives import Directive, Directives, Html
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.tree import Tree
from mkdocs_liveguide.sources.yaml_source import parse

SECONDS = 300
"""So long may a lab take for its defaults on the machine that builds."""
_RUNS = "lab-runs"
_LATEST = "lab-latest"
"""The cache's folders: results, and by a lab's code the key of its last one."""


class Control(BaseModel):
    """One control of a lab, as `live.labs.lab` describes it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    label: str
    kind: Literal["range", "number", "select", "checkbox", "text"]
    value: bool | int | float | str
    min: float | None = None
    max: float | None = None
    step: float | None = None
    options: list[str] | None = None
    help: str = ""


@dataclass
class Labs:
    """Makes the labs of a build."""

    snippets: Snippets
    cache: Cache
    seconds: int = SECONDS
    """So long may a lab take for its defaults."""
    quick: bool = False
    """Whether an author waits: a lab whose code has not changed is shown as it last ran, though
    what it reads of the guide's text has."""
    artefacts: Sequence[Artefact] = ()
    """What labs can read by name, here and in the browser."""

    def directives(self) -> Directives:
        """``::: lab labs/name.py`` or ``::: lab labs/name.py#section``."""
        return Directives(html={"lab": self.render})

    def render(self, directive: Directive, view: PageView) -> Html:
        """Renders a lab with its result for the defaults.

        Raises:
            ContentError: there is no such lab, its controls are wrong, it does not run, or it
                draws what is not plain SVG.
        """
        directive.check_options(())
        known = [name for name in self.snippets.names if name.startswith("labs/")]
        name = directive.argument.partition("#")[0]
        if name not in known:
            found = f'the unknown lab "{name}"'
            raise directive.problem(found, one_of(known), suggest(name, known))
        before, code, after, first_line = load_parts(self.snippets, directive.argument, directive)
        module, path = name.removesuffix(".py").replace("/", "."), self.snippets.path(name)
        request = {"name": module, "before": before, "code": code, "after": after}
        result = self._run(request, path, directive)
        source = "\n".join(self.snippets.lines(name))
        controls = _controls(result["controls"], path, source, _for(directive))
        failed = next((part for part in result["parts"] if part["kind"] == "error"), None)
        if failed:
            raise ContentError([_problem(failed, path, first_line, directive)])
        # Numbers as the page needs them, so that the script has nothing to guess.
        data = {
            **request,
            "controls": [control.model_dump(exclude_none=True) for control in controls],
            "artefacts": result["artefacts"],
        }
        html = render_template(
            "labs/lab.html",
            data=template_json(data),
            controls=controls,
            parts=with_safe_drawings(result["parts"], path, first_line),
            lines=highlighted_lines(code, self.cache),
            id=module.replace(".", "-"),
        )
        return Html(html)

    def _run(self, request: dict[str, str], path: str, directive: Directive) -> dict[str, Any]:
        folder = self.snippets.folder
        text = json.dumps(request, sort_keys=True)
        whole = "\n".join([request["before"], request["code"], request["after"]])
        needed = Run(whole, "import live.labs.lab", "")
        behind = imports_behind(folder, [needed], self.cache).key_parts()
        reads = self.artefacts if "ARTEFACTS" in whole else ()
        code = key_of(text, str(self.seconds), *behind, *program_parts())
        key = key_of(text, str(self.seconds), *behind, *program_parts(), *(e.hash for e in reads))
        make = partial(self._run_now, request, path, directive)
        if self.quick and reads and self.cache.get(_RUNS, key) is None:
            latest = (self.cache.get(_LATEST, code) or b"").decode()
            key = latest if latest and self.cache.get(_RUNS, latest) else key
        result = kept_or_made(self.cache, _RUNS, key, make, _is_whole)
        if reads and self.cache.get(_LATEST, code) != key.encode():
            self.cache.put(_LATEST, code, key.encode())
        return result

    def _run_now(self, request: dict[str, str], path: str, directive: Directive) -> dict[str, Any]:
        folder, guide = self.snippets.folder, self.snippets.reader.root
        with TemporaryDirectory() as name:
            artefacts = Path(name).resolve()
            for artefact in self.artefacts:
                write_atomically(artefacts / artefact.name, artefact.content)
            file = folder.resolve() / f"{request['name'].replace('.', '/')}.py"
            arguments = {**request, "artefacts": str(artefacts), "file": str(file)}
            try:
                result = run_apart("lab", arguments, folder, guide, self.seconds, [artefacts])
            except EndedEarly as ended:
                expected = f"a lab that comes to its end in time, {_for(directive)}"
                fix = "make its defaults smaller"
                raise ContentError([Problem(path, 1, str(ended), expected, fix)]) from None
        if failed := result.get("failed"):
            line = int(failed["line"]) or 1
            expected = f"a lab that can be imported, with CONTROLS and run, {_for(directive)}"
            raise ContentError([Problem(path, line, said(failed), expected, "mend it")])
        return result


def _is_whole(result: dict[str, Any]) -> bool:
    parts, names = result["parts"], result["artefacts"]
    return (
        isinstance(result["controls"], list)
        and isinstance(parts, list)
        and all(isinstance(part["kind"], str) for part in parts)
        and isinstance(names, list)
        and all(isinstance(name, str) for name in names)
    )


def _problem(failed: dict[str, Any], path: str, first_line: int, directive: Directive) -> Problem:
    line = first_line + failed["line"] - 1 if failed["line"] else 1
    found = said(failed)
    what = "a lab that runs in the page" if failed["limit"] else "a lab that runs"
    expected = f"{what}, {_for(directive)}"
    fix = f"{failed['limit'].rstrip('.')}; mend it" if failed["limit"] else "mend it"
    return Problem(path, line, found, expected, fix)


def _for(directive: Directive) -> str:
    return f"for {directive.place.path}:{directive.place.line}"


def _controls(raw: list[Any], path: str, source: str, where: str = "") -> list[Control]:
    lines = _lines_of_controls(source)
    problems: list[Problem] = []
    controls: list[Control] = []
    for index, each in enumerate(raw):
        line = lines[min(index, len(lines) - 1)]
        control, wrong = parse(Control, Tree(each, line), path)
        problems += (
            replace(one, expected=f"{one.expected}, {where}".rstrip(", ")) for one in wrong
        )
        if control is not None:
            controls.append(control)
    if problems:
        raise ContentError(problems)
    return controls


def _lines_of_controls(source: str) -> list[int]:
    """The line of each control, as far as they are written out; else that of the list."""
    for node in ast.walk(ast.parse(source)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        if any(isinstance(each, ast.Name) and each.id == "CONTROLS" for each in targets):
            value = getattr(node, "value", None)
            written = value.elts if isinstance(value, ast.List) else []
            return [each.lineno for each in written] or [getattr(node, "lineno", 1)]
    return [1]
