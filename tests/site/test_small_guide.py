"""The machinery on a guide about another subject: what it builds, and what it says to an author."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from bs4 import BeautifulSoup
from tests.site.conftest import SmallGuide


def read(guide: SmallGuide, page: str) -> BeautifulSoup:
    return BeautifulSoup((guide.site / page / "index.html").read_text("utf-8"), "html5lib")


def contents(folder: Path) -> dict[str, str]:
    """The hash of each file, by name; of compressed ones, which carry a time, only the name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_guide_is_built_by_the_same_hooks(small_guide: SmallGuide) -> None:
    built = small_guide.build()
    assert built.returncode == 0, built.stdout + built.stderr
    home = read(small_guide, ".")
    assert home.select_one("figure svg")["aria-label"].startswith("A line that climbs")
    assert home.select_one("a[href$='evidence/#E01']") or home.select_one(
        "a[href$='evidence/#e01']"
    )
    water = read(small_guide, "guides/water")
    cell = water.select_one("live-cell")
    assert "def hydration" in cell.text
    assert "65.0" in cell.text, "the output of the last build stands under the cell"
    faq = read(small_guide, "faq")
    assert faq.select_one("h3#sticky-dough, h2#sticky-dough")
    data = [json.loads(tag.string) for tag in faq.select("script[type='application/ld+json']")]
    questions = next(each for each in data if each["@type"] == "FAQPage")["mainEntity"]
    assert [each["name"] for each in questions] == [
        "Why does the dough stick to my hands?",
        "Can I bake in a cold kitchen?",
    ]


def test_nothing_of_the_real_guide_is_in_the_machinery(small_guide: SmallGuide) -> None:
    assert small_guide.build().returncode == 0
    for page in small_guide.site.rglob("*.html"):
        text = page.read_text("utf-8").lower()
        assert "fine-tun" not in text, page
        assert "retrieval-augmented" not in text, page


def test_the_same_sources_give_the_same_bytes(small_guide: SmallGuide) -> None:
    assert small_guide.build().returncode == 0
    first = contents(small_guide.site)
    assert small_guide.build().returncode == 0
    assert contents(small_guide.site) == first


def test_all_mistakes_are_told_at_once_and_the_last_site_stays(small_guide: SmallGuide) -> None:
    assert small_guide.build().returncode == 0
    good = contents(small_guide.site)
    small_guide.edit("docs/faq/cold-kitchen.md", "group: dough", "group: doug")
    small_guide.edit("docs/evidence/rising.yml", "year: 2026", "year: soon")
    built = small_guide.build()
    assert built.returncode != 0
    output = built.stdout + built.stderr
    assert "2 problems in the sources" in output
    assert 'docs/faq/cold-kitchen.md:3: found the unknown group "doug"' in output
    assert "docs/evidence/rising.yml:5: found 'soon'" in output
    assert "Traceback" not in output
    assert contents(small_guide.site) == good


def test_links_directives_and_citations_are_told_with_their_lines(small_guide: SmallGuide) -> None:
    small_guide.edit("docs/index.md", "guides/water.md", "guides/watr.md")
    built = small_guide.build()
    output = built.stdout + built.stderr
    assert built.returncode != 0
    assert 'docs/index.md:10: found a link to "guides/watr.md"' in output
    assert 'write "guides/water.md"' in output

    small_guide.edit("docs/index.md", "guides/watr.md", "guides/water.md")
    small_guide.edit("docs/index.md", "[@E01]", "[@E11]")
    output = (built := small_guide.build()).stdout + built.stderr
    assert 'docs/index.md:10: found a citation of the unknown finding "E11"' in output

    small_guide.edit("docs/index.md", "[@E11]", "[@E01]")
    small_guide.edit("docs/index.md", "::: figure", "::: figur")
    small_guide.edit("docs/guides/water.md", "#hydration", "#hydratoin")
    output = (built := small_guide.build()).stdout + built.stderr
    assert 'docs/index.md:12: found the unknown directive "figur"' in output
    assert "docs/guides/water.md:14:" in output
    assert 'write "hydration"' in output or "hydration" in output.split("water.md:14:")[1]
