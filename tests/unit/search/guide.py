"""A small guide and a teacher without a network, for tests of the search."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from live.search.analyzer import terms
from mkdocs_liveguide.pages.page import Page, parse_page
from mkdocs_liveguide.search.arrays import Floats, unit

BREAD = """# Bread

**Flour, water, salt and time.**

## Rising

Leave the dough in a warm place until it has doubled. Yeast needs an hour.

## Baking

A hot oven gives a crust. Steam in the first ten minutes keeps it thin.

!!! tip "Burnt crust"
    Cover the loaf with foil.

## Next

- [Cake](cake.md), which is sweet.
- [Jam](jam.md).
"""

CAKE = """---
title: Cake
---
# Cake { #top }

Sugar and butter are beaten first.

## Icing {#icing}

| Kind | Sugar |
|---|---|
| Royal | a lot |
| Glaze | a little |

```python
print("not part of a passage")
```
"""

FAQ = """# Questions

## Oven

### Why did my loaf collapse? { #collapsed }

It rose too long, or the oven was cold.
"""


def pages() -> list[Page]:
    texts = {"bread.md": BREAD, "cake.md": CAKE, "faq/index.md": FAQ}
    return [parse_page(name, text, f"docs/{name}") for name, text in texts.items()]


@dataclass
class HashTeacher:
    """Each word has a direction of its own; a text is the sum of its words."""

    id: str = "hash"
    dims: int = 384
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        rows = [self._vector(text) for text in texts]
        return unit(np.array(rows, dtype=np.float32).reshape(len(texts), self.dims))

    def _vector(self, text: str) -> Floats:
        total = np.full(self.dims, 1e-3, dtype=np.float32)
        for term in terms(text):
            seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "little")
            total += np.random.default_rng(seed).standard_normal(self.dims).astype(np.float32)
        return total
