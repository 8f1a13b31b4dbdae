from tests.unit.search.guide import page, pages

from mkdocs_liveguide.search.passages import cut_pages


def test_pages_are_cut_at_headings_with_path_and_anchor() -> None:
    places = [(each.heading_line, each.anchor) for each in cut_pages(pages())]
    assert places == [
        ("Bread", ""),
        ("Bread › Rising", "rising"),
        ("Bread › Baking", "baking"),
        ("Cake", ""),
        ("Cake › Icing", "icing"),
        ("Questions › Oven › Why did my loaf collapse?", "collapsed"),
    ]


def test_lists_of_links_are_part_of_passages_as_all_visible_words_are() -> None:
    text = "# Next\n\n- [Cake](cake.md), which is sweet.\n- [Jam](jam.md).\n"
    (found,) = cut_pages([page("next.md", "next/", "Next", text)])
    assert found.text == "• Cake, which is sweet.\n\n• Jam."


def test_text_is_plain_and_has_the_code_as_all_visible_words_are_in_passages() -> None:
    texts = {each.anchor: each.text for each in cut_pages(pages()) if each.anchor}
    code = 'print("what a page shows")'
    assert texts["icing"] == f"Kind | Sugar\n\nRoyal | a lot\n\nGlaze | a little\n\n{code}"
    assert texts["baking"].endswith("thin.\n\nBurnt crust\n\nCover the loaf with foil.")


def test_title_and_headings_stand_before_what_is_embedded() -> None:
    rising = cut_pages(pages())[1]
    assert rising.full_text.startswith("Bread › Rising\nLeave the dough")


def test_long_sections_become_passages_with_one_anchor() -> None:
    text = "# Long\n\n## Part\n\n" + "\n\n".join(
        f"Sentence {n} has five words." for n in range(100)
    )
    found = cut_pages([page("long.md", "long/", "Long", text)])
    assert len(found) == 3
    assert {each.anchor for each in found} == {"part"}
    assert max(len(each.text.split()) for each in found) <= 180


def test_a_page_without_text_has_no_passage() -> None:
    assert cut_pages([page("empty.md", "empty/", "Only a title", "# Only a title\n")]) == []


def test_what_the_themes_search_leaves_out_is_left_out() -> None:
    text = (
        "# Page\n\nA finding stands here.\n\n"
        '<div class="links" markdown="1" data-search-exclude>\n\n'
        "Cited in [another](a.md).\n\n</div>\n\n"
        "And a caveat.\n"
    )
    (found,) = cut_pages([page("a.md", "a/", "Page", text)])
    assert found.text == "A finding stands here.\n\nAnd a caveat."
