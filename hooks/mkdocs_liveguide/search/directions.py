"""Where passages lie in the space of the index: between their text and what readers ask of it.

A passage says what is so, a question what somebody misses, often in other words. The vector of a
passage with questions is half that of its text and half the mean of theirs, at length 1, so that a
new question in readers' words lies near. What is trained on a question aims between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mkdocs_liveguide.search.arrays import Floats, Numbers, unit
from mkdocs_liveguide.search.passages import Passage

OF_QUESTIONS = 0.5
"""The share of its questions in a passage's vector, 0 to 1."""
OF_PASSAGE = 0.5
"""The share of its passage in what a question is trained to be, 0 to 1."""


@dataclass(frozen=True)
class Embeddable:
    """The texts of passages that are embedded, each with its questions."""

    passages: Sequence[Passage]

    @cached_property
    def texts(self) -> list[str]:
        """Of the passages, `n_passages`."""
        return [passage.full_text for passage in self.passages]

    @cached_property
    def questions(self) -> list[str]:
        """Of all passages, in their order, `n_questions`."""
        return [question for passage in self.passages for question in passage.questions]

    @cached_property
    def owners(self) -> Numbers:
        """The place of each question's passage, int64, (n_questions,)."""
        counts = [len(passage.questions) for passage in self.passages]
        return np.repeat(np.arange(len(counts), dtype=np.int64), counts)

    @property
    def all_texts(self) -> list[str]:
        """Passages, then questions."""
        return [*self.texts, *self.questions]

    def mix(self, embedded: Floats) -> Floats:
        """The vectors of the passages, at length 1, float32, (n_passages, dim).

        Args:
            embedded: of `all_texts`, at length 1, float32, (n_texts, dim).
        """
        count = len(self.passages)
        of_texts, of_questions = embedded[:count], embedded[count:]
        sums = np.zeros_like(of_texts)
        # In order, one by one: the same sum on every machine.
        for owner, vector in zip(self.owners, of_questions, strict=True):
            sums[owner] += vector
        asked = np.any(sums, axis=1, keepdims=True)
        mixed = (1 - OF_QUESTIONS) * of_texts + OF_QUESTIONS * unit(sums)
        return unit(np.where(asked, mixed, of_texts))

    def targets(self, embedded: Floats, mixed: Floats) -> Floats:
        """Where the query encoder is to put each of `all_texts`, float32, (n_texts, dim).

        Args:
            embedded: see `mix`.
            mixed: the vectors of the passages.
        """
        of_questions = embedded[len(self.passages) :]
        aims = (1 - OF_PASSAGE) * of_questions + OF_PASSAGE * mixed[self.owners]
        return np.concatenate([mixed, unit(aims)]).astype(np.float32)
