"""The nodes that a parser of YAML makes, as a tree of plain data that knows its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from yaml import Mark, SafeLoader
from yaml import YAMLError as StoppedError
from yaml.nodes import ScalarNode

from mkdocs_liveguide.sources.problems import Problem
from mkdocs_liveguide.sources.tree import Tree

QUOTE = "put the text in quotes"
"""How nearly everything is mended that is text and was taken for something else."""

_STANDARD = "tag:yaml.org,2002:"
_SCALARS = {"bool", "float", "int", "null", "str", "timestamp"}
_TAGGED = re.compile(r"(&\S+\s+)?!")
_CUT = re.compile(r"[ \t]+#[^\s#]")
_CUT_TO_NOTHING = re.compile(r"[ \t]*:[ \t]+#[^\s#]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_PARTS = 100_000


class Node(Protocol):
    """What both parsers make."""

    id: str
    """The kind: "scalar", "sequence" or "mapping"."""
    tag: Any
    value: Any
    start_mark: Mark
    end_mark: Mark


def make_tree(node: Node, text: str, path: str, first_line: int) -> tuple[Tree, list[Problem]]:
    """The tree of a node, and what is wrong with it.

    Args:
        node: what a parser made of the whole text.
        text: see `load_yaml`.
        path: see `load_yaml`.
        first_line: see `load_yaml`.
    """
    reading = _Reading(text, path, first_line)
    return reading.tree(node), reading.problems


@dataclass
class _Reading:
    """Turns the nodes of one text into a tree, and gathers what is wrong with them."""

    text: str
    path: str
    first: int
    loader: SafeLoader = field(default_factory=lambda: SafeLoader(""))
    problems: list[Problem] = field(default_factory=list)
    known: dict[int, Tree | None] = field(default_factory=dict)
    """Trees by the node's identity: an alias is the same node again. None while it is made."""
    sizes: dict[int, int] = field(default_factory=dict)
    """How many parts a tree has when all aliases are written out, by the same."""

    def tell(self, node: Node, found: str, expected: str, fix: str) -> None:
        line = node.start_mark.line + self.first
        self.problems.append(Problem(self.path, line, found, expected, fix))

    def tree(self, node: Node) -> Tree:
        name = id(node)
        if name in self.known:
            tree = self.known[name]
            if tree is None:
                self.tell(node, "an alias of what it stands in", "a value", "write the value out")
                return Tree(None, node.start_mark.line + self.first)
            return tree
        self.known[name] = None
        self.sizes[name] = 1
        if node.id == "scalar":
            tree = Tree(self.scalar(node), node.start_mark.line + self.first)
        elif node.id == "mapping":
            self.check_tag(node, {"map"})
            tree = self.mapping(node)
        else:
            self.check_tag(node, {"seq"})
            tree = self.sequence(node)
        if self.sizes[name] > _MOST_PARTS:
            self.tell(node, "aliases of aliases without end", "plain values", "write them out")
            tree = Tree(None, tree.line)
            self.sizes[name] = 1
        self.known[name] = tree
        return tree

    def child(self, node: Node, parent: Node) -> Tree:
        tree = self.tree(node)
        self.sizes[id(parent)] += self.sizes[id(node)]
        return tree

    def check_tag(self, node: Node, allowed: set[str]) -> None:
        tag = str(node.tag)
        if tag.removeprefix(_STANDARD) not in allowed:
            shown = tag.replace(_STANDARD, "!!")
            self.tell(node, f'the tag "{shown}"', "plain text, numbers, lists and keys", QUOTE)

    def sequence(self, node: Node) -> Tree:
        items = [self.child(each, node) for each in node.value]
        line = node.start_mark.line + self.first
        return Tree([item.value for item in items], line, dict(enumerate(items)))

    def mapping(self, node: Node) -> Tree:
        parts: dict[str | int, Tree] = {}
        lines: dict[str | int, int] = {}
        merged: list[Tree] = []
        for key_node, value_node in node.value:
            self.check_cut_to_nothing(key_node, value_node)
            if str(key_node.tag) == f"{_STANDARD}merge":
                merged += self.merged(value_node, node)
                continue
            key = self.key(key_node)
            if key is None:
                continue
            at = key_node.start_mark.line + self.first
            if key in parts:
                found = f'the key "{key}" a second time (first on line {lines[key]})'
                self.tell(key_node, found, "each key once", "take one of them out")
            parts[key] = self.child(value_node, node)
            lines[key] = at
        for tree in merged:
            for key, part in tree.parts.items():
                if key not in parts:
                    parts[key], lines[key] = part, tree.key_lines[key]
        value = {key: part.value for key, part in parts.items()}
        return Tree(value, node.start_mark.line + self.first, parts, lines)

    def merged(self, node: Node, parent: Node) -> list[Tree]:
        """What stands after the key ``<<``: the mappings whose keys are taken over."""
        tree = self.child(node, parent)
        trees = list(tree.parts.values()) if isinstance(tree.value, list) else [tree]
        if all(isinstance(each.value, dict) for each in trees):
            return trees
        fix = 'write "<<: *name" with the name of an anchor, or take it out'
        self.tell(node, 'a value after "<<" that has no keys', "parts with keys", fix)
        return []

    def key(self, node: Node) -> str | int | None:
        """A mapping's key; None, and a problem, if it is none that a reader could name."""
        if node.id != "scalar":
            mark = self.text[node.start_mark.index :].startswith("{")
            found = "a brace where a key must stand" if mark else "a list where a key must stand"
            self.tell(node, found, "a name before the colon", QUOTE)
            return None
        before = len(self.problems)
        value = self.scalar(node)
        if len(self.problems) > before:
            return None
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return value
        what = f'"{node.value}"' if node.value else "nothing"
        found = f"{what} as a key, which YAML takes for something else than a name"
        self.tell(node, found, "a name before the colon", "put the name in quotes")
        return None

    def scalar(self, node: Node) -> Any:
        kind = str(node.tag).removeprefix(_STANDARD)
        if kind in ("value", "merge"):  # the signs = and <<, here as text
            kind = "str"
        # MkDocs' parser wants a point in such numbers, so that 1e3 is text for it.
        if kind == "float" and "." not in re.split("[eE]", node.value)[0]:
            kind = "str"
        tagged = _TAGGED.match(self.text, node.start_mark.index) is not None
        if kind not in _SCALARS or (tagged and kind != "str"):
            self.check_tag(node, set())
            return None
        if kind == "str":
            self.check_text(node)
            return node.value
        try:
            return self.loader.construct_object(ScalarNode(str(node.tag), node.value))
        except (ValueError, StoppedError, LookupError, AttributeError, TypeError, OverflowError):
            date = kind == "timestamp"
            expected = "a day of the calendar" if date else "a value of that kind"
            fix = "write it as year-month-day, or in quotes if it is text" if date else QUOTE
            self.tell(node, f"{node.value:.40} as {_KINDS[kind]}", expected, fix)
            return None

    def check_text(self, node: Node) -> None:
        wrong = _NOT_TEXT.search(node.value)
        if wrong:
            found = f"an escape for a character that is no text (U+{ord(wrong[0]):04X})"
            fix = "take it out, or write the text in single quotes if a backslash is meant"
            self.tell(node, found, "text", fix)
        if not _style(node) and _CUT.match(self.text, node.end_mark.index):
            self.tell_cut(
                node.end_mark.line, f'text that ends at " #" (after "{node.value[-30:]}")'
            )

    def check_cut_to_nothing(self, key: Node, value: Node) -> None:
        empty = value.id == "scalar" and value.value == "" and not _style(value)
        if empty and _CUT_TO_NOTHING.match(self.text, key.end_mark.index):
            self.tell_cut(key.end_mark.line, 'no value, since it begins with "#"')

    def tell_cut(self, line: int, found: str) -> None:
        fix = f"{QUOTE}; or, if the rest is a comment, write a space after the #"
        problem = Problem(self.path, line + self.first, found, "the whole text", fix)
        self.problems.append(problem)


def _style(node: Node) -> str:
    """The sign that a scalar's text is set off by; "" for none."""
    return getattr(node, "style", None) or ""


_KINDS = {
    "bool": "yes or no",
    "float": "a number",
    "int": "a number",
    "null": "nothing",
    "timestamp": "a date",
}
