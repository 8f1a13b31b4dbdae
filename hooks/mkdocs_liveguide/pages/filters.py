"""Controls that narrow a list which stands in the page already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_liveguide.building.templating import render_template


@dataclass(frozen=True)
class Facet:
    """One way of narrowing a list."""

    name: str
    """The items' attribute, without its ``data-``."""
    label: str
    titles: Mapping[str, str]
    """The values' titles, in the order in which they are offered."""
    values: Sequence[str]
    """The value of each item."""

    @property
    def options(self) -> list[tuple[str, str, int]]:
        """Value, title and number of items, without values that no item has."""
        counts = Counter(self.values)
        return [(key, title, counts[key]) for key, title in self.titles.items() if counts[key]]


def render_filter(items: str, noun: str, total: int, facets: Sequence[Facet]) -> str:
    """HTML of the controls; they are hidden where scripts do not run.

    Args:
        items: a CSS selector of the items, which stand after the controls in the same parent.
        noun: what they are, in the plural.
        total: how many there are.
        facets: in the order of the controls.
    """
    return render_template("pages/filter.html", items=items, noun=noun, total=total, facets=facets)
