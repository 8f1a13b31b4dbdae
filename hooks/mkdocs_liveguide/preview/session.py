"""A preview from its start to its end: it builds at each edit, and goes on whatever is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.building.restart import OWN_CODE, RunningCode, fault_of, restarting
from mkdocs_liveguide.checking.warned import Warned
from mkdocs_liveguide.preview.server import taken, telling
from mkdocs_liveguide.preview.state import Preview
from mkdocs_liveguide.sources.problems import ContentError, Problem


class Session:
    """What lives as long as the command that shows a preview."""

    def __init__(
        self,
        background: Background,
        warned: Warned,
        say: Callable[[str], None],
    ) -> None:
        """`warned` hears what others warn of while a site is built; `say` tells the author."""
        self.background = background
        self.preview = Preview(say)
        self._code = RunningCode(OWN_CODE)
        self._warned = warned
        self._say = say

    def refusal(self, host: str, port: int) -> str | None:
        """Why the preview cannot be where it is to be; asked once, before the first build."""
        told = taken(host, port) if self.preview.is_new else None
        if told is None:
            self.preview.is_new = False
        return told

    def build(
        self,
        build: Callable[[], object],
        problems_of: Callable[[Exception], Sequence[Problem]],
        warnings: Callable[[], Iterable[Problem]],
    ) -> None:
        """Builds the site; what stops that is told, and the preview goes on.

        Args:
            build: builds it.
            problems_of: makes problems of what stopped it.
            warnings: what a build that came to its end has found wrong.
        """
        try:
            build()
        except Exception as error:
            all_read = isinstance(error, ContentError)
            self.preview.tell(problems_of(error), stopped=True, all_read=all_read)
        else:
            self.preview.tell(sorted(warnings()), stopped=False)
        finally:
            self._warned.end()
            # Only now, since it would share the processor with what somebody waits for.
            self.background.start()

    def builder(
        self,
        build: Callable[[], object],
        problems_of: Callable[[Sequence[str]], Sequence[Problem]],
        module: str,
        folder: Path,
    ) -> Callable[[], None]:
        """What the server calls at each edit; it starts anew when the generator's code is edited.

        Args:
            build: reads the configuration, and builds.
            problems_of: see `telling`.
            module: imports all of the generator.
            folder: holds the site that is shown.
        """

        def leave() -> None:
            self.background.stop()
            shutil.rmtree(folder, ignore_errors=True)

        told = telling(build, self.preview, self._warned, problems_of)
        return restarting(told, self._code, lambda: fault_of(module), leave, self._say)
