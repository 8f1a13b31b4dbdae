"""The search as pages call it: plain data in, plain data out.

A call either answers or returns ``{"need": [names]}``: the page fetches those files and calls
again. So a query of a large guide reads a few files out of many, and nothing here knows of the
network. The index and the reader's text are kept between calls.
"""

from __future__ import annotations

from dataclasses import dataclass

from live.search.container import ContainerError
from live.search.encoder import LONGEST_TEXT
from live.search.index import Index
from live.search.parts import MissingError
from live.search.pasted import NOTHING_PASTED, PastedText, prepare
from live.search.query import DEFAULT_OPTIONS, Options, answer, no_answer
from live.search.wire import Answer, Done, Need, PasteAnswer


@dataclass
class _Kept:
    """What is kept from one call to the next."""

    index: Index | None = None
    pasted: PastedText = NOTHING_PASTED
    pasted_key: str = ""
    """The page's name for the text; "" for none."""

    def open_index(self) -> Index:
        """The index, read once; raises MissingError and ContainerError."""
        if self.index is None:
            self.index = Index()
        return self.index

    def find_pasted(self, key: str) -> PastedText | None:
        """The text of that name; None if it is not here, or not any more."""
        if not key:
            return NOTHING_PASTED
        return self.pasted if key == self.pasted_key else None


_kept = _Kept()


def query(
    query: str,
    limit: int = DEFAULT_OPTIONS.limit,
    per_page: int = DEFAULT_OPTIONS.per_page,
    kind: str = DEFAULT_OPTIONS.kind,
    pasted: str = "",
    meaning: bool = DEFAULT_OPTIONS.meaning,
    words: bool = DEFAULT_OPTIONS.words,
    spelling: bool = DEFAULT_OPTIONS.spelling,
) -> Answer | Need:
    """Finds passages for a query.

    Args:
        query: in the reader's words; anything.
        limit: see `live.search.query.Options`, as for all but `pasted`.
        per_page: likewise.
        kind: likewise.
        pasted: the name of the reader's text that is to be searched too; "" for none.
        meaning: likewise.
        words: likewise.
        spelling: likewise.
    """
    options = Options(limit, per_page, kind, meaning, words, spelling)
    try:
        return answer(_kept.open_index, query, options, _kept.find_pasted(pasted))
    except MissingError as error:
        return {"need": error.names}
    except ContainerError:
        return no_answer(" ".join(query[:LONGEST_TEXT].split()), ["damaged-index"])


def paste(text: str, key: str, meaning: bool = True) -> PasteAnswer | Need:
    """Takes a text of the reader's own in; it replaces the one before.

    Where the encoder cannot be read, the text is searched by keywords only.

    Args:
        text: anything.
        key: a name for it, to be given with queries.
        meaning: False where the encoder cannot be had.
    """
    try:
        encoder = _kept.open_index().encoder() if meaning else None
    except MissingError as error:
        return {"need": error.names}
    except ContainerError:
        encoder = None
    _kept.pasted, _kept.pasted_key = prepare(text, encoder), key
    found = _kept.pasted
    return {
        "passages": [
            {"text": passage, "words": len(passage.split()), "has_vector": vector is not None}
            for passage, vector in zip(found.texts, found.vectors, strict=True)
        ],
        "whole": found.whole,
    }


def forget() -> Done:
    """Drops the reader's text."""
    _kept.pasted, _kept.pasted_key = NOTHING_PASTED, ""
    return {}


def close() -> Done:
    """Forgets the index and the reader's text: the next call reads the files anew."""
    _kept.index = None
    return forget()
