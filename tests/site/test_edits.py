"""A build after an edit is what a build without anything kept makes, byte for byte.

So whatever is kept, and by whatever key: each kind of edit shows, and is right.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.small_site import Built, SmallSite

from mkdocs_liveguide.pages import kept_pages

WATER = "docs/guides/water.md"
HEAD = "---\ntitle: Salt\ndescription: How much salt a loaf takes.\n---\n"
NEW = {"docs/guides/salt.md": f"{HEAD}# Salt\n\nTwo grams; see [water](water.md#hydration).\n"}
CONFIG: dict[str, Any] = {
    "plugins": ["liveguide"],
    "markdown_extensions": ["pymdownx.superfences", {"toc": {"permalink": "#"}}],
}
EDITS = {
    "a page": (WATER, "open crumb", "wide open crumb"),
    "a heading that is linked to": (WATER, "## Wet doughs", "## Very wet doughs { #wet }"),
    "a snippet": ("snippets/dough/hydration.py", "325", "330"),
    "an answer of the FAQ": ("docs/faq/cold-kitchen.md", "order:", "also: [so cold]\norder:"),
    "evidence": ("docs/evidence/rising.yml", "The bakers of this fixture", "Some bakers"),
    "a title": (WATER, "title: Water", "title: Wet"),
    "a weight of the quiz": ("docs/quiz/quiz.yml", "patience: 1, tang: 3", "patience: 1, tang: 4"),
    "a case": ("docs/quiz/cases.jsonl", '"org": "', '"org": "The '),
    "a drawing": ("docs/assets/figures/rise.svg", "<svg ", '<svg class="rise" '),
    "front matter that nothing shows": (WATER, "description:", "tags: [a]\ndescription:"),
}
MISTAKES = ("a heading that is linked to",)


@pytest.fixture
def bread(root: Path, tmp_path: Path) -> SmallSite:
    """The guide about bread, built once."""
    site = SmallSite(tmp_path / "kept")
    shutil.copytree(root / "tests/fixtures/bread", site.folder)
    assert site.build(**CONFIG).works
    return site


def fresh(edited: SmallSite, **config: Any) -> Built:
    """The same sources, built in another folder with nothing kept."""
    folder = edited.folder.with_name("fresh")
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "snippets"):
        shutil.copytree(edited.folder / name, folder / name)
    return SmallSite(folder).build(**{**CONFIG, **config})


def contents(built: Built) -> dict[str, bytes]:
    return {
        path.relative_to(built.site).as_posix(): path.read_bytes()
        for path in built.site.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_of_a_file_is_what_a_fresh_one_is(bread: SmallSite, edit: str) -> None:
    name, old, new = EDITS[edit]
    text = (bread.folder / name).read_text("utf-8")
    assert old in text
    before = contents(bread.build(**CONFIG))
    after = bread.build({name: text.replace(old, new)}, **CONFIG)
    other = fresh(bread)
    assert after.log == other.log
    assert other.works == (edit not in MISTAKES)
    # After a mistake, the last good site stays.
    assert contents(after) == (contents(other) if other.works else before)
    assert contents(after) != before or edit in (*MISTAKES, "front matter that nothing shows")


@pytest.mark.parametrize(
    "config",
    [
        {"nav": [{"Home": "index.md"}, {"Flour and water": "guides/water.md"}]},
        {"use_directory_urls": False},
        {"markdown_extensions": ["pymdownx.superfences", {"toc": {"permalink": "¶"}}]},
        {"markdown_extensions": ["pymdownx.superfences", "smarty", {"toc": {"permalink": "#"}}]},
    ],
)
def test_so_is_a_build_after_an_edit_of_the_configuration(
    bread: SmallSite, config: dict[str, Any]
) -> None:
    config = {**CONFIG, **config}
    after, other = bread.build(**config), fresh(bread, **config)
    assert after.log == other.log
    assert contents(after) == contents(other)


def test_a_new_page_and_one_that_is_gone_show_in_the_links_of_others(bread: SmallSite) -> None:
    text = (bread.folder / WATER).read_text("utf-8")
    linking = {WATER: f"{text}\nSee [salt](salt.md).\n"}
    missing = bread.build(linking, **CONFIG)
    assert any('found a link to "salt.md"' in each for each in missing.problems)
    assert bread.build(**CONFIG).problems == missing.problems, "it is told each time"
    there = bread.build(NEW, **CONFIG)
    assert there.works
    assert contents(there) == contents(fresh(bread))
    (bread.folder / "docs/guides/salt.md").unlink()
    assert bread.build(**CONFIG).problems == missing.problems


def test_only_the_page_that_was_edited_is_rendered(
    bread: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    put = kept_pages.Kept.put

    def noted(self: kept_pages.Kept, parts: Any, result: Any) -> Any:
        if self.kind == "pages":
            rendered.append(result["title"])
        return put(self, parts, result)

    monkeypatch.setattr(kept_pages.Kept, "put", noted)
    bread.build(**CONFIG)
    assert rendered == []
    text = (bread.folder / WATER).read_text("utf-8")
    bread.build({WATER: f"{text}\nMore.\n"}, **CONFIG)
    assert rendered == ["Water"]


def test_a_page_is_rendered_each_time_where_an_extension_may_read_something_else(
    bread: SmallSite,
) -> None:
    text = (bread.folder / WATER).read_text("utf-8")
    config = {**CONFIG, "markdown_extensions": ["pymdownx.superfences", "pymdownx.snippets"]}
    part = bread.folder / "part.md"
    config["markdown_extensions"][1] = {"pymdownx.snippets": {"base_path": [str(bread.folder)]}}
    part.write_text("First words.")
    first = bread.build({WATER: f'{text}\n--8<-- "part.md"\n'}, **config)
    assert "First words." in first.text("guides/water/")
    part.write_text("Other words.")
    assert "Other words." in bread.build(**config).text("guides/water/")
