"""Controls of labs, as authors get them wrong."""

import pytest

from mkdocs_liveguide.labs.lab import _controls
from mkdocs_liveguide.sources.problems import ContentError

SOURCE = """from live import plot

CONTROLS = [
    {"name": "rate", "label": "Rate", "kind": "range", "value": 1},
    {"name": "kind", "label": "Kind", "kind": "slider", "value": 1},
]
"""


def test_a_wrong_control_is_told_on_its_own_line() -> None:
    raw = [
        {"name": "rate", "label": "Rate", "kind": "range", "value": 1},
        {"name": "kind", "label": "Kind", "kind": "slider", "value": 1},
    ]
    with pytest.raises(ContentError) as error:
        _controls(raw, "snippets/labs/tea.py", SOURCE)
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("snippets/labs/tea.py", 5)
    assert "'range'" in problem.expected
