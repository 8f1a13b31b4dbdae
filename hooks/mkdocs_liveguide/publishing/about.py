"""What is said of each page: to machines that list it, and to readers who find a mistake in it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from mkdocs_liveguide.faq.model import PAGE as FAQ_PAGE
from mkdocs_liveguide.faq.render import answers, faq_jsonld
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.structured import SiteInfo, describe_page, to_script
from mkdocs_liveguide.pages.view import PageInfo
from mkdocs_liveguide.sharing.feedback import Report, report_of
from mkdocs_liveguide.site_model import Rendered


def structured_data(
    guide: Guide, pages: Mapping[str, PageInfo], contents: Mapping[str, str], site: SiteInfo
) -> dict[str, list[Markup]]:
    """JSON-LD of each page, by `src_uri`.

    Args:
        guide: the sources.
        pages: the published pages, by `src_uri`.
        contents: their finished HTML, by the same.
        site: the site.
    """
    described = {}
    for src_uri, page in pages.items():
        data = [describe_page(page.title, page.url, guide.description(src_uri), site)]
        if src_uri == FAQ_PAGE and guide.faq.entries:
            address = site.url + page.url if site.url else ""
            data.append(faq_jsonld(guide.faq.entries, address, answers(contents[src_uri])))
        described[src_uri] = [to_script(each) for each in data]
    return described


def reports(pages: Mapping[str, PageInfo], form: str, root: str) -> dict[str, Report]:
    """Links to report a mistake, by the `src_uri` of the page.

    Args:
        pages: the published pages, by `src_uri`.
        form: the address of the form for new issues; "" for no links.
        root: the address of the site.
    """
    if not form:
        return {}
    return {each.src_uri: report_of(form, each.title, root + each.url) for each in pages.values()}


def page_that_asks(rendered: Mapping[str, Rendered]) -> PageInfo | None:
    """The first page where readers ask the search; None where there is none."""
    pages = (
        page.info
        for page in rendered.values()
        if any(directive.name == "ask" for directive, _ in page.draft.asked)
    )
    return next(pages, None)
