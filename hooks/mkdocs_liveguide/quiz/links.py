"""Where the quiz's links lead: known only once all pages are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from live.quiz.wire import FindingLink, PageLink
from mkdocs_liveguide.pages.view import PageView


class Links(Protocol):
    """Finds pages and findings."""

    def page(self, src_uri: str) -> PageLink:
        """Title, and address relative to the site's root, of a page."""

    def finding(self, key: str) -> FindingLink:
        """A finding by its id."""


class CitedFinding(Protocol):
    """As much of a finding as a link to it needs."""

    @property
    def title(self) -> str:
        """What it says, in a few words."""

    @property
    def reference(self) -> str:
        """A short reference, such as ``Wu et al. 2024``."""

    @property
    def anchor(self) -> str:
        """Its place in the page of all findings."""


class NoLinks:
    """The names of pages and findings as they are written, for what only computes."""

    def page(self, src_uri: str) -> PageLink:
        """The page's file in the place of its title and address."""
        return {"title": src_uri, "url": src_uri}

    def finding(self, key: str) -> FindingLink:
        """The finding's id in the place of all else."""
        return {"id": key, "title": key, "reference": key, "url": key}


@dataclass(frozen=True)
class SiteLinks:
    """The links of a site."""

    view: PageView
    """The site, seen from any page."""
    findings: Mapping[str, CitedFinding]
    """By id."""
    evidence_page: str
    """The page of all findings, relative to the docs folder."""

    def page(self, src_uri: str) -> PageLink:
        """Title, and address relative to the site's root, of a page."""
        return {"title": self.view.title(src_uri), "url": self.view.address(src_uri)}

    def finding(self, key: str) -> FindingLink:
        """A finding by its id; where the findings could not be read, that and no address."""
        if key not in self.findings:
            return {"id": key, "title": key, "reference": key, "url": ""}
        finding = self.findings[key]
        url = f"{self.view.address(self.evidence_page)}#{finding.anchor}"
        return {"id": key, "title": finding.title, "reference": finding.reference, "url": url}
