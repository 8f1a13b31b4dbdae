import json

from mkdocs_liveguide.pages.page import parse_page
from mkdocs_liveguide.pages.structured import structured_data, to_script


def test_a_page_is_described_with_its_address() -> None:
    text = "---\ntitle: Cost\ndescription: What it costs.\n---\n"
    pages = {"run/cost.md": parse_page("run/cost.md", text, "docs/run/cost.md")}
    extra = {"run/cost.md": [{"@type": "FAQPage"}]}
    found = structured_data(pages, extra, "https://example.org/", "A guide")
    article, faq = [json.loads(each) for each in found["run/cost.md"]]
    assert article["url"] == "https://example.org/run/cost/"
    assert article["headline"] == "Cost"
    assert article["description"] == "What it costs."
    assert faq == {"@type": "FAQPage"}


def test_no_text_can_end_the_script_element() -> None:
    text = "</script><script>alert(1)</script>&"
    script = to_script({"name": text})
    assert "<" not in script
    assert json.loads(script) == {"name": text}
