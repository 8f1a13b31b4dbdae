from tests.small_site import Built, SmallSite

from mkdocs_liveguide.pages.scan import scan

TEXT = """\
# Page

A [link](../run/cost.md) and
a [second](../run/cost.md#limits "title") ![image](figure.svg).

<span id="written"></span>

`[not](a-link.md)` but <https://example.org> and [one](https://example.org/x.md).
"""


def check(small: SmallSite, text: str) -> Built:
    files = {
        "docs/index.md": "# Home\n",
        "docs/run/cost.md": "# Cost\n\n## Limits\n\nNone.\n",
        "docs/decide/figure.svg": "<svg/>",
        "docs/decide/index.md": f"---\ntitle: A page\n\n---\n{text}",
    }
    return small.build(files)


def test_links_are_found_with_their_lines() -> None:
    assert scan(TEXT).links[:3] == [
        (3, "../run/cost.md"),
        (4, "../run/cost.md#limits"),
        (4, "figure.svg"),
    ]


def test_good_links_make_no_problem(small: SmallSite) -> None:
    assert check(small, TEXT + "[here](#page) [there](#written)").log == []


def test_a_link_to_no_page_is_told_with_the_likely_one(small: SmallSite) -> None:
    (problem,) = check(small, "\n\n[x](../run/costs.md)").problems
    assert problem.startswith('docs/decide/index.md:7: found a link to "../run/costs.md"')
    assert problem.endswith('write "../run/cost.md"')


def test_a_link_to_no_anchor_is_told_with_the_likely_one(small: SmallSite) -> None:
    first, second = check(small, "[x](../run/cost.md#limit)\n\n[y](#nowhere)").problems
    assert first.endswith('write "limits"')
    assert second.startswith("docs/decide/index.md:7: ")
