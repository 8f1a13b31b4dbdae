"""Tunes the general table to one site."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.search.encoder_table import GeneralEncoderTable, SiteEncoderTable
from mkdocs_liveguide.search.tokeniser import Tokeniser
from mkdocs_liveguide.search.training import SITE, Recipe, train

COMMON_TOKENS = 6_500
"""Tokens that every site ships: those most used in the general text. A site adds its own."""


def tune(
    table: GeneralEncoderTable,
    texts: Sequence[str],
    vectors: Floats,
    recipe: Recipe = SITE,
    say: Callable[[str], None] = lambda line: None,
) -> SiteEncoderTable:
    """Trains the table on a site's passages and keeps the rows that it may need.

    Args:
        table: of the general stage.
        texts: the passages, `n_passages`.
        vectors: the teacher's, projected, at length 1, float32, (n_passages, dim).
        recipe: the stage's settings.
        say: told the loss of each epoch.
    """
    tokeniser = Tokeniser(table.tokens)
    numbers = [tokeniser.numbers(text) for text in texts]
    rows = train(table.rows, numbers, vectors, recipe, say)
    own = {number for text in numbers for number in text}
    kept = sorted(own | set(range(min(COMMON_TOKENS, len(table.tokens)))))
    return SiteEncoderTable([table.tokens[number] for number in kept], rows[kept])
