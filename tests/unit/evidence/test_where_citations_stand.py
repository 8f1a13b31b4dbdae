"""Citations in every kind of block, in wrong spellings, and what only looks like one."""

from __future__ import annotations

import pytest
from tests.small_site import Built, SmallSite

FINDING = (
    "- {{id: {0}, title: T{0}, claim: Claim {0}., authors: [Wu], year: 2024, checked: source,"
    " checked_on: 2026-11-22, source: {{title: S, url: 'https://example.org/{0}'}}}}\n"
)
EVIDENCE = {
    "docs/evidence/index.md": (
        "---\ntopics: [{id: tea, title: Tea}]\n---\n# Evidence\n\n::: evidence\n"
    ),
    "docs/evidence/tea.yml": FINDING.format("E01") + FINDING.format("E02"),
    "docs/cited.md": "# Cited\n\nWords. [@E01; @E02]\n",
}


def build(small: SmallSite, text: str) -> Built:
    return small.build({**EVIDENCE, "docs/index.md": f"# Page\n\n{text}\n"})


PLACES = {
    "a paragraph": "Words. [@E01]",
    "a list": "- One. [@E01]",
    "a nested list": "- One.\n\n    1. Two. [@E01]",
    "a tab": '=== "A"\n\n    Words. [@E01]',
    "a tab of a tab": '=== "A"\n\n    === "B"\n\n        Words. [@E01]',
    "an admonition": "!!! note\n\n    Words. [@E01]",
    "the title of an admonition": '!!! note "Words [@E01]"\n\n    More.',
    "details": "??? note\n\n    Words. [@E01]",
    "a quote": "> Words. [@E01]",
    "a cell": "| a |\n|---|\n| b [@E01] |",
    "the head of a table": "| a [@E01] |\n|---|\n| b |",
    "a definition": "Term\n:   Words. [@E01]",
    "a term": "Term [@E01]\n:   Words.",
    "a footnote": "Words.[^1]\n\n[^1]: Note. [@E01]",
    "a heading": "## Part [@E01]\n\nWords.",
    "HTML that holds Markdown": '<div markdown="1">\n\nWords. [@E01]\n\n</div>',
    "a span of HTML": "<span>Words. [@E01]</span>",
    "emphasis": "*Words. [@E01]*",
    "bold": "**[@E01]**",
    "brackets": "(see the figure [@E01])",
    "the start of a line": "[@E01] says so.",
    "the place before a link": "[@E01] [there](cited.md)",
    "the place after a link": "[there](cited.md) [@E01]",
    "the place after code": "`code` [@E01]",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES.keys())
def test_a_citation_works_in_every_kind_of_block(small: SmallSite, text: str) -> None:
    built = build(small, text)
    assert built.log == []
    (link,) = built.page().select("live-citation a.citation")
    assert link["href"] == "evidence/#e01"
    assert link.text == "Wu 2024"
    assert "[@" not in built.text()
    assert not any("Wu 2024" in each.full_text for each in built.passages if each.title == "Page")


@pytest.mark.parametrize(
    "written", ["[@E01; @E02]", "[@E01;@E02]", "[@E01;\n@E02]", "[@E02; @E01]"]
)
def test_several_findings_stand_in_one_bracket(small: SmallSite, written: str) -> None:
    built = build(small, f"Words. {written}")
    assert built.log == []
    assert len(built.page().select("live-citation")) == 1
    assert len(built.page().select("live-citation a")) == 2


CODE = {
    "inline": "`[@E99]`",
    "two ticks": "`` [@E99] ``",
    "a fence": "```\n[@E99]\n```",
    "tildes": "~~~~\n~~~\n[@E99]\n~~~\n~~~~",
    "a fence in a list": "- One.\n\n    ```\n    [@E99]\n    ```",
    "indented": "Words.\n\n    [@E99]",
    "pre": "<pre>[@E99]</pre>",
    "escaped": "\\[@E99]",
    "escaped twice": "\\[@E99\\]",
}


@pytest.mark.parametrize("text", CODE.values(), ids=CODE.keys())
def test_a_citation_in_code_or_escaped_is_left_alone(small: SmallSite, text: str) -> None:
    built = build(small, text)
    assert built.log == []
    assert "[@E99]" in built.text()


