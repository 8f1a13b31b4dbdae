"""The measures that the checks of the text rest on."""

import pytest
from tests.content.prose import reading_grade, running_text, words


def test_words_keep_their_hyphens_and_apostrophes() -> None:
    assert words("The model's well-kept 1,000 rows.") == [
        *("The", "model's", "well-kept", "1", "000", "rows"),
    ]


def test_running_text_has_no_code_table_heading_or_citation() -> None:
    markdown = "# Head\n\nOne. [@E01]\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\n- Two.\n"
    assert running_text(markdown) == "One.\nTwo."


def test_long_words_in_long_sentences_need_more_years_at_school() -> None:
    plain = "The cat sat. The dog ran. It was a fine day."
    heavy = "Organisations systematically underestimate infrastructural interdependencies."
    assert reading_grade(plain) < 2
    assert reading_grade(heavy) > 20
    assert reading_grade("abcd abcd.") == pytest.approx(4.71 * 4 + 1 - 21.43)
