"""Builds that are killed, meet each other, or may not write: the site stays whole, in words."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs import utils
from mkdocs.config import load_config
from tests.small_site import SmallSite

from mkdocs_liveguide.building import staging
from mkdocs_liveguide.building.staging import StagedSite

FILES = {
    "docs/index.md": "# One\n\n::: live dough/a.py\n",
    **{f"docs/page-{number}.md": f"# Page {number}\n\nSome words.\n" for number in range(9)},
    "snippets/dough/a.py": "print('well')\n",
}
PROGRAM = """
import logging, sys
from pathlib import Path
from tests.small_site import SmallSite
logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
print("ready to build", flush=True)
built = SmallSite(Path(sys.argv[1])).build()
sys.exit(0 if built.works else built.ended or "\\n".join(built.log))
"""


def start(folder: Path) -> subprocess.Popen[str]:
    """Builds in a process of its own what stands in the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready to build\n"
    return process


def contents(site: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".site*"))


def test_of_two_builds_at_once_both_succeed(small: SmallSite) -> None:
    right = contents(small.build(FILES).site)
    builds = [start(small.folder), start(small.folder)]
    said = [build.communicate(timeout=120)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert contents(small.folder / "site") == right
    assert left(small.folder) == []


def test_a_build_waits_for_another_one_and_says_so(small: SmallSite) -> None:
    right = contents(small.build(FILES).site)
    other = StagedSite(small.folder / "site", strict=True, say=print)
    build = start(small.folder)
    assert build.stdout is not None
    line = build.stdout.readline()
    assert "another build is at work in site/: waiting until it has ended" in line
    assert contents(small.folder / "site") == right
    other.discard()
    said = build.communicate(timeout=120)[0]
    assert build.returncode == 0, said
    assert contents(small.folder / "site") == right
    assert left(small.folder) == []


def test_a_build_that_is_killed_at_any_moment_leaves_the_site_whole(small: SmallSite) -> None:
    right = contents(small.build(FILES).site)
    draw = random.Random(1)
    for _ in range(5):
        process = start(small.folder)
        time.sleep(draw.random() * 0.5)
        process.kill()
        process.communicate()
        assert contents(small.folder / "site") == right
    assert contents(small.build(FILES).site) == right
    assert left(small.folder) == []


def test_the_preview_puts_a_site_back_that_a_kill_took_away(small: SmallSite) -> None:
    for name in ("site", "out"):
        small.build(FILES, site_dir=name)
        site, preview = small.folder / name, small.folder / "preview"
        (small.folder / "site").rename(small.folder / f".{name}.last")
        config = load_config(str(small.folder / "mkdocs.yml"), site_dir=str(preview))
        config.plugins.on_startup(command="serve", dirty=False)
        config.plugins.on_config(config)
        assert (site / "index.html").is_file()
        assert left(small.folder) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_in_a_sentence(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    right = contents(small.build(FILES).site)
    write, count = utils.write_file, iter(range(100))

    def full(content: bytes, path: str) -> None:
        if next(count) > 3:
            raise OSError(number, os.strerror(number))
        write(content, path)

    monkeypatch.setattr(utils, "write_file", full)
    built = small.build({"docs/index.md": "# Two\n"})
    words = f"{os.strerror(number)}; free some space, then build again"
    assert built.ended == f"The site was not built: {words}"
    assert contents(small.folder / "site") == right
    assert left(small.folder) == []
    monkeypatch.undo()
    assert small.build().text() == "Two"


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = contents(small.build(FILES).site)
    place = small.folder / ".site.lock"

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(place))

    monkeypatch.setattr(staging.FileLock, "acquire", refuse)
    built = small.build()
    assert built.ended == (
        f"The site was not built: {place}: {os.strerror(errno.EROFS)}; allow it, or build to"
        " another folder: --site-dir FOLDER"
    )
    assert contents(small.folder / "site") == right


def test_a_file_in_the_place_of_the_site_is_told_in_a_sentence(small: SmallSite) -> None:
    small.write({**FILES, "site": "of somebody"})
    built = small.build()
    assert built.ended.startswith(f"The site was not built: {small.folder / 'site'}: File exists")
    assert (small.folder / "site").read_text() == "of somebody"


def test_where_only_results_cannot_be_kept_the_site_is_built_all_the_same(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make = tempfile.mkstemp

    def refuse(*arguments: object, dir: Path | None = None, **more: object) -> object:
        if dir is not None and (small.folder / "build") in [dir, *Path(dir).parents]:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return make(*arguments, dir=dir, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    caplog.set_level("INFO")
    built = small.build(FILES)
    assert built.works, built.log
    assert "well" in built.text()
    assert caplog.text.count("results cannot be kept there") == 1


def test_a_mistake_of_a_program_keeps_its_traceback(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(content: bytes, path: str) -> None:
        raise FileNotFoundError(errno.ENOENT, "no such file", path)

    monkeypatch.setattr(utils, "write_file", fail)
    with pytest.raises(FileNotFoundError):
        small.build(FILES)
    assert left(small.folder) == []


def test_a_damaged_result_is_told_in_a_line_and_costs_nothing_else(
    small: SmallSite, caplog: pytest.LogCaptureFixture
) -> None:
    right = contents(small.build(FILES).site)
    (kept,) = (small.folder / "build" / "snippet-runs").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    caplog.set_level("INFO")
    built = small.build()
    assert built.works, built.log
    assert contents(built.site) == right
    assert f"build/snippet-runs/{kept.name}: a kept result that is damaged" in caplog.text
