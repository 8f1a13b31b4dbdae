"""A guide whose files have the line ends of Windows gives the same site, and the same lines."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.notebooks.books import book
from tests.site.test_nothing_is_lost import contents
from tests.small_site import SmallSite

from mkdocs_liveguide.runtime.compiled import compile_snippets

LAB = """
CONTROLS = [{"name": "n", "label": "How many", "kind": "range", "value": 2, "min": 1, "max": 3}]


def run(n):
    return [{"kind": "text", "text": "loaf " * n}]
"""
FILES = {
    "docs/index.md": "---\ntitle: Bread\n---\n# Bread\n\n::: live dough/a.py#part\n\n"
    '::: lab labs/a.py\n\n::: figure loaf.svg "a loaf"\n\nText [@E01].\n\n```python\nx = 1\n```\n',
    "docs/faq/index.md": "---\ntitle: FAQ\ngroups:\n  - id: dough\n    title: Dough\n---\n# FAQ\n\n"
    "::: faq\n",
    "docs/faq/sticky.md": "---\nquestion: Why is it sticky?\ngroup: dough\norder: 1\n"
    "asked: [too sticky, sticky dough, it sticks]\n---\nUse less water.\nMuch less.\n",
    "docs/assets/figures/loaf.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">\n'
    '<path d="M0 0\nL1 1"/>\n</svg>\n',
    "snippets/dough/a.py": '"""Words."""\n\n# --8<-- [start:part]\ntext = """a\nb"""\nprint(text)\n'
    "# --8<-- [end:part]\n",
    "snippets/labs/a.py": LAB,
    "docs/one.ipynb": json.dumps(book([("markdown", "---\ntitle: One\n---\n\n# One\n\nText"), ("code", "'a\\nb'")]), indent=1),
}


def test_the_line_ends_of_sources_make_no_difference(tmp_path: Path) -> None:
    sites: list[Mapping[str, bytes]] = []
    for name, end in (("unix", "\n"), ("windows", "\r\n")):
        files = {path: text.replace("\n", end).encode() for path, text in FILES.items()}
        small = SmallSite(tmp_path / name)
        built = small.build(files, plugins=["liveguide", "mkdocs-jupyter"])
        assert built.works, (built.log, built.ended)
        sites.append(contents(built.site))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_snippets_are_packed_with_line_feeds(tmp_path: Path, end: bytes) -> None:
    source = b'x = """a\nb"""\n'
    for name, content in (("one", source), ("other", source.replace(b"\n", end))):
        (tmp_path / name / "dough").mkdir(parents=True)
        (tmp_path / name / "dough" / "a.py").write_bytes(content)
    assert compile_snippets(tmp_path / "one") == compile_snippets(tmp_path / "other")


def test_problems_name_the_right_lines(small: SmallSite) -> None:
    built = small.build({"docs/index.md": b"# A\r\n\r\ntext\r\n\r\n[x](none.md)\r\n"})
    assert built.problems[0].startswith("docs/index.md:5: ")
    code = b"x = 1\r\n\r\ny = x / 0\r\n"
    built = small.build({"docs/index.md": b"::: live a/b.py\r\n", "snippets/a/b.py": code})
    assert built.problems[0].startswith("snippets/a/b.py:3: found ZeroDivisionError")


def test_a_checkout_on_windows_has_line_feeds(root: Path, tmp_path: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a checkout")
    settings = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    command = ["git", *settings, "clone", "--quiet", "--depth=1", root.as_uri(), str(tmp_path / "a")]
    subprocess.run(command, check=True)
    listed = subprocess.run(
        ["git", *settings, "ls-files", "--eol"],
        cwd=tmp_path / "a",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {line.split()[1] for line in listed.splitlines()} <= {"w/lf", "w/-text", "w/none"}
