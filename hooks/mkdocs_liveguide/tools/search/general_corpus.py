"""The general stage's text: short prose that installed Python packages carry.

Docstrings, long string constants and the prose files of packages are technical English on many
subjects, they come with every installation, and so the general stage needs no download. Nothing of
the text is kept: only the encoder's table that is trained on it.
"""

from __future__ import annotations

import ast
import hashlib
import random
import re
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

PROSE_SUFFIXES = frozenset({".md", ".rst", ".txt"})
LARGEST_FILE = 2_000_000  # bytes; larger Python files are tables, not prose
SHORTEST, LONGEST = 4, 48  # words of one text; 48 words are about 64 WordPiece tokens

_BLANK = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_MARKUP = re.compile(r"[`*]+|:[a-z:]+:(?=`)|^#+ |^[-=~^\"]{3,}$", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z]{2,}")


def package_roots() -> list[Path]:
    """Folders that hold the standard library and the installed packages."""
    paths = sysconfig.get_paths()
    return sorted({Path(paths["stdlib"]), Path(paths["purelib"]), Path(paths["platlib"])})


def _is_prose(text: str) -> bool:
    words = text.split()
    if not len(words) >= SHORTEST:
        return False
    letters = sum(character.isalpha() or character == " " for character in text)
    plain = sum(1 for word in words if _WORD.fullmatch(word.strip(".,;:()!?'\"")))
    return letters >= 0.8 * len(text) and plain >= 0.6 * len(words) and text.isascii()


def split_prose(text: str) -> Iterator[str]:
    """Cuts a docstring or a prose file into texts of 4 to 48 words, between sentences."""
    for paragraph in _BLANK.split(text):
        lines = [
            line for line in paragraph.splitlines() if not line.lstrip().startswith((">>>", "..."))
        ]
        flat = " ".join(_MARKUP.sub(" ", "\n".join(lines)).split())
        if not _is_prose(flat):
            continue
        part: list[str] = []
        for sentence in _SENTENCE_END.split(flat):
            words = sentence.split()
            if part and len(part) + len(words) > LONGEST:
                yield " ".join(part)
                part = []
            part.extend(words[:LONGEST])
        if len(part) >= SHORTEST:
            yield " ".join(part[:LONGEST])


def strings_of_python(source: str) -> Iterator[str]:
    """All string constants of a Python source that can hold prose, docstrings among them.

    Yields nothing for a source that does not parse: packages carry templates and old syntax.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


def _texts_of_file(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8", errors="replace")
    parts: Iterable[str] = strings_of_python(source) if path.suffix == ".py" else (source,)
    for part in parts:
        yield from split_prose(part)


def _package_of(path: Path, root: Path) -> str:
    top = path.relative_to(root).parts[0]
    return top.split(".")[0].split("-")[0].lower()


def collect(
    roots: Iterable[Path], *, limit: int = 55_000, per_package: int = 4_000, seed: int = 13
) -> list[str]:
    """Texts for the general stage, without duplicates, in a fixed order.

    Args:
        roots: folders of packages.
        limit: how many texts at most.
        per_package: how many texts one package gives at most, so that no package rules the mix.
        seed: of the draw.

    Returns:
        Unique texts of 4 to 48 words each.
    """
    by_package: dict[str, list[str]] = {}
    seen: set[bytes] = set()
    for root in roots:
        for path in sorted(root.rglob("*")):
            wanted = (
                path.suffix == ".py" or path.suffix in PROSE_SUFFIXES or path.name == "METADATA"
            )
            relative = path.relative_to(root).parts
            if not wanted or not path.is_file() or path.stat().st_size > LARGEST_FILE:
                continue
            if "site-packages" in relative or {"tests", "test", "licenses"} & set(relative):
                continue
            for text in _texts_of_file(path):
                key = hashlib.blake2b(
                    re.sub(r"\W+", " ", text.lower())[:160].encode(), digest_size=12
                ).digest()
                if key not in seen:
                    seen.add(key)
                    by_package.setdefault(_package_of(path, root), []).append(text)
    draw = random.Random(seed)
    chosen: list[str] = []
    for package in sorted(by_package):
        texts = by_package[package]
        chosen.extend(draw.sample(texts, per_package) if len(texts) > per_package else texts)
    draw.shuffle(chosen)
    return chosen[:limit]
