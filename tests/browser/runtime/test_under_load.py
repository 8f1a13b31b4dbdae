"""Python starts from the snapshot on a busy machine too: `scripts/bench start` in short."""

from __future__ import annotations

from tests.browser.drive import Browser
from tests.browser.server import Host
from tests.browser.starts import GOOD, KINDS, busy, count_starts


def test_all_cores_busy_every_start_is_from_the_snapshot(browser: Browser, guide: Host) -> None:
    with busy():
        starts = count_starts(browser, guide.url, 2 * len(KINDS))
    assert starts.total == {GOOD: 2 * len(KINDS)}, starts.as_json()


def test_a_start_that_goes_otherwise_is_counted_with_its_reason(
    browser: Browser, guide: Host
) -> None:
    guide.faults["*snapshot*"] = lambda content: None
    starts = count_starts(browser, guide.url, 1)
    (told,) = starts.total
    assert told.startswith("stock: ")
    assert "404" in told
