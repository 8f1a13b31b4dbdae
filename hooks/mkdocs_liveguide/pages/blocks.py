"""Block processors of the Markdown extension: directives, and what only looks like their place."""

from __future__ import annotations

import re
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
        """Whether a line of the block is meant as a directive."""
        draft = self.reading.draft
        return draft is not None and any(map(draft.is_directive, block.split("\n")))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Puts what the directive makes, or a mark for it, into the page."""
        draft = self.draft
        lines = blocks.pop(0).strip("\n").split("\n")
        if len(lines) == 1:
            self._render(lines[0], parent)
            return
        for directive in map(draft.directive, filter(draft.is_directive, lines)):
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
            key = draft.put_later(directive, draft.directives.html[directive.name])
            SubElement(parent, "div", {"data-late": key})
            return
        try:
            made = early(directive)
        except ContentError as error:
            draft.problems += error.problems
            return
        draft.put_parts_later(made.late)
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
        told = False
        for line in blocks[0].split("\n"):
            if self.draft.in_comment and self._is_ours(line):
                told = True
                self.draft.tell(
                    line,
                    f"`{line.strip()}` in a comment that is shown as text",
                    "a comment that ends, and that has no empty line in a list or a tab",
                    "begin the comment at the left margin, or comment each paragraph out by itself",
                )
            self.draft.in_comment = self._is_open_after(line)
        if told:
            blocks.pop(0)
        return told

    def _is_ours(self, line: str) -> bool:
        return self.draft.is_directive(line) or is_meant(line, self.reading.references)

    def _is_open_after(self, line: str) -> bool:
        marks = _MARKS_OF_COMMENTS.findall(_CODE_SPAN.sub("", line))
        if not marks:
            return self.draft.in_comment
        begins = self.draft.in_comment or line.lstrip().startswith("<!--")
        return begins and marks[-1] == "<!--"
