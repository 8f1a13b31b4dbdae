"""How long an author waits: builds and previews, by plain MkDocs with the same theme and by ours.

Plain is Material with its search, and mkdocs-jupyter where there are notebooks: the same pages with
the same extensions, the plugin's directives being text there. Both are measured in turns on copies
of their own, and the ratio is the median of the rounds' ratios. So it holds though the times depend
on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
CACHE = "build"
PAGES = "*.md"
SECONDS = 600
"""So long may a server take until it shows what is waited for."""
EXTENSIONS: list[Any] = [
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences"),
    {"pymdownx.tabbed": {"alternate_style": True}},
]
"""What pages of others are likely to need; both sides have them."""
Times = dict[str, list["Run"]]
"""By side: ``ours``, ``plain``."""


@dataclass(frozen=True)
class Run:
    """One build, or one edit that was waited for."""

    seconds: float
    megabytes: float = 0.0
    """Peak memory of the process and its children together."""


@dataclass(frozen=True)
class Side:
    """A copy of the pages that one of the two builds."""

    folder: Path
    config: Path
    strict: bool = False
    preview: Mapping[str, str] = field(default_factory=dict)
    """The environment of a preview."""

    @property
    def cache(self) -> Path:
        """Where the results of our stages are kept."""
        return self.folder / CACHE

    def page(self) -> Path:
        """The page that is edited: one from the middle."""
        pages = sorted((self.folder / "docs").rglob(PAGES))
        unlike = ("index.md", "README.md")  # their address is that of their folder
        shown = [page for page in pages if page.name not in unlike and page.parent.name != "faq"]
        return shown[len(shown) // 2]

    def edit(self, mark: str) -> None:
        """Adds a sentence to that page."""
        with self.page().open("a", encoding="utf-8") as file:
            file.write(f"\n\nA sentence that was not there before, {mark}.\n")

    def build(self) -> Run:
        """Builds the site once."""
        command = [*_mkdocs(), "build", "-q", "-f", str(self.config)]
        target = ["-d", str(self.folder / "site"), *(["--strict"] if self.strict else [])]
        with _started([*command, *target], self.folder) as watched:
            watched.process.wait()
        return Run(watched.seconds, watched.peak / 1e6)

    @contextmanager
    def served(self) -> Iterator[Callable[[str], float]]:
        """A preview; what it yields says how long a text takes to be on the edited page."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{free.getsockname()[1]}"
        command = [*_mkdocs(), "serve", "-q", "-f", str(self.config), "-a", host]
        strict = ["--strict"] if self.strict else []
        with _started([*command, *strict], self.folder, self.preview):
            name = self.page().relative_to(self.folder / "docs").with_suffix("").as_posix()
            address = f"http://{host}/{name}/"

            def wait(text: str) -> float:
                start = time.perf_counter()
                while text not in _read(address):
                    if time.perf_counter() - start > SECONDS:
                        sys.exit(f"{address} does not show: {text}")
                    time.sleep(0.02)
                return time.perf_counter() - start

            yield wait


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what this benchmark can be asked."""
    parser.add_argument("--rounds", type=int, default=5, help="at least 5 for figures to quote")
    parser.add_argument("--tree", type=Path, help="a folder of pages, in the place of this guide")
    parser.add_argument("--grow", type=int, help="copy the tree's pages until there are so many")
    parser.add_argument("--fresh", action="store_true", help="measure a build without caches too")
    parser.add_argument("--serve", action="store_true", help="measure the preview, not builds")


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Medians of the rounds.

    Returns:
        ``pages``, and for each of ``fresh`` (only Python for the page is there, as a package brings
        it), ``warm`` and ``edit`` (of one page): ``ours_s``, ``plain_s``, ``ratio``, ``ours_mb``
        and ``plain_mb``. With fresh: ``texts_a_second``, which were embedded. For a preview:
        ``first_edit`` and ``edit``, each from saving a page to the page being served.
    """
    with tempfile.TemporaryDirectory(prefix="bench-build-") as name:
        ours, plain = _sides(args, Path(name))
        pages = len(list((ours.folder / "docs").rglob(PAGES)))
        measured = _previews if args.serve else _builds
        return {"pages": pages, **measured({"ours": ours, "plain": plain}, args)}


