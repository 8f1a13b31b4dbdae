"""A title and a description in each page's head, where a guide has them."""

from __future__ import annotations

import pytest
from tests.small_site import SmallSite

from mkdocs_liveguide.checking.heads import Head, check_heads

FULL = Head("docs/full.md", {"title": "T", "description": "D."})
OTHER = Head("docs/other.md", {"title": "T", "description": "E."})
BARE = Head("docs/bare.md", {})
NAMED = Head("docs/named.md", {"title": "T", "description": " "})


def found(heads: list[Head], when: str = "auto") -> list[str]:
    return [f"{each.path}:{each.line} {each.found}" for each in check_heads(heads, when)]  # type: ignore[arg-type]


def test_what_most_pages_have_all_must_have() -> None:
    assert found([FULL, OTHER, BARE]) == [
        'docs/bare.md:1 front matter without "title"',
        'docs/bare.md:1 front matter without "description"',
    ]


def test_an_empty_one_is_none() -> None:
    assert found([FULL, OTHER, NAMED]) == ['docs/named.md:1 front matter without "description"']


def test_where_most_pages_have_none_no_page_needs_one() -> None:
    assert found([BARE]) == []
    assert found([FULL, BARE]) == []
    assert found([FULL, BARE, BARE, BARE]) == []


def test_a_guide_can_want_them_always_or_never() -> None:
    assert len(found([BARE], "always")) == 2
    assert found([FULL, OTHER, BARE], "never") == []


@pytest.mark.parametrize(
    ("site_url", "told"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://[::1]/guide/", True),
        ("http://localhost:8000/", True),
        ("https://small.example/", False),
        ("http://192.168.1.7/", False),
        ("", False),
    ],
)
def test_an_address_of_this_machine_is_told_and_stops_no_build(
    small: SmallSite, caplog: pytest.LogCaptureFixture, site_url: str, told: bool
) -> None:
    caplog.set_level("INFO", "mkdocs")
    built = small.build("# Home\n", site_url=site_url)
    assert built.works, [*built.log, built.ended]
    assert ("an address of this machine" in caplog.text) == told
    assert (f'found "site_url: {site_url}"' in caplog.text) == told
