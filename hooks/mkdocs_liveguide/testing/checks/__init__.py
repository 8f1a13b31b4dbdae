"""The checks of a guide, a module for each feature."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_liveguide.testing.check import Check
from mkdocs_liveguide.testing.checks.cells import cell_checks
from mkdocs_liveguide.testing.checks.evidence import evidence_checks
from mkdocs_liveguide.testing.checks.links import link_checks
from mkdocs_liveguide.testing.checks.quiz import quiz_checks
from mkdocs_liveguide.testing.checks.site import site_checks
from mkdocs_liveguide.testing.guide import GuideUnderTest


def all_checks(guide: GuideUnderTest) -> Iterator[Check]:
    """All checks that the guide has something for."""
    yield from site_checks(guide)
    yield from link_checks(guide)
    yield from evidence_checks(guide)
    yield from cell_checks(guide)
    yield from quiz_checks(guide)
