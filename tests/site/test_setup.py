"""How a first start installs: from which index PyTorch comes, and what an interruption leaves."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from zipfile import ZipFile, ZipInfo

import pytest

AROUND = """
set -euo pipefail
say() { printf '%s\\n' "$*" >&2; }
stop() { say "stopped:" "$@"; exit 1; }
step() { say "→ $*"; }
is_installed() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
digest() { cat "$@"; }
uname() { if [ "$1" = -s ]; then echo "${SYSTEM:-Linux}"; else echo x86_64; fi; }
source "$SCRIPTS/setup-python"
uv_install() { echo "from $*"; sed 's/^/  /' "$1"; }
"""
"""What `scripts/setup` has around the functions; the installer only tells what it is asked for."""

LOCKED = """tea==1 \\
    --hash=sha256:aa
torch==2.15.0 \\
    --hash=sha256:bb
    # via tea
torchlight==3 \\
    --hash=sha256:cc
triton==3 ; sys_platform == 'linux' \\
    --hash=sha256:dd
nvidia-cudnn-cu13==9 ; sys_platform == 'linux' \\
    --hash=sha256:ee
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("requirements", ".venv", "hooks"):
        (tmp_path / name).mkdir()
    (tmp_path / "requirements" / "build.txt").write_text(LOCKED)
    (tmp_path / "requirements" / "test.txt").write_text("cup==1 \\\n    --hash=sha256:ff\n")
    line = f"torch==2.14.0+cpu --hash=sha256:{sha256(wheel()).hexdigest()}\n"
    (tmp_path / "requirements" / "torch-cpu.txt").write_text(line)
    (tmp_path / "requirements" / "uv.txt").write_text("uv==1\n")
    (tmp_path / "hooks" / "pyproject.toml").write_text("[project]\n")
    return tmp_path


def wheel() -> bytes:
    """A package of PyTorch's name with nothing in it."""
    content = BytesIO()
    with ZipFile(content, "w") as file:
        for name, text in {
            "METADATA": "Metadata-Version: 2.1\nName: torch\nVersion: 2.14.0+cpu\n",
            "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            "RECORD": "",
        }.items():
            file.writestr(ZipInfo(f"torch-2.14.0+cpu.dist-info/{name}"), text)
    return content.getvalue()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """The address of an index that has a build of PyTorch."""
    page = tmp_path / "index" / "torch"
    page.mkdir(parents=True)
    name = "torch-2.14.0+cpu-py3-none-any.whl"
    (page / name).write_bytes(wheel())
    (page / "index.html").write_text(f'<a href="{name.replace("+", "%2B")}">{name}</a>')
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "index"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def run(root: Path, folder: Path, commands: str, **environment: str) -> tuple[str, str]:
    """What the commands print and say, run in the folder."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", AROUND + commands],
        cwd=folder,
        env={"PATH": path, "SCRIPTS": str(root / "scripts"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_linux_gets_the_build_without_gpu_libraries(root: Path, folder: Path, index: str) -> None:
    asked, said = run(root, folder, "install_build_list", TORCH_INDEX=index)
    assert asked.startswith(f"from requirements/torch-cpu.txt --default-index {index}\n")
    rest = asked.split("from ")[2]
    for name in ("tea", "torchlight"):
        assert f"  {name}==" in rest
    for name in ("torch", "triton", "nvidia-cudnn-cu13"):
        assert f"  {name}==" not in rest
    assert rest.count("--hash") == 2
    assert said == ""


def test_without_that_index_the_registry_serves_and_one_line_says_so(
    root: Path, folder: Path
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        asked, said = run(root, folder, "install_build_list", TORCH_INDEX=address)
    assert "torch-cpu.txt" not in asked
    for name in ("tea", "torch", "torchlight", "nvidia-cudnn-cu13"):
        assert f"  {name}==" in asked
    assert "  triton==" not in asked, "PyTorch starts without it"
    assert said.count("\n") == 1
    assert f"cannot be had from {address}" in said


def test_an_index_that_never_answers_is_not_waited_for(root: Path, folder: Path) -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        asked, said = run(root, folder, "install_build_list", TORCH_INDEX=address)
    assert "  torch==2.15.0" in asked
    assert "cannot be had" in said


@pytest.mark.parametrize("choice", [{"TORCH": "gpu"}, {"SYSTEM": "Darwin"}])
def test_gpus_and_other_systems_get_the_whole_list(
    root: Path, folder: Path, index: str, choice: dict[str, str]
) -> None:
    asked, said = run(root, folder, "install_build_list", TORCH_INDEX=index, **choice)
    assert asked.splitlines()[0] == "from requirements/build.txt"
    assert asked.count("==") == LOCKED.count("==")
    assert said == ""


FAKE = """
find_python() { echo fake_venv; }
fake_venv() { rm -rf .venv; mkdir -p .venv/bin; printf '#!/bin/sh\\n' > .venv/bin/python
  chmod +x .venv/bin/python; echo made; }
python() { :; }
install_build_list() { echo "installed build.txt"; ${STOP_AT:-:} 2>/dev/null; }
uv_install() { echo "installed $(basename "$1")"; }
"""
"""An environment and installers that only tell that they were asked."""


def test_nothing_is_installed_twice(root: Path, folder: Path) -> None:
    asked, _ = run(root, folder, FAKE + "setup_python site; echo again; setup_python site")
    first, again = asked.split("again\n")
    assert first == "made\ninstalled build.txt\n"
    assert again == ""


def test_tests_add_their_list_to_what_is_there(root: Path, folder: Path) -> None:
    asked, _ = run(root, folder, FAKE + "setup_python site; echo again; setup_python test")
    assert asked.split("again\n")[1] == "installed test.txt\n"


@pytest.mark.parametrize("ended", ["site", "test"])
def test_what_was_ended_halfway_is_begun_anew(root: Path, folder: Path, ended: str) -> None:
    run(root, folder, FAKE + "setup_python site")
    (folder / "requirements" / "build.txt").write_text(LOCKED.replace("tea==1", "tea==2"))
    dies = "kill_here() { kill -KILL $BASHPID; }; export -f kill_here\n"
    run(root, folder, FAKE + dies + f"(STOP_AT=kill_here; setup_python {ended}) || true")
    asked, _ = run(root, folder, FAKE + "setup_python site; echo again; setup_python site")
    assert asked == "made\ninstalled build.txt\nagain\n"


def test_another_pytorch_is_installed_when_it_is_asked_for(root: Path, folder: Path) -> None:
    kind = "\nprintf cpu > .venv/torch.kind; "
    asked, _ = run(
        root, folder, FAKE + "setup_python site\n" + kind + "TORCH=gpu setup_python site"
    )
    assert asked.count("made\n") == 2
