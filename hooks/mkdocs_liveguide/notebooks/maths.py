"""Formulas in LaTeX as MathML, which browsers draw by themselves."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element
from markdown_it import MarkdownIt

_NAMES = "equation|align|gather|eqnarray|multline|alignat"
_ENVIRONMENT = rf"\\begin\{{(?P<env>(?:{_NAMES})\*?)\}}.*?\\end\{{(?P=env)\}}"
_FORMULA = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`).*?(?<!`)\2(?!`))"
    r"|(?P<escaped>\\[\\$`])"
    r"|\$\$(?P<block>(?:[^$]|\\\$)+?)\$\$"
    r"|(?<![\w$])\$(?P<inline>(?=\S)(?:[^$\n\\]|\\.|\n(?!\s*\n))+?(?<=\S))\$(?![\w$])"
    rf"|(?P<environment>{_ENVIRONMENT})",
    re.DOTALL,
)
"""A formula as notebook editors know it; code is taken first, so that nothing in it is one."""

_DELIMITED = re.compile(
    r"\s*(?:\$\$(?P<a>[^$]+)\$\$|\$(?P<b>[^$]+)\$|\\\[(?P<c>.+)\\\]|\\\((?P<d>.+)\\\))\s*",
    re.DOTALL,
)


def with_maths(text: str) -> str:
    """Markdown with MathML in the place of formulas; those not understood stay as they are."""
    lines = text.split("\n")
    parts: list[tuple[bool, list[str]]] = []
    code = _code_lines(text)
    for number, line in enumerate(lines):
        if not parts or parts[-1][0] != (number in code):
            parts.append((number in code, []))
        parts[-1][1].append(line)
    joined = ["\n".join(part) if is_code else _replaced(part) for is_code, part in parts]
    return "\n".join(joined)


def _code_lines(text: str) -> set[int]:
    """The 0-based lines of fences and blocks of HTML; formulas may be indented like code."""
    blocks = MarkdownIt("commonmark").parse(text)
    ranges = [block.map for block in blocks if block.type in ("fence", "html_block")]
    return {line for each in ranges if each for line in range(*each)}


def _replaced(lines: list[str]) -> str:
    def formula(match: re.Match[str]) -> str:
        if match["code"] or match["escaped"]:
            return match[0]
        latex = match["block"] or match["inline"] or match["environment"]
        made = mathml(latex, block=match["inline"] is None)
        # Within an element of text: Markdown takes a line that begins with math for a block.
        return match[0] if made is None else f'<span class="notebook-formula">{made}</span>'

    return _FORMULA.sub(formula, "\n".join(lines))


def formula_html(latex: str) -> str | None:
    """The HTML of what a program shows as LaTeX; None if it cannot be drawn.

    Args:
        latex: a formula, in the marks of one or without; or text with formulas in it.
    """
    whole = _DELIMITED.fullmatch(latex)
    if whole:
        inside = next(part for part in whole.groups() if part is not None)
        return mathml(inside, block=True)
    if "$" not in latex:
        return mathml(latex, block=True)
    parts: list[str] = []
    at = 0
    for match in _FORMULA.finditer(latex):
        if match["code"] or match["escaped"]:
            continue
        inside = match["block"] or match["inline"] or match["environment"]
        made = mathml(inside, block=match["inline"] is None)
        if made is None:
            return None
        parts += [html.escape(latex[at : match.start()]), made]
        at = match.end()
    return "".join([*parts, html.escape(latex[at:])])


def mathml(latex: str, *, block: bool) -> str | None:
    """A formula as MathML, safe to stand in Markdown and in HTML.

    Args:
        latex: without dollars around it.
        block: whether it stands in a line of its own.

    Returns:
        A ``math`` element; None if a command of the formula is not known, or it is not whole.
    """
    braces = re.findall(r"(?<!\\)(?:\\\\)*([{}])", latex)
    if braces.count("{") != braces.count("}"):
        return None
    try:
        element = convert_to_element(latex.strip(), display="block" if block else "inline")
    except Exception:  # the library has errors of many kinds for formulas that are not whole
        return None
    if any((part.text or "").startswith("\\") for part in element.iter()):
        return None
    element.attrib.pop("xmlns", None)  # HTML needs none
    element.set("alttext", " ".join(latex.split()))
    return _serialise(element)


def _serialise(element: Element) -> str:
    attributes = "".join(f' {key}="{_safe(value)}"' for key, value in element.items())
    inside = _safe(html.unescape(element.text or ""))
    inside += "".join(f"{_serialise(child)}{_safe(child.tail or '')}" for child in element)
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"


def _safe(text: str) -> str:
    """Text in which Markdown finds no mark, and HTML no tag."""
    return "".join(
        char if char.isalnum() or char == " " or ord(char) > 127 else f"&#{ord(char)};"
        for char in text
    )
