"""What goes into a build beside the sources, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.cells import run as cells
from mkdocs_liveguide.checking.heads import When
from mkdocs_liveguide.hosting.headers import Headers
from mkdocs_liveguide.hosting.write import write_for_hosts
from mkdocs_liveguide.labs import lab as labs
from mkdocs_liveguide.notebooks import execute as notebooks
from mkdocs_liveguide.pages.draft import Draft
from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.pages.view import PageInfo, PageView
from mkdocs_liveguide.policy.pages import keep_policy
from mkdocs_liveguide.policy.refused import Refused
from mkdocs_liveguide.policy.rules import Policy
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.sharing.build import Sharing
from mkdocs_liveguide.sharing.cards import Look
from mkdocs_liveguide.sharing.feedback import Report
from mkdocs_liveguide.sharing.sitemap import pack_sitemap
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import Problem


@dataclass(frozen=True)
class Limits:
    """How long code may take on the machine that builds, in seconds."""

    cell: int = cells.SECONDS
    lab: int = labs.SECONDS
    notebook: int = notebooks.SECONDS
    """For each cell of a notebook."""


@dataclass(frozen=True)
class PolicyOptions:
    """The content security policy that the site is published with."""

    policy: Policy
    in_pages: bool
    """Whether pages carry it themselves, for hosts that cannot be told what to send."""
    place: Place
    """Where the theme is chosen: what its templates load is told there."""


@dataclass(frozen=True)
class Options:
    """What the configuration chooses."""

    site: SiteInfo
    search: SearchOptions
    """The search's own settings, without the questions."""
    limits: Limits = field(default_factory=Limits)
    preview: bool = False
    """Whether an author is looking at edits: no service worker, notebooks as they last ran."""
    foreign: bool = False
    """Whether other tools of the site use the mark of directives too."""
    links: Literal["error", "warn", "off"] = "error"
    """What a link that leads nowhere is."""
    heads: When = "auto"
    """Whether pages must have a title and a description of their own."""
    not_figures: Sequence[str] = ()
    """Regular expressions of names with numbers in them, which no finding need have."""
    directory_urls: bool = True
    """Whether addresses of pages are those of folders, else those of files."""
    strict: bool = False
    """Whether what would be warned of stops the build."""
    policy: PolicyOptions | None = None
    """None: the site is published with none, and pages stay as the theme makes them."""
    hosts: Sequence[str] = ("netlify",)
    """The kinds of hosts that files are written for."""
    from_files: bool = False
    """Whether the site is opened from files too, without a server."""
    cards: Look | None = None
    """How the cards that networks show look; None for none."""
    issues: str = ""
    """The address of the form for new issues; "" for none."""
    edit_links: bool = True
    """Whether the theme leaves it to us to link pages to their sources."""
    theme_search: str = ""
    """The address of the theme's search, up to where a question stands in it; "" for none."""


@dataclass(frozen=True)
class Rendered:
    """A page that MkDocs has rendered."""

    info: PageInfo
    html: str
    """Its content, with marks where something is put in later."""
    draft: Draft


@dataclass(frozen=True)
class Checked:
    """Pages whose sources have been checked, with all that could be put into them so far."""

    contents: Mapping[str, str]
    """HTML by `src_uri`, with marks for what needs the search or a run of notebooks."""
    views: Mapping[str, PageView]
    text: Artefact
    """The guide's own text, for labs."""
    warnings: Sequence[Problem]
    """What is wrong, but does not stop this build."""
    refused: frozenset[Refused]
    """What the policy refuses in the pages, which has been told."""