COMMENTS = {
    "of its own": "<!-- Words. [@E99] -->",
    "of paragraphs": "<!--\n\nWords. [@E99]\n\n[@E1]\n\n-->",
    "in a sentence": "Words <!-- [@E99] --> and words.",
    "in a list": "- One. <!-- [@E99] -->",
    "over lines": "Words <!-- and\n[@E99] --> words.",
}


@pytest.mark.parametrize("text", COMMENTS.values(), ids=COMMENTS.keys())
def test_a_citation_that_is_commented_out_is_none(small: SmallSite, text: str) -> None:
    built = build(small, f"Before.\n\n{text}\n\nAfter.")
    assert built.log == []
    assert "E99" not in built.text()


def test_a_finding_that_is_cited_only_in_a_comment_or_in_code_counts_as_not_cited(
    small: SmallSite,
) -> None:
    cited = "# Cited\n\nWords. [@E01]\n\n<!-- More. [@E02] -->\n\n`[@E02]`\n"
    built = small.build({**EVIDENCE, "docs/cited.md": cited, "docs/index.md": "# Page\n"})
    (problem,) = built.problems
    assert problem.startswith("docs/evidence/tea.yml:2: found the finding E02, which no page cites")


LIKE = "it like [@E05] or [@E05; @E08]"
WRONG = {
    "[@E1]": LIKE,
    "[@e01]": "[@E01]",
    "[@E01, @E02]": "[@E01; @E02]",
    "[@E01 @E02]": "[@E01; @E02]",
    "[@E01; E02]": "[@E01; @E02]",
    "[E01]": "[@E01]",
    "[E01; E02]": "[@E01; @E02]",
    "[@E01;]": "[@E01]",
    "[@]": LIKE,
    "[@ E01]": "[@E01]",
    "[ @E01 ]": "[@E01]",
    "[@E01, p. 3]": LIKE,
    "[see @E01]": LIKE,
    "[@E01; @]": "[@E01]",
}
"""What is written wrongly, and what is to be written."""


@pytest.mark.parametrize(("written", "right"), WRONG.items(), ids=WRONG.keys())
def test_a_wrong_spelling_is_told_with_its_line(small: SmallSite, written: str, right: str) -> None:
    built = build(small, f"- One.\n\n    - Two.\n\n        Three. {written}")
    assert built.problems == [
        f'docs/index.md:7: found the citation "{written}"; expected ids of findings with a '
        f"semicolon between them; write {right}"
    ]


@pytest.mark.parametrize("inside", ["[Wu](cited.md), @E01", "`code`; @E01", "<b>x</b> @E01"])
def test_a_bracket_that_holds_more_than_findings_is_told(small: SmallSite, inside: str) -> None:
    (problem,) = build(small, f"- One.\n- Two [see {inside}]").problems
    assert problem.startswith('docs/index.md:4: found the citation "[see …')
    assert "klzz" not in problem


def test_an_unknown_finding_is_told_with_its_line_wherever_it_stands(small: SmallSite) -> None:
    for text, line in [
        ('=== "A"\n\n    Words.\n\n    More. [@E10]', 7),
        ("> Words.\n>\n> More. [@E10]", 5),
        ("Words.[^1]\n\n[^1]: Note. [@E10]", 5),
        ("| a |\n|---|\n| [@E10] |", 5),
        ("`[@E10]`\n\n    [@E10]\n\nWords. [@E10]", 7),
    ]:
        (problem,) = build(small, text).problems
        assert problem.startswith(f"docs/index.md:{line}: found a citation of the unknown finding")
        assert 'expected one of "E01", "E02"; write "E0' in problem


READ_AS_TEXT = {
    "HTML": ("<div>Words. [@E01]</div>", 3, "inside HTML"),
    "HTML of lines": ("<div>\n\nWords. [@E01]\n\n</div>", 5, "inside HTML"),
    "the words of a link": ("[see [@E01]](cited.md)", 3, "in the words of a link"),
    "the words of a picture": (
        "![a [@E01]](data:image/gif;base64,R0lGODlhAQABAAAAACw=)",
        3,
        "of a picture",
    ),
    "a comment with empty lines": (
        "- One.\n\n    <!--\n\n    [@E01]\n\n    -->",
        7,
        "in a comment",
    ),
}


