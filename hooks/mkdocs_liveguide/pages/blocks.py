"""Block processors of the Markdown extension: directives, and what only looks like their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from mkdocs_liveguide.pages.citations import is_meant
from mkdocs_liveguide.pages.draft import Draft, Reading
from mkdocs_liveguide.sources.problems import ContentError

_MARKS_OF_COMMENTS = re.compile(r"<!--|-->")
_CODE_SPAN = re.compile(r"(`+).+?(?<!`)\1(?!`)")


class _Block(BlockProcessor):
    def __init__(self, parser: BlockParser, reading: Reading) -> None:
        super().__init__(parser)
        self.reading = reading

    @property
    def draft(self) -> Draft:
        assert self.reading.draft is not None
        return self.reading.draft


class DirectiveBlock(_Block):
    """Reads a directive that stands in a paragraph of its own; tells of one that does not."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a line of the block is meant as a directive, and not commented out."""
        draft = self.reading.draft
        return draft is not None and any(map(draft.is_directive, _read_comments(block).visible))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Puts what the directive makes, or a mark for it, into the page."""
        draft = self.draft
        lines = blocks.pop(0).strip("\n").split("\n")
        if len(lines) == 1:
            self._render(lines[0], parent)
            return
        visible = _read_comments("\n".join(lines)).visible
        for directive in map(draft.directive, filter(draft.is_directive, visible)):
            if directive is not None:
                found = f"`{directive.written}` among other lines"
                fix = "put an empty line before and after it"
                expected = "a directive in a paragraph of its own"
                draft.problems += directive.problem(found, expected, fix).problems
        rest = [line for line in lines if not draft.is_directive(line)]
        blocks.insert(0, "\n".join(rest))

    def _render(self, line: str, parent: Element) -> None:
        draft = self.draft
        directive = draft.directive(line)
        if directive is None:
            return
        early = draft.directives.markdown.get(directive.name)
        if early is None:
            check = draft.directives.after_search.get(directive.name)
            try:
                if check is not None:
                    check(directive)
            except ContentError as error:
                draft.problems += error.problems
            key = draft.put_later(directive, draft.directives.html[directive.name])
            SubElement(parent, "div", {"data-late": key})
            return
        try:
            if directive.name in draft.lists:
                found = f'the directive "{directive.name}" a second time'
                raise directive.problem(found, "it once on the page", "take one of them out")
            # Noted before it is read: what it shows may ask for it again.
            draft.lists.add(directive.name)
            made = early(directive)
        except ContentError as error:
            draft.problems += error.problems
            return
        draft.put_early(directive, made)
        source = made.markdown.split("\n")
        for preprocessor in self.parser.md.preprocessors:
            source = preprocessor.run(source)
        self.parser.parseChunk(parent, "\n".join(source))


class CodeBlock(_Block):
    """Notes what is code by its indentation, for those who look for a line; reads nothing."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether Markdown is about to read the block as code."""
        return self.reading.draft is not None and block.startswith(" " * self.tab_length)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Leaves the block to others."""
        code, _ = self.detab(blocks[0])
        self.draft.origins.note_code(code)
        return False


class CommentBlock(_Block):
    """Tells of directives and citations in a comment that Markdown does not take for one.

    A comment with empty lines is one only where it begins at the left margin; in a list or a tab
    its marks are shown, and so is what stands between them.
    """

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is part of such a comment."""
        draft = self.reading.draft
        return draft is not None and (draft.in_comment or "<!--" in block)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Drops a block of which something was told, and leaves others alone."""
        comments = _read_comments(blocks[0], self.draft.in_comment)
        self.draft.in_comment = comments.open_after
        ours = [line for line in comments.broken if self._is_ours(line)]
        for line in ours:
            self.draft.tell(
                line,
                f"`{line.strip()}` in a comment that is shown as text",
                "a comment that ends, and that has no empty line in a list or a tab",
                "begin the comment at the left margin, or comment each paragraph out by itself",
            )
        if ours:
            self.draft.told_comment = True
            blocks.pop(0)
        return bool(ours)

    def _is_ours(self, line: str) -> bool:
        return self.draft.is_directive(line) or is_meant(line, self.reading.references)


@dataclass(frozen=True)
class _Comments:
    """The lines of a block, parted by the comments in it."""

    visible: list[str]
    """Those that do not begin in a comment which ends in the block."""
    broken: list[str]
    """Those that begin in a comment which also reaches into another block."""
    open_after: bool
    """Whether a comment is open at the end that began on a line of its own."""


def _read_comments(block: str, is_open: bool = False) -> _Comments:
    """Reads a block; `is_open` if a comment of an earlier one has not ended."""
    comments = _Comments([], [], False)
    hidden: list[str] = []
    from_before, on_its_own = is_open, is_open
    for line in block.split("\n"):
        (hidden if is_open else comments.visible).append(line)
        for mark in _MARKS_OF_COMMENTS.findall(_CODE_SPAN.sub("", line)):
            if mark == "<!--" and not is_open:
                is_open, on_its_own = True, line.lstrip().startswith(mark)
            elif mark == "-->" and is_open:
                if from_before:
                    comments.broken.extend(hidden)
                hidden, is_open, from_before = [], False, False
    if is_open:
        target = comments.broken if on_its_own else comments.visible
        target.extend(hidden)
    return replace(comments, open_after=is_open and on_its_own)
