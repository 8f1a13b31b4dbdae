"""Whatever is wrong with a file of the index: never an exception, never a false "does not say"."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.search.guide import pages
from tests.unit.search.test_engine import large_guide, make

from live.runtime import api as registry
from live.runtime import artefacts
from live.search import api as search
from live.search import container
from live.search.layout import ENCODER, INDEX, WORDS, PageEntry
from live.search.wire import Answer
from mkdocs_liveguide.search.passages import cut_pages

Files = Mapping[str, bytes]

FILES = {
    INDEX: "damaged-index",
    ENCODER: "damaged-meaning",
    "search/vectors-0.bin": "damaged-meaning",
    "search/postings-0.bin": "damaged-words",
    "search/texts-0.bin": "damaged-index",
}
QUESTIONS = (
    "How long must the yeast dough rise in a warm place?",
    "Cover the loaf with foil",
    "\ud83d dough",
)
NOWHERE = "zzyzx quux"
"""Neither half of the index knows a word of it."""


@pytest.fixture(scope="module")
def whole() -> Files:
    entries = [PageEntry(each.title, each.url, each.kind) for each in pages()]
    return {file.name: file.content for file in make(cut_pages(pages()), entries)}


@pytest.fixture(scope="module")
def other() -> Files:
    """The files of another site, each whole in itself."""
    return {file.name: file.content for file in make(*large_guide(40))}


@pytest.fixture
def folder(whole: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, content in whole.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(artefacts, "root", tmp_path)
    search.close()
    yield tmp_path
    search.close()


def ask(text: str, **options: object) -> dict[str, Any]:
    answer: dict[str, Any] = registry.call("search.query", {"query": text, **options})
    json.dumps(answer, allow_nan=False)
    return answer


def rewritten(
    data: bytes,
    meta: Callable[[dict[str, Any]], object] = dict,
    sections: Callable[[dict[str, container.Section]], object] = dict,
) -> bytes:
    """A file with something else in it, and all its sums right."""
    length = struct.unpack_from("<4sHHII", data)[3]
    content = json.loads(data[16 : 16 + length])
    file = container.read(data, content["meta"]["kind"], content["meta"]["version"])
    parts = {
        name: container.Section(entry["dtype"], tuple(entry["shape"]), file.raw(name))
        for name, entry in content["sections"].items()
    }
    meta(content["meta"])
    sections(parts)
    return container.write(content["meta"], parts)


def without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda parts: parts.pop(name)


def shortened(name: str) -> Callable[[dict[str, container.Section]], object]:
    def cut(parts: dict[str, container.Section]) -> None:
        section = parts[name]
        parts[name] = container.Section(section.dtype, section.shape, section.data[:-3])

    return cut


def filled(name: str, data: bytes) -> Callable[[dict[str, container.Section]], object]:
    def fill(parts: dict[str, container.Section]) -> None:
        parts[name] = container.Section(parts[name].dtype, parts[name].shape, data)

    return fill


def boosted(boost: str) -> bytes:
    """Pages with a boost that is none."""
    return f"[{', '.join(f'''["Bread", "bread/", "page", {boost}]''' for _ in range(3))}]".encode()


def check(notice: str) -> None:
    for question in QUESTIONS:
        answer = ask(question)
        assert set(answer) == set(Answer.__annotations__), question
        assert notice in answer["notices"], question
        assert answer["answered"] in (True, None), question
        assert isinstance(answer["confidence"], float)
        if notice == "damaged-index":
            assert answer["results"] == answer["keyword"] == []
            assert answer["answered"] is None
    nowhere = ask(NOWHERE)
    lost = {"damaged-index", "damaged-meaning", "damaged-words"} & {*nowhere["notices"]}
    assert nowhere["answered"] is (None if lost else False)
    if notice != "damaged-index":
        first = ask(QUESTIONS[0])
        assert first["results"][0]["url"] == "bread/#rising"
        assert first["copy_text"]


PLAIN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _data: b"",
    "its first bytes": lambda data: data[:40],
    "all but its last byte": lambda data: data[:-1],
    "a page of the host's": lambda _data: b"<!doctype html><title>Not found</title>",
    "zeros": lambda data: bytes(len(data)),
    "noise": lambda data: np.random.default_rng(1).bytes(len(data)),
    "a changed byte": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "of another version": lambda data: rewritten(data, meta=lambda meta: meta.update(version=99)),
    "of another kind": lambda data: rewritten(data, meta=lambda meta: meta.update(kind="bread")),
    "a header that is a list": lambda _data: header(b"[]"),
    "a header that is no JSON": lambda _data: header(b"{"),
    "a header whose meta is text": lambda _data: header(b'{"meta": "", "sections": {}}'),
}


def header(text: bytes) -> bytes:
    return struct.pack("<4sHHII", b"PACK", 1, 0, len(text), zlib.crc32(text)) + text


@pytest.mark.parametrize("what", PLAIN)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_said(folder: Path, name: str, what: str) -> None:
    (folder / name).write_bytes(PLAIN[what]((folder / name).read_bytes()))
    check(FILES[name])


@pytest.mark.parametrize("name", [INDEX, "search/vectors-0.bin", "search/texts-0.bin"])
def test_a_file_of_another_site_is_noticed(folder: Path, other: Files, name: str) -> None:
    """It is whole in itself, and does not fit the others."""
    (folder / name).write_bytes(other[name])
    for question in QUESTIONS:
        answer = ask(question)
        assert {"damaged-index", "damaged-meaning", "damaged-words"} & {*answer["notices"]}
        assert answer["answered"] is not False


INNER: list[tuple[str, str, Callable[[bytes], bytes]]] = [
    (INDEX, "page_of", lambda data: rewritten(data, sections=without("page_of"))),
    (INDEX, "short lengths", lambda data: rewritten(data, sections=filled("lengths", b"\1\0"))),
    (INDEX, "odd lengths", lambda data: rewritten(data, sections=shortened("lengths"))),
    (INDEX, "far pages", lambda data: rewritten(data, sections=filled("page_of", b"\xff" * 12))),
    (INDEX, "pages as text", lambda data: rewritten(data, sections=filled("pages", b'"x"'))),
    (INDEX, "pages as numbers", lambda data: rewritten(data, sections=filled("pages", b"[1]"))),
    (INDEX, "no weights", lambda data: rewritten(data, meta=without("answerability"))),
    (INDEX, "no template", lambda data: rewritten(data, meta=without("copy_template"))),
    (INDEX, "no files", lambda data: rewritten(data, meta=lambda meta: meta.update(postings=0))),
    (INDEX, "text", lambda data: rewritten(data, meta=lambda meta: meta.update(passages="5"))),
    (INDEX, "fewer", lambda data: rewritten(data, meta=lambda meta: meta.update(passages=2))),
    (INDEX, "no boost", lambda data: rewritten(data, sections=filled("pages", boosted("0")))),
    (INDEX, "boost below", lambda data: rewritten(data, sections=filled("pages", boosted("-1")))),
    (INDEX, "no number", lambda data: rewritten(data, sections=filled("pages", boosted("NaN")))),
    (INDEX, "boost as text", lambda d: rewritten(d, sections=filled("pages", boosted('"1"')))),
    (ENCODER, "rows", lambda data: rewritten(data, sections=shortened("rows"))),
    (ENCODER, "tokens", lambda data: rewritten(data, sections=filled("tokens", b"\xff\xfe"))),
    ("search/vectors-0.bin", "rows", lambda d: rewritten(d, sections=shortened("rows"))),
    ("search/vectors-0.bin", "no scales", lambda d: rewritten(d, sections=without("scales"))),
    ("search/postings-0.bin", "ends", lambda d: rewritten(d, sections=shortened("ends"))),
    ("search/postings-0.bin", "no lists", lambda d: rewritten(d, sections=without("lists"))),
    (
        "search/postings-0.bin",
        "open",
        lambda d: rewritten(d, sections=filled("lists", b"\xff" * 9000)),
    ),
    ("search/texts-0.bin", "fewer", lambda d: rewritten(d, sections=filled("passages", b"[]"))),
    (
        "search/texts-0.bin",
        "other",
        lambda d: rewritten(d, sections=filled("passages", b"[[1,2,3]]")),
    ),
    (
        "search/texts-0.bin",
        "without questions",
        lambda d: rewritten(d, sections=filled("passages", b'[[[], "", "dough"]]')),
    ),
    (
        "search/texts-0.bin",
        "questions as numbers",
        lambda d: rewritten(d, sections=filled("passages", b'[[[], "", "dough", [1]]]')),
    ),
    (
        "search/texts-0.bin",
        "deep",
        lambda d: rewritten(d, sections=filled("passages", b"[" * 90_000)),
    ),
]


@pytest.mark.parametrize(
    ("name", "what", "change"), INNER, ids=[f"{name}-{what}" for name, what, _ in INNER]
)
def test_a_file_whose_parts_do_not_fit_is_said(
    folder: Path, name: str, what: str, change: Callable[[bytes], bytes]
) -> None:
    (folder / name).write_bytes(change((folder / name).read_bytes()))
    check(FILES[name])


MISSPELT = "How long must the yeast douhg rise in a warm place?"


@pytest.mark.parametrize(
    "what", [*PLAIN, "too many counts", "no counts", "no letters", "no joined words"]
)
def test_a_damaged_list_of_right_words_costs_no_answer(folder: Path, what: str) -> None:
    changes = PLAIN | {
        "too many counts": lambda d: rewritten(d, sections=filled("words", b"dough")),
        "no counts": lambda d: rewritten(d, sections=without("counts")),
        "no letters": lambda d: rewritten(d, sections=filled("words", b"\xff\xfe")),
        "no joined words": lambda d: rewritten(d, sections=without("joined")),
    }
    as_typed = ask(MISSPELT, spelling=False)
    assert as_typed["results"][0]["url"] == "bread/#rising"
    (folder / WORDS).write_bytes(changes[what]((folder / WORDS).read_bytes()))
    assert ask(MISSPELT) == as_typed
    assert "douhg" in as_typed["copy_text"]


def test_right_words_of_another_site_cost_no_answer(folder: Path, other: Files) -> None:
    (folder / WORDS).write_bytes(other[WORDS])
    answer = ask("How long must the yeast douhg rize in a warm place? Whereever codde")
    assert answer["results"][0]["url"] == "bread/#rising"
    assert answer["notices"] == []


def test_without_the_list_of_right_words_it_is_asked_for_once_and_done_without(
    folder: Path,
) -> None:
    (folder / WORDS).unlink()
    assert ask(MISSPELT) == {"need": [WORDS]}
    answer = ask(MISSPELT, spelling=False)
    assert answer["results"][0]["url"] == "bread/#rising"
    assert answer["corrected"] == []
    assert answer["notices"] == []


def test_numbers_that_are_none_do_not_reach_the_page(folder: Path) -> None:
    path = folder / "search/vectors-0.bin"

    def no_numbers(parts: dict[str, container.Section]) -> None:
        scales = parts["scales"]
        data = struct.pack(f"<{scales.shape[0]}f", *([float("nan")] * scales.shape[0]))
        parts["scales"] = container.Section("f4", scales.shape, data)

    path.write_bytes(rewritten(path.read_bytes(), sections=no_numbers))
    check("damaged-meaning")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("lost", "notice"),
    [({"meaning": False}, "damaged-meaning"), ({"words": False}, "damaged-words")],
)
def test_a_half_that_cannot_be_fetched_is_left_out_and_said(
    folder: Path, lost: dict[str, bool], notice: str
) -> None:
    names = {
        "damaged-meaning": (ENCODER, "search/vectors-0.bin"),
        "damaged-words": ("search/postings-0.bin",),
    }
    for name in names[notice]:
        (folder / name).unlink()
    answer = ask(QUESTIONS[0], **lost)
    assert answer["notices"] == [notice]
    assert answer["results"][0]["url"] == "bread/#rising"
    assert ask("zzyzx quux", **lost)["answered"] is None


@pytest.mark.usefixtures("folder")
def test_what_is_mended_is_found_again(folder: Path) -> None:
    kept = (folder / INDEX).read_bytes()
    (folder / INDEX).write_bytes(kept[:50])
    assert ask(QUESTIONS[0])["notices"] == ["damaged-index"]
    assert ask("dough  " * 5_000)["query"] == " ".join(("dough  " * 5_000)[:4_000].split())
    (folder / INDEX).write_bytes(kept)
    assert ask(QUESTIONS[0])["answered"] is True


@pytest.mark.usefixtures("folder")
def test_a_text_can_be_pasted_where_the_encoder_cannot_be_had(folder: Path) -> None:
    (folder / ENCODER).unlink()
    arguments = {"text": "Parrots are fed at nine.", "key": "own", "meaning": False}
    assert registry.call("search.paste", arguments)["passages"][0]["has_vector"] is False
    found = ask("When are parrots fed?", pasted="own", meaning=False)
    assert found["results"][0]["pasted"] is True