@pytest.mark.parametrize(("text", "line", "where"), READ_AS_TEXT.values(), ids=READ_AS_TEXT.keys())
def test_a_citation_that_markdown_reads_as_text_is_told(
    small: SmallSite, text: str, line: int, where: str
) -> None:
    (problem,) = build(small, text).problems
    assert problem.startswith(f"docs/index.md:{line}: found ")
    assert where in problem


NO_CITATIONS = {
    "a link": ("[@ada](https://social.example/@ada)", "https://social.example/@ada"),
    "a link named like a finding": ("[@E01](https://a.example/)", "https://a.example/"),
    "a link named nearly like one": ("[@e1](https://a.example/)", "https://a.example/"),
    "a reference": ("[@ada][home]\n\n[home]: https://a.example/", "https://a.example/"),
    "a reference named like a finding": (
        "[@E1][a]\n\n[a]: https://a.example/",
        "https://a.example/",
    ),
    "a collapsed reference": ("[@ada][]\n\n[@ada]: https://a.example/", "https://a.example/"),
    "a short reference": ("[@ada]\n\n[@ada]: https://a.example/", "https://a.example/"),
    "a short one like a finding": ("[@e1]\n\n[@e1]: https://a.example/", "https://a.example/"),
    "a package": ("[@codemirror/view](https://a.example/)", "https://a.example/"),
    "a mail address": ("<baker@bread.example>", "mailto:baker@bread.example"),
}


@pytest.mark.parametrize(("text", "href"), NO_CITATIONS.values(), ids=NO_CITATIONS.keys())
def test_a_link_whose_words_begin_with_an_at_stays_a_link(
    small: SmallSite, text: str, href: str
) -> None:
    built = build(small, text)
    assert built.log == []
    assert [link["href"] for link in built.page().select("p a")] == [href]


@pytest.mark.parametrize(
    "text",
    [
        "[@ada]",
        "[@smith2020]",
        "[@smith2020; @jones99]",
        "@E01",
        "a@b.example",
        "[x]",
        "[E99]",
        "[1]",
    ],
)
def test_what_names_no_finding_is_text(small: SmallSite, text: str) -> None:
    built = build(small, f"Words {text} words.")
    assert built.log == []
    assert text in built.text()


@pytest.mark.parametrize("text", ["[@E01]", "[@E1]", "[@]", "[@E01; E02]", "[see @E01]"])
def test_a_site_without_findings_has_no_citations(small: SmallSite, text: str) -> None:
    built = small.build(f"# Page\n\nWords {text} words.\n")
    assert built.log == []
    assert text in built.text()


FAQ = {
    "docs/faq/index.md": "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n",
    "docs/faq/why.md": (
        "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell me]\n---\n\n"
        "So.\n\nAnd so. {}\n"
    ),
}


def test_citations_in_answers_and_claims_are_told_in_the_entrys_own_file(
    small: SmallSite,
) -> None:
    entry = FAQ["docs/faq/why.md"].format("[@E77]")
    claims = EVIDENCE["docs/evidence/tea.yml"].replace("Claim E02.", "'As said. [@E78]'")
    files = {**EVIDENCE, **FAQ, "docs/faq/why.md": entry, "docs/evidence/tea.yml": claims}
    first, second = small.build({**files, "docs/index.md": "# Page\n"}).problems
    assert first.startswith(
        'docs/evidence/tea.yml:2: found a citation of the unknown finding "E78"'
    )
    assert second.startswith('docs/faq/why.md:10: found a citation of the unknown finding "E77"')


def test_a_finding_links_to_the_answers_that_cite_it(small: SmallSite) -> None:
    files = {**EVIDENCE, **FAQ, "docs/faq/why.md": FAQ["docs/faq/why.md"].format("[@E02]")}
    built = small.build({**files, "docs/index.md": "# Page\n"})
    assert built.log == []
    cited = built.page("evidence").select(".finding")[1].select_one(".cited-in")
    assert [(a.text, a["href"]) for a in cited.select("a")] == [
        ("Cited", "../cited/"),
        ("Why?", "../faq/#why"),
    ]
