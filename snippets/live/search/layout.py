"""The files of an index, and what stands in them. All are of the container `live.search.container`.

``search/index.bin`` (kind ``index``)
    What every query needs. Meta: `IndexMeta`. Sections: ``pages`` (JSON: a `PageEntry` each),
    ``page_of`` (u2, the page of each passage), ``lengths`` (u2, how many terms it has), and where
    there is more than one vector file ``cluster_of`` (u2, the vector file of each passage) and
    ``centroids`` (f2, (n_clusters, dim), the mean vector of each file).
``search/encoder.bin`` (kind ``encoder``)
    The query encoder; see `live.search.encoder`.
``search/vectors-N.bin`` (kind ``vectors``)
    The passages of one cluster of meaning; see `live.search.vectors`.
``search/postings-N.bin`` (kind ``postings``)
    The terms whose CRC-32, divided by the number of these files, leaves N; see
    `live.search.postings`.
``search/words.bin`` (kind ``words``)
    The words of the guide and others that are right: fetched only for a query with a word that no
    passage has; see `live.search.spelling`.
``search/texts-N.bin`` (kind ``texts``)
    ``passages`` (JSON): a `Text` for each of the passages N * texts_in_each and on.

A small guide has one file of each kind. A large one has many, so that a query fetches a few.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple, TypedDict

from live.search.answerability import Weights

VERSION = 3
"""Of the kinds ``index``, ``vectors``, ``texts`` and ``words``."""
INDEX, ENCODER = "search/index.bin", "search/encoder.bin"
WORDS = "search/words.bin"


class IndexMeta(TypedDict):
    """What the index's own file says of the index."""

    kind: str
    version: int
    passages: int
    """`n_passages`."""
    dim: int
    """Numbers of a vector."""
    vectors: int
    """How many files of vectors there are."""
    postings: int
    """How many files of postings."""
    texts: int
    """How many files of texts."""
    texts_in_each: int
    """Passages of one text file; the last may have fewer."""
    answerability: Weights
    """When the guide is said to answer a query."""
    copy_template: str
    """See `live.search.copy_text`; "" where the page offers no text for copying."""


class PageEntry(NamedTuple):
    """What the index tells of a page."""

    title: str
    url: str
    """Relative to the site's root."""
    kind: str
    """``faq`` for the page of questions and answers, else ``page``."""
    boost: float = 1.0
    """What the scores of its passages are multiplied by, more than 0: lists that others cite have
    less than 1."""


class Text(NamedTuple):
    """What is shown of a passage."""

    headings: list[str]
    """Those above it, the highest first, without the page's title."""
    anchor: str
    """The id of the nearest heading; "" for the top of the page."""
    text: str
    questions: list[str]
    """What readers ask that it answers; the page shows the one that is nearest to a query."""


def vectors_file(cluster: int) -> str:
    """The file that has the vectors of a cluster."""
    return f"search/vectors-{cluster}.bin"


def postings_file(term: str, files: int) -> str:
    """The file, of so many, that has the postings of a term."""
    return f"search/postings-{zlib.crc32(term.encode()) % files}.bin"


def texts_file(number: int, texts_in_each: int) -> str:
    """The file that has the text of a passage."""
    return f"search/texts-{number // texts_in_each}.bin"
