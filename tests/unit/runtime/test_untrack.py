"""Objects of the snapshot are taken out of the collector's lists, and nothing else changes."""

from __future__ import annotations

import json
import struct

import pytest

from mkdocs_liveguide.runtime.node import ToolError, run_node
from mkdocs_liveguide.runtime.places import NODE

LIST, DATA, SIZE = 16, 64, 256
"""Where the list's own link stands, where data ends, how large memory is; bytes."""


def memory_with(links: dict[int, tuple[int, int]]) -> bytearray:
    """Memory without a zero in it, and such links: the next one and the one before."""
    memory = bytearray(b"\x99" * SIZE)
    for at, pair in links.items():
        struct.pack_into("<II", memory, at, *pair)
    return memory


def untracked(memory: bytes, first: int, count: int) -> bytes:
    script = (
        "const { untrack } = await import(process.argv[1]);"
        "const [memory, ...numbers] = JSON.parse(process.argv[2]);"
        "const bytes = Buffer.from(memory, 'hex');"
        "untrack(bytes, ...numbers);"
        "console.log(bytes.toString('hex'))"
    )
    module = (NODE / "untrack.mjs").as_uri()
    arguments = json.dumps([memory.hex(), DATA, first, count])
    made = run_node(["--input-type=module", "--eval", script, module, arguments])
    return bytes.fromhex(made.strip())


def test_links_become_zeros_and_flags_and_all_else_stay() -> None:
    # In the ring: 16 (the list), 96 (with a flag), 72, 200.
    memory = memory_with({16: (96, 200), 96: (72, 16 | 1), 72: (200, 96), 200: (16, 72)})
    wanted = memory_with({16: (16, 16), 96: (0, 1), 72: (0, 0), 200: (0, 0)})
    for head in (96, 72, 200):
        assert untracked(memory, head + 8, 3) == wanted


@pytest.mark.parametrize(
    ("links", "count", "told"),
    [
        ({16: (96, 200), 96: (200, 16), 200: (16, 72)}, 2, "links objects both ways"),
        ({16: (96, 200), 96: (4096, 16), 200: (16, 96)}, 2, "links objects both ways"),
        ({16: (96, 200), 96: (200, 16), 200: (16, 96)}, 1, "in one ring"),
        ({16: (96, 200), 96: (200, 16), 200: (16, 96)}, 3, "in one ring"),
        ({80: (96, 200), 96: (200, 80), 200: (80, 96)}, 2, "in one ring"),
    ],
    ids=["one way", "out of memory", "too few", "too many", "no list"],
)
def test_what_is_not_linked_like_that_is_refused(
    links: dict[int, tuple[int, int]], count: int, told: str
) -> None:
    with pytest.raises(ToolError, match=told):
        untracked(memory_with(links), 96 + 8, count)
