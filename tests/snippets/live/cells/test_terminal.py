"""Printed text as a terminal shows it."""

from __future__ import annotations

from random import Random

import pytest

from live.cells.printing import Printer
from live.cells.terminal import Terminal


def shown(*writes: str) -> str:
    terminal = Terminal()
    for each in writes:
        terminal.write(each)
    text, over = terminal.take()
    assert not over
    return text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("plain\nlines\n", "plain\nlines\n"),
        ("\x1b[1;32mok\x1b[0m done", "ok done"),
        ("\x1b[38;5;208ma\x1b[48;2;1;2;3mb\x9b0mc", "abc"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x07", "link"),
        ("\x1b]0;title\x07\x1bPq#0\x1b\\x", "x"),
        ("\x1b[2J\x1b[H\x1b(B\x1b[?25lx\x1b7\x1b8\x1bc", "x"),
        ("  0%\r 50%\r100%\n", "100%\n"),
        ("100%\r5%", "5%0%"),
        ("100%\r\x1b[K5%", "5%"),
        ("100%\x1b[2K\r5%", "5%"),
        ("abcdef\x1b[3D\x1b[K", "abc"),
        ("abcdef\x1b[3D\x1b[1Kx", "   xef"),
        ("abc\b\bX", "aXc"),
        ("|\b/\b-\b", "-"),
        ("abc\x1b[1Gx\x1b[1Cy", "xby"),
        ("a\x1b[5Gb", "a   b"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("long line\rab\nnext", "abng line\nnext"),
        ("a\x07b\x00c\x7fd", "abcd"),
        ("a\x1b\x01b", "ab"),
        ("a\x1b]no end\nb", "a]no end\nb"),
        ("\x1b[", ""),
        ("tab\tand é🍞\n", "tab\tand é🍞\n"),
    ],
)
def test_codes_and_control_characters(written: str, text: str) -> None:
    assert shown(written) == text
    assert shown(*written) == text, "in pieces of one character"


def test_a_code_that_never_ends_hides_only_so_much() -> None:
    assert shown("\x1b]" + "x" * 10_000, "y\n").endswith("xy\n")


def page(pieces: list[dict[str, object]]) -> list[list[str]]:
    """What a page shows of streamed pieces in the end, as `browser/cells/output.js` does it."""
    blocks: list[list[str]] = []
    for piece in pieces:
        kind, text = str(piece["kind"]), str(piece["text"])
        if "goes" not in piece:
            blocks.append([kind, ""])
        assert blocks[-1][0] == kind
        if piece.get("goes") == "over":
            blocks[-1][1] = blocks[-1][1][: blocks[-1][1].rfind("\n") + 1]
        blocks[-1][1] += text
    return [each for each in blocks if each[1]]


@pytest.mark.parametrize("seed", range(40))
def test_pieces_come_to_what_the_whole_comes_to(seed: int) -> None:
    random = Random(seed)
    signs = ["a", "bc", "\n", "\r", "\b", "\x1b[K", "\x1b[2K", "\x1b[31m", "\x1b[2D", "\r\n", " "]
    writes = [
        (random.choice(["stdout", "stdout", "stderr"]), random.choice(signs)) for _ in range(80)
    ]
    at_once: list[dict[str, object]] = []
    streamed: list[dict[str, object]] = []
    whole, streaming = Printer(at_once.append), Printer(streamed.append, streaming=True)
    for kind, text in writes:
        whole.write(kind, text)
        streaming.write(kind, text)
        if random.random() < 0.3:
            streaming.flush()
            whole.flush_now()
    whole.close()
    streaming.close()
    assert all("goes" not in piece for piece in at_once)
    assert page(streamed) == [[piece["kind"], piece["text"]] for piece in at_once]


def test_a_progress_bar_is_not_much_output() -> None:
    pieces: list[dict[str, object]] = []
    printer = Printer(pieces.append)
    for number in range(50_000):
        printer.write("stdout", f"\r{number:6d} of 50000")
    printer.close()
    assert pieces == [{"kind": "stdout", "text": " 49999 of 50000"}]
