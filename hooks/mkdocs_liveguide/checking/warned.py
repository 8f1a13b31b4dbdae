"""What others warn of while a site is built: in strict builds, mistakes like all others."""

from __future__ import annotations

import logging
from collections.abc import Callable

from mkdocs_liveguide.sources.problems import Problem


class Warned(logging.Handler):
    """Gathers warnings, each with the page that was being read."""

    def __init__(self, logger: logging.Logger, ours: logging.Logger) -> None:
        """`logger` is that of all others; what `ours` says is no news."""
        super().__init__(logging.WARNING)
        self.page = ""
        """The `src_uri` of the page that is being read; "" while there is none."""
        self._logger = logger
        self._ours = ours.name
        self._told: dict[tuple[str, str], None] = {}

    def begin(self) -> None:
        """Begins to gather anew."""
        self._told.clear()
        self.page = ""
        self._logger.addHandler(self)

    def end(self) -> None:
        """Ends it; what was gathered stays."""
        self._logger.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Called for each line of the log that is a warning or worse."""
        if record.name != self._ours:
            self._told[self.page, " ".join(record.getMessage().split())] = None

    @property
    def said(self) -> list[str]:
        """The warnings alone."""
        return list(dict.fromkeys(message for _, message in self._told))

    def problems(self, name: Callable[[str], str]) -> list[Problem]:
        """The warnings as problems.

        Args:
            name: how problems call a page, by its `src_uri`; the configuration for "".
        """
        fix = "mend it, or build without --strict"
        return [
            Problem(name(page), 1, f"a warning: {message}", "a build without warnings", fix)
            for page, message in self._told
        ]
