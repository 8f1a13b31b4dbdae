"""The generator knows no guide: no word of this guide's subject is in the package or its wheel."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

TEXT = (".py", ".js", ".mjs", ".css", ".html", ".j2", ".template", ".md", ".toml", ".yml", ".json")

WORDS = (
    # The subject.
    r"rag",
    r"retriev\w*",
    r"fine-?tun\w*",
    r"prompt\w*",
    r"(?:large )?language models?",
    r"llms?(?!\.txt)",
    r"chatbots?",
    r"hallucinat\w*",
    r"(?:gpt|llama|claude|gemini|mistral)(?:-?\d[\w.]*)?",
    r"openai|anthropic",
    r"ai agents?",
    # The quiz of this guide: its axes, routes, letters' meanings, and who answered it.
    r"look_up",
    r"look-up",
    r"coder_[ab]",
    # Its labs.
    r"freshness",
    r"chunking",
)
"""Regular expressions, matched as whole words, whatever their case."""

QUIZ_WORDS = (r"train", r"[\"']both[\"']", r"[\"']neither[\"']")
"""Words that are this guide's in the quiz and everybody's elsewhere; the tools, which fit numbers
to cases, are elsewhere."""

ALLOWED = {
    # Python's own name for what `input` shows.
    ("*live/cells/program.py", "prompt"),
    # The title of a paper.
    ("*live/search/bm25.py", "retrieval"),
}
"""Files and words that are meant."""

SKIPPED = (
    "*/prebuilt/pyodide/*",  # Pyodide's own
    "*/prebuilt/python/*",
    "*/prebuilt/live/editor.*.js",  # CodeMirror's
    "*.dist-info/*",
)


def found_in(name: str, text: str) -> Iterator[str]:
    """Each place of a word, as ``name:line: word``."""
    words = [*WORDS, *(QUIZ_WORDS if "/quiz/" in name and "/tools/" not in name else ())]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
    for number, line in enumerate(text.split("\n"), start=1):
        for match in pattern.finditer(line):
            allowed = any(
                fnmatch(name, path) and match[0].lower() == word for path, word in ALLOWED
            )
            if not allowed:
                yield f"{name}:{number}: {match[0]}"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("A RAG system retrieves", 2),
        ("fragment storage drag paragraph", 0),
        ("it was fine-tuned, or finetuned", 2),
        ("a fine tune; fine", 0),
        ("llms.txt and llms_txt", 0),
        ("an LLM", 1),
        ("promptly prompted", 2),
        ("self.look_up(x)", 1),
        ("to look up; lookup", 0),
    ],
)
def test_words_are_found_and_parts_of_words_are_not(line: str, count: int) -> None:
    assert len(list(found_in("mkdocs_liveguide/x.py", line))) == count


def test_what_is_everybodys_word_is_looked_for_in_the_quiz_only() -> None:
    line = "train(); 'both'"
    assert list(found_in("mkdocs_liveguide/search/training.py", line)) == []
    assert len(list(found_in("mkdocs_liveguide/quiz/x.py", line))) == 2


def test_no_word_of_this_guide_is_in_the_package(root: Path) -> None:
    found: list[str] = []
    for folder in (root / "hooks", root / "snippets" / "live"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXT and "__pycache__" not in path.parts:
                name = path.relative_to(root).as_posix()
                found += found_in(name, f"{name}\n{path.read_text('utf-8')}")
    assert not found, "\n".join(found)


def test_no_word_of_this_guide_is_in_the_wheel(wheel: Path) -> None:
    found: list[str] = []
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(TEXT)]
        assert len(names) > 100
        for name in names:
            if not any(fnmatch(name, pattern) for pattern in SKIPPED):
                found += found_in(name, archive.read(name).decode())
    assert not found, "\n".join(found)


def test_every_allowed_word_is_still_there(root: Path) -> None:
    for pattern, word in ALLOWED:
        path = root / pattern.removeprefix("*").replace("live/", "snippets/live/", 1)
        assert re.search(rf"\b{word}\b", path.read_text("utf-8"), re.IGNORECASE), (pattern, word)
