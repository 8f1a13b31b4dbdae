import pytest

from mkdocs_liveguide.pages.page import page_url, parse_page
from mkdocs_liveguide.sources.problems import ContentError


def test_front_matter_is_taken_off_and_counted() -> None:
    page = parse_page("run/cost.md", "---\ntitle: Cost\n---\n\n# Heading\n", "docs/run/cost.md")
    assert (page.title, page.line_offset, page.markdown) == ("Cost", 3, "\n# Heading\n")


def test_a_page_without_front_matter_is_named_by_its_heading_or_its_file() -> None:
    assert parse_page("a.md", "# A name { #x }\n", "docs/a.md").title == "A name"
    assert parse_page("two-words.md", "text", "docs/two-words.md").title == "Two words"


@pytest.mark.parametrize(
    ("src_uri", "url"),
    [("index.md", ""), ("run/index.md", "run/"), ("run/cost.md", "run/cost/"), ("a.md", "a/")],
)
def test_addresses_are_folders(src_uri: str, url: str) -> None:
    assert page_url(src_uri) == url


def test_broken_front_matter_is_told_with_the_line_of_the_file() -> None:
    with pytest.raises(ContentError) as error:
        parse_page("a.md", "---\ntitle: a\ntitle: b\n---\n", "docs/a.md")
    assert error.value.problems[0].line == 3
