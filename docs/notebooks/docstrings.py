"""Text that has nothing to do with this guide: what functions of Python say of themselves."""

from __future__ import annotations

import inspect
import random
from importlib import import_module

# Modules that are the same on every system.
MODULES = [
    "base64",
    "bisect",
    "calendar",
    "copy",
    "csv",
    "datetime",
    "difflib",
    "email.utils",
    "functools",
    "glob",
    "gzip",
    "heapq",
    "html",
    "inspect",
    "itertools",
    "json",
    "math",
    "operator",
    "pprint",
    "random",
    "shlex",
    "shutil",
    "statistics",
    "string",
    "tempfile",
    "textwrap",
    "threading",
    "tokenize",
    "traceback",
    "types",
    "unittest",
    "urllib.parse",
    "uuid",
    "warnings",
    "zipfile",
]
FEWEST_WORDS = 6


def docstring_pairs(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Names of functions as questions, and the paragraphs that describe them as answers.

    Args:
        count: how many pairs.
        seed: of the draw.

    Returns:
        The names, with spaces for underscores, and the descriptions, in the same order.
    """
    described: dict[str, str] = {}
    for module in MODULES:
        for name, member in sorted(vars(import_module(module)).items()):
            if name.startswith("_") or not inspect.isroutine(member):
                continue
            paragraphs = (inspect.getdoc(member) or "").split("\n\n")
            told = [text for text in paragraphs if len(text.split()) >= FEWEST_WORDS]
            if told:
                described.setdefault(" ".join(told[0].split()), name.replace("_", " "))
    drawn = random.Random(seed).sample(sorted(described.items()), count)
    return [name for _, name in drawn], [text for text, _ in drawn]
