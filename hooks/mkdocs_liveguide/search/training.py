"""Trains token rows so that their mean lies where the teacher puts the text (distillation).

For a text with tokens t_1 … t_n the encoder's vector is s = mean(row[t_i]) at length 1. With the
teacher's vector y, projected to the same space, the loss of a batch is

    mean(1 - s·y) + 0.2 * KL(softmax(y·Yᵀ / 0.05) ‖ softmax(s·Yᵀ / 0.05))

where Y are the teacher's vectors of the whole batch: the text must lie near its own vector, and as
near to the others as the teacher's vector lies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_liveguide.search.arrays import Floats, Numbers, torch_on_one_thread


@dataclass(frozen=True)
class Recipe:
    """The settings of one stage of the training."""

    epochs: int
    """How often each text is seen."""
    dropped: float = 0.0
    """The share of tokens left out at random each time, 0 to 1, so that single words learn to stand
    alone."""
    batch: int = 256
    """Texts of one step."""
    rate: float = 3e-3
    """The learning rate of Adam."""
    similarity: float = 0.2
    """The weight of the loss's second part."""
    temperature: float = 0.05
    """Of its softmax: the lower, the more the nearest texts count."""
    seed: int = 13
    """Of the order of the texts, and of the tokens left out."""


SITE = Recipe(epochs=15, dropped=0.5)
"""For the passages of a site, which are few."""


def train(
    rows: Floats,
    texts: Sequence[Sequence[int]],
    targets: Floats,
    recipe: Recipe,
    say: Callable[[str], None] = lambda line: None,
) -> Floats:
    """Trains a copy of the table.

    PyTorch is imported here, so that a build without training needs none.

    Args:
        rows: the table to begin with, of any length, float32, (n_tokens, dim).
        texts: token numbers of each text, `n_texts`; those without tokens are left out.
        targets: the teacher's vectors, projected, at length 1, float32, (n_texts, dim).
        recipe: the stage's settings.
        say: told the mean loss of each epoch.

    Returns:
        The trained table, of any length, float32, (n_tokens, dim). Equal for equal input on one
        machine, however many processors it has.
    """
    usable = np.array([number for number, text in enumerate(texts) if text], dtype=np.int64)
    if not len(usable):
        return rows.copy()
    with torch_on_one_thread():
        return _trained(rows, texts, usable, targets, recipe, say)


def _trained(
    rows: Floats,
    texts: Sequence[Sequence[int]],
    usable: Numbers,
    targets: Floats,
    recipe: Recipe,
    say: Callable[[str], None],
) -> Floats:
    import torch
    from torch.nn import functional

    table = torch.nn.EmbeddingBag(rows.shape[0], rows.shape[1], mode="mean", sparse=True)
    table.weight.data = torch.tensor(rows)
    optimiser = torch.optim.SparseAdam(table.parameters(), lr=recipe.rate)
    wanted = torch.from_numpy(targets)
    draw = np.random.default_rng(recipe.seed)
    arrays = [np.asarray(text, dtype=np.int64) for text in texts]
    for epoch in range(recipe.epochs):
        order = draw.permutation(usable)
        total = 0.0
        for start in range(0, len(order), recipe.batch):
            batch = order[start : start + recipe.batch]
            chosen = [_thin(arrays[number], recipe.dropped, draw) for number in batch]
            offsets = np.cumsum([0, *(len(tokens) for tokens in chosen[:-1])])
            tokens = torch.from_numpy(np.concatenate(chosen))
            student = functional.normalize(table(tokens, torch.from_numpy(offsets)), dim=1)
            teacher = wanted[torch.from_numpy(batch)]
            near = (1 - (student * teacher).sum(dim=1)).mean()
            found = (student @ teacher.T / recipe.temperature).log_softmax(dim=1)
            expected = (teacher @ teacher.T / recipe.temperature).softmax(dim=1)
            alike = functional.kl_div(found, expected, reduction="batchmean")
            loss = near + recipe.similarity * alike
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()  # type: ignore[no-untyped-call]
            total += loss.item() * len(batch)
        say(f"epoch {epoch + 1} of {recipe.epochs}: loss {total / len(order):.4f}")
    result: Floats = table.weight.detach().numpy().copy()
    return result


def _thin(tokens: Numbers, dropped: float, draw: np.random.Generator) -> Numbers:
    """Leaves tokens out at random, but never all of them."""
    if not dropped:
        return tokens
    kept = tokens[draw.random(len(tokens)) >= dropped]
    return kept if len(kept) else tokens[draw.integers(len(tokens)) :][:1]