@dataclass(frozen=True)
class Site:
    """What a build made, for the pages and beside them."""

    contents: Mapping[str, str]
    """The finished HTML of each page's content, by `src_uri`."""
    files: Mapping[str, bytes]
    """What is published beside the pages, by its path in the site."""
    script: str
    """The path of the browser modules' entry."""
    style: str
    """The path of their styles."""
    manifest: str
    """The path of the list of everything that the browser may load."""
    structured: Mapping[str, Sequence[Markup]]
    """JSON-LD by `src_uri`, safe to stand in a script element."""
    report: Sequence[str]
    """What the build measured, a line each."""
    warnings: Sequence[Problem]
    """What is wrong, but does not stop a build."""
    service_worker: bool
    """Whether browsers keep the site for use without a network."""
    info: SiteInfo
    policy: PolicyOptions | None
    hosts: Sequence[str]
    """The kinds of hosts that files are written for."""
    refused: frozenset[Refused]
    """What the policy refuses in the pages' contents, which has been told."""
    from_file: str = ""
    """The path of the script that begins the others in a site that is opened from files too."""
    sharing: Sharing = field(default_factory=Sharing)
    reports: Mapping[str, Report] = field(default_factory=dict)
    """Links that report a mistake, by the `src_uri` of the page."""
    edit_links: bool = True
    """Whether the theme leaves it to us to link pages to their sources."""
    ask: PageInfo | None = None
    """The page where readers ask the search."""
    search: str = ""
    """The address of the search, up to where a question stands in it; "" where there is none."""

    def head_of(self, src_uri: str, feed: str) -> Markup:
        """What stands in a page's head for networks and readers of feeds.

        Args:
            src_uri: the page; "" for one that is none of the guide's.
            feed: the way from the page to the feed; "" where there is none.
        """
        shared = self.sharing.pages.get(src_uri)
        html = render_template("sharing/head.html", site=self.info, shared=shared, feed=feed)
        return Markup(html)

    def feedback_of(self, src_uri: str, edit: str | None) -> Markup:
        """The links below a page: to its source, and to report a mistake.

        Args:
            src_uri: the page.
            edit: the address of its source; "" or None where it has none.
        """
        report, edit = self.reports.get(src_uri), edit if self.edit_links else ""
        return Markup(render_template("sharing/feedback.html", edit=edit, report=report))

    def day_of(self, src_uri: str) -> str:
        """The day of a page's last change, as the site map has it; "" if none is told.

        MkDocs would tell machines that each page changes on the day of each build.
        """
        return self.sharing.days.get(src_uri, "")

    def missing_page(self) -> Markup:
        """The content of the page for unknown addresses, which may lie at any depth."""
        root, ask = self.info.path, self.ask
        html = render_template("sharing/missing.html", root=root, ask=ask, search=self.search)
        return Markup(html)

    def structured_data(self, src_uri: str) -> Sequence[Markup]:
        """The JSON-LD of a page."""
        return self.structured.get(src_uri, ())

    def write_last(self, folder: Path, published: bool) -> list[Problem]:
        """Writes what can only be known when the site is finished.

        Args:
            folder: the finished site.
            published: whether readers will get it; a preview runs scripts that stand in pages.

        Returns:
            What templates ask for and the policy refuses.
        """
        pack_sitemap(folder)
        problems: list[Problem] = []
        policy = None
        if self.policy is not None and published:
            problems, policy = self._keep_policy(folder, self.policy)
        # It names every other file that is served.
        if self.service_worker:
            from mkdocs_liveguide.runtime.service_worker import build_service_worker

            (folder / "sw.js").write_bytes(build_service_worker(folder))
        if policy is not None:
            write_for_hosts(folder, Headers(policy), self.hosts, self.info.path)
        return problems

    def _keep_policy(self, folder: Path, options: PolicyOptions) -> tuple[list[Problem], Policy]:
        kept = keep_policy(
            folder,
            options.policy,
            self.style,
            site_path=self.info.path,
            origin=self.info.origin,
            meta=options.in_pages,
        )
        problems = [
            Problem(
                options.place.path,
                options.place.line,
                f"{each.found} in {pages[0]}"
                + (f" and {len(pages) - 1} more" if len(pages) > 1 else ""),
                each.expected,
                each.fix,
            )
            for each, pages in kept.refused.items()
            if each not in self.refused
        ]
        return problems, kept.policy
