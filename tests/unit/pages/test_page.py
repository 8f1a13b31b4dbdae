import pytest
from tests.small_site import SmallSite

from mkdocs_liveguide.pages.page import parse_page
from mkdocs_liveguide.sources.problems import ContentError


def test_front_matter_is_taken_off_and_counted(small: SmallSite) -> None:
    text = "---\ntitle: Cost\n---\n\n# Heading\n\nText.\n"
    page = parse_page("run/cost.md", "run/cost/", text, "docs/run/cost.md")
    assert (page.line_offset, page.markdown) == (3, "\n# Heading\n\nText.\n")
    built = small.build({"docs/index.md": "# Home", "docs/run/cost.md": text})
    assert [each.title for each in built.search.pages if each.src_uri == "run/cost.md"] == ["Cost"]


def test_a_page_without_front_matter_is_named_by_its_heading_or_its_file(small: SmallSite) -> None:
    pages = {"docs/a.md": "# A name { #x }\n", "docs/two-words.md": "text"}
    built = small.build({"docs/index.md": "# Home", **pages})
    titles = {each.src_uri: each.title for each in built.search.pages}
    assert (titles["a.md"], titles["two-words.md"]) == ("A name", "Two words")


@pytest.mark.parametrize(
    ("src_uri", "url"),
    [("index.md", ""), ("run/index.md", "run/"), ("run/cost.md", "run/cost/"), ("a.md", "a/")],
)
def test_addresses_are_folders(small: SmallSite, src_uri: str, url: str) -> None:
    built = small.build({"docs/index.md": "# Home", f"docs/{src_uri}": "# Title\n\nText.\n"})
    assert [each.url for each in built.search.pages if each.src_uri == src_uri] == [url]


def test_broken_front_matter_is_told_with_the_line_of_the_file() -> None:
    with pytest.raises(ContentError) as error:
        parse_page("a.md", "a/", "---\ntitle: a\ntitle: b\n---\n", "docs/a.md")
    assert error.value.problems[0].line == 3
