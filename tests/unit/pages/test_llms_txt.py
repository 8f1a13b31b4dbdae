"""What the Markdown twins of pages are made from."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from mkdocs_llmstxt._internal import plugin
from tests.small_site import CONFIG, SmallSite

from mkdocs_liveguide.pages.llms_txt import list_sections, preprocess
from mkdocs_liveguide.pages.page import parse_page


def cleaned(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    preprocess(soup, "index.md")
    return str(soup)


def test_controls_are_left_out_and_words_stay() -> None:
    html = "<p>Read</p><form><select><option>a</option></select></form><p hidden>no</p><nav>x</nav>"
    assert cleaned(html) == "<p>Read</p>"


def test_a_drawing_is_replaced_by_its_words() -> None:
    html = '<figure><svg aria-label="Two boxes &amp; a line"><path></path></svg></figure>'
    assert cleaned(html) == "<figure><p>Figure: Two boxes &amp; a line</p></figure>"


def test_a_picture_is_replaced_by_its_words() -> None:
    html = '<p>See <img alt="A loaf, cut open" src="x.png"> and <img alt="" src="y.png">.</p>'
    assert cleaned(html) == "<p>See [Figure: A loaf, cut open] and .</p>"


def test_no_cell_of_a_table_becomes_two() -> None:
    html = "<table><tr><td>a | <b>b|c</b></td><td><code>d | e</code></td></tr></table>"
    assert cleaned(html).replace("\\|", "/") == html.replace("a |", "a /").replace("b|c", "b/c")


def test_each_tab_has_its_label_above_it() -> None:
    def tabs(*shown: tuple[str, str]) -> str:
        labels = "".join(f"<label>{label}</label>" for label, _ in shown)
        blocks = "".join(f'<div class="tabbed-block">{block}</div>' for _, block in shown)
        return (
            f'<div class="tabbed-set"><input><input><div class="tabbed-labels">{labels}</div>'
            f'<div class="tabbed-content">{blocks}</div></div>'
        )

    inner = tabs(("C", "<p>three</p>"))
    words = BeautifulSoup(cleaned(tabs(("A &amp; B", "<p>one</p>"), ("D", inner))), "html.parser")
    assert words.get_text("|") == "A & B|one|D|C|three"
    assert [each.get_text() for each in words.select("strong")] == ["A & B", "D", "C"]


@pytest.mark.parametrize(
    "html",
    [
        '<div class="language-sh highlight"><pre><code>x</code></pre></div>',
        '<div class="language-sh highlight"><table><tr><td><pre>x</pre></td></tr></table></div>',
        '<pre><code class="language-sh">x</code></pre>',
    ],
)
def test_code_says_its_language_where_the_plugin_looks(html: str) -> None:
    assert '<pre class="language-sh">' in cleaned(html)
    assert "class" not in cleaned("<pre><code>x</code></pre>")


def test_links_to_a_heading_itself_are_left_out() -> None:
    assert cleaned('<h2>One<a class="headerlink" href="#one">#</a></h2>') == "<h2>One</h2>"


def test_sections_follow_the_navigation() -> None:
    cost = parse_page(
        "run/cost.md", "run/cost/", "---\ndescription: What it costs.\n---\n# Cost\n", "x"
    )
    nav = [
        {"Home": "index.md"},
        {"Run": ["run/index.md", {"Cost": "run/cost.md"}, {"Deep": [{"N": "n.ipynb"}]}]},
        {"Elsewhere": "https://example.org"},
    ]
    described = {"run/cost.md": cost.description}
    assert list_sections(nav, lambda src_uri: described.get(src_uri, "")) == {
        "Start": [{"index.md": ""}],
        "Run": [{"run/index.md": ""}, {"run/cost.md": "What it costs."}, {"n.ipynb": ""}],
    }


TREE = {
    "docs/index.md": "# Home\n\nWords.\n",
    "docs/sub/knead.md": (
        "\ufeff---\ntitle: Kneading\ndescription: With both hands.\n---\n\n"
        "# Knead\n\nFold & <b>turn</b>.\n\n"
        "::: live oven.py\n\n<!-- ::: lvie -->\n\n```sh\nbake\n```\n\n"
        '=== "Tab"\n\n    !!! note\n\n        Deep words.\n'
    ),
    "docs/faq/index.md": "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n",
    "docs/faq/why.md": (
        "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell]\n---\n\nSo.\n"
    ),
    "snippets/oven.py": "print('hot')\n",
}
EXTENSIONS = [*CONFIG["markdown_extensions"], "pymdownx.highlight"]
TWINS = ["liveguide", {"llmstxt": {"sections": {"All": ["index.md", "*.md"]}}}]


@pytest.mark.parametrize("nav", [None, [{"Bread": ["index.md", "sub/knead.md", "faq/index.md"]}]])
def test_each_page_has_a_twin_with_what_a_reader_sees(small: SmallSite, nav: object) -> None:
    built = small.build(TREE, plugins=TWINS, nav=nav, markdown_extensions=EXTENSIONS)
    assert built.log == []
    twins = {path.relative_to(built.site).as_posix() for path in built.site.rglob("*.md")}
    assert twins == {"index.md", "sub/knead/index.md", "faq/index.md"}
    knead = (built.site / "sub/knead/index.md").read_text("utf-8")
    assert knead.startswith("# Knead\n\nFold & **turn**.\n")
    assert "```python\nprint('hot')\n```" in knead
    assert "```\nhot\n```" in knead
    assert "```sh\nbake\n```" in knead
    assert "Deep words." in knead
    assert knead.count("**Tab**\n") == 1
    for mark in (":::", "title:", "lvie", "!!!", "===", "data-late", "<b>"):
        assert mark not in knead
    assert "### Why?\n\nSo." in (built.site / "faq/index.md").read_text("utf-8")
    listed = (built.site / "llms.txt").read_text("utf-8")
    assert "[Kneading](https://small.example/sub/knead/index.md): With both hands." in listed
    assert "faq/why" not in listed


def test_the_twin_of_a_page_is_made_once_and_again_when_the_page_changes(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted: list[str] = []
    convert = plugin._generate_page_markdown

    def noted(html: str, **options: Any) -> str:
        converted.append(options["page_uri"])
        return convert(html, **options)

    monkeypatch.setattr(plugin, "_generate_page_markdown", noted)
    first = small.build(TREE, plugins=TWINS)
    assert sorted(converted) == ["faq/index.html", "index.html", "sub/knead/index.html"]
    twins = {path.name: path.read_bytes() for path in first.site.rglob("*.md")}
    converted.clear()
    again = small.build(plugins=TWINS)
    assert converted == []
    assert {path.name: path.read_bytes() for path in again.site.rglob("*.md")} == twins
    small.build({"docs/index.md": "# Home\n\nOther words.\n"}, plugins=TWINS)
    assert converted == ["index.html"]
    assert "Other words." in (again.site / "index.md").read_text("utf-8")


def test_the_list_of_pages_has_their_titles_as_they_are_read(small: SmallSite) -> None:
    tea = "# Tea & *milk* [hot], x < y\n"
    listed = small.build({"docs/index.md": "# Home\n", "docs/tea.md": tea}, plugins=TWINS)
    text = (listed.site / "llms.txt").read_text("utf-8")
    assert r"- [Tea & milk \[hot\], x \< y](https://small.example/tea/index.md)" in text
