"""What an author has done where a parser of YAML stops."""

from __future__ import annotations

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import ScalarToken, Token

from mkdocs_liveguide.sources.problems import Problem

_QUOTE = "put the text in quotes"
_GENERAL = "indent with spaces, and put a text in quotes that has a colon or a # in it"

_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a second colon, or a line that is indented", _QUOTE),
    (r"found character '\\t'", "a tab before the text", "indent with spaces"),
    (r"found character '.*' that cannot start", "a text that begins with a sign of YAML", _QUOTE),
    ("found undefined alias", "a text that begins with *", _QUOTE),
    ("found '<(alias|anchor)>'", "a text that begins with * or &", _QUOTE),
    ("while scanning an (alias|anchor)", "a text that begins with * or &", _QUOTE),
    ("while scanning a block scalar", "a text that begins with > or |", _QUOTE),
    ("while scanning a (tag|directive)", "a text that begins with ! or %", _QUOTE),
    ("escape character|escape sequence", "a backslash in double quotes", "write single quotes"),
    ("could not find expected ':'", "a line without a colon", 'write "key: value", or indent it'),
    ("found another document", "a second line of ---", "take the line out"),
    ("expected ',' or '[]}]'", "a bracket that is not closed", "close it, or quote the text"),
    ("found '[]}]'", "a bracket that was not opened", _QUOTE),
    ("found '<block", "a line that is indented unlike those above it", "indent it as they are"),
    ("found '\\?'", "a key among the items of a list", "indent it, or begin it with a dash"),
    ("found ':'", "a colon without a name before it", 'write "key: value"'),
    ("found '-'", "an item of a list among keys", "indent it as the other items"),
)
"""What the parser says, as a pattern; what it means; what to do."""


def yaml_parser() -> YAML:
    """A parser of YAML 1.1 that makes plain data, such as MkDocs has for front matter."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 1)
    yaml.composer.warn_double_anchors = False  # YAML allows them: the latest one counts
    return yaml


def yaml_problem(error: YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem that an error of the parser tells of.

    Args:
        error: what the parser raised.
        text: the text that it read.
        path: the file, for the problem.
        first_line: the 1-based line of the file at which `text` starts.
    """
    if not isinstance(error, MarkedYAMLError):
        found = "text that is not YAML"
        return Problem(path, first_line, found, "valid YAML", _GENERAL)
    said = f"{error.context or ''}; {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    if "could not find expected ':'" in said and error.context_mark:
        line = error.context_mark.line
    opened = _quote_that_runs_on(text, line)
    if opened is not None:
        found = "text that is not YAML (a quote opens here and is not closed on this line)"
        fix = "close it where the text ends; write '' for an apostrophe inside single quotes"
        return Problem(path, opened + first_line, found, "valid YAML", fix)
    if line > 0 and re.search(r"\S +#[^\s#]", text.split("\n")[line - 1]):
        found = 'text that is not YAML (the line above ends its text at " #")'
        return Problem(path, line - 1 + first_line, found, "valid YAML", _QUOTE)
    meaning, fix = next(
        ((meaning, fix) for pattern, meaning, fix in _MEANINGS if re.search(pattern, said)),
        (str(error.problem or error.context), _GENERAL),
    )
    found = f"text that is not YAML ({meaning})"
    return Problem(path, line + first_line, found, "valid YAML", fix)


def _quote_that_runs_on(text: str, line: int) -> int | None:
    """The 0-based line of a quote that a parser took over the ends of lines, up to its error.

    Args:
        text: what was parsed.
        line: the 0-based line on which the parser stopped.
    """
    last: Token | None = None
    try:
        for token in yaml_parser().scan(text):
            if token.start_mark.line > line:
                break
            if isinstance(token, ScalarToken) and token.style in ("'", '"'):
                last = token
    except MarkedYAMLError as error:
        if "quoted scalar" in str(error.context) and "end of stream" in str(error.problem):
            return int(error.context_mark.line)
    if last is not None and last.end_mark.line >= line > last.start_mark.line:
        return int(last.start_mark.line)
    return None
