"""A site is always one whole build, whatever is killed, fails or is started twice."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_liveguide.building import staging
from mkdocs_liveguide.building.exchange import exchange
from mkdocs_liveguide.building.staging import StagedSite, put_back

BUILD = """
import os, signal, sys, time
from pathlib import Path
from mkdocs_liveguide.building import staging

def stop(*_):
    os.kill(os.getpid(), signal.SIGKILL)

target, text = Path(sys.argv[1]), sys.argv[2]
say = lambda line: print(line, flush=True)
{before}
site = staging.StagedSite(target, False, say)
say("begun")
site.folder.mkdir()
for name in "abcdef":
    (site.folder / name).write_text(text)
    {while_it_writes}
{at_the_end}
site.publish()
say("ready")
"""
TWO_STEPS = "staging.exchange = lambda one, other: False\n"
KILLED = {
    "when it begins": {"before": "staging._Place.clear = stop"},
    "while it writes": {"while_it_writes": "if name == 'c': stop()"},
    "when all is written": {"at_the_end": "stop()"},
    "when it is to be put in its place": {"before": "staging._Place.replace = stop"},
    "when it is in its place": {"before": "staging._Place.leave = stop"},
    "before the first of two steps": {
        "before": TWO_STEPS,
        "at_the_end": "Path.rename = stop",
    },
    "between the two steps": {
        "before": f"{TWO_STEPS}\nrename = Path.rename",
        "at_the_end": "Path.rename = lambda *paths: (rename(*paths), stop())",
    },
    "while it clears the last site": {
        "before": "import shutil; from shutil import rmtree",
        "at_the_end": "shutil.rmtree = lambda path, **_: ((path / 'a').unlink(), stop())",
    },
}


def program(**parts: str) -> str:
    blank = {"before": "", "while_it_writes": "", "at_the_end": ""}
    return BUILD.format(**{**blank, **parts})


def start(site: Path, text: str, **parts: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program(**parts), str(site), text]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def said(process: subprocess.Popen[str], code: int = 0) -> list[str]:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == code, output
    return output.splitlines()


def content(site: Path) -> str:
    """What each file of a whole site says."""
    assert sorted(path.name for path in site.iterdir()) == list("abcdef")
    (text,) = {path.read_text() for path in site.iterdir()}
    return text


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def build(site: Path, text: str) -> list[str]:
    """A build in this process."""
    lines: list[str] = []
    staged = StagedSite(site, strict=False, say=lines.append)
    staged.folder.mkdir()
    for name in "abcdef":
        (staged.folder / name).write_text(text)
    staged.publish()
    return lines


@pytest.fixture(params=["in one step", "in two"])
def site(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Where a site is to be."""
    if request.param == "in two":
        monkeypatch.setattr(staging, "exchange", lambda one, other: False)
    yield tmp_path / "site"
    assert [name for name in beside(tmp_path / "site") if name.startswith(".site")] == []


def test_a_site_takes_the_place_of_the_last(site: Path) -> None:
    assert build(site, "one") == []
    assert content(site) == "one"
    assert build(site, "two") == []
    assert content(site) == "two"


def test_a_build_that_fails_leaves_the_last_site(site: Path) -> None:
    build(site, "one")
    staged = StagedSite(site, strict=False, say=print)
    staged.folder.mkdir()
    staged.discard()
    staged.discard()
    assert content(site) == "one"