def _builds(sides: Mapping[str, Side], args: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {}
    first = {name: [side.build()] for name, side in sides.items()}
    if args.fresh:
        texts = sum(1 for each in (sides["ours"].cache / "teacher").rglob("*") if each.is_file())
        rate = round(texts / first["ours"][0].seconds, 1)
        found["fresh"] = {**_summary(first), "texts_a_second": rate}
    for kind in ("warm", "edit"):
        runs: Times = {name: [] for name in sides}
        for number in range(args.rounds):
            for name in _turn(sides, number):
                if kind == "edit":
                    sides[name].edit(f"{kind} {number}")
                runs[name].append(sides[name].build())
        found[kind] = _summary(runs)
    return found


def _previews(sides: Mapping[str, Side], args: argparse.Namespace) -> dict[str, Any]:
    runs: Times = {name: [] for name in sides}
    with sides["ours"].served() as ours, sides["plain"].served() as plain:
        waits = {"ours": ours, "plain": plain}
        for wait in waits.values():
            wait("</html>")
        for number in range(args.rounds + 1):
            for name in _turn(sides, number):
                # Not in step with the server, which looks for edits twice a second.
                time.sleep(1 + 0.5 * number / args.rounds)
                sides[name].edit(f"edit {number}")
                runs[name].append(Run(waits[name](f"edit {number}.")))
    first = {name: found[:1] for name, found in runs.items()}
    rest = {name: found[1:] for name, found in runs.items()}
    return {"first_edit": _summary(first), "edit": _summary(rest)}


def _turn(sides: Mapping[str, Side], number: int) -> list[str]:
    return list(sides)[:: 1 if number % 2 else -1]


def _summary(runs: Times) -> dict[str, float]:
    pairs = list(zip(runs["ours"], runs["plain"], strict=True))
    summary = {f"{side}_s": round(median(each.seconds for each in runs[side]), 2) for side in runs}
    summary["ratio"] = round(median(ours.seconds / plain.seconds for ours, plain in pairs), 2)
    peaks = {side: max(each.megabytes for each in runs[side]) for side in runs}
    return summary | {f"{side}_mb": round(peak) for side, peak in peaks.items() if peak}


def _sides(args: argparse.Namespace, folder: Path) -> tuple[Side, Side]:
    copy = _copy_guide if args.tree is None else _copy_tree
    ours, plain = copy(args, folder / "ours"), copy(args, folder / "plain")
    # Python for the page is made once in a checkout, and a package brings it.
    shutil.copytree(ROOT / CACHE / "pyodide", ours.cache / "pyodide")
    if args.tree is None and not args.fresh:
        # Else notebooks would run for minutes.
        for each in (ROOT / CACHE).glob("notebook-*"):
            shutil.copytree(each, ours.cache / each.name)
    return ours, plain


def _copy_guide(args: argparse.Namespace, folder: Path) -> Side:
    folder.mkdir()
    for name in ("docs", "snippets"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    config = folder / "mkdocs.yml"
    shutil.copy(ROOT / "mkdocs.yml", config)
    if folder.name == "ours":
        preview = {"PREVIEW": "true", "LLMS_TXT": "false"}  # as scripts/serve has it
        return Side(folder, config, strict=True, preview=preview)
    plugins = ["search", {"mkdocs-jupyter": {"execute": False}}]
    return _with_config(folder, {"INHERIT": str(config), "plugins": plugins, "watch": []})


def _copy_tree(args: argparse.Namespace, folder: Path) -> Side:
    if not args.tree.is_dir():
        sys.exit(f"{args.tree} is no folder")
    docs, count = folder / "docs", len(list(args.tree.rglob(PAGES)))
    copies = -(-args.grow // count) if args.grow else 1
    for number in range(copies):
        shutil.copytree(args.tree, docs / f"part-{number + 1}" if args.grow else docs)
    for page in sorted(docs.rglob(PAGES))[args.grow or copies * count :]:
        page.unlink()
    own = [{"liveguide": {"links": "warn"}}] if folder.name == "ours" else []
    settings: dict[str, Any] = {
        "site_name": "Tree",
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": ["search", *own],
        "markdown_extensions": EXTENSIONS,
    }
    return _with_config(folder, settings)


def _with_config(folder: Path, settings: Mapping[str, Any]) -> Side:
    config = folder / "bench.yml"
    config.write_text(json.dumps(settings))
    return Side(folder, config)


@dataclass
class _Watched:
    """A process and its children, watched while they run."""

    process: subprocess.Popen[bytes]
    start: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0
    peak: int = 0
    """The most that they had in memory at one time, bytes."""

    def watch(self) -> None:
        """Notes the peak until the process has ended."""
        while self.process.poll() is None:
            try:
                parent = psutil.Process(self.process.pid)
                family = [parent, *parent.children(recursive=True)]
                self.peak = max(self.peak, sum(each.memory_info().rss for each in family))
            except psutil.Error:
                pass  # one of them has just ended
            time.sleep(0.05)


def _mkdocs() -> list[str]:
    return [sys.executable, "-m", "mkdocs"]


@contextmanager
def _started(
    command: list[str], folder: Path, env: Mapping[str, str] | None = None
) -> Iterator[_Watched]:
    with tempfile.TemporaryFile() as log:
        settings = {**os.environ, **(env or {})}
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=settings)
        watched = _Watched(process)
        watcher = threading.Thread(target=watched.watch)
        watcher.start()
        try:
            yield watched
        finally:
            watched.seconds = time.perf_counter() - watched.start
            process.terminate()
            process.wait()
            watcher.join()
            if process.returncode > 0:
                log.seek(0)
                sys.exit(log.read().decode(errors="replace"))


def _read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""
