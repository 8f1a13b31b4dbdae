"""Findings whose sources change, such as price lists: which of them are to be looked at again."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator

from mkdocs_liveguide.evidence.model import Evidence
from mkdocs_liveguide.sources.problems import Problem


def old_findings(evidence: Evidence, today: datetime.date) -> Iterator[Problem]:
    """Findings that were checked longer ago than their topic allows, in the order of the page.

    Args:
        evidence: all findings.
        today: the day on which that is asked.
    """
    limits = {topic.id: topic.recheck_days for topic in evidence.topics}
    for name, finding in evidence.findings.items():
        limit = limits[evidence.topic_of[name]]
        days = (today - finding.checked_on).days
        if limit is not None and days > limit:
            path, line = evidence.places[name]
            found = f"{name}, last checked {days} days ago"
            fix = "look at the source again, and write the day in checked_on"
            yield Problem(path, line, found, f"a look at it every {limit} days", fix)


def today() -> datetime.date:
    """The day of the build: that of ``SOURCE_DATE_EPOCH`` where it is set, else the clock's."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds.isdecimal():
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
