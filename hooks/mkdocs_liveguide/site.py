"""The whole flow, from a guide's sources to what its site publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs_liveguide import quiz, search
from mkdocs_liveguide.building.artefacts import build_manifest
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.cases import cases
from mkdocs_liveguide.cells import cell as snippets
from mkdocs_liveguide.evidence import evidence
from mkdocs_liveguide.faq import faq
from mkdocs_liveguide.figures import figure as figures
from mkdocs_liveguide.labs import lab as labs
from mkdocs_liveguide.labs.guide_text import build_guide_text
from mkdocs_liveguide.notebooks.execute import executed_notebooks
from mkdocs_liveguide.notebooks.notebook import load_notebooks, notebook_markdown, text_page
from mkdocs_liveguide.pages.citations import render_citations
from mkdocs_liveguide.pages.directives import Expanded, Renderer
from mkdocs_liveguide.pages.expand import expand_pages, find_dead_links, find_wrong_citations
from mkdocs_liveguide.pages.page import page_url
from mkdocs_liveguide.pages.structured import structured_data
from mkdocs_liveguide.runtime import build_runtime, build_service_worker
from mkdocs_liveguide.sources.guide import Guide, load_pages
from mkdocs_liveguide.sources.problems import Collector

RENDERERS: Mapping[str, Renderer] = {
    **cases.RENDERERS,
    **evidence.RENDERERS,
    **faq.RENDERERS,
    **figures.RENDERERS,
    **labs.RENDERERS,
    **quiz.RENDERERS,
    **search.RENDERERS,
    **snippets.RENDERERS,
}
"""What stands in the place of each directive, by its name."""


@dataclass(frozen=True)
class Options:
    """What the configuration chooses."""

    site_url: str
    """Where the site will be published, with a slash at its end."""
    site_name: str
    teacher: str
    """The model that encodes passages: a name for sentence-transformers, or a folder."""
    copy_template: str = ""
    """The text that the search offers for copying; see `SearchOptions`."""
    preview: bool = False
    """Whether an author is looking at edits: no service worker, notebooks as they last ran."""


@dataclass(frozen=True)
class Site:
    """What a build made, for the pages and beside them."""

    guide: Guide
    """The sources."""
    pages: Mapping[str, Expanded]
    """The text of each page, by `src_uri`."""
    notebooks: Mapping[str, Path]
    """The executed copy of each notebook, by `src_uri`."""
    files: Mapping[str, bytes]
    """What is published beside the pages, by its path in the site."""
    script: str
    """The path of the browser modules' entry."""
    style: str
    """The path of their styles."""
    manifest: str
    """The path of the list of everything that the browser may load."""
    structured: Mapping[str, Sequence[str]]
    """JSON-LD by `src_uri`, safe to stand in a script element."""
    report: Sequence[str]
    """What the build measured, a line each."""
    preview: bool
    """Whether it is only an author's, so that browsers must not keep it."""

    def notebook_page(self, src_uri: str, converted: str) -> str:
        """The Markdown of a notebook's page, from what the notebook plugin made of its run."""
        page = text_page(self.guide.notebooks[src_uri])
        return render_citations(notebook_markdown(converted), page, self.guide)

    def structured_data(self, page: Any) -> Sequence[str]:
        """The JSON-LD of the page that a template is rendering."""
        return self.structured.get(page.file.src_uri, ()) if page else ()

    def write_last(self, folder: Path) -> None:
        """Writes the service worker, which names every other file of the finished site."""
        if not self.preview:
            (folder / "sw.js").write_bytes(build_service_worker(folder))


def build_site(
    root: Path,
    docs: Path,
    src_uris: Sequence[str],
    notebooks: Sequence[str],
    options: Options,
    say: Callable[[str], None],
) -> Site:
    """Parses, checks and builds a guide.

    Args:
        root: the repository; results are kept in its folder ``build``.
        docs: the folder of the pages.
        src_uris: the pages, relative to `docs`.
        notebooks: the notebooks, likewise.
        options: see `Options`.
        say: told each step that takes time.

    Raises:
        ContentError: everything that is wrong in the sources.
    """
    guide = load_guide(root, docs, src_uris, notebooks)
    expanded, readable = expand_pages(guide, RENDERERS)
    problems = [*find_dead_links(guide, expanded), *find_wrong_citations(guide)]
    Collector(problems).stop_if_any()
    executed = executed_notebooks(
        list(guide.notebooks.values()),
        root,
        guide.cache,
        guide.cache.root / "notebook-pages",
        fresh=not options.preview,
        say=say,
    )
    chosen = search.options_of(guide, options.teacher, options.copy_template)
    found = search.build_search(readable, guide.cache, chosen, say)
    runtime = build_runtime(root / "snippets", guide.cache)
    asked = guide.quiz.artefacts if guide.quiz else ()
    artefacts = [*asked, *guide.lab_artefacts, *found.artefacts, *runtime.artefacts]
    manifest = build_manifest(artefacts)
    address = options.site_url + page_url(faq.PAGE)
    described = {faq.PAGE: [faq.faq_jsonld(guide.faq.entries, address)]}
    return Site(
        guide=guide,
        notebooks=executed,
        pages=search.complete(expanded, found),
        files={
            **{artefact.path: artefact.content for artefact in [*artefacts, manifest]},
            **runtime.files,
        },
        script=runtime.script,
        style=runtime.style,
        manifest=manifest.path,
        structured=structured_data(guide.pages, described, options.site_url, options.site_name),
        report=found.report,
        preview=options.preview,
    )


def load_guide(root: Path, docs: Path, src_uris: Sequence[str], notebooks: Sequence[str]) -> Guide:
    """Reads all sources.

    Raises:
        ContentError: all that is wrong with any of them.
    """
    collector = Collector()
    guide = Guide(root, docs, Cache(root / "build"), {})
    with collector.catch():
        guide = replace(guide, pages=load_pages(root, docs, src_uris))
    with collector.catch():
        guide = replace(guide, evidence=evidence.load_evidence(root, docs))
    # The quiz names pages and findings: while some are missing, it would complain for nothing.
    sound = not collector.problems
    with collector.catch():
        guide = replace(guide, faq=faq.load_faq(root, docs))
    with collector.catch():
        guide = replace(guide, cases=cases.load_cases(root, docs))
    with collector.catch():
        loaded = load_notebooks(root, docs, notebooks)
        guide = replace(guide, notebooks={each.src_uri: each for each in loaded})
    questions = search.QuestionSet()
    with collector.catch():
        questions = search.questions_of(guide)
    if sound:
        with collector.catch():
            guide = replace(guide, quiz=quiz.load_quiz(guide))
    collector.stop_if_any()
    text = build_guide_text(list(guide.pages.values()), guide.faq.entries, questions.answered)
    return replace(guide, lab_artefacts=(text,))
