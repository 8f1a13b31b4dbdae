"""Questions are read, checked and shown."""

from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.faq.faq import Faq, faq_jsonld, load_faq, render_faq
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.sources.guide import Guide
from mkdocs_liveguide.sources.problems import ContentError

INDEX = """\
---
groups:
  - id: leaves
    title: Leaves
  - id: water
    title: Water
---
# FAQ
"""

ENTRY = """\
---
question: "How hot?"
group: water
order: 10
also:
  - At what temperature?
asked:
  - what temp
  - boil or not
  - degrees plz
---

Ninety *degrees*. [@E01] See [tea](../tea.md).
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs" / "faq"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(INDEX)
    (folder / "how-hot.md").write_text(ENTRY)
    (folder / "which-leaf.md").write_text(
        ENTRY.replace("How hot?", "Which leaf?")
        .replace("group: water", "group: leaves")
        .replace("At what temperature?", "Assam?")
        .replace("what temp", "what kind")
        .replace("boil or not", "assam or not")
        .replace("degrees plz", "leaf plz")
    )
    return folder.parent


def load(docs: Path) -> Faq:
    return load_faq(docs.parent, docs)


def problems(docs: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load(docs)
    return [str(problem) for problem in error.value.problems]


def edit(docs: Path, old: str, new: str) -> None:
    file = docs / "faq" / "how-hot.md"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_entries_come_in_the_order_of_groups(docs: Path) -> None:
    entries = load(docs).entries
    assert [entry.slug for entry in entries] == ["which-leaf", "how-hot"]
    assert entries[1].asked == ("what temp", "boil or not", "degrees plz")
    assert entries[1].line_offset == 11
    assert entries[1].src_uri == "faq/index.md"


def test_a_guide_without_the_page_has_no_entries(tmp_path: Path) -> None:
    assert load_faq(tmp_path, tmp_path) == Faq()


def test_an_unknown_group_is_told_at_its_line(docs: Path) -> None:
    edit(docs, "group: water", "group: watr")
    assert problems(docs) == [
        'docs/faq/how-hot.md:3: found the unknown group "watr"; expected one of "leaves", "water"; '
        'write "water"'
    ]


def test_the_question_is_no_way_of_asking_it(docs: Path) -> None:
    edit(docs, "boil or not", "How hot")
    (problem,) = problems(docs)
    assert problem.startswith("docs/faq/how-hot.md:9: found words that the page shows")


def test_one_wording_belongs_to_one_entry(docs: Path) -> None:
    edit(docs, "boil or not", "Leaf, plz!")
    (problem,) = problems(docs)
    assert '"leaf plz", which docs/faq/how-hot.md has too' in problem


def test_three_wordings_are_needed(docs: Path) -> None:
    edit(docs, "  - degrees plz\n", "")
    (problem,) = problems(docs)
    assert problem.startswith("docs/faq/how-hot.md:7: ")
    assert "at least 3 items" in problem


def test_an_empty_answer_is_told(docs: Path) -> None:
    edit(docs, "Ninety *degrees*. [@E01] See [tea](../tea.md).", "")
    (problem,) = problems(docs)
    assert problem.startswith("docs/faq/how-hot.md:12: found no answer")


def test_the_page_shows_questions_with_anchors_and_never_the_wordings(docs: Path) -> None:
    guide = Guide(root=docs.parent, docs=docs, cache=Cache(docs), pages={}, faq=load(docs))
    shown = render_faq(Directive("faq", "", {}, "", 1, "faq/index.md"), guide).markdown
    assert shown.index("### Which leaf? { #which-leaf }") < shown.index("## Water { #water }")
    assert "### How hot? { #how-hot }\n\nNinety *degrees*. [@E01]" in shown
    assert "\n\nAlso asked: At what temperature?\n\n" in shown
    assert "degrees plz" not in shown


def test_structured_data_has_plain_answers(docs: Path) -> None:
    data = faq_jsonld(load(docs).entries, "https://example.org/faq/")
    assert data["@type"] == "FAQPage"
    question = data["mainEntity"][1]
    assert question["name"] == "How hot?"
    assert question["url"] == "https://example.org/faq/#how-hot"
    assert question["acceptedAnswer"]["text"] == "Ninety degrees. See tea."
