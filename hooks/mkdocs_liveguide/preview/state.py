"""What a preview knows of the sources from one build to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_liveguide.preview.panel import page_without_site, panel, with_panel
from mkdocs_liveguide.sources.problems import Problem


class Preview:
    """The problems of the last build, and whether there is a good site below them."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """`say` tells the author, in the terminal."""
        self.problems: Sequence[Problem] = ()
        self.stopped = False
        """Whether the last build was stopped by them."""
        self.is_new = True
        """Whether no build has begun."""
        self.has_site = False
        """Whether any build has succeeded."""
        self._say = say
        self._told: set[Problem] = set()

    def tell(self, problems: Sequence[Problem], *, stopped: bool, all_read: bool = True) -> None:
        """Takes the outcome of a build; the terminal is told what it has not been told yet.

        Args:
            problems: what is wrong.
            stopped: whether that stopped the build.
            all_read: whether all sources were looked at; else earlier problems may still be there.
        """
        known = self._told
        news = [each for each in problems if each not in known]
        mended = len(known - set(problems))
        self._told = set(problems) if all_read else known | set(problems)
        self.problems, self.stopped = tuple(problems), stopped
        self.has_site = self.has_site or not stopped
        lines = [f"  {each}" for each in news[:50]]
        if len(news) > len(lines):
            lines.append(f"  … and {len(news) - len(lines)} more")
        old = len(problems) - len(news)
        if news:
            count = f"{len(news)} problem{'s' if len(news) > 1 else ''} in the sources"
            rest = f" (and {old} from before)" if old else ""
            self._say("\n".join([f"{count}{rest}:", *lines]))
        elif problems:
            self._say(f"Still {old} problem{'s' if old > 1 else ''} from before.")
        elif mended:
            self._say("All problems are mended.")

    def show(self, page: bytes | None) -> bytes | None:
        """A page as the author sees it.

        Args:
            page: the HTML that would be sent; None for an address without a page.

        Returns:
            The page with the problems in it; None where nothing is to be added.
        """
        if not self.problems:
            return None
        html = panel(self.problems, stopped=self.stopped and self.has_site)
        if self.has_site:
            return with_panel(page, html) if page is not None else None
        return page_without_site(html)
