"""A small guide, finished, for tests of the search."""

from __future__ import annotations

from tests.hash_teacher import HashTeacher
from tests.unit.pages.reading import read

from mkdocs_liveguide.search.passages import SearchPage

__all__ = ["MARKDOWN", "HashTeacher", "page", "pages"]

BREAD = """# Bread

**Flour, water, salt and time.**

## Rising

Leave the dough in a warm place until it has doubled. Yeast needs an hour.

## Baking

A hot oven gives a crust. Steam in the first ten minutes keeps it thin.

!!! tip "Burnt crust"
    Cover the loaf with foil.
"""

CAKE = """# Cake { #top }

Sugar and butter are beaten first.

## Icing {#icing}

| Kind | Sugar |
|---|---|
| Royal | a lot |
| Glaze | a little |

```python
print("what a page shows")
```
"""

FAQ = """# Questions

## Oven

### Why did my loaf collapse? { #collapsed }

It rose too long, or the oven was cold.
"""

MARKDOWN = {"bread.md": BREAD, "cake.md": CAKE, "faq/index.md": FAQ}


def page(src_uri: str, url: str, title: str, markdown: str, kind: str = "page") -> SearchPage:
    """A page as the build hands it to the search."""
    return SearchPage(src_uri, url, title, read(markdown)[0], kind)


def pages() -> list[SearchPage]:
    return [
        page("bread.md", "bread/", "Bread", BREAD),
        page("cake.md", "cake/", "Cake", CAKE),
        page("faq/index.md", "faq/", "Questions", FAQ, "faq"),
    ]
