"""Mistakes that authors make, and what they are told: the place, and words of what is said.

Each row breaks a copy of the guide about bread. What is told must be exactly the problems that are
listed, with their file and line, and each with all of its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.broken_guide import Change, Edit, Gone, broken_guide

INDEX, WATER, ASK = "docs/index.md", "docs/guides/water.md", "docs/ask/index.md"
QUIZ, CASES, QUIZ_PAGE = "docs/quiz/quiz.yml", "docs/quiz/cases.jsonl", "docs/quiz/index.md"
FINDINGS, EVIDENCE = "docs/evidence/rising.yml", "docs/evidence/index.md"
ENTRY, FAQ = "docs/faq/cold-kitchen.md", "docs/faq/index.md"
SNIPPET, FIGURE = "snippets/dough/hydration.py", "docs/assets/figures/rise.svg"
QUESTIONS, CONFIG = "docs/ask/questions.yml", "mkdocs.yml"
LAB, LAB_PAGE = "snippets/labs/mix.py", "docs/mix.md"

HELP = "help: Count from now until you want to eat."
WET = "## Wet doughs"
ANSWER = (
    "---\nquestion: How long?\ngroup: dough\norder: 1\nasked: [aa b, bb c, cc d]\n---\n\nAn hour.\n"
)
PAGE = "---\ntitle: Mix\ndescription: How to mix a dough.\n---\n\n# Mix\n\n"
MIXING = f"{PAGE}::: lab labs/mix.py\n"
CONTROL = '{"name": "a", "label": "A", "kind": "number", "value": 1}'
RIGHT_LAB = f"CONTROLS = [{CONTROL}]\n\n\ndef run(a):\n    return str(a)\n"
NOTEBOOKS = Edit("- search", "- search\n  - mkdocs-jupyter")
BOOK = (
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\n'
    '{"cell_type": "code", "metadata": {}, "source": "1", "outputs": [OUTPUTS]}]}\n'
)


@dataclass(frozen=True)
class Row:
    """One mistake."""

    changes: Mapping[str, Change]
    told: Mapping[str, tuple[str, ...]]
    """Words of each problem, by ``file:line``."""


def row(changes: Mapping[str, Change], *told: tuple[str, ...]) -> Row:
    return Row(changes, {place: words for place, *words in told})  # type: ignore[misc]


TEXT_OF_YAML = {
    "a text that begins with !": row(
        {QUIZ: Edit(HELP, "help: !Count from now")}, (f"{QUIZ}:53", '"!Count"', "in quotes")
    ),
    "a text in double braces": row(
        {QUIZ: Edit(HELP, "help: {{ hours }}")}, (f"{QUIZ}:53", "a brace", "in quotes")
    ),
    "a text that begins with @": row(
        {QUIZ: Edit(HELP, "help: @home")}, (f"{QUIZ}:53", "sign of YAML", "in quotes")
    ),
    "a text that begins with *": row(
        {QUIZ: Edit(HELP, "help: *all*")}, (f"{QUIZ}:53", "begins with *", "in quotes")
    ),
    "a text with a second colon": row(
        {WATER: Edit("title: Water", "title: Water: cold")}, (f"{WATER}:2", "colon", "in quotes")
    ),
    "a # that cuts a text": row(
        {QUIZ: Edit(HELP, "help: people #1 wish for it")},
        (f"{QUIZ}:53", 'text that ends at " #"', "in quotes"),
    ),
    "a # that leaves nothing": row(
        {QUIZ: Edit(HELP, "help: #1 wish")}, (f"{QUIZ}:53", "#", "in quotes")
    ),
    "a quote that is not closed": row(
        {QUIZ: Edit("question: Which taste do", 'question: "Which taste do')},
        (f"{QUIZ}:62", "a quote opens here", "close it"),
    ),
    "a pasted control character": row(
        {QUIZ: Edit("Count from", "Count\x02 from")}, (f"{QUIZ}:53", "U+0002", "delete it")
    ),
    "a tab": row({QUIZ: Edit("title: Leaven", "\ttitle: Leaven")}, (f"{QUIZ}:2", "tab", "spaces")),
    "a day that there is not": row(
        {FINDINGS: Edit("2026-11-22", "2026-13-22")},
        (f"{FINDINGS}:10", "2026-13-22", "a day of the calendar", "year-month-day"),
    ),
    "an unquoted No": row(
        {QUIZ: Edit('text: "No"', "text: No")}, (f"{QUIZ}:79", "False", "a text", "in quotes")
    ),
}

FILES = {
    "Latin letters in a page": row({WATER: b"# W\n\nCaf\xe9.\n"}, (f"{WATER}:3", "UTF-8", "save")),
    "Latin letters in an answer": row({ENTRY: b"Caf\xe9.\n"}, (f"{ENTRY}:1", "0xe9", "save")),
    "Latin letters in a quiz": row({QUIZ: b"a: caf\xe9\n"}, (f"{QUIZ}:1", "0xe9", "save")),
    "Latin letters in the cases": row({CASES: b"caf\xe9\n"}, (f"{CASES}:1", "0xe9", "save")),
    "Latin letters in a snippet": row({SNIPPET: b"# caf\xe9\n"}, (f"{SNIPPET}:1", "0xe9", "save")),
    "Latin letters in a drawing": row({FIGURE: b"<svg>\xe9"}, (f"{FIGURE}:1", "0xe9", "save")),
    "Latin letters in a notebook": row(
        {"docs/book.ipynb": b'{\n"a": "\xe9"}', CONFIG: NOTEBOOKS},
        ("docs/book.ipynb:2", "0xe9", "save"),
    ),
    "the cases are gone": row(
        {CASES: Gone(), QUIZ_PAGE: f"{PAGE}::: quiz-cases\n"},
        (f"{QUIZ_PAGE}:8", "without cases", "quiz/cases.jsonl"),
    ),
    "a file of evidence is gone": row(
        {FINDINGS: Gone()}, (f"{EVIDENCE}:1", '"rising"', "rising.yml")
    ),
    "the only drawing is gone": row(
        {FIGURE: Gone()}, (f"{INDEX}:12", '"rise.svg"', "none yet", "add it first")
    ),
    "a snippet is gone": row(
        {SNIPPET: Gone()}, (f"{WATER}:14", '"dough/hydration.py"', "snippets/")
    ),
    "two pages with one address": row(
        {"docs/guides/water/index.md": PAGE},
        ("docs/guides/water/index.md:1", "the address of docs/guides/water.md", "rename"),
    ),
}

PAGES = {
    "front matter that never ends": row(
        {"docs/more.md": "---\ntitle: More\n\n# More\n"}, ("docs/more.md:1", "never ends", "---")
    ),
    "a first paragraph that MkDocs swallows": row(
        {"docs/more.md": "Note: this is old.\n\n# More\n\nWords.\n"},
        ("docs/more.md:1", '"Note: this is old."', "setting", "empty"),
    ),
    "no title": row({WATER: Edit("title: Water\n", "")}, (f"{WATER}:1", '"title"', "title: …")),
    "no description": row(
        {LAB_PAGE: "---\ntitle: Mix\n---\n\n# Mix\n"},
        (f"{LAB_PAGE}:1", '"description"', "description: …"),
    ),
    "search: null": row(
        {WATER: Edit("title: Water", "title: Water\nsearch: null")},
        (f"{WATER}:3", '"search:" with nothing', "{exclude: true}"),
    ),
    "search: exclude": row(
        {WATER: Edit("title: Water", "title: Water\nsearch: exclude")},
        (f"{WATER}:3", '"search: exclude"', "{exclude: true}"),
    ),
    "code that never ends": row(
        {WATER: Edit(WET, f"```python\nx = 1\n\n{WET}")}, (f"{WATER}:16", "never ends", "write ```")
    ),
    "a comment that never ends": row(
        {LAB_PAGE: f"{PAGE}<!-- old\n\nWords.\n"}, (f"{LAB_PAGE}:8", "comment", "write -->")
    ),
    "a dead link": row(
        {INDEX: Edit("guides/water.md", "guides/watr.md")},
        (f"{INDEX}:10", '"guides/watr.md"', 'write "guides/water.md"'),
    ),
    "a dead link to a place": row(
        {INDEX: Edit("guides/water.md", "guides/water.md#hydratoin")},
        (f"{INDEX}:10", "an anchor that guides/water.md has not", 'write "hydration"'),
    ),
    "a dead link of HTML": row(
        {INDEX: Edit("[water](guides/water.md)", '<a href="guides/watr/">water</a>')},
        (f"{INDEX}:10", '"guides/watr/"', 'write "guides/water/"'),
    ),
    "a dead picture": row(
        {INDEX: Edit("[water](guides/water.md)", "![water](assets/water.png)")},
        (f"{INDEX}:10", "a picture in the docs folder", "mend the path"),
    ),
    "a reference that nothing defines": row(
        {INDEX: Edit("[water](guides/water.md)", "[water][nowhere]")},
        (f"{INDEX}:10", '"nowhere"', "[nowhere]: address", "round brackets"),
    ),
}

DIRECTIVES = {
    "no space before the name": row(
        {WATER: Edit("::: live", ":::live")}, (f"{WATER}:14", ":::live", "write `::: live dough")
    ),
    "a capital": row(
        {WATER: Edit("::: live", "::: Live")}, (f"{WATER}:14", "::: Live", "write `::: live dough")
    ),
    "a misspelt name": row(
        {WATER: Edit("::: live", "::: liev")}, (f"{WATER}:14", '"liev"', 'write "live"')
    ),
    "a misspelt option": row(
        {INDEX: Edit("caption=", "captoin=")}, (f"{INDEX}:12", '"captoin"', 'write "caption"')
    ),
    "a misspelt file": row(
        {WATER: Edit("hydration.py#", "hydraton.py#")},
        (f"{WATER}:14", '"dough/hydraton.py"', 'write "dough/hydration.py"'),
    ),
    "a misspelt section": row(
        {WATER: Edit(".py#hydration", ".py#hydraton")},
        (f"{WATER}:14", '"hydraton"', 'write "hydration"'),
    ),
    "a misspelt drawing": row(
        {INDEX: Edit("rise.svg", "rsie.svg")}, (f"{INDEX}:12", '"rsie.svg"', 'write "rise.svg"')
    ),
    "a quote that is not closed": row(
        {INDEX: Edit('rises."', "rises.")}, (f"{INDEX}:12", "quotes in pairs", "close the quote")
    ),
    "a directive inside a paragraph": row(
        {WATER: Edit("::: live", "Look:\n::: live")}, (f"{WATER}:15", "among other lines", "empty")
    ),
    "words after a directive of the search": row(
        {ASK: Edit("::: ask", "::: ask me")}, (f"{ASK}:10", '"me" after "ask"', "take it out")
    ),
    "an option with another value": row(
        {WATER: Edit("#hydration", "#hydration varies=often")},
        (f"{WATER}:14", '"varies=often"', "varies=yes"),
    ),
    "a drawing without words": row(
        {LAB_PAGE: f"{PAGE}::: figure rise.svg\n"}, (f"{LAB_PAGE}:8", "without words", "in words")
    ),
}

CODE = {
    "a snippet that fails": row(
        {SNIPPET: Edit("hydration(325, 500))", "hydration(325, 0))")},
        (f"{SNIPPET}:7", "ZeroDivisionError", f"for {WATER}:14", "fails=yes"),
    ),
    "a snippet that is no Python": row(
        {SNIPPET: Edit("500))", "500)")}, (f"{SNIPPET}:10", "was never closed;", f"for {WATER}:14")
    ),
    "a snippet that wants a package": row(
        {SNIPPET: Edit("print(", "import numpy\nprint(")},
        (f"{SNIPPET}:10", "numpy", f"for {WATER}:14", "standard library"),
    ),
    "a snippet that prints other than the page says": row(
        {WATER: Edit("#hydration", '#hydration prints="66.0"')},
        (f"{WATER}:14", '"65.0" as the output of snippets/dough/hydration.py:5', '"66.0" in it'),
    ),
    "a snippet that fails no more": row(
        {WATER: Edit("#hydration", "#hydration fails=yes")},
        (f"{WATER}:14", "does not fail", "take it out"),
    ),
    "a section that never ends": row(
        {SNIPPET: Edit("# --8<-- [end:hydration]\n", "")},
        (f"{SNIPPET}:4", '"hydration", which never ends', "# --8<-- [end:hydration]"),
    ),
    "a lab that cannot be imported": row(
        {LAB_PAGE: MIXING, LAB: f"import nothing_such\n{RIGHT_LAB}"},
        (f"{LAB}:1", "nothing_such", f"for {LAB_PAGE}:8"),
    ),
    "a lab without controls": row(
        {LAB_PAGE: MIXING, LAB: "def run():\n    return ''\n"},
        (f"{LAB}:1", "CONTROLS", f"for {LAB_PAGE}:8"),
    ),
    "a lab that fails": row(
        {LAB_PAGE: MIXING, LAB: RIGHT_LAB.replace("str(a)", "a / 0")},
        (f"{LAB}:5", "ZeroDivisionError", f"for {LAB_PAGE}:8"),
    ),
    "a lab with a wrong control": row(
        {LAB_PAGE: MIXING, LAB: RIGHT_LAB.replace('"number"', '"nubmer"')},
        (f"{LAB}:1", "nubmer", "'range', 'number'", 'write "number"', f"for {LAB_PAGE}:8"),
    ),
    "a notebook with outputs": row(
        {
            "docs/book.ipynb": BOOK.replace("OUTPUTS", '{"output_type": "stream"}'),
            CONFIG: NOTEBOOKS,
        },
        ("docs/book.ipynb:2", "outputs of a run", "clear all outputs"),
    ),
    "a notebook that is no JSON": row(
        {"docs/book.ipynb": "{\n", CONFIG: NOTEBOOKS},
        ("docs/book.ipynb:2", "not JSON", "save it again"),
    ),
}

DRAWINGS = {
    "no XML": row({FIGURE: Edit("/></svg>", "></svg>")}, (f"{FIGURE}:1", "not XML", "SVG")),
    "a style": row(
        {FIGURE: Edit('fill="none"', 'style="fill:none"')}, (f"{FIGURE}:1", "style=", "attribute")
    ),
    "an element that is not allowed": row(
        {FIGURE: Edit("<path", "<image/><path")},
        (f"{FIGURE}:1", "<image>", "take it out"),
    ),
    "no viewBox": row(
        {FIGURE: Edit(' viewBox="0 0 200 100"', "")}, (f"{FIGURE}:1", "viewBox", "0 0 WIDTH HEIGHT")
    ),
}

QUIZZES = {
    "a list": row(
        {QUIZ: "- a\n- b\n"}, (f"{QUIZ}:1", "a list of 2", '"title"', 'write "title: …"')
    ),
    "nothing": row({QUIZ: ""}, (f"{QUIZ}:1", "nothing", 'write "title: …"')),
    "a word": row({QUIZ: "bread\n"}, (f"{QUIZ}:1", "'bread'", 'write "title: …"')),
    "a number": row({QUIZ: "3\n"}, (f"{QUIZ}:1", "3", 'write "title: …"')),
    "a key twice": row(
        {QUIZ: Edit("scope:", "title: Again\nscope:")}, (f"{QUIZ}:3", "first on line 2", "take one")
    ),
    "a misspelt key": row(
        {QUIZ: Edit("slope: 1.2", "sloep: 1.2")}, (f"{QUIZ}:7", "sloep", 'write "slope"')
    ),
    "a missing key": row(
        {QUIZ: Edit(", slope: 1.2", "")}, (f"{QUIZ}:7", 'no "axes.0.slope"', 'add "slope:"')
    ),
    "a word for a number": row(
        {QUIZ: Edit("threshold: 0.5", "threshold: half")},
        (f"{QUIZ}:7", "'half'", "a number from -20 to 20", "without quotes"),
    ),
    "a word for a list": row(
        {QUIZ: Edit("corners: [{patience: low}]", "corners: low")},
        (f"{QUIZ}:14", "'low'", "a list of at least 1 item", "write a list"),
    ),
    "a misspelt level": row(
        {QUIZ: Edit("[{patience: low}]", "[{patience: lo}]")},
        (f"{QUIZ}:14", "'lo'", "'low' or 'high'", 'write "low"'),
    ),
    "an unknown page": row(
        {QUIZ: Edit("guides/water.md#hydration", "guides/watr.md")},
        (f"{QUIZ}:34", '"guides/watr.md"', 'write "guides/water.md"'),
    ),
    "an unknown place": row(
        {QUIZ: Edit("water.md#hydration", "water.md#hydratoin")},
        (f"{QUIZ}:34", "an anchor that the page has not", 'write "hydration"'),
    ),
    "an unknown finding": row(
        {QUIZ: Edit("evidence: [E01]", "evidence: [E02]")}, (f"{QUIZ}:36", "E02", 'write "E01"')
    ),
    "a trap without a condition": row(
        {QUIZ: Edit("traps:\n", "traps:\n  - {id: t, text: T, never: [soda]}\n")},
        (f"{QUIZ}:98", '"t" without a condition', 'add "when:"'),
    ),
    "a trap that checks nothing": row(
        {QUIZ: Edit("traps:\n", "traps:\n  - {id: t, text: T}\n")},
        (f"{QUIZ}:98", '"t" with nothing to check', 'add "when:"'),
    ),
    "a case that is no JSON": row(
        {CASES: Edit('{"id": "picnic",', '{"id": "picnic"')},
        (f"{CASES}:1", "column 17", "one JSON object on one line"),
    ),
    "a misspelt key of a case": row(
        {CASES: Edit('"org": "The Lee', '"ogr": "The Lee')}, (f"{CASES}:1", '"ogr"', 'write "org"')
    ),
    "an unknown answer of a case": row(
        {CASES: Edit('"hours": "two"', '"hours": "twoo"')}, (f"{CASES}:1", '"twoo"', 'write "two"')
    ),
    "an unknown route of a case": row(
        {CASES: Edit('"chosen": "soda"', '"chosen": "sod"')},
        (f"{CASES}:1", '"sod"', 'write "soda"'),
    ),
    "an empty file of cases": row({CASES: ""}, (f"{CASES}:1", "no case", "one JSON object")),
}

ANSWERS = {
    "an unknown group": row(
        {ENTRY: Edit("group: dough", "group: doug")}, (f"{ENTRY}:3", '"doug"', 'write "dough"')
    ),
    "a word for the order": row(
        {ENTRY: Edit("order: 20", "order: first")}, (f"{ENTRY}:4", "'first'", "a whole number")
    ),
    "asked in too few ways": row(
        {ENTRY: Edit("  - does winter matter for rising\n", "")},
        (f"{ENTRY}:5", "a list of 2", "at least 3 items"),
    ),
    "no answer": row(
        {"docs/faq/none.md": ANSWER.replace("An hour.\n", "")},
        ("docs/faq/none.md:7", "no answer", "two to six sentences"),
    ),
    "the name of a group": row(
        {"docs/faq/dough.md": ANSWER}, ("docs/faq/dough.md:1", "the id of a group", "rename")
    ),
    "the name of a heading": row(
        {"docs/faq/questions-about-bread.md": ANSWER},
        ("docs/faq/questions-about-bread.md:1", "the anchor of a heading", "rename"),
    ),
    "a name with a space": row(
        {"docs/faq/My file.md": ANSWER}, ("docs/faq/My file.md:1", "hyphens", "rename the file")
    ),
    "a question for a page that is not there": row(
        {QUESTIONS: "answered:\n  - {ask: how wet is it, at: [guides/watr.md]}\nunanswered: []\n"},
        (f"{QUESTIONS}:2", '"guides/watr.md"', 'write "guides/water.md"'),
    ),
    "a word for the list of questions": row(
        {QUESTIONS: "answered: how wet\nunanswered: []\n"},
        (f"{QUESTIONS}:1", "'how wet'", "write a list"),
    ),
}

CLAIMS = {
    "a finding that nothing cites": row(
        {INDEX: Edit(" [@E01]", ""), ENTRY: Edit(" [@E01]", "")},
        (f"{FINDINGS}:1", "which no page cites", "write [@E01]"),
    ),
    "a citation of what is not there": row(
        {INDEX: Edit("[@E01]", "[@E11]")}, (f"{INDEX}:10", '"E11"', '"E01"')
    ),
    "a citation without @": row(
        {INDEX: Edit("[@E01]", "[E01]")}, (f"{INDEX}:10", '"[E01]"', "write [@E01]")
    ),
    "a citation with a comma": row(
        {INDEX: Edit("[@E01]", "[@E01, E01]")}, (f"{INDEX}:10", "write [@E01; @E01]")
    ),
    "a figure that is not in what is cited": row(
        {INDEX: Edit("rises faster.", "rises 35 times faster.")},
        (f"{INDEX}:10", "the figure 35", "not in E01", "35 times faster"),
    ),
    "a figure in an answer": row(
        {ENTRY: Edit("a night.", "11 hours.")}, (f"{ENTRY}:11", "the figure 11", "not in E01")
    ),
    "a word for a year": row(
        {FINDINGS: Edit("year: 2026", "year: soon")}, (f"{FINDINGS}:5", "from 1900 to 2100")
    ),
    "no list": row(
        {FINDINGS: Edit("- id: E01", "  id: E01")}, (f"{FINDINGS}:1", "no list", "- id:")
    ),
    "a file that the page does not list": row(
        {"docs/evidence/rsing.yml": "[]\n"}, ("docs/evidence/rsing.yml:1", '"rsing"', '"rising"')
    ),
}

LOOKS = {
    "a template that cannot be read": row(
        {
            CONFIG: Edit("font: false", "font: false\n  custom_dir: own"),
            "own/main.html": '{% extends "base.html" %}\n{% block content %}\n{{ page. }}\n',
        },
        ("own/main.html:3", "a template that cannot be read", "mend"),
    ),
    "a template that builds on none": row(
        {
            CONFIG: Edit("font: false", "font: false\n  custom_dir: own"),
            "own/main.html": '\n{% extends "bsae.html" %}\n',
        },
        ("own/main.html:2", '"bsae.html"', 'write "base.html"'),
    ),
    "a page with a template that is not there": row(
        {WATER: Edit("title: Water", "title: Water\ntemplate: own.html")},
        (f"{WATER}:1", '"own.html"', "mend"),
    ),
    "a brace that is never closed": row(
        {
            CONFIG: Edit("plugins:", "extra_css: [own.css]\nplugins:"),
            "docs/own.css": "a { color: red }\n\nb { color: blue\n",
        },
        ("docs/own.css:3", "never closed", "}"),
    ),
    "a style sheet that is not there": row(
        {
            CONFIG: Edit("plugins:", "extra_css:\n  - onw.css\nplugins:"),
            "docs/own.css": "a { color: red }\n",
        },
        (f"{CONFIG}:9", '"onw.css"', 'write "own.css"'),
    ),
}

TABLE = {
    f"{part}: {name}": each
    for part, rows in {
        "text of YAML": TEXT_OF_YAML,
        "files": FILES,
        "pages": PAGES,
        "directives": DIRECTIVES,
        "code": CODE,
        "drawings": DRAWINGS,
        "quizzes": QUIZZES,
        "answers": ANSWERS,
        "claims": CLAIMS,
        "looks": LOOKS,
    }.items()
    for name, each in rows.items()
}


@pytest.mark.parametrize("mistake", TABLE.values(), ids=TABLE.keys())
def test_a_mistake_is_told_where_it_is_with_what_to_write(mistake: Row, tmp_path: Path) -> None:
    told = broken_guide(tmp_path).told(**mistake.changes)
    assert [f"{each.path}:{each.line}" for each in told] == list(mistake.told), told
    for problem, words in zip(told, mistake.told.values(), strict=True):
        for each in words:
            assert each in str(problem), str(problem)
        for part in (problem.found, problem.expected, problem.fix):
            assert part.strip(), str(problem)
            assert "Traceback" not in part
            assert "Input should be" not in part
