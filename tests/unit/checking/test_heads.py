"""A title and a description in each page's head, where a guide has them."""

from __future__ import annotations

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
