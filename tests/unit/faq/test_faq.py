"""Questions are read, checked and shown."""

from pathlib import Path

import pytest
from tests.small_site import THEME, SmallSite
from tests.unit.pages.reading import read

from mkdocs_liveguide.faq.load import load_faq
from mkdocs_liveguide.faq.model import PAGE, Faq
from mkdocs_liveguide.faq.render import answers, directives, faq_jsonld
from mkdocs_liveguide.sources.problems import ContentError
from mkdocs_liveguide.sources.reader import Reader

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
    return load_faq(Reader(docs.parent), docs)


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
    assert (entries[1].path, PAGE) == ("docs/faq/how-hot.md", "faq/index.md")


def test_a_guide_without_the_page_has_no_entries(tmp_path: Path) -> None:
    assert load_faq(Reader(tmp_path), tmp_path) == Faq()


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


def test_further_questions_of_an_entry_have_its_place_and_line(docs: Path) -> None:
    edit(docs, "asked:\n", "questions:\n  - boiling hurts?\n  - how warm\nasked:\n")
    which_leaf, how_hot = load(docs).entries
    assert which_leaf.questions == ()
    assert [(each.anchor, each.text, each.path, each.line) for each in how_hot.questions] == [
        ("how-hot", "boiling hurts?", "docs/faq/how-hot.md", 8),
        ("how-hot", "how warm", "docs/faq/how-hot.md", 9),
    ]


@pytest.mark.parametrize("questions", ["how warm", "{how-hot: [how warm]}", "['']", "[5]"])
def test_questions_of_an_entry_are_a_list_of_texts(docs: Path, questions: str) -> None:
    edit(docs, "asked:\n", f"questions: {questions}\nasked:\n")
    (problem,) = problems(docs)
    assert problem.startswith("docs/faq/how-hot.md:7: ")


def test_further_questions_are_searched_and_never_shown(docs: Path, small: SmallSite) -> None:
    edit(docs, "asked:\n", "questions:\n  - boiling hurts?\nasked:\n")
    pages = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n\nLeaves.\n"}
    built = small.build({**pages, "docs/faq/index.md": f"{INDEX}\n::: faq\n"})
    assert built.log == []
    asked = {each.anchor: each.questions for each in built.passages if each.questions}
    assert asked == {"how-hot": ("boiling hurts?",)}
    assert "boiling hurts" not in str(built.page("faq"))


def test_the_page_shows_questions_with_anchors_and_never_the_wordings(
    docs: Path, small: SmallSite
) -> None:
    pages = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n\nLeaves.\n"}
    built = small.build({**pages, "docs/faq/index.md": f"{INDEX}\n::: faq\n"})
    assert built.log == []
    page = built.page("faq")
    headings = [(each.name, each["id"], each.text) for each in page.select("h2, h3")]
    assert headings == [
        ("h2", "leaves", "Leaves"),
        ("h3", "which-leaf", "Which leaf?"),
        ("h2", "water", "Water"),
        ("h3", "how-hot", "How hot?"),
    ]
    answer = page.select_one("#how-hot").find_next("p")
    # Without findings, a bracket with an @ is what it is elsewhere: text.
    assert str(answer).startswith("<p>Ninety <em>degrees</em>. [@E01]")
    also = answer.find_next("div", class_="also-asked")
    assert also.text.strip() == "Also asked: At what temperature?"
    assert "degrees plz" not in str(page)
    assert "degrees plz" not in "".join(each.full_text for each in built.passages)


def test_an_index_leads_to_every_question_and_belongs_to_no_answer(
    docs: Path, small: SmallSite
) -> None:
    edit(docs, "How hot?", "How *hot*, R&D?")
    pages = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n\nLeaves.\n"}
    built = small.build({**pages, "docs/faq/index.md": f"{INDEX}\n::: faq\n"})
    assert built.log == []
    (index,) = built.page("faq").select("nav.faq-index")
    assert index["aria-label"]
    by_group = [
        [(link["href"], link.decode_contents()) for link in group.select("a")]
        for group in index.select("nav > ul > li")
    ]
    assert by_group == [
        [("#leaves", "Leaves"), ("#which-leaf", "Which leaf?")],
        [("#water", "Water"), ("#how-hot", "How <em>hot</em>, R&amp;D?")],
    ]
    assert "R&D" not in "".join(each.text for each in built.passages)


