"""The pytest plugin collects a guide's tests where it is asked to, and its checks find mistakes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_liveguide.testing.check import GuideFailure
from mkdocs_liveguide.testing.checks import all_checks
from mkdocs_liveguide.testing.guide import Built, GuideUnderTest


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs pytest with no plugin but this one."""
    command = [sys.executable, "-m", "pytest", "-p", "mkdocs_liveguide.testing.plugin"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A guide that is not built, with a test of its own."""
    files = {
        "mkdocs.yml": "site_name: Tea\nplugins: [liveguide]\nx: !ENV [X, y]\n",
        "docs/index.md": "# Tea\n",
        "snippets/tea/water.py": "x = 1\n",
        "snippets/tea/__init__.py": "",
        "snippets/live/cell.py": "",
        "tests/test_own.py": "def test_own() -> None:\n    pass\n",
        "pytest.ini": "[pytest]\ntestpaths = tests\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def collected(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.split("\n") if "::" in line]


def test_a_project_that_does_not_ask_is_left_alone(project: Path) -> None:
    (project / "tests" / "test_own.py").write_text(
        "import sys\n\n\n"
        "def test_own() -> None:\n"
        "    ours = {name for name in sys.modules if name.startswith('mkdocs_liveguide')}\n"
        "    package = 'mkdocs_liveguide'\n"
        "    assert ours == {package, package + '.testing', package + '.testing.plugin'}\n"
        "    assert 'selectolax' not in sys.modules and 'pydantic' not in sys.modules\n"
    )
    done = run_pytest(project)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_the_option_and_the_setting_add_the_guides_tests(project: Path) -> None:
    by_option = collected(run_pytest(project, "--co", "-q", "--guide", "."))
    (project / "pytest.ini").write_text("[pytest]\ntestpaths = tests\nliveguide_root = .\n")
    by_setting = collected(run_pytest(project, "--co", "-q"))
    assert by_option == by_setting
    assert by_option[0] == "tests/test_own.py::test_own"
    assert "mkdocs.yml::every internal link leads somewhere" in by_option
    assert "mkdocs.yml::the snippet tea/water runs in Pyodide" in by_option
    assert not [name for name in by_option if "quiz" in name or "live/" in name]


def test_a_guide_with_a_quiz_gets_its_tests(project: Path) -> None:
    (project / "docs" / "quiz").mkdir()
    (project / "docs" / "quiz" / "quiz.yml").write_text("")
    names = collected(run_pytest(project, "--co", "-q", "--guide", ".", "-k", "quiz"))
    assert "mkdocs.yml::every route of the quiz can be the result" in names
    assert "mkdocs.yml::the traps of the quiz hold" in names
    assert len(names) == 9


def test_who_names_files_gets_those_and_the_guides_only_if_named(project: Path) -> None:
    (project / "pytest.ini").write_text("[pytest]\ntestpaths = tests\nliveguide_root = .\n")
    only = collected(run_pytest(project, "--co", "-q", "tests/test_own.py"))
    assert only == ["tests/test_own.py::test_own"]
    one = "mkdocs.yml::the manifest names what is there"
    assert collected(run_pytest(project, "--co", "-q", one)) == [one]
    whole = collected(run_pytest(project, "--co", "-q", "."))
    assert len(whole) == len(set(whole)) > 5
    assert only[0] in whole
    assert one in whole


def test_the_guide_may_lie_in_another_folder(project: Path, tmp_path: Path) -> None:
    there = tmp_path / "elsewhere"
    there.mkdir()
    (there / "pytest.ini").write_text("[pytest]\nliveguide_root = ..\n")
    names = collected(run_pytest(there, "--co", "-q"))
    assert any(name.endswith("mkdocs.yml::structured data can be read") for name in names)


def test_a_folder_without_a_guide_is_told(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, "--guide", ".")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"there is no guide in {tmp_path}: no mkdocs.yml" in done.stderr


def test_a_failure_shows_the_problems_and_no_lines_of_the_plugin(project: Path) -> None:
    for mistake, told in (
        ("nonsense: 1", "Unrecognised configuration name: nonsense"),
        ("nonsense: [", "MkDocs encountered an error parsing the configuration file"),
    ):
        (project / "mkdocs.yml").write_text(f"site_name: Tea\n{mistake}\n")
        done = run_pytest(project, "--guide", ".", "-k", "warning")
        assert done.returncode == 1, done.stdout
        assert told in done.stdout
        assert "collection.py" not in done.stdout


def test_folders_are_those_that_the_configuration_names(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        "docs_dir: texts\nplugins:\n  - search\n  - liveguide:\n      snippets: code\n"
    )
    named = GuideUnderTest(project, lambda: project)
    assert (named.docs, named.snippets) == (project / "texts", project / "code")
    (project / "mkdocs.yml").write_text("plugins:\n  liveguide: {snippets: code}\n")
    named = GuideUnderTest(project, lambda: project)
    assert (named.docs, named.snippets) == (project / "docs", project / "code")


HEAD = (
    "<title>Tea</title><meta name=description content='All about tea.'>"
    "<link rel=canonical href='https://tea.example/guide/{url}'>"
    "<meta name=live-manifest content='live/manifest.1.json'>"
)
CELL = """<live-cell><template>{data}</template>
<div class="cell-output"><p class="cell-caption">Output</p>
<pre class="cell-stdout">{shown}</pre></div>
</live-cell>"""


@pytest.fixture
def guide(project: Path) -> GuideUnderTest:
    """A guide whose site is whole, as if it had been built."""
    under_test = GuideUnderTest(project, lambda: project)
    under_test.__dict__["built"] = Built(project / "site", True, "")
    artefact = b"{}"
    entry = {
        "path": "live/a.1.json",
        "size": len(artefact),
        "hash": hashlib.sha256(artefact).hexdigest(),
        "version": 1,
    }
    cell = {"code": "print(x)", "setup": "x = 7", "setupName": "snippets/tea/water.py"}
    cell |= {"group": "", "id": "tea/water.py#x"}
    write(
        under_test,
        {
            "live/a.1.json": artefact.decode(),
            "live/manifest.1.json": json.dumps({"version": 1, "artefacts": {"a.json": entry}}),
            "index.html": HEAD.format(url="") + "<h1 id=tea>Tea</h1>"
            "<a href='cup/#handle'>c</a><a href='https://tea.example/guide/cup/'>c</a>"
            "<a href='cup'>c</a><a href='cup/#a=x.y'>c</a><a href='https://other.example/#x'>o</a>",
            "cup/index.html": HEAD.format(url="cup/")
            + "<h1 id=cup>Cup</h1><h2 id=handle>Handle</h2>"
            "<a href='..#tea'>t</a><a href='../a.png'>p</a>"
            + CELL.format(data=json.dumps(cell), shown="7\n"),
            "a.png": "",
            "sitemap.xml": "<loc>https://tea.example/guide/</loc>"
            "<loc>https://tea.example/guide/cup/</loc>",
            "404.html": "<a href='/nowhere'>x</a>",
        },
    )
    return under_test


def write(guide: GuideUnderTest, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = guide.built.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def problems(guide: GuideUnderTest, sentence: str) -> list[str]:
    (check,) = [each for each in all_checks(guide) if each.name == sentence]
    return list(check.problems())


def test_a_whole_site_has_no_problems(guide: GuideUnderTest) -> None:
    for check in all_checks(guide):
        if "Pyodide" not in check.name:
            assert list(check.problems()) == [], check.name


LINKS = "every internal link leads somewhere"
FOREIGN = "no page asks another host for anything"
HEADS = "every page has one heading, a title and a description"
ADDRESSES = "every page names its address and is in the sitemap"
STRUCTURED = "structured data can be read"
EXTERNAL = "every external link is well formed"
WORDS = "the words of every link say where it leads"


@pytest.mark.parametrize(
    ("sentence", "old", "new", "told"),
    [
        (LINKS, "cup/#handle", "cup/#handel", "there is no such place in cup/index.html"),
        (LINKS, "href='cup'", "href='cap'", "index.html: cap: there is no cap"),
        (LINKS, "guide/cup/'>c", "guide/cap/'>c", "there is no cap/index.html"),
        (FOREIGN, "<h1", "<script src='https://x.example/a.js'></script><h1", "x.example/a.js"),
        (FOREIGN, "<h1", "<link rel=stylesheet href='//x.example/a.css'><h1", "x.example/a.css"),
        (FOREIGN, "<h1", "<img src='https://x.example/a.png'><h1", "x.example/a.png"),
        (HEADS, "</h1>", "</h1><h1>Two</h1>", "index.html: 2 headings of the first level"),
        (HEADS, "<title>Tea", "<title> ", "index.html: no title"),
        (HEADS, "All about tea.", "", "index.html: no description"),
        (ADDRESSES, "rel=canonical href='https://tea.example/guide/cup/'", "", "address is None"),
        (STRUCTURED, "<h1", "<script type='application/ld+json'>{</script><h1", "JSONDecodeError"),
        (STRUCTURED, "<h1", "<script type='application/ld+json'>{}</script><h1", "@context"),
        (EXTERNAL, "<h1", "<a href='http://example.org'>x</a><h1", "than https://"),
        (WORDS, "<h1", "<a href='cup/'> Click\n<b>here</b></a><h1", "is called “click here”"),
    ],
)
def test_a_mistake_in_a_page_is_found(
    guide: GuideUnderTest, sentence: str, old: str, new: str, told: str
) -> None:
    for name in ("index.html", "cup/index.html"):
        text = (guide.site / name).read_text("utf-8")
        if old in text:
            (guide.site / name).write_text(text.replace(old, new, 1), "utf-8")
            break
    found = problems(guide, sentence)
    assert len(found) >= 1
    assert any(told in each for each in found), found


def test_mistakes_beside_the_pages_are_found(guide: GuideUnderTest) -> None:
    write(guide, {"live/a.1.json": "{ }", "quiz/quiz.yml": "", "sitemap.xml": ""})
    assert problems(guide, "the manifest names what is there") == [
        "a.json: 3 bytes, not 2",
        "a.json: another content",
    ]
    assert problems(guide, "sources are not published") == ["quiz/quiz.yml"]
    assert len(problems(guide, ADDRESSES)) == 2
    (guide.site / "live/a.1.json").unlink()
    assert problems(guide, "the manifest names what is there") == [
        "a.json: there is no live/a.1.json"
    ]


def test_pages_as_markdown_for_machines_are_no_sources(guide: GuideUnderTest) -> None:
    write(guide, {"cup/index.md": "# Cup"})
    assert problems(guide, "sources are not published") == []


@pytest.mark.parametrize("python", ["CPython", "Pyodide"])
def test_a_page_that_shows_something_else_than_the_run_gives_is_found(
    guide: GuideUnderTest, python: str
) -> None:
    sentence = f"every cell prints in {python} what its page shows"
    assert problems(guide, sentence) == []
    text = (guide.site / "cup/index.html").read_text("utf-8")
    write(guide, {"cup/index.html": text.replace(">7\n<", ">8\n<")})
    del guide.__dict__["pages"]
    (told,) = problems(guide, sentence)
    assert told == (
        "cup/index.html: tea/water.py#x: the page shows stdout '8\\n', the run gave stdout '7\\n'"
    )


@pytest.mark.parametrize("python", ["CPython", "Pyodide"])
def test_a_snippet_that_does_not_run_is_told_with_its_line(
    guide: GuideUnderTest, python: str
) -> None:
    (guide.snippets / "tea" / "water.py").write_text("print('x')\n1 / 0\n")
    assert problems(guide, f"the snippet tea/water runs in {python}") == [
        "snippets/tea/water.py: line 2: ZeroDivisionError: division by zero"
    ]


def test_a_snippet_may_fail_where_its_page_shows_that(guide: GuideUnderTest) -> None:
    (guide.snippets / "tea" / "water.py").write_text("1 / 0\n")
    text = (guide.site / "cup/index.html").read_text("utf-8")
    write(guide, {"cup/index.html": text.replace("cell-stdout", "cell-error")})
    assert problems(guide, "the snippet tea/water runs in CPython") == []


def test_without_a_site_the_reason_is_told(project: Path) -> None:
    under_test = GuideUnderTest(project, lambda: project)
    under_test.__dict__["built"] = Built(project / "site", False, "it is broken")
    assert problems(under_test, "the guide is built without a warning") == ["it is broken"]
    with pytest.raises(GuideFailure, match="it is broken"):
        problems(under_test, LINKS)


def test_the_guide_is_built_once_for_all_workers(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: Tea\nhooks: [count.py]\n")
    (project / "count.py").write_text("def on_startup(**_):\n    open('builds', 'a').write('x')\n")
    (project / "tests" / "test_own.py").write_text(
        "import pytest\n\n\n"
        "@pytest.mark.parametrize('number', range(4))\n"
        "def test_own(liveguide, number, worker_id):\n"
        "    assert liveguide.built.passed, liveguide.built.said\n"
        "    assert (liveguide.site / 'index.html').is_file()\n"
        "    (liveguide.root / worker_id).touch()\n"
    )
    done = run_pytest(
        project, "--guide", ".", "-p", "xdist", "-n2", "--dist=load", "-k", "test_own"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in sorted(project.glob("gw*"))] == ["gw0", "gw1"]
    assert (project / "builds").read_text() == "x"
