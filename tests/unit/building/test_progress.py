"""A step that takes long says what is done and left, and one that does not says nothing."""

from __future__ import annotations

import io
from threading import Event

import pytest

from mkdocs_liveguide.building import progress as module
from mkdocs_liveguide.building.progress import Teller, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step counts as long, and every piece is told."""
    monkeypatch.setattr(module, "_FIRST", 0.0)
    monkeypatch.setattr(module, "_EVERY", 0.0)


def test_a_short_step_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST", 600.0)
    lines: list[str] = []
    terminal = Terminal()
    for say in (lines.append, Teller(lines.append, terminal)):
        with progress(say, "labs", 2) as done:
            done(1)
            done(1)
    assert lines == []
    assert terminal.getvalue() == ""


@pytest.mark.usefixtures("at_once")
def test_lines_say_what_is_done_and_left() -> None:
    lines: list[str] = []
    begun = Event()

    def say(line: str) -> None:
        lines.append(line)
        begun.set()

    with progress(Teller(say, io.StringIO()), "embedding texts", 4000) as done:
        assert begun.wait(60), "before the first piece is done, too"
        done(1500)
        done(2500)
    assert lines == ["embedding texts: 0 of 4,000", "embedding texts: 1,500 of 4,000"]


def test_lines_are_seconds_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST", 0.0)
    monkeypatch.setattr(module, "_EVERY", 600.0)
    lines: list[str] = []
    begun = Event()

    def say(line: str) -> None:
        lines.append(line)
        begun.set()

    with progress(say, "texts", 90) as done:
        assert begun.wait(60)
        for _ in range(80):
            done(1)
    assert lines == ["texts: 0 of 90"]


@pytest.mark.usefixtures("at_once")
def test_a_terminal_has_one_line_that_is_drawn_again() -> None:
    lines: list[str] = []
    terminal = Terminal()
    drawn = Event()
    write = terminal.write

    def noted(text: str) -> int:
        drawn.set()
        return write(text)

    terminal.write = noted  # type: ignore[method-assign]
    say = Teller(lines.append, terminal)
    with progress(say, "snapshot", 3) as done:
        assert drawn.wait(60)
        done(1)
        say("something else")
        done(2)
    assert lines == ["something else"]
    shown = terminal.getvalue()
    assert "snapshot" in shown
    assert "3/3" in shown
    assert shown.count("\n") == 1, "the end of the bar"
    before = len(shown)
    say("later")
    assert len(terminal.getvalue()) == before, "no bar stands there any more"


@pytest.mark.usefixtures("at_once")
def test_a_step_that_fails_leaves_the_terminal_as_it_was() -> None:
    terminal = Terminal()
    say = Teller(lambda line: None, terminal)
    with pytest.raises(ValueError, match="no"), progress(say, "labs", 2):
        raise ValueError("no")
    assert not say.has_bar
    hidden, shown = "\x1b[?25l", "\x1b[?25h"
    assert terminal.getvalue().rfind(hidden) <= terminal.getvalue().rfind(shown)
