"""The whole flow, from a guide's sources to what its site publishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_liveguide.building.artefacts import Artefact, build_manifest
from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.progress import progress
from mkdocs_liveguide.building.theme import script_for_files
from mkdocs_liveguide.cases import render as cases
from mkdocs_liveguide.cases.page import PAGE as CASES_PAGE
from mkdocs_liveguide.cells.render import Cells
from mkdocs_liveguide.checking.heads import check_heads
from mkdocs_liveguide.checking.lists import check_lists
from mkdocs_liveguide.evidence import render as evidence
from mkdocs_liveguide.evidence.age import old_findings, today
from mkdocs_liveguide.evidence.citing import places_citing
from mkdocs_liveguide.evidence.figures import check_figures
from mkdocs_liveguide.evidence.model import PAGE as EVIDENCE_PAGE
from mkdocs_liveguide.faq import render as faq
from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.figures import figure
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.labs.guide_text import TextPage, build_guide_text
from mkdocs_liveguide.labs.lab import Labs
from mkdocs_liveguide.notebooks.build import NotebookPages
from mkdocs_liveguide.notebooks.execute import Surroundings
from mkdocs_liveguide.notebooks.page import NOT_PROSE
from mkdocs_liveguide.numbers.known import Known
from mkdocs_liveguide.numbers.render import Numbers
from mkdocs_liveguide.pages.directives import Directives
from mkdocs_liveguide.pages.draft import Draft, fill
from mkdocs_liveguide.pages.html import sections
from mkdocs_liveguide.pages.links import LinkedPage, check_links
from mkdocs_liveguide.pages.moved import check_formers, pages_that_lead_on, places_now
from mkdocs_liveguide.pages.reader_questions import by_anchor
from mkdocs_liveguide.pages.structured import describe_page, to_script
from mkdocs_liveguide.pages.view import PageInfo, PageView
from mkdocs_liveguide.policy.refused import Refused, refused
from mkdocs_liveguide.quiz import render as quiz
from mkdocs_liveguide.quiz.check import check_anchors
from mkdocs_liveguide.quiz.links import SiteLinks
from mkdocs_liveguide.quiz.load import QUIZ
from mkdocs_liveguide.reading import render as reading
from mkdocs_liveguide.search import ask_field
from mkdocs_liveguide.search.answering import Outcome
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.passages import SearchPage
from mkdocs_liveguide.search.questions import FILE as QUESTIONS
from mkdocs_liveguide.search.questions import check_questions
from mkdocs_liveguide.search.reader_questions import check_reader_questions
from mkdocs_liveguide.search.render import SearchViews
from mkdocs_liveguide.search.result import SearchArtefacts
from mkdocs_liveguide.search.test_set import check_pages
from mkdocs_liveguide.sharing.build import Sharing, build_sharing
from mkdocs_liveguide.sharing.changes import check_changes
from mkdocs_liveguide.sharing.feedback import Report, report_of
from mkdocs_liveguide.site_model import Checked, Options, Rendered, Site
from mkdocs_liveguide.sources.problems import Collector, Problem

if TYPE_CHECKING:
    from mkdocs_liveguide.runtime.build import RuntimeBuild


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
        self._directives = self._all_directives()

    def _all_directives(self) -> Directives:
        guide = self.guide
        return (
            Cells(guide.snippets, self.cache, self.options.limits.cell).directives()
            | cases.directives(guide.cases, CASES_PAGE in guide.unread)
            | evidence.directives(guide.evidence)
            | faq.directives(guide.faq)
            | figure.directives(guide.figures)
            | self._labs.directives()
            | quiz.directives(
                guide.quiz, self._links, QUIZ in guide.unread, CASES_PAGE in guide.unread
            )
            | ask_field.directives(guide.questions.answered, QUESTIONS in guide.unread)
            | self._numbers().directives()
            | reading.directives()
            | self._search.directives()
        )

    def _numbers(self) -> Numbers:
        guide = self.guide
        calibration = guide.quiz.calibration if guide.quiz else None
        cases = guide.cases.cases if guide.cases else guide.quiz.cases if guide.quiz else ()

        def outcomes() -> Sequence[Outcome]:
            quality = self._search.found.quality
            return quality.outcomes if quality else ()

        findings = tuple(guide.evidence.findings.values())
        tested, entries = bool(guide.test_set), len(guide.faq.entries)
        known = Known(findings, cases, entries, calibration, tested, outcomes)
        return Numbers(known, bool(guide.unread))

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
        collector, guide = self._collector, self.guide
        views = self._views(rendered)
        text = self._guide_text(rendered)
        self._labs.artefacts = (text,)
        contents = self._fill(rendered, {k: v.html for k, v in rendered.items()}, views, collector)
        collector.problems += self._wrong(rendered)
        linked = _linked_pages(rendered, contents)
        anchors = {page.src_uri: page.anchors for page in linked}
        unshown = check_lists(guide, rendered, anchors)
        collector.problems += (problem for problem in unshown.values() if problem is not None)
        # Of a page that lacks something for a reason that is told, no place is asked for.
        partial = guide.unread | unshown.keys()
        whole = {src_uri: ids for src_uri, ids in anchors.items() if src_uri not in partial}
        collector.problems += check_formers(
            guide.formers,
            files,
            whole,
            lambda src_uri: (guide.docs / src_uri).is_file(),
            self.options.directory_urls,
        )
        site = self.options.site
        collector.problems += check_changes(guide.changes, list(rendered), whole, site)
        if guide.quiz is not None:
            collector.problems += check_anchors(guide.quiz.source, whole)
        for src_uri, page in rendered.items():
            lists = [each for each, _ in page.draft.asked if each.name == reading.NAME]
            collector.problems += reading.check_lists(contents[src_uri], lists)
        dead: list[Problem] = []
        if self.options.links != "off":
            dead += (link for page in rendered.values() for link in page.draft.dead_links)
            dead += check_links(
                linked,
                files,
                partial,
                lambda src_uri: (guide.docs / src_uri).is_file(),
                places_now(guide.formers),
            )
        refused = self._refused(rendered, contents)
        # What is not there has to be mended first, whatever the policy says of it.
        missing = {(each.path, each.line) for each in dead}
        warnings = [
            *self._warnings,
            *(
                each
                for each in chain.from_iterable(refused.values())
                if (each.path, each.line) not in missing
            ),
        ]
        (collector.problems if self.options.links == "error" else warnings).extend(dead)
        pages = {page.src_uri: page for page in self._search_pages(rendered, contents)}
        collector.problems += check_questions(guide.questions, pages, partial)
        asked = guide.reader_questions
        tested = [each.text for each in guide.questions.answered]
        tested += [*guide.questions.unanswered, *(each.text for each in guide.test_set)]
        collector.problems += check_reader_questions(asked, pages, tested, partial)
        collector.problems += check_pages(guide.test_set, pages, whole)
        if self.options.strict:
            collector.problems += warnings
            warnings = []
        return Checked(contents, views, text, warnings, frozenset(refused))

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

    def _build_search(
        self, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
    ) -> SearchArtefacts:
        # Who only checks does not wait for what this imports.
        from mkdocs_liveguide.search.build import build_search

        return build_search(
            self._search_pages(rendered, contents),
            self.cache,
            self._search_options(),
            self.say,
            self.background,
        )

    def finish(self, rendered: Mapping[str, Rendered], files: Mapping[str, str]) -> Site:
        """Puts everything in its place, once all pages are rendered.

        Args:
            rendered: see `check`.
            files: see `check`.

        Raises:
            ContentError: everything that is wrong with the sources, or what notebooks and the
                search find when nothing else is.
        """
        collector, checked = self._collector, self.check(rendered, files)
        collector.stop_if_any()
        # Who only checks does not wait for what these import.
        from mkdocs_liveguide.runtime.build import build_runtime

        views, text = checked.views, checked.text
        contents, pictures = self.notebooks.put_outputs_in(
            checked.contents,
            lambda src_uri: views[src_uri].root,
            fresh=not self.options.preview,
            background=self.background,
            say=self.say,
        )
        found = self._build_search(rendered, contents)
        self._search.found = found
        contents = self._fill(rendered, contents, views, collector, after_search=True)
        collector.stop_if_any()
        made = [text, *found.artefacts]
        if self.guide.quiz is not None:
            made += self.guide.quiz.artefacts(self._links(next(iter(views.values()))))
        runtime = build_runtime(self.guide.snippets.folder, self.cache, say=self.say)
        # The day is no mistake of the sources, and stops no build of them.
        old = map(str, old_findings(self.guide.evidence, today()))
        report = [*found.report, *old]
        return self._site(rendered, contents, made, pictures, report, checked, runtime)

    def _search_options(self) -> SearchOptions:
        guide = self.guide
        return replace(
            self.options.search,
            questions=guide.questions,
            calibration=guide.calibration,
            test_set=guide.test_set,
        )

    def _refused(
        self, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
    ) -> dict[Refused, list[Problem]]:
        """What the policy refuses in the pages' contents, told where their authors wrote it."""
        options, told = self.options.policy, dict[Refused, list[Problem]]()
        if options is None:
            return told
        origin = self.options.site.origin
        for src_uri, page in rendered.items():
            seen: Counter[str] = Counter()
            for each in refused(contents[src_uri], options.policy, origin, again=True):
                origins = page.draft.origins
                find = origins.words if each.is_script else origins.link
                place = find(each.value, seen[each.value])
                seen[each.value] += 1
                problem = Problem(place.path, place.line, each.found, each.expected, each.fix)
                told.setdefault(each, []).append(problem)
        return told

    def _site(
        self,
        rendered: Mapping[str, Rendered],
        contents: Mapping[str, str],
        made: Sequence[Artefact],
        pictures: Mapping[str, bytes],
        report: Sequence[str],
        checked: Checked,
        runtime: RuntimeBuild,
    ) -> Site:
        # Notebooks' outputs and what the search shows are there only now.
        told = self._refused(rendered, contents)
        late = [each for kind in told.keys() - checked.refused for each in told[kind]]
        artefacts = [*made, *runtime.artefacts]
        begin = script_for_files() if self.options.from_files else None
        sharing, ask = self._sharing(rendered), self._where_to_ask(rendered)
        manifest = build_manifest(artefacts)
        return Site(
            contents=contents,
            files={
                **{artefact.path: artefact.content for artefact in [*artefacts, manifest]},
                **runtime.files,
                **pictures,
                **sharing.files,
                **({begin.path: begin.content} if begin else {}),
                **pages_that_lead_on(
                    self.guide.formers,
                    {src_uri: page.info for src_uri, page in rendered.items()},
                    self.options.site,
                    self.options.directory_urls,
                ),
            },
            script=runtime.script,
            style=runtime.style,
            manifest=manifest.path,
            structured=self._structured(rendered, contents),
            report=[*report, *sharing.report],
            warnings=[*checked.warnings, *sorted(late)],
            service_worker=not self.options.preview,
            info=self.options.site,
            policy=self.options.policy,
            hosts=self.options.hosts,
            refused=frozenset(told),
            from_file=begin.path if begin else "",
            sharing=sharing,
            reports=self._reports(rendered),
            edit_links=self.options.edit_links,
            ask=ask,
            search=f"{ask.url}#q=" if ask else self.options.theme_search,
        )

    def _where_to_ask(self, rendered: Mapping[str, Rendered]) -> PageInfo | None:
        pages = (
            page.info
            for page in rendered.values()
            if any(directive.name == "ask" for directive, _ in page.draft.asked)
        )
        return next(pages, None)

    def _sharing(self, rendered: Mapping[str, Rendered]) -> Sharing:
        return build_sharing(
            {src_uri: page.info for src_uri, page in rendered.items()},
            self.guide.description,
            self.options.site,
            self.options.cards,
            self.guide.changes,
            self.cache,
            self.say,
        )

    def _reports(self, rendered: Mapping[str, Rendered]) -> dict[str, Report]:
        form, root = self.options.issues, self.options.site.url
        pages = (page.info for page in rendered.values()) if form else ()
        return {each.src_uri: report_of(form, each.title, root + each.url) for each in pages}

    def _links(self, view: PageView) -> SiteLinks:
        return SiteLinks(view, self.guide.evidence.findings, EVIDENCE_PAGE)

    def _views(self, rendered: Mapping[str, Rendered]) -> dict[str, PageView]:
        infos = {src_uri: page.info for src_uri, page in rendered.items()}
        citing = places_citing(rendered, self.guide.faq)
        return {src_uri: PageView(src_uri, infos, citing) for src_uri in infos}

    def _guide_text(self, rendered: Mapping[str, Rendered]) -> Artefact:
        # Lists of findings and cases would drown what the guide itself says.
        lists = (EVIDENCE_PAGE, CASES_PAGE)
        pages = [
            TextPage(
                src_uri,
                page.info.url,
                page.info.title,
                sections(page.html, leave_out=f".{faq.ALSO_ASKED}"),
            )
            for src_uri, page in rendered.items()
            if src_uri in self.guide.pages and src_uri not in lists
        ]
        return build_guide_text(pages, self.guide.questions.answered)

    def _fill(
        self,
        rendered: Mapping[str, Rendered],
        contents: Mapping[str, str],
        views: Mapping[str, PageView],
        collector: Collector,
        after_search: bool = False,
    ) -> dict[str, str]:
        filled = {}
        count = sum(
            late == after_search
            for page in rendered.values()
            for _, late in page.draft.late.values()
        )
        with progress(self.say, "running the pages' snippets and labs", count) as done:
            for src_uri, page in rendered.items():
                parts: dict[str, str] = {}
                for key, (make, late) in page.draft.late.items():
                    if late == after_search:
                        parts[key] = ""
                        with collector.catch():
                            parts[key] = make(views[src_uri])
                        done(1)
                filled[src_uri] = fill(contents[src_uri], parts)
        return filled

    def _wrong(self, rendered: Mapping[str, Rendered]) -> list[Problem]:
        drafts = [page.draft for page in rendered.values()]
        found = [problem for draft in drafts for problem in draft.problems]
        found += (
            faq.check_anchors(self.guide.faq, rendered[FAQ_PAGE].html, self.guide.path(FAQ_PAGE))
            if FAQ_PAGE in rendered
            else []
        )
        if EVIDENCE_PAGE not in self.guide.unread:
            citations = [citation for draft in drafts for citation in draft.citations]
            all_read = not self.guide.unread & {FAQ_PAGE, *rendered}
            found += evidence.check_citations(citations, self.guide.evidence, all_read)
            for page in rendered.values():
                found += check_figures(
                    page.html,
                    page.draft.citations,
                    self.guide.evidence,
                    self.options.not_figures,
                )
        found += check_heads(self.guide.heads, self.options.heads)
        return found

    def _search_pages(
        self, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
    ) -> list[SearchPage]:
        asked = self.guide.reader_questions
        return [
            SearchPage(
                src_uri,
                page.info.url,
                page.info.title,
                contents[src_uri],
                "faq" if src_uri == FAQ_PAGE else "page",
                NOT_PROSE if src_uri in self.guide.notebooks else "",
                self.guide.boost(src_uri),
                by_anchor(asked.get(src_uri, ())),
            )
            for src_uri, page in rendered.items()
            if self.guide.in_search(src_uri)
        ]

    def _structured(
        self, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
    ) -> dict[str, list[Markup]]:
        site = self.options.site
        described = {}
        for src_uri, page in rendered.items():
            description = self.guide.description(src_uri)
            data = [describe_page(page.info.title, page.info.url, description, site)]
            if src_uri == FAQ_PAGE and self.guide.faq.entries:
                address = site.url + page.info.url if site.url else ""
                entries = self.guide.faq.entries
                data.append(faq.faq_jsonld(entries, address, faq.answers(contents[src_uri])))
            described[src_uri] = [to_script(each) for each in data]
        return described


def _linked_pages(
    rendered: Mapping[str, Rendered], contents: Mapping[str, str]
) -> list[LinkedPage]:
    return [
        LinkedPage(src_uri, page.info.url, contents[src_uri], page.draft.origins, page.draft.links)
        for src_uri, page in rendered.items()
    ]
