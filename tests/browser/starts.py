"""Starts of Python on real pages, counted by how they went; programs that keep all cores busy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from tests.browser.drive import Browser, Tab

PATIENCE = 300.0
"""Seconds until a start that says nothing is given up: the machine is busy, and may be slow."""

GOOD = "snapshot"
"""How a start should go."""

_BUSY = "import os, sys\nparent = int(sys.argv[1])\nwhile os.getppid() == parent: sum(range(99999))"


@dataclass(frozen=True)
class Kind:
    """A kind of page that starts Python."""

    path: str
    there: str
    """JavaScript: true once a reader can use the page."""
    use: str
    """JavaScript: uses it."""
    answered: str
    """JavaScript: true once Python has answered."""


CELL = "document.querySelector('live-cell')"
KINDS = {
    "cell": Kind(
        "guides/rag/",
        f"{CELL}?.querySelector('[data-action=run]')",
        f"{CELL}.querySelector('[data-action=run]').click()",
        f"{CELL}.querySelector('.cell-output pre')"
        f" && !{CELL}.hasAttribute('data-running') && !{CELL}.querySelector('.cell-caption')",
    ),
    "quiz": Kind(
        "quiz/",
        "document.querySelector('live-quiz[data-live] .quiz-current input')",
        "let asked; const play = setInterval(() => {"
        "  const question = document.querySelector('.quiz-current');"
        "  if (document.querySelector('live-quiz').dataset.view === 'result') clearInterval(play);"
        "  if (!question || question === asked) return; asked = question;"
        "  question.querySelector('input').click();"
        "  [...document.querySelectorAll('.quiz-nav button')].at(-1).click() }, 50)",
        "document.querySelector('.quiz-route')",
    ),
    "ask": Kind(
        "ask/",
        "document.querySelector('#ask-question')",
        "const field = document.querySelector('#ask-question'); field.value = 'What is RAG?';"
        "field.dispatchEvent(new Event('input', { bubbles: true }))",
        "document.querySelector('.ask-results li')",
    ),
}

STARTS = (
    "return performance.getEntriesByName('python-ready').map(({ detail: { boot, reason } }) =>"
    " reason ? `${boot}: ${reason}` : boot)"
)
SAID = (
    "return [...document.querySelectorAll('[role=status]')].map((line) => line.textContent.trim())"
    ".filter(Boolean).join(' / ')"
)


def visit(tab: Tab, url: str, kind: Kind) -> str:
    """Opens a page and uses it.

    Returns:
        How Python's start went: `GOOD`; ``stock:`` and why; ``failed:`` and what the page said.
    """
    tab.goto(url + kind.path)
    tab.wait(kind.there, PATIENCE)
    tab.evaluate(kind.use)
    try:
        tab.wait(kind.answered, PATIENCE)
    except AssertionError:
        return f"failed: {tab.evaluate(SAID) or 'nothing was said'}"
    starts: list[str] = tab.evaluate(STARTS)
    return next((each for each in starts if each != GOOD), GOOD if starts else "failed: unknown")


@dataclass
class Starts:
    """How all visits went."""

    by_kind: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def total(self) -> Counter[str]:
        """All kinds of pages together."""
        return sum(self.by_kind.values(), Counter[str]())

    def as_json(self) -> dict[str, Any]:
        """Plain data: the counts of all, and of each kind of page."""
        kinds = {kind: dict(found) for kind, found in sorted(self.by_kind.items())}
        return {"visits": self.total.total(), "starts": dict(self.total), "kinds": kinds}


def count_starts(browser: Browser, url: str, visits: int) -> Starts:
    """Visits pages of each kind in turn; every second visit is the first one of its profile."""
    starts = Starts()
    kinds = cycle(KINDS.items())
    while (left := visits - starts.total.total()) > 0:
        with browser.tab() as tab:
            for _ in range(min(2, left)):
                name, kind = next(kinds)
                starts.by_kind.setdefault(name, Counter())[visit(tab, url, kind)] += 1
    return starts


@contextmanager
def busy() -> Iterator[None]:
    """Keeps all cores busy with other programs, which end with this one."""
    command = [sys.executable, "-c", _BUSY, str(os.getpid())]
    programs = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()
