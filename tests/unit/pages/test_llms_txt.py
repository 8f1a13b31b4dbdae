"""What the Markdown twins of pages are made from."""

from bs4 import BeautifulSoup

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
