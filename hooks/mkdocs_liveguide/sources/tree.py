"""A value that knows the lines of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tree:
    """A YAML value with the line of each of its parts."""

    value: Any
    """Plain data: dict, list, str, int, float, bool, None, date."""
    line: int
    """1-based line where the value starts."""
    parts: dict[str | int, Tree] = field(default_factory=dict)
    """The trees of a mapping's values by key, or of a sequence's items by index."""
    key_lines: dict[str | int, int] = field(default_factory=dict)
    """The lines of a mapping's keys."""

    def line_of(self, loc: Sequence[str | int]) -> int:
        """The line of the part at `loc`; of the nearest part above it that exists, else."""
        tree = self
        line = self.line
        for step in loc:
            if step not in tree.parts:
                return tree.key_lines.get(step, line)
            line = tree.key_lines.get(step, tree.parts[step].line)
            tree = tree.parts[step]
        return line
