"""A table that lost too much by its rounding is refused; a change of places by chance is not."""

from __future__ import annotations

import pytest

from mkdocs_liveguide.search.passages import Passage
from mkdocs_liveguide.search.rounding import openings, refuse_if_lost
from mkdocs_liveguide.sources.problems import ContentError


def test_a_loss_over_many_questions_is_refused() -> None:
    refuse_if_lost(0.800, 0.791, 800)
    with pytest.raises(ContentError, match=r"at most 0\.011"):
        refuse_if_lost(0.800, 0.785, 800)


def test_a_small_guide_is_not_stopped_by_one_change_of_places() -> None:
    refuse_if_lost(0.931, 0.917, 26)
    with pytest.raises(ContentError):
        refuse_if_lost(0.931, 0.831, 26)


@pytest.mark.parametrize(("passages", "asked"), [(0, 0), (999, 999), (1_000, 1_000), (5_500, 917)])
def test_the_check_of_a_large_site_asks_for_some_passages_from_all_over_it(
    passages: int, asked: int
) -> None:
    found = openings([Passage(0, "Bread", (), "", f"loaf {at}") for at in range(passages)])
    assert len(found) == asked
    assert all(text == f"loaf {at}" for text, (at,) in found)
    assert not found or found[-1][1][0] > passages - 1_000
