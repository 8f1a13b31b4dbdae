from __future__ import annotations

import pytest
from tests.hash_teacher import HashTeacher, table, untuned

from mkdocs_liveguide.search import build


@pytest.fixture
def teacher(monkeypatch: pytest.MonkeyPatch) -> HashTeacher:
    """Notes what it is asked to embed."""
    teacher = HashTeacher()
    monkeypatch.setattr(build, "find_teacher", lambda *_: teacher)
    monkeypatch.setattr(build, "load_encoder_table", lambda *_: table())
    monkeypatch.setattr(build, "tune", untuned)
    return teacher
