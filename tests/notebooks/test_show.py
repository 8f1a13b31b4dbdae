"""Figures and tables of the notebooks follow the page and come out the same each time."""

from __future__ import annotations

import re

import html5lib
import pytest
import show


def drawing(name: str = "one") -> str:
    figure, axes = show.new_figure()
    axes.plot([1, 2, 3], [0, 1, 0.5], color=show.RETRIEVAL, label="a & b")
    axes.legend()
    return show.svg_of(figure, 'Says "so" & <so>', name)


def test_a_figure_comes_out_the_same_each_time() -> None:
    assert drawing() == drawing()


def test_a_figure_takes_colours_and_font_from_the_page() -> None:
    svg = drawing()
    assert "currentColor" in svg
    assert "var(--guide-retrieval," in svg
    assert "#0102" not in svg
    assert "font-family" not in svg


def test_a_figure_cannot_restyle_the_page_and_brings_nothing_from_elsewhere() -> None:
    svg = drawing()
    assert "<style" not in svg
    assert "<metadata" not in svg
    assert not re.search(r"(href|src)=\"http", svg)


def test_a_figure_has_a_text_alternative() -> None:
    tree = html5lib.parseFragment(drawing(), namespaceHTMLElements=False)
    assert tree[0].attrib["role"] == "img"
    assert tree[0].attrib["aria-label"] == 'Says "so" & <so>'


def test_ids_of_two_figures_differ_and_references_are_kept() -> None:
    one, two = drawing("one"), drawing("two")
    ids = [re.findall(r' id="([^"]+)"', svg) for svg in (one, two)]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])
    assert set(re.findall(r'(?:url\(|href=")#([\w-]+)', one)) == set(ids[0])


def test_a_table_escapes_and_aligns(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, object]] = []
    monkeypatch.setattr(show, "display", lambda bundle, raw: shown.append(bundle))
    show.show_table([{"way": "<b>", "MRR": 0.126}, {"way": "x", "MRR": 1.0}], "t", "A & B")
    (bundle,) = shown
    html = str(bundle["text/html"])
    assert "&lt;b&gt;" in html
    assert "A &amp; B" in html
    assert '<td style="text-align:right">0.13</td>' in html
    assert bundle["application/json"] == {
        "name": "t",
        "rows": [{"way": "<b>", "MRR": 0.126}, {"way": "x", "MRR": 1.0}],
    }
