"""What is wrong in the sources, said so that an author can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one place."""

    path: str
    """The file, relative to the root of the repository, with forward slashes."""
    line: int
    """The line in that file, 1-based; front matter counts."""
    found: str
    """What stands there."""
    expected: str
    """What could stand there."""
    fix: str
    """What to write."""
    repair: tuple[str, str] | None = field(default=None, compare=False)
    """Words of that line and what to write for each of them, where nothing else can be meant."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: found {self.found}; expected {self.expected}; {self.fix}"


MOST_TOLD = 50
"""Problems of one run that are printed; nobody reads more at once."""


class ContentError(Exception):
    """Raised with all problems that one run found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.report())

    def report(self) -> str:
        """All problems, a line each, under a line that counts them."""
        count = len(self.problems)
        head = "1 problem in the sources:" if count == 1 else f"{count} problems in the sources:"
        told = [f"  {problem}" for problem in self.problems[:MOST_TOLD]]
        if count > MOST_TOLD:
            told.append(f"  … and {count - MOST_TOLD} more")
        return "\n".join([head, *told])


@dataclass
class Collector:
    """Gathers problems of several stages, so that one run tells them all."""

    problems: list[Problem] = field(default_factory=list)

    @contextmanager
    def catch(self) -> Iterator[None]:
        """Goes on after a stage that failed; what the stage was to return is then missing."""
        try:
            yield
        except ContentError as error:
            self.problems.extend(error.problems)

    def stop_if_any(self) -> None:
        """Ends a phase that the next one needs whole.

        Raises:
            ContentError: there are problems.
        """
        if self.problems:
            raise ContentError(self.problems)


def suggest(found: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name: the likely one, else a look at the list.

    Args:
        found: the name that is not known.
        known: the names that are.

    Returns:
        The last part of a problem's sentence, such as ``write "hourly"``.
    """
    known = list(known)
    if not known:
        return "add it first"
    near = closest(found, known)
    return "write one of these" if near is None else f'write "{near}"'


def closest(found: str, known: Iterable[str]) -> str | None:
    """The known name that is most like another, whatever its case; None if none is like it."""
    folded: dict[str, str] = {}
    for name in sorted(known):
        folded.setdefault(name.casefold(), name)
    close = get_close_matches(found.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def one_of(known: Iterable[str], most: int = 12) -> str:
    """The valid names as words, cut after `most` of them."""
    names = sorted(known)
    if not names:
        return "a name that there is, and there is none yet"
    listed = ", ".join(f'"{name}"' for name in names[:most])
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return f"one of {listed}{rest}"
