"""Where a setting stands in the file that configures the site."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mkdocs_liveguide.sources.places import Place


def place_of_setting(file: Path, name: str, *path: str) -> Place:
    """The place of a setting, or of the nearest part above it that is there.

    Args:
        file: the configuration, such as ``mkdocs.yml``.
        name: how problems call it.
        path: keys from the top; in a list, the key of the entry that is a mapping with it, or the
            entry itself.
    """

    def find() -> tuple[str, int]:
        try:
            # Composed, not constructed: MkDocs' own tags stay what they are.
            node = YAML(pure=True).compose(file)
        except (OSError, YAMLError):
            return name, 1
        line = 1
        for key in path:
            found = _child(node, key)
            if found is None:
                break
            line, node = found
        return name, line

    return Place(name, find)


def _child(node: Node | None, key: str) -> tuple[int, Node] | None:
    if isinstance(node, SequenceNode):
        for item in node.value:
            found = _child(item, key)
            if found is not None:
                return found
            if isinstance(item, ScalarNode) and item.value == key:
                return item.start_mark.line + 1, item
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == key:
                return name.start_mark.line + 1, value
    return None
