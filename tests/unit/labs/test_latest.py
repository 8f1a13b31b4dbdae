"""While an author waits, a lab that reads the guide's text is shown as it last ran."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cells.snippet import Snippets
from mkdocs_liveguide.labs.lab import Labs
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.reader import Reader

READING = {"name": "labs.text", "before": "", "code": "ARTEFACTS = ['text.json']", "after": ""}
SHOWN = Directive("lab", "labs/text.py", {}, "index.md", Place("docs/index.md", 3), "::: lab")


def run(folder: Path, text: bytes, *, quick: bool, **request: str) -> tuple[object, list[bytes]]:
    """What a lab shows of a text, and the texts that it really ran with."""
    ran: list[bytes] = []
    labs = Labs(Snippets(Reader(folder), folder), Cache(folder / "kept"), quick=quick)
    labs.artefacts = (Artefact("text.json", text),)

    def run_now(request: dict[str, str], path: str, directive: Directive) -> dict[str, Any]:
        ran.append(text)
        return {
            "controls": [],
            "artefacts": [],
            "parts": [{"kind": "stdout", "text": text.decode()}],
        }

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(labs, "_run_now", run_now)
        parts = labs._run({**READING, **request}, "labs/text.py", SHOWN)["parts"]
        return [part["text"] for part in parts], ran


def test_an_edit_of_the_text_does_not_run_it_in_a_preview_but_in_a_build(tmp_path: Path) -> None:
    assert run(tmp_path, b"old", quick=True) == (["old"], [b"old"])
    assert run(tmp_path, b"new", quick=True) == (["old"], [])
    assert run(tmp_path, b"new", quick=False) == (["new"], [b"new"])
    assert run(tmp_path, b"new", quick=True) == (["new"], [])


def test_an_edit_of_the_lab_runs_it_in_a_preview_too(tmp_path: Path) -> None:
    run(tmp_path, b"old", quick=True)
    edited = "ARTEFACTS = ['text.json']  # edited"
    assert run(tmp_path, b"new", quick=True, code=edited) == (["new"], [b"new"])
