"""What is taken from the theme and changed."""

from __future__ import annotations

from importlib.resources import files

from mkdocs_liveguide.building.theme import is_palette, without_switching

STYLES = files("material") / "templates/assets/stylesheets"


def test_only_the_rule_for_a_change_of_colours_is_left_out() -> None:
    [palette] = [
        each
        for each in STYLES.iterdir()
        if is_palette("material", f"assets/stylesheets/{each.name}")
    ]
    before = palette.read_text(encoding="utf-8")
    after = without_switching(before)
    # One rule, which every element would be styled for.
    head, end = before.split("[data-md-color-switching] *", 1)
    assert after == head + end.split("}", 1)[1]
    assert "switching" not in after


def test_no_style_sheet_but_that_of_the_themes_colours_is_changed() -> None:
    assert not is_palette("material", "assets/stylesheets/main.123.min.css")
    assert not is_palette("readthedocs", "assets/stylesheets/palette.123.min.css")
