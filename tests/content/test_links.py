"""Links out of the guide are well formed, and all say where they lead.

That links within the guide lead somewhere is for `tests/site` to say, on the finished pages.
"""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.content.prose import sources

from mkdocs_liveguide.cases.load import load_cases
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.scan import scan

SHORTENERS = {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "lnkd.in", "ow.ly"}


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
        (text.at(line), target)
        for text in sources(guide)
        for line, target in scan(text.markdown).links
        if urlsplit(target).scheme not in ("", "mailto")
    ]
    for finding in guide.evidence.findings.values():
        place = ":".join(map(str, guide.evidence.places[finding.id]))
        addresses += [(place, url) for url in (finding.source.url, *finding.more)]
    addresses += [(case.id, case.source.url) for case in load_cases(guide.reader, guide.docs).cases]
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
    alone = [entry.path for entry in guide.faq.entries if not scan(entry.answer).links]
    assert not alone, f"no link to a page of the guide: {', '.join(alone)}"


def test_every_source_has_an_address_of_its_own_page(guide: Guide) -> None:
    bare = [
        finding.id
        for finding in guide.evidence.findings.values()
        if Path(urlsplit(finding.source.url).path) in (Path("/"), Path())
    ]
    assert not bare, f"the source is a whole site: {', '.join(bare)}"
