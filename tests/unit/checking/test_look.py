"""A site's own templates and style sheets are told by file and line too."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mkdocs_liveguide.checking.look import check_styles, check_templates
from mkdocs_liveguide.sources.reader import Reader


def styles(folder: Path, text: str | bytes) -> list[str]:
    file = folder / "own.css"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    found = check_styles(Reader(folder), folder / "mkdocs.yml", ["own.css"], {"own.css": str(file)})
    return [f"{each.line} {each.found}" for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "a { color: red }",
        "a { b { color: red } }",
        "@media print { a { color: red } }\n/* } */\n",
        "a::after { content: '}' }",
        ":root { --x: { } }",
    ],
)
def test_a_style_sheet_that_is_right_is_told_nothing(tmp_path: Path, text: str) -> None:
    assert styles(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a { color: red }\n\nb { color: blue\n\nc { color: red }\n", 3),
        ("@media print {\n  a { color: red }\n", 1),
        ("a { color: red }\n}\n", 2),
        ("a { color: red }\n\nwords\n", 3),
        (b"a { color: red }\n/* \xe9 */", 2),
    ],
)
def test_a_style_sheet_that_loses_something_is_told(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    (problem,) = styles(tmp_path, text)
    assert problem.startswith(f"{line} ")


def test_a_template_that_extends_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text("\n{% extends 'main.html' %}\n")
    env = Environment(loader=FileSystemLoader(tmp_path))
    (problem,) = check_templates(Reader(tmp_path), tmp_path, env)
    assert problem.line == 2
    assert problem.fix == 'write {% extends "base.html" %}'


def test_a_template_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text("{% extends 'base.html' %}\n{% block x %}\n{{ page. }}\n")
    (tmp_path / "good.html").write_text("{{ page.title | upper }}\n")
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "nav.html").write_text("\n{% if x %}\n")
    problems = check_templates(Reader(tmp_path), tmp_path, Environment())
    assert [f"{each.path}:{each.line}" for each in problems] == [
        "main.html:3",
        "partials/nav.html:2",
    ]


def test_a_site_without_templates_of_its_own_has_nothing_to_check(tmp_path: Path) -> None:
    assert list(check_templates(Reader(tmp_path), None, Environment())) == []
