"""What is wrong with the configuration itself, so that nothing else can be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.settings import place_of_setting
from mkdocs_liveguide.sources.yaml_errors import yaml_problem

_ABOUT = re.compile(r"Config value '(?P<key>[^']+)': (?P<words>.+)", re.DOTALL)
"""How MkDocs begins what it says of a setting."""
_OPTION = re.compile(r"Plugin '(?P<plugin>[^']+)' option '(?P<option>[^']+)': ")
"""How it says which option of a plugin it means."""
_FIX = "mend it; https://www.mkdocs.org/user-guide/configuration/ has all settings"


def configuration_problems(
    file: Path, said: Iterable[str], settings: Collection[str] = ()
) -> list[Problem]:
    """What is wrong with ``mkdocs.yml``.

    Args:
        file: the configuration, which MkDocs refused.
        said: what MkDocs said of it, a text for each fault.
        settings: the names that there are.
    """
    reader = Reader(file.parent)
    name = reader.name(file)
    try:
        text = reader.read(file)
    except ContentError as error:
        return list(error.problems)
    try:
        YAML(pure=True).compose(text)
    except YAMLError as error:
        return [yaml_problem(error, text, name, 1)]
    return [_problem(file, name, words, settings) for words in dict.fromkeys(said)]


def no_plugin(file: Path) -> Problem:
    """That a configuration lacks this plugin."""
    line = place_of_setting(file, file.name, "plugins").line
    fix = 'add "- liveguide" under plugins'
    return Problem(file.name, line, "no plugin liveguide", "it among the plugins", fix)


def _problem(file: Path, name: str, said: str, settings: Collection[str]) -> Problem:
    match = _ABOUT.match(said)
    words = " ".join((match["words"] if match else said).split()).rstrip(".")
    keys = [match["key"]] if match else []
    option = [*each.groups()] if (each := _OPTION.match(words)) else []
    line = place_of_setting(file, name, *keys, *option).line
    if keys and settings and keys[0] not in settings:
        found = f'the unknown setting "{keys[0]}"'
        return Problem(name, line, found, one_of(settings), suggest(keys[0], settings))
    found = f'the setting "{keys[0]}": {words}' if keys else f"a fault: {words}"
    return Problem(name, line, found, "settings that MkDocs can read", _FIX)