@pytest.mark.parametrize("name", KILLED)
def test_a_kill_at_any_moment_leaves_a_whole_site_and_no_work(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    build(site, "one")
    said(start(site, "two", **KILLED[name]), -signal.SIGKILL)
    is_gone = name == "between the two steps"
    if is_gone:
        assert not site.exists(), "two steps leave a gap, which the next build closes"
    else:
        assert content(site) in ("one", "two")
    lines: list[str] = []
    staged = StagedSite(site, strict=False, say=lines.append)
    assert content(site) in ("one", "two")
    assert [line for line in lines if "is back" in line] == lines
    assert len(lines) == is_gone
    staged.discard()
    assert beside(site) == []
    assert build(site, "three") == []
    assert content(site) == "three"


def test_a_site_that_a_kill_took_away_is_put_back_without_a_build(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "one")
    said(start(site, "two", **KILLED["between the two steps"]), -signal.SIGKILL)
    lines: list[str] = []
    put_back(site, lines.append)
    assert content(site) == "one"
    assert len(lines) == 1
    assert beside(site) == []
    put_back(site, lines.append)
    assert len(lines) == 1


def test_kills_at_random_moments_leave_whole_sites(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "first")
    for number in range(12):
        process = start(site, f"number {number}", while_it_writes="time.sleep(0.01)")
        assert process.stdout is not None
        assert process.stdout.readline()
        time.sleep(number * 0.012)
        process.kill()
        process.communicate()
        assert content(site)
    build(site, "last")
    assert content(site) == "last"
    assert beside(site) == []


def test_the_second_of_two_builds_waits_and_says_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    go_on = f"while not Path({str(tmp_path / 'go')!r}).exists(): time.sleep(0.01)"
    first = start(site, "one", at_the_end=go_on)
    assert first.stdout is not None
    assert first.stdout.readline() == "begun\n"
    second = start(site, "two")
    assert second.stdout is not None
    assert second.stdout.readline() == (
        "another build is at work in site/: waiting until it has ended\n"
    )
    assert not site.exists()
    (tmp_path / "go").touch()
    assert said(first) == ["ready"]
    assert said(second) == ["begun", "ready"]
    assert content(site) == "two"
    assert beside(site) == ["go"]


def test_many_builds_at_once_all_succeed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    texts = [f"build {number}" for number in range(6)]
    builds = [start(site, text) for text in texts]
    assert all(said(each)[-1] == "ready" for each in builds)
    assert content(site) in texts
    assert beside(site) == []


def test_a_killed_build_does_not_keep_others_waiting(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = start(site, "one", at_the_end="time.sleep(600)")
    assert first.stdout is not None
    assert first.stdout.readline() == "begun\n"
    second = start(site, "two")
    assert second.stdout is not None
    assert "waiting" in second.stdout.readline()
    first.kill()
    first.communicate()
    assert said(second) == ["begun", "ready"]
    assert content(site) == "two"


def test_a_site_is_not_put_back_while_a_build_is_at_work(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / ".site.last").mkdir()
    staged = StagedSite(site, strict=False, say=lambda line: None)
    staged.folder.mkdir()
    site.rename(tmp_path / ".site.last")
    put_back(site, print)
    assert not site.exists()
    assert staged.folder.exists()
    staged.discard()


def test_two_sites_in_one_folder_do_not_wait_for_each_other(tmp_path: Path) -> None:
    lines: list[str] = []
    one = StagedSite(tmp_path / "one", strict=False, say=lines.append)
    other = StagedSite(tmp_path / "other", strict=False, say=lines.append)
    one.discard()
    other.discard()
    assert lines == []


def test_a_link_to_the_folder_stays_a_link(site: Path) -> None:
    real = site.parent / "real"
    real.mkdir()
    site.symlink_to(real)
    build(site, "one")
    build(site, "two")
    assert site.is_symlink()
    assert content(real) == "two"
    assert beside(site) == ["real"]


def test_folders_above_the_site_are_made(tmp_path: Path) -> None:
    build(tmp_path / "a" / "b" / "site", "one")
    assert content(tmp_path / "a" / "b" / "site") == "one"


def test_a_file_in_the_place_of_the_site_is_left_alone(site: Path) -> None:
    site.write_text("of somebody")
    with pytest.raises(FileExistsError):
        StagedSite(site, strict=False, say=print)
    assert site.read_text() == "of somebody"


def test_a_site_that_cannot_be_put_in_its_place_leaves_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    build(site, "one")
    monkeypatch.setattr(staging, "exchange", lambda one, other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == ".site.building":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="busy"):
        build(site, "two")
    assert content(site) == "one"


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP])
def test_a_file_system_without_locks_is_built_on(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(staging.FileLock, "acquire", refuse)
    build(site, "one")
    build(site, "two")
    assert content(site) == "two"


def test_folders_are_exchanged_where_the_system_can(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name)
    done = exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one" / "a").read_text() == ("other" if done else "one")
    assert not exchange(tmp_path / "one", tmp_path / "none")


def test_without_the_systems_help_folders_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "platform", "win32")
    assert not exchange(tmp_path / "one", tmp_path / "other")
