"""Long lists are left out of a page's contents, and stay whole in its HTML."""

from __future__ import annotations

from markdown.extensions.toc import slugify
from mkdocs.structure.toc import get_toc
from tests.small_site import THEME, SmallSite
from tests.unit.numbers.test_numbers import CITED, EVIDENCE

from mkdocs_liveguide.pages.fold import ITEM, leave_out_items


def token(name: str, level: int, *children: dict[str, object]) -> dict[str, object]:
    return {"name": name, "id": slugify(name, "-"), "level": level, "children": list(children)}


def test_items_are_left_out_and_all_other_headings_stay() -> None:
    contents = get_toc([token("Page", 1, token("Tea", 2, token("Leaf", 3), token("Pot", 3)))])
    html = f'<h2 id="tea">Tea</h2><div class="tea {ITEM}"><h3 id="leaf">Leaf</h3></div>'
    leave_out_items(contents, html + '<h3 id="pot">Pot</h3>')
    (tea,) = contents.items[0].children
    assert [each.title for each in tea.children] == ["Pot"]


def test_a_page_without_such_a_list_keeps_its_contents() -> None:
    contents = get_toc([token("Page", 1, token("Tea", 2))])
    leave_out_items(contents, '<h2 id="tea">Tea</h2>')
    assert [each.title for each in contents.items[0].children] == ["Tea"]


def test_a_page_of_findings_has_all_of_them_under_their_anchors(small: SmallSite) -> None:
    contents = "{% for each in page.toc recursive %}<a>{{ each.id }}</a>{{ loop(each.children) }}"
    theme = THEME.replace("</body>", f"<nav>{contents}{{% endfor %}}</nav></body>")
    files = {**EVIDENCE, "docs/index.md": f"# Tea\n\nWords.{CITED}", "theme/main.html": theme}
    for _ in range(2):  # the second time from what is kept
        built = small.build(files)
        assert built.works, built.log
        items = built.html("evidence/").select(f".{ITEM}")
        assert [each.select_one("h3")["id"] for each in items] == ["e01", "e02", "e03"]
        assert all("It is so." in each.text and "Read" in each.text for each in items[:2])
        assert built.html("evidence/").select_one("live-fold")
        listed = [each.text for each in built.html("evidence/").select("nav a")]
        assert listed == ["evidence", "tea"]