def test_the_contents_of_the_page_name_groups_only(docs: Path, small: SmallSite) -> None:
    contents = "{% for each in page.toc recursive %}<a>{{ each.id }}</a>{{ loop(each.children) }}"
    theme = THEME.replace("</body>", f"<nav>{contents}{{% endfor %}}</nav></body>")
    page = f"{INDEX}\n::: faq\n\n## Elsewhere\n\n### Post\n"
    files = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n", "theme/main.html": theme}
    for _ in range(2):  # the second time from what is kept
        built = small.build({**files, "docs/faq/index.md": page})
        assert built.works, built.log
        listed = [each.text for each in built.html("faq/").select("nav:not(.faq-index) a")]
        assert listed == ["faq", "leaves", "water", "elsewhere", "post"]


def test_an_answer_with_open_html_takes_no_question_from_the_index(
    docs: Path, small: SmallSite
) -> None:
    edit(docs, "Ninety *degrees*.", 'Ninety.\n\n<div class="note">\n\nSo.')
    files = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n"}
    built = small.build({**files, "docs/faq/index.md": f"{INDEX}\n::: faq\n\n## Not here?\n"})
    assert built.works, built.log
    page = built.page("faq")
    assert len(page.select("nav.faq-index a")) == 4
    for link in page.select("nav.faq-index a"):
        assert page.select_one(link["href"]).name in ("h2", "h3")


def test_structured_data_has_plain_answers(docs: Path, small: SmallSite) -> None:
    small.write({"docs/index.md": "# Home\n\nIt is hot. [@E01]\n", "docs/tea.md": "# Tea\n"})
    topics = "---\ntopics: [{id: tea, title: Tea}]\n---\n# Evidence\n\n::: evidence\n"
    finding = (
        "- {id: E01, title: T, claim: C., authors: [A], year: 2024, checked: source,"
        " checked_on: 2026-11-22, source: {title: S, url: 'https://example.org'}}\n"
    )
    files = {"docs/evidence/index.md": topics, "docs/evidence/tea.yml": finding}
    site_url = "https://example.org/"
    built = small.build({**files, "docs/faq/index.md": f"{INDEX}\n::: faq\n"}, site_url=site_url)
    assert built.log == []
    _, data = built.structured("faq")
    assert data["@type"] == "FAQPage"
    question = data["mainEntity"][1]
    assert question["name"] == "How hot?"
    assert question["url"] == "https://example.org/faq/#how-hot"
    assert question["acceptedAnswer"]["text"] == "Ninety degrees. See tea."


def test_structured_data_needs_no_site(docs: Path) -> None:
    faq = load(docs)
    html, _ = read("::: faq", directives(faq), src_uri=PAGE)
    data = faq_jsonld(faq.entries, "https://example.org/faq/", answers(html))
    assert [each["name"] for each in data["mainEntity"]] == ["Which leaf?", "How hot?"]


def test_a_list_that_asks_for_itself_is_told_in_the_entrys_file(
    docs: Path, small: SmallSite
) -> None:
    edit(docs, "Ninety *degrees*.", "Ninety.\n\n::: faq\n\nSo.")
    files = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n"}
    (problem,) = small.build({**files, "docs/faq/index.md": f"{INDEX}\n::: faq\n"}).problems
    assert problem.startswith('docs/faq/how-hot.md:15: found the directive "faq" a second time')


def test_a_list_that_stands_twice_on_its_page_is_told(docs: Path, small: SmallSite) -> None:
    files = {"docs/index.md": "# Home\n", "docs/tea.md": "# Tea\n"}
    page = f"{INDEX}\n::: faq\n\n::: faq\n"
    (problem,) = small.build({**files, "docs/faq/index.md": page}).problems
    assert problem.startswith('docs/faq/index.md:12: found the directive "faq" a second time')
