"""The whole flow, from a guide's sources to what its site publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mkdocs_liveguide.building.artefacts import Artefact, build_manifest
from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.theme import script_for_files
from mkdocs_liveguide.checking.refusals import refused_in_pages
from mkdocs_liveguide.checking.site import check_site
from mkdocs_liveguide.evidence.age import old_findings, today
from mkdocs_liveguide.evidence.citing import places_citing
from mkdocs_liveguide.features import all_directives, quiz_links
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.labs.lab import Labs
from mkdocs_liveguide.notebooks.build import NotebookPages
from mkdocs_liveguide.notebooks.execute import Surroundings
from mkdocs_liveguide.pages.draft import Draft
from mkdocs_liveguide.pages.late import fill_late
from mkdocs_liveguide.pages.moved import pages_that_lead_on
from mkdocs_liveguide.pages.view import PageView
from mkdocs_liveguide.publishing.about import page_that_asks, reports, structured_data
from mkdocs_liveguide.publishing.texts import guide_text, search_pages
from mkdocs_liveguide.search.render import SearchViews
from mkdocs_liveguide.search.result import SearchArtefacts
from mkdocs_liveguide.sharing.build import build_sharing
from mkdocs_liveguide.sharing.changes import changes_ahead
from mkdocs_liveguide.site_model import Checked, Options, Rendered, Site
from mkdocs_liveguide.sources.problems import Collector, Problem

if TYPE_CHECKING:
    from mkdocs_liveguide.runtime.build import RuntimeBuild


@dataclass(frozen=True)
class _Made:
    """What a build has made beside the HTML of its pages."""

    runtime: RuntimeBuild
    artefacts: Sequence[Artefact]
    """Those of the features."""
    pictures: Mapping[str, bytes]
    """Those of notebooks, by their path in the site."""
    report: Sequence[str]
    """What was measured, a line each."""


class SiteBuild:
    """One build: pages are begun one by one, and finished together."""

    def __init__(
        self,
        guide: Guide,
        options: Options,
        cache: Cache,
        collector: Collector,
        say: Callable[[str], None],
    ) -> None:
        """`collector` has what is wrong so far; `say` is told each step that takes time."""
        self.guide = guide
        self.options = options
        self.cache = cache
        self.say = say
        self._collector = collector
        self._warnings: list[Problem] = []
        self.references = guide.evidence.references
        self.background: Background | None = None
        """Does what the build is not to wait for."""
        limits = options.limits
        around = Surroundings(
            guide.reader.root, guide.docs, guide.snippets.folder, cache.root, limits.notebook
        )
        self.notebooks = NotebookPages(guide.notebooks, around, cache)
        self._labs = Labs(guide.snippets, cache, limits.lab, options.search.quick)
        self._search = SearchViews()
        self._directives = all_directives(guide, cache, limits.cell, self._labs, self._search)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Adds what others have found wrong."""
        self._collector.problems += problems

    def warn(self, problems: Iterable[Problem]) -> None:
        """Adds what others warn of, which stops a strict build."""
        self._warnings += problems

    def begin(self, src_uri: str) -> Draft:
        """What Markdown leaves its finds in while it reads a page."""
        origins = self.guide.origins(src_uri)
        return Draft(src_uri, origins, self._directives, self.options.foreign)

    def check(self, rendered: Mapping[str, Rendered], files: Mapping[str, str]) -> Checked:
        """Finds all that is wrong, as far as it can be known before anything dear is made.

        Args:
            rendered: the pages, by `src_uri`, in order.
            files: all files that are published: `src_uri` by address relative to the site's root.

        Returns:
            The pages. What is wrong with them is in the collector, and among the warnings what
            does not stop this build.
        """
        views = self._views(rendered)
        text = guide_text(self.guide, rendered)
        self._labs.artefacts = (text,)
        contents = {src_uri: page.html for src_uri, page in rendered.items()}
        contents = self._fill(rendered, contents, views)
        found = check_site(self.guide, self.options, rendered, contents, files, self._warnings)
        self._collector.problems += found.mistakes
        return Checked(contents, views, text, found.warnings, found.refused)

    def problems(self, rendered: Mapping[str, Rendered], files: Mapping[str, str]) -> list[Problem]:
        """All that `check` finds, each once, by file and line."""
        checked = self.check(rendered, files)
        return sorted({*self._collector.problems, *checked.warnings})

    def search(self, rendered: Mapping[str, Rendered], files: Mapping[str, str]) -> SearchArtefacts:
        """The search that the finished site has; arguments and errors as of `finish`.

        What notebooks put out is not searched, so they need not run.
        """
        checked = self.check(rendered, files)
        self._collector.stop_if_any()
        return self._build_search(rendered, checked.contents)

    def finish(self, rendered: Mapping[str, Rendered], files: Mapping[str, str]) -> Site:
        """Puts everything in its place, once all pages are rendered.

        Args:
            rendered: see `check`.
            files: see `check`.

        Raises:
            ContentError: everything that is wrong with the sources, or what notebooks and the
                search find when nothing else is.
        """
        checked = self.check(rendered, files)
        self._collector.stop_if_any()
        # Who only checks does not wait for what this imports.
        from mkdocs_liveguide.runtime.build import build_runtime

        views = checked.views
        contents, pictures = self.notebooks.put_outputs_in(
            checked.contents,
            lambda src_uri: views[src_uri].root,
            fresh=not self.options.preview,
            background=self.background,
            say=self.say,
        )
        found = self._build_search(rendered, contents)
        self._search.found = found
        contents = self._fill(rendered, contents, views, after_search=True)
        self._collector.stop_if_any()
        artefacts = [checked.text, *found.artefacts]
        if self.guide.quiz is not None:
            links = quiz_links(self.guide, next(iter(views.values())))
            artefacts += self.guide.quiz.artefacts(links)
        runtime = build_runtime(self.guide.snippets.folder, self.cache, say=self.say)
        # The day is no mistake of the sources, and stops no build of them.
        day = today()
        dated = [*old_findings(self.guide.evidence, day), *changes_ahead(self.guide.changes, day)]
        made = _Made(runtime, artefacts, pictures, [*found.report, *map(str, dated)])
        return self._site(rendered, contents, checked, made)

    def _views(self, rendered: Mapping[str, Rendered]) -> dict[str, PageView]:
        infos = {src_uri: page.info for src_uri, page in rendered.items()}
        citing = places_citing(rendered, self.guide.faq)
        return {src_uri: PageView(src_uri, infos, citing) for src_uri in infos}

    def _fill(
        self,
        rendered: Mapping[str, Rendered],
        contents: Mapping[str, str],
        views: Mapping[str, PageView],
        after_search: bool = False,
    ) -> dict[str, str]:
        drafts = {src_uri: page.draft for src_uri, page in rendered.items()}
        return fill_late(
            drafts, contents, views, self._collector, self.say, after_search=after_search
        )

    def _build_search(
        self, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
    ) -> SearchArtefacts:
        # Who only checks does not wait for what this imports.
        from mkdocs_liveguide.search.build import build_search

        options = replace(
            self.options.search,
            questions=self.guide.questions,
            calibration=self.guide.calibration,
            test_set=self.guide.test_set,
        )
        pages = search_pages(self.guide, rendered, contents)
        return build_search(pages, self.cache, options, self.say, self.background)

    def _site(
        self,
        rendered: Mapping[str, Rendered],
        contents: Mapping[str, str],
        checked: Checked,
        made: _Made,
    ) -> Site:
        guide, options = self.guide, self.options
        pages = {src_uri: page.info for src_uri, page in rendered.items()}
        # Notebooks' outputs and what the search shows are there only now.
        told = refused_in_pages(options, rendered, contents)
        late = [each for kind in told.keys() - checked.refused for each in told[kind]]
        begin = script_for_files() if options.from_files else None
        sharing = build_sharing(
            pages,
            guide.description,
            options.site,
            options.cards,
            guide.changes,
            self.cache,
            self.say,
        )
        former = pages_that_lead_on(guide.formers, pages, options.site, options.directory_urls)
        artefacts = [*made.artefacts, *made.runtime.artefacts]
        manifest = build_manifest(artefacts)
        ask = page_that_asks(rendered)
        return Site(
            contents=contents,
            files={
                **{artefact.path: artefact.content for artefact in [*artefacts, manifest]},
                **made.runtime.files,
                **made.pictures,
                **sharing.files,
                **({begin.path: begin.content} if begin else {}),
                **former,
            },
            script=made.runtime.script,
            style=made.runtime.style,
            manifest=manifest.path,
            structured=structured_data(guide, pages, contents, options.site),
            report=[*made.report, *sharing.report],
            warnings=[*checked.warnings, *sorted(late)],
            service_worker=not options.preview,
            info=options.site,
            policy=options.policy,
            hosts=options.hosts,
            refused=frozenset(told),
            from_file=begin.path if begin else "",
            sharing=sharing,
            reports=reports(pages, options.issues, options.site.url),
            edit_links=options.edit_links,
            ask=ask,
            search=f"{ask.url}#q=" if ask else options.theme_search,
        )
