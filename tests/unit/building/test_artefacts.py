import json

import pytest

from mkdocs_liveguide.building.artefacts import Artefact, build_manifest


def test_a_path_changes_with_the_content_and_only_with_it() -> None:
    first, same, other = (
        Artefact("a/b.bin", b"1"),
        Artefact("a/b.bin", b"1"),
        Artefact("a/b.bin", b"2"),
    )
    assert first.path == same.path != other.path
    assert first.path == "live/a/b.6b86b273.bin"


def test_the_manifest_names_each_artefact_with_hash_size_and_version() -> None:
    artefact = Artefact("quiz.json", b"{}", version=3)
    manifest = json.loads(build_manifest([artefact]).content)
    assert manifest["artefacts"]["quiz.json"] == {
        "path": artefact.path,
        "hash": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "size": 2,
        "version": 3,
    }


def test_the_order_of_artefacts_does_not_change_the_manifest() -> None:
    artefacts = [Artefact("a", b"1"), Artefact("b", b"2")]
    assert build_manifest(artefacts).content == build_manifest(artefacts[::-1]).content


def test_two_artefacts_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two artefacts"):
        build_manifest([Artefact("a", b"1"), Artefact("a", b"2")])
