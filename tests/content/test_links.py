"""What is particular to this guide's links; the generic tests are those of the package."""

from mkdocs_liveguide.cases.load import load_cases
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.pages.scan import scan
from mkdocs_liveguide.testing.checks.links import external_links
from mkdocs_liveguide.testing.guide import GuideUnderTest


def test_the_sources_of_findings_and_cases_are_among_the_links(
    guide: Guide, liveguide: GuideUnderTest
) -> None:
    addresses = {
        url
        for finding in guide.evidence.findings.values()
        for url in (finding.source.url, *finding.more)
    }
    addresses |= {case.source.url for case in load_cases(guide.reader, guide.docs).cases}
    assert addresses
    assert addresses <= {url for _, url in external_links(liveguide)}


def test_every_entry_of_the_faq_leads_on(guide: Guide) -> None:
    alone = [entry.path for entry in guide.faq.entries if not scan(entry.answer).links]
    assert not alone, f"no link to a page of the guide: {', '.join(alone)}"
