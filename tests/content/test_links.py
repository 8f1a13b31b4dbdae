"""Links lead somewhere, inside the guide and out of it."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from mkdocs_liveguide.cases.cases import render_cases
from mkdocs_liveguide.evidence.evidence import render_evidence
from mkdocs_liveguide.faq.faq import render_faq
from mkdocs_liveguide.sources.guide import Guide
from tests.content.prose import sources

from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.pages.links import Source, anchors, check_links, find_links

LISTS = {
    "cases/index.md": render_cases,
    "evidence/index.md": render_evidence,
    "faq/index.md": render_faq,
}
SHORTENERS = {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "lnkd.in", "ow.ly"}


def test_internal_links_lead_to_pages_and_anchors_that_exist(guide: Guide) -> None:
    known = {name: anchors(page.markdown) for name, page in guide.pages.items()}
    for name, render in LISTS.items():
        shown = render(Directive("list", "", {}, "", 1, name), guide).markdown
        known[name] |= anchors(shown)
    texts = [
        # An entry's links start from the page that shows it.
        Source(
            "faq/index.md" if text.name.startswith("docs/") else text.name,
            text.markdown,
            text.path,
            text.line_offset,
        )
        for text in sources(guide)
    ]
    files = {
        path.relative_to(guide.docs).as_posix() for path in guide.docs.rglob("*") if path.is_file()
    }
    problems = check_links(texts, known, files)
    assert not problems, "\n".join(map(str, problems))


def fault(url: str) -> str | None:
    """What is wrong with the form of an address, if anything."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return "begins with something else than https://"
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", parts.netloc):
        return "has no public host"
    if parts.netloc in SHORTENERS:
        return "hides where it leads"
    if re.search(r"[\s<>\"{}|\\^`]", url):
        return "has a character that must be escaped"
    if url.endswith((".", ",", ";", ":", "'")):
        return "ends in a stop"
    if any(
        key.startswith("utm_") or key in {"fbclid", "gclid"} for key, _ in parse_qsl(parts.query)
    ):
        return "carries a tracker"
    return None


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://localhost/a",
        "https://bit.ly/x",
        "https://example.org/a b",
        "https://example.org/a.",
        "https://example.org/?utm_source=x",
    ],
)
def test_a_bad_address_is_noticed(url: str) -> None:
    assert fault(url)


def test_external_links_are_well_formed(guide: Guide) -> None:
    addresses = [
        (text.at(link.line), link.target)
        for text in sources(guide)
        for link in find_links(text.markdown)
        if urlsplit(link.target).scheme not in ("", "mailto")
    ]
    for finding in guide.evidence.findings.values():
        place = ":".join(map(str, guide.evidence.places[finding.id]))
        addresses += [(place, url) for url in (finding.source.url, *finding.more)]
    addresses += [(case.id, case.source.url) for case in guide.cases.cases]
    assert addresses
    faults = [f"{place}: {url} {wrong}" for place, url in addresses if (wrong := fault(url))]
    assert not faults, "\n".join(faults)


def test_the_words_of_a_link_say_where_it_leads(guide: Guide) -> None:
    vague = re.compile(
        r"\[(?:here|click here|this|link|this page|read more|more)\]\(", re.IGNORECASE
    )
    found = [
        text.at(number)
        for text in sources(guide)
        for number, line in enumerate(text.markdown.split("\n"), start=1)
        if vague.search(line)
    ]
    assert not found, f"a link that does not say where it leads: {', '.join(found)}"


def test_every_entry_of_the_faq_leads_on(guide: Guide) -> None:
    alone = [entry.path for entry in guide.faq.entries if not find_links(entry.answer)]
    assert not alone, f"no link to a page of the guide: {', '.join(alone)}"


def test_every_source_has_an_address_of_its_own_page(guide: Guide) -> None:
    bare = [
        finding.id
        for finding in guide.evidence.findings.values()
        if Path(urlsplit(finding.source.url).path) in (Path("/"), Path())
    ]
    assert not bare, f"the source is a whole site: {', '.join(bare)}"
