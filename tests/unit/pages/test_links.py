from mkdocs_liveguide.pages.links import Source, anchors, check_links, find_links

TEXT = """\
# Page

A [link](../run/cost.md) and
a [second](../run/cost.md#limits "title") ![image](figure.svg).

<span id="written"></span>

`[not](a-link.md)` but <https://example.org> and [one](https://example.org/x.md).
"""


def check(text: str):
    known = {"run/cost.md": {"cost", "limits"}, "decide/index.md": anchors(text)}
    source = Source("decide/index.md", text, "docs/decide/index.md", 4)
    return check_links([source], known, {"decide/figure.svg"})


def test_links_are_found_with_their_lines() -> None:
    assert [(link.target, link.line) for link in find_links(TEXT)][:3] == [
        ("../run/cost.md", 3),
        ("../run/cost.md#limits", 4),
        ("figure.svg", 4),
    ]


def test_good_links_make_no_problem() -> None:
    assert check(TEXT + "[here](#page) [there](#written)") == []


def test_a_link_to_no_page_is_told_with_the_likely_one() -> None:
    (problem,) = check("\n\n[x](../run/costs.md)")
    assert (problem.line, problem.fix) == (7, 'write "../run/cost.md"')


def test_a_link_to_no_anchor_is_told_with_the_likely_one() -> None:
    first, second = check("[x](../run/cost.md#limit)\n\n[y](#nowhere)")
    assert first.fix == 'write "limits"'
    assert second.line == 7
