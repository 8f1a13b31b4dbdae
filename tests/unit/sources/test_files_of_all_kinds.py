"""Encodings, line ends, front matter, hidden files, folders and configurations of all kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_site import SmallSite

BOM = b"\xef\xbb\xbf"
HOME = {"docs/index.md": "# Home\n\nWords.\n"}
PAGE = "---\ntitle: Kneading\ndescription: With both hands.\n---\n\n# Knead\n\nFold the dough.\n"
LINE = "::: live kitchen/oven.py"
SNIPPET = {"snippets/kitchen/oven.py": "print('hot')\n"}

FAQ = {"docs/faq/index.md": "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n"}
ENTRY = (
    "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell me]\n---\n\nSo.\n"
)
EVIDENCE = {
    "docs/evidence/index.md": "---\ntopics: [{id: t, title: T}]\n---\n# E\n\n::: evidence\n",
    "docs/cited.md": "# Cited\n\nWords. [@E01]\n",
}
FINDINGS = (
    "- {id: E01, title: T, claim: C., authors: [Wu], year: 2024, checked: source,"
    " checked_on: 2026-11-22, source: {title: S, url: 'https://example.org'}}\n"
)

SAVED_AS = {
    "plain": lambda text: text.encode(),
    "with a BOM": lambda text: BOM + text.encode(),
    "on Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "on Windows with a BOM": lambda text: BOM + text.replace("\n", "\r\n").encode(),
    "on an old Mac": lambda text: text.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("save", SAVED_AS.values(), ids=SAVED_AS.keys())
def test_a_page_is_the_same_however_it_is_saved(small: SmallSite, save) -> None:
    built = small.build({**HOME, "docs/knead.md": save(PAGE)})
    assert built.log == []
    assert built.text("knead") == "Knead Fold the dough."
    (said,) = built.structured("knead")
    assert (said["headline"], said["description"]) == ("Kneading", "With both hands.")
    (passage,) = [each for each in built.passages if each.title == "Kneading"]
    assert passage.text.endswith("Fold the dough.")


@pytest.mark.parametrize("save", SAVED_AS.values(), ids=SAVED_AS.keys())
def test_a_page_can_be_left_out_of_the_search_however_it_is_saved(small: SmallSite, save) -> None:
    text = "---\nsearch:\n  exclude: true\n---\n\n# Hidden\n\nSecret words.\n"
    built = small.build({**HOME, "docs/hidden.md": save(text)})
    assert built.log == []
    assert "Secret" in built.text("hidden")
    assert not any("Secret" in each.full_text for each in built.passages)


@pytest.mark.parametrize("save", SAVED_AS.values(), ids=SAVED_AS.keys())
def test_all_other_sources_are_the_same_however_they_are_saved(small: SmallSite, save) -> None:
    figure = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\n<path d='M0 0'/>\n</svg>\n"
    )
    asked = (
        "answered:\n  - {ask: which words are there, at: [index.md]}\nunanswered: [nothing here]\n"
    )
    files = {
        "docs/faq/index.md": save(FAQ["docs/faq/index.md"]),
        "docs/faq/why.md": save(ENTRY),
        "docs/evidence/index.md": save(EVIDENCE["docs/evidence/index.md"]),
        "docs/evidence/t.yml": save(FINDINGS),
        "docs/cited.md": save(EVIDENCE["docs/cited.md"]),
        "docs/ask/questions.yml": save(asked),
        "docs/assets/figures/line.svg": save(figure),
        "snippets/kitchen/oven.py": save("a = 1\nprint('hot', a)\n"),
        "docs/more.md": save(f'# More\n\n{LINE}\n\n::: figure line.svg "one line goes up"\n'),
    }
    built = small.build({**HOME, **files})
    assert built.log == []
    assert "hot 1" in built.page("more").select_one(".cell-output").text
    assert built.page("more").select_one("figure svg")
    assert built.page("faq").select_one("h3#why")
    assert built.page("evidence").select_one("h3#e01")


NOT_TEXT = {
    "Latin letters": (b"# T\n\nCaf\xe9.\n", 3, "a byte that is not UTF-8 (0xe9)"),
    "a byte of Windows": (b"# T\n\na \x96 b\n", 3, "a byte that is not UTF-8 (0x96)"),
    "two bytes a letter": ("# T\n".encode("utf-16"), 1, "a byte that is not UTF-8 (0xff)"),
    "two bytes without a mark": ("# Title\n\nWords.\n".encode("utf-16-le"), 1, "text in UTF-16"),
    "the other way round": ("# Title\n\nWords.\n".encode("utf-16-be"), 1, "text in UTF-16"),
    "NUL": (b"# T\n\na\x00b\n", 3, "a control character (U+0000, NUL)"),
    "a vertical tab": (b"# T\n\n\na\x0bb\n", 4, "a control character (U+000B"),
    "half a letter": ("# T\n\né".encode()[:-1], 3, "a byte that is not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, "a byte that is not UTF-8 (0x89)"),
}
SOURCES = [
    *("docs/page.md", "docs/faq/why.md", "docs/evidence/t.yml", "docs/ask/questions.yml"),
    *("docs/faq/index.md", "docs/evidence/index.md"),
]


@pytest.mark.parametrize(("data", "line", "found"), NOT_TEXT.values(), ids=NOT_TEXT.keys())
@pytest.mark.parametrize("name", SOURCES)
def test_what_is_no_text_is_told_in_any_source(
    small: SmallSite, name: str, data: bytes, line: int, found: str
) -> None:
    small.write({**HOME, **FAQ, **EVIDENCE, "docs/evidence/t.yml": FINDINGS})
    problems = small.build({name: data}).problems
    assert problems[0].startswith(f"{name}:{line}: found {found}")
    assert len(problems) == 1


def test_all_sources_that_are_no_text_are_told_together(small: SmallSite) -> None:
    files = {**HOME, **FAQ, "docs/a.md": b"\xe9", "docs/faq/why.md": b"\xe9", "docs/b.md": b"\x00a"}
    problems = small.build({**files, "docs/c.md": "---\n- a\n---\n"}).problems
    assert [each.split(": ")[0] for each in problems] == [
        *("docs/a.md:1", "docs/b.md:1", "docs/c.md:2", "docs/faq/why.md:1"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "\n\n  \n", "---\ntitle: A\n---\n"])
def test_a_page_may_be_empty(small: SmallSite, text: str) -> None:
    built = small.build({**HOME, "docs/a.md": text})
    assert built.log == []
    assert {each.title for each in built.passages} == {"Home"}


WRONG_HEADS = {
    "never closed": ("---\ntitle: A\n\n# B\n", 1, "front matter that never ends"),
    "closed by other marks": ("---\ntitle: A\n***\n# B\n", 1, "front matter that never ends"),
    "closed by an indented mark": ("---\ntitle: A\n ---\n# B\n", 1, "front matter that never ends"),
    "closed by too many hyphens": ("---\ntitle: A\n-----\n\n# B\n", 3, "-- at the end of front"),
    "closed at the end of the file": ("---\ntitle: A\n---", 3, "--- at the end of front matter"),
    "opened by too many hyphens": ("----\ntitle: A\n----\n\n# B\n", 1, "front matter after ----"),
    "below an empty line": ("\n\n---\ntitle: A\n---\n# B\n", 3, "front matter below an empty line"),
    "a list": ("---\n- A\n---\n# B\n", 2, "front matter that is no mapping"),
    "a word": ("---\nA title\n---\n# B\n", 2, "front matter that is no mapping"),
    "empty": ("---\n---\n# B\n", 1, "front matter with nothing in it"),
    "only a comment": ("---\n# title: A\n---\n# B\n", 1, "front matter with nothing in it"),
    "indented by a tab": (
        "---\ntitle: A\nsearch:\n\texclude: true\n---\n",
        4,
        "text that is not YAML",
    ),
    "an open quote": ("---\ntitle: 'A\n---\n# B\n", 2, "text that is not YAML"),
    "two colons": ("---\ntitle: A: B\n---\n# B\n", 2, "text that is not YAML"),
    "a key twice": ("---\ntitle: A\ntitle: B\n---\n", 3, 'the key "title" a second time'),
    "a tag": ("---\ntitle: !mark A\n---\n", 2, 'the tag "!mark"'),
    "a template": ("---\ntitle: {{ name }}\n---\n", 2, "a brace where a key must stand"),
    "no day of the calendar": ("---\ndate: 2024-02-30\n---\n", 2, "2024-02-30 as a date"),
    "a title that is a list": ("---\ntitle: [A]\n---\n", 2, "title that is no text"),
    "a title that is a day": ("---\ntitle: 2024-02-03\n---\n", 2, "title that is no text"),
    "a description that is a list": (
        "---\na: 1\ndescription: [A]\n---\n",
        3,
        "description that is",
    ),
    "a word for the search": ("---\nsearch: exclude\n---\n", 2, '"search: exclude"'),
    "a no for the search": ("---\ntitle: A\nsearch: no\n---\n", 3, '"search: '),
    "nothing for the search": ("---\ntitle: A\nsearch:\n---\n# B\n", 3, '"search:" with nothing'),
    "a list for the search": ("---\nsearch: [exclude]\n---\n", 2, '"search: '),
    "a word for true": ("---\nsearch:\n  exclude: 'yes'\n---\n", 3, '"exclude: yes"'),
    "a misspelt key": ("---\nsearch:\n  exlude: true\n---\n", 3, 'the key "exlude"'),
}


@pytest.mark.parametrize(("text", "line", "found"), WRONG_HEADS.values(), ids=WRONG_HEADS.keys())
def test_wrong_front_matter_is_told_with_its_line(
    small: SmallSite, text: str, line: int, found: str
) -> None:
    (problem,) = small.build({**HOME, "docs/sub/a.md": text}).problems
    assert problem.startswith(f"docs/sub/a.md:{line}: found ")
    assert found in problem


RIGHT_HEADS = {
    "three dots": "---\ntitle: A\n...\n# B\n",
    "spaces after the marks": "---  \ntitle: A\n--- \n# B\n",
    "a comment first": "---\n# words\ntitle: A\n---\n# B\n",
    "an empty line first": "---\n\ntitle: A\n---\n# B\n",
    "a number": "---\ntitle: A\nweight: 3\n---\n# B\n",
    "other keys": "---\ntitle: A\ntags: [a, b]\nhide:\n  - toc\nsearch: {boost: 2}\n---\n# B\n",
    "an alias": "---\ntitle: &a A\nother: *a\n---\n# B\n",
}


@pytest.mark.parametrize("text", RIGHT_HEADS.values(), ids=RIGHT_HEADS.keys())
def test_right_front_matter_is_read_as_mkdocs_reads_it(small: SmallSite, text: str) -> None:
    built = small.build({**HOME, "docs/a.md": text})
    assert built.log == []
    assert built.text("a") == "B"
    assert [each.title for each in built.search.pages] == ["A", "Home"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nWords: and: more.\n\n---\n\nEnd.\n",
        "---\n\nWords.\n\n---\n\nEnd.\n",
        "---\n\nEnd.\n",
    ],
)
def test_rules_at_the_head_of_a_page_are_no_front_matter(small: SmallSite, text: str) -> None:
    built = small.build({**HOME, "docs/a.md": text})
    assert built.log == []
    assert built.text("a").endswith("End.")


HIDDEN = {
    "docs/.draft.md": b"\xe9 [x](none.md)\n\n::: lvie\n",
    "docs/.obsidian/note.md": "# Note\n\n::: lvie\n",
    "docs/sub/.trash/old.md": "---\n- a\n---\n",
    "docs/.ipynb_checkpoints/a-checkpoint.ipynb": b"\xe9",
    "docs/faq/.why.md.swp": b"\x00",
    "docs/faq/.old.md": "no front matter",
    "docs/evidence/.t.yml": "no list",
    "docs/assets/figures/.line.svg": "no drawing",
    "snippets/.venv/oven.py": b"\xe9",
    "snippets/kitchen/.oven.py": b"\xe9",
}


def test_hidden_files_and_folders_are_left_alone_everywhere(small: SmallSite) -> None:
    small.write({**HOME, **FAQ, **EVIDENCE, **SNIPPET, "docs/evidence/t.yml": FINDINGS})
    built = small.build({**HIDDEN, "docs/faq/why.md": ENTRY, "docs/more.md": f"# More\n\n{LINE}\n"})
    assert built.log == []
    published = [path.relative_to(built.site).parts for path in built.site.rglob("*")]
    assert not [parts for parts in published if any(part.startswith(".") for part in parts)]
    (problem,) = small.build({"docs/more.md": "# More\n\n::: live kitchen/none.py\n"}).problems
    assert 'expected one of "kitchen/oven.py";' in problem


def test_copies_that_jupyter_keeps_are_no_notebooks(small: SmallSite) -> None:
    copies = {
        "docs/.ipynb_checkpoints/trial-checkpoint.ipynb": '{"cells": []}',
        "docs/sub/.ipynb_checkpoints/other-checkpoint.ipynb": b"\xe9",
    }
    built = small.build({**HOME, **copies}, plugins=["liveguide", "mkdocs-jupyter"])
    assert built.log == []
    assert [each.src_uri for each in built.search.pages] == ["index.md"]
    assert not [path for path in built.site.rglob("*") if "checkpoint" in path.name]


ENDINGS = [".md", ".markdown", ".mdown", ".mkdn", ".mkd"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_pages_of_every_ending_are_pages(small: SmallSite, ending: str) -> None:
    small.write({**HOME, **EVIDENCE, **SNIPPET, "docs/evidence/t.yml": FINDINGS})
    built = small.build({f"docs/sub/a{ending}": f"# A\n\nRise. [@E01]\n\n{LINE}\n"})
    assert built.log == []
    assert built.page("sub/a").select_one("live-cell")
    assert built.page("sub/a").select_one("a.citation")["href"] == "../../evidence/#e01"
    assert any(each.text == "Rise." for each in built.passages)
    (problem,) = small.build({f"docs/sub/a{ending}": "# A\n\n::: lvie\n"}).problems
    assert problem.startswith(f"docs/sub/a{ending}:3: ")


def test_a_linked_folder_of_pages_is_read_under_the_name_of_the_link(
    small: SmallSite,
) -> None:
    small.write({**HOME, **SNIPPET, "shared/deep/a.md": f"# A\n\nRise.\n\n{LINE}\n"})
    (small.folder / "docs" / "linked").symlink_to("../shared")
    built = small.build({"docs/index.md": "# Home\n\n[a](linked/deep/a.md)\n"})
    assert built.log == []
    assert built.page("linked/deep/a").select_one("live-cell")
    assert any(each.text == "Rise." for each in built.passages)
    (problem,) = small.build({"shared/deep/a.md": "# A\n\n[x](none.md)\n"}).problems
    assert problem.startswith("docs/linked/deep/a.md:3: ")


def test_linked_folders_of_snippets_are_read(small: SmallSite) -> None:
    small.write({**HOME, "elsewhere/oven.py": "print('hot')\n", "snippets/none.txt": ""})
    (small.folder / "snippets" / "kitchen").symlink_to("../elsewhere")
    built = small.build(f"# Home\n\n{LINE}\n")
    assert built.log == []
    assert built.page().select_one("live-cell")


@pytest.mark.parametrize("name", ["two words", "Größe", "日本", "a#b", "a%20b", "a'b", "a&b (c)"])
def test_a_guide_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    small = SmallSite(tmp_path / name)
    built = small.build({**SNIPPET, "docs/index.md": f"# Home\n\n{LINE}\n\n[x](#home)\n"})
    assert built.log == []
    assert built.page().select_one("live-cell")
    (problem,) = small.build("# Home\n\n[x](none.md)\n").problems
    assert problem.startswith("docs/index.md:3: ")


def test_the_folder_of_pages_may_have_another_name(small: SmallSite) -> None:
    files = {
        name.replace("docs/", "text/pages/"): text
        for name, text in {**FAQ, **EVIDENCE, "docs/evidence/t.yml": FINDINGS}.items()
    }
    small.write({**files, "text/pages/faq/why.md": ENTRY, **SNIPPET})
    built = small.build({"text/pages/index.md": f"# Home\n\n{LINE}\n"}, docs_dir="text/pages")
    assert built.log == []
    assert built.page("faq").select_one("h3#why")
    assert built.page("evidence").select_one("h3#e01")
    wrong = {"text/pages/faq/why.md": f"{ENTRY}\n[x](none.md)\n"}
    (problem,) = small.build(wrong, docs_dir="text/pages").problems
    assert problem.startswith("text/pages/faq/why.md:10: ")


def test_the_folder_of_snippets_may_have_another_name(small: SmallSite) -> None:
    plugins = [{"liveguide": {"snippets": "code/shown"}}]
    files = {"code/shown/kitchen/oven.py": "print('hot')\n", "docs/index.md": f"# Home\n\n{LINE}\n"}
    built = small.build(files, plugins=plugins)
    assert built.log == []
    assert built.page().select_one("live-cell")


def test_the_configuration_may_lie_elsewhere_and_be_named_from_anywhere(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    config = {
        "docs_dir": "../docs",
        "theme": {"name": None, "custom_dir": "../theme"},
        "plugins": [{"liveguide": {"snippets": "../snippets"}}],
    }
    small.write(SNIPPET)
    built = small.build(f"# Home\n\n{LINE}\n", config_file="conf/other.yml", **config)
    assert built.log == []
    assert built.page().select_one("live-cell")
    monkeypatch.chdir(small.folder / "docs")
    text = "# Home\n\n[x](none.md)\n"
    (problem,) = small.build(text, config_file="conf/other.yml", **config).problems
    assert problem.startswith("../docs/index.md:3: ")


def test_another_configuration_in_the_same_folder_does_as_well(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.folder.parent)
    small.write({**SNIPPET, "docs/index.md": f"# Home\n\n{LINE}\n"})
    relative = SmallSite(Path(small.folder.name))
    built = relative.build(config_file="other.yml")
    assert built.log == []
    assert (small.folder / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.md", "a/index.md"), ("a/README.md", "a.md"), ("b/c.md", "b/c/index.md")],
)
def test_two_pages_of_one_address_are_told(small: SmallSite, first: str, second: str) -> None:
    files = {f"docs/{first}": "# A\n\nOne.\n", f"docs/{second}": "# B\n\nTwo.\n"}
    (problem,) = small.build({**HOME, **files}).problems
    later, earlier = sorted((first, second), reverse=True)
    assert problem.startswith(f"docs/{later}:1: found a page with the address of docs/{earlier};")


@pytest.mark.parametrize(("name", "directive"), [("faq", "::: faq"), ("evidence", "::: evidence")])
def test_a_list_that_its_page_does_not_show_is_told(
    small: SmallSite, name: str, directive: str
) -> None:
    small.write({**HOME, **FAQ, **EVIDENCE, "docs/evidence/t.yml": FINDINGS})
    page = {**FAQ, **EVIDENCE}[f"docs/{name}/index.md"].replace(directive, "Soon.")
    files = {"docs/faq/why.md": ENTRY, f"docs/{name}/index.md": page}
    (problem,) = small.build(files).problems
    assert problem.startswith(
        f'docs/{name}/index.md:1: found a page without the directive "{name}"'
    )


def test_pages_that_are_left_out_are_not_looked_at(small: SmallSite) -> None:
    files = {"docs/old.md": "::: lvie\n\n[x](none.md)\n", "docs/later.md": "::: lvie\n"}
    built = small.build({**HOME, **files}, exclude_docs="old.md", draft_docs="later.md")
    assert built.log == []
    text = "# Home\n\n[x](old.md)\n"
    (problem,) = small.build(text, exclude_docs="old.md", draft_docs="later.md").problems
    assert 'docs/index.md:3: found a link to "old.md"' in problem
