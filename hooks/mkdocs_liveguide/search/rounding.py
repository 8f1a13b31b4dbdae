"""What the few bits of the shipped vectors cost, and the refusal to ship a bad table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mkdocs_liveguide.search.arrays import Floats, one_thread, unit
from mkdocs_liveguide.search.encoder_table import SiteEncoderTable
from mkdocs_liveguide.search.metrics import measure
from mkdocs_liveguide.search.passages import Passage
from mkdocs_liveguide.search.quantise import (
    rows_from_half_bytes,
    rows_to_half_bytes,
    vectors_to_bytes,
)
from mkdocs_liveguide.search.tokeniser import Tokeniser
from mkdocs_liveguide.sources.problems import ContentError, Problem

MOST_LOST = 0.01
"""nDCG@10 that the shipped table may stand below its float form, for many questions."""
_BY_CHANCE = 2 * (1 - 1 / np.log2(3))
"""What two answers that fall from the first place to the second cost, of the sum over questions."""
_OPENING = 12  # words of a passage that are asked for it


_MOST_OPENINGS = 1_000  # each is compared with all passages


def openings(passages: Sequence[Passage]) -> list[tuple[str, list[int]]]:
    """The first words of passages: questions whose answer is known without an author.

    Args:
        passages: by number.

    Returns:
        Each with its passage's number: of all passages, or of a thousand from all over a large
        site.
    """
    step = -(-len(passages) // _MOST_OPENINGS) or 1
    return [
        (" ".join(passages[at].text.split()[:_OPENING]), [at])
        for at in range(0, len(passages), step)
    ]


def rounding_figures(
    site: SiteEncoderTable, vectors: Floats, questions: Sequence[tuple[str, Sequence[int]]]
) -> tuple[float, float]:
    """nDCG@10 by meaning alone, with numbers as trained and as shipped.

    Args:
        site: the tuned table.
        vectors: of the passages, at length 1, float32, (n_passages, dim).
        questions: each with the numbers of its passages.
    """
    tokeniser = Tokeniser(site.tokens)
    numbers = [tokeniser.numbers(text) for text, _ in questions]
    relevant = [dict.fromkeys(map(str, answers), 1.0) for _, answers in questions]
    rows, scales = vectors_to_bytes(vectors)
    shipped = rows_from_half_bytes(*rows_to_half_bytes(site.rows), site.rows.shape[1])
    figures = []
    for table, passages in ((site.rows, vectors), (shipped, rows * scales[:, None])):
        asked = unit(np.stack([_mean(table, each) for each in numbers]))
        with one_thread():
            cosines = asked @ passages.T
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :10]
        figures.append(measure([[str(at) for at in row] for row in order], relevant).ndcg_10)
    return figures[0], figures[1]


def _mean(table: Floats, numbers: Sequence[int]) -> Floats:
    """The mean of a text's rows, float32, (dim,); zeros for a text without tokens."""
    mean: Floats = table[list(numbers)].mean(axis=0) if numbers else np.zeros_like(table[0])
    return mean


def refuse_if_lost(trained: float, shipped: float, questions: int) -> None:
    """Stops the build where rounding cost too much.

    With few questions a single change of places is much of the mean, and tells nothing: two of
    them are let pass.

    Args:
        trained: nDCG@10 of the table as trained.
        shipped: the same as shipped.
        questions: over so many it was measured.

    Raises:
        ContentError: the shipped table is further below than that and `MOST_LOST` together.
    """
    most = MOST_LOST + _BY_CHANCE / questions
    if trained - shipped <= most:
        return
    raise ContentError(
        [
            Problem(
                "mkdocs_liveguide/search/data/general.bin",
                1,
                f"a query encoder that ranks at {shipped:.3f} nDCG@10 in 4 bits,"
                f" {trained:.3f} before rounding",
                f"a loss of at most {most:.3f}",
                "train the table anew: python -m mkdocs_liveguide.tools.search.train_encoder",
            )
        ]
    )
