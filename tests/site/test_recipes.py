"""What CONTRIBUTING says of adding something is followed to the letter, and shows on the site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.notebooks.books import book
from tests.site.conftest import SmallGuide

HEAD = "---\ntitle: {title}\ndescription: {title}, told in one sentence for those who bake at home.\n---\n"
PAGE = """# Salt

**Two grams of salt are enough for a small loaf.**

A dough with salt rises more slowly [@E02].

::: figure salt/spoon.svg "a level spoon of salt" caption="One level spoon"

::: live salt/amount.py#part prints="12.0"

::: lab labs/salting.py
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<circle cx="5" cy="5" r="4" fill="currentColor"/>
</svg>
"""
SNIPPET = '''"""How much salt a dough takes."""


# --8<-- [start:part]
def salt(flour: float) -> float:
    """Grams of salt for grams of flour."""
    return flour * 0.02


print(salt(600))
# --8<-- [end:part]
'''
LAB = '''"""How salty a loaf is."""

CONTROLS = [
    {"name": "grams", "label": "Salt", "kind": "range", "value": 4, "min": 0, "max": 20},
]


def run(grams: int) -> list[dict[str, str]]:
    """Says how it tastes."""
    return [{"kind": "text", "text": f"With {grams} grams it tastes of bread."}]
'''
EVIDENCE = """
- id: E02
  title: Salt slows yeast
  claim: In our own kitchen, a salted dough took longer to double.
  authors: [The bakers of this fixture]
  year: 2026
  source:
    title: Another note in the margin
    url: https://bread.example/salt
  checked: source
  checked_on: 2026-11-22
"""
ENTRY = """---
question: How much salt goes into a loaf?
group: dough
order: 30
asked:
  - my bread tastes of nothing
  - how many spoons of salt
  - too salty, what now
---

Two grams for each hundred of flour. Weigh it, since spoons differ. See [salt](../guides/salt.md).
"""
QUESTIONS = """answered:
  - ask: How much of it goes into the dough for taste?
    at: [guides/salt.md]
unanswered:
  - Which oven should I buy?
"""


@pytest.fixture
def guide(small_guide: SmallGuide) -> SmallGuide:
    """The small guide with one of everything added, as the recipes say."""
    files = {
        "docs/guides/salt.md": HEAD.format(title="Salt") + PAGE,
        "docs/assets/figures/salt/spoon.svg": DRAWING,
        "snippets/salt/amount.py": SNIPPET,
        "snippets/labs/salting.py": LAB,
        "docs/faq/how-much-salt.md": ENTRY,
        "docs/ask/questions.yml": QUESTIONS,
    }
    for name, text in files.items():
        path = small_guide.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    evidence = small_guide.folder / "docs/evidence/rising.yml"
    evidence.write_text(evidence.read_text("utf-8") + EVIDENCE, encoding="utf-8")
    front = HEAD.format(title="Salt by numbers") + "\n# Salt by numbers\n"
    data = book([("markdown", front), ("code", "600 * 0.02")])
    notebook = small_guide.folder / "docs/notebooks/salt.ipynb"
    notebook.parent.mkdir()
    notebook.write_text(json.dumps(data, indent=1), encoding="utf-8")
    small_guide.edit("mkdocs.yml", "  - liveguide\n", "  - liveguide\n  - mkdocs-jupyter\n")
    nav = "nav:\n  - index.md\n  - guides/water.md\n  - guides/salt.md\n  - notebooks/salt.ipynb\n"
    rest = [f"  - {name}/index.md\n" for name in ("quiz", "ask", "faq", "evidence")]
    settings = small_guide.folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + nav + "".join(rest), encoding="utf-8")
    return small_guide


def test_each_recipe_is_followed_here(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall("^## Add an? (.*)$|^## Add (evidence)$", text, re.MULTILINE) == [
        ("page", ""),
        ("drawing", ""),
        ("snippet", ""),
        ("lab", ""),
        ("", "evidence"),
        ("FAQ entry", ""),
        ("notebook", ""),
    ]


def test_what_the_recipes_add_is_on_the_site(guide: SmallGuide) -> None:
    built = guide.build()
    assert built.returncode == 0, built.stderr
    assert "1 questions" in built.stderr

    def page(name: str) -> BeautifulSoup:
        return BeautifulSoup((guide.site / name / "index.html").read_text("utf-8"), "html5lib")

    salt = page("guides/salt")
    assert salt.find("figcaption").text.strip() == "One level spoon"
    assert salt.select_one("live-cell .cell-stdout").text.strip() == "12.0"
    assert "it tastes of bread" in salt.select_one("live-lab .lab-result").text
    assert salt.select_one(".citation")["href"] == "../../evidence/#e02"
    assert "Salt slows yeast" in page("evidence").text
    assert "my bread tastes of nothing" not in page("faq").text, "test data"
    assert "How much salt goes into a loaf?" in page("faq").text
    assert "12.0" in page("notebooks/salt").text
    home = page(".")
    assert {link.text.strip() for link in home.select("nav .md-nav__link")} >= {
        "Salt",
        "Salt by numbers",
    }
