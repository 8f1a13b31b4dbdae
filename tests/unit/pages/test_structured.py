import json

from tests.small_site import SmallSite

from mkdocs_liveguide.pages.structured import to_script

FAQ = "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n"
ENTRY = "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell me]\n---\nSo.\n"


def test_a_page_is_described_with_its_address(small: SmallSite) -> None:
    files = {
        "docs/index.md": "# Home\n",
        "docs/run/cost.md": "---\ntitle: Cost\ndescription: What it costs.\n---\n",
        "docs/faq/index.md": FAQ,
        "docs/faq/why.md": ENTRY,
    }
    built = small.build(files, site_name="A guide", site_url="https://example.org/")
    assert built.log == []
    (article,) = built.structured("run/cost")
    assert article["url"] == "https://example.org/run/cost/"
    assert article["headline"] == "Cost"
    assert article["description"] == "What it costs."
    assert article["isPartOf"]["name"] == "A guide"
    _, faq = built.structured("faq")
    assert faq["@type"] == "FAQPage"


def test_no_text_can_end_the_script_element() -> None:
    text = "</script><script>alert(1)</script>&"
    script = to_script({"name": text})
    assert "<" not in script
    assert json.loads(script) == {"name": text}
