"""Writes the wheel of this package to a folder, and prints what is in it.

    scripts/package [FOLDER]

The same sources give the same bytes. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import os
import sys
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_liveguide.building.cache import Cache, write_atomically
from mkdocs_liveguide.runtime.node import ToolError, run_tool
from mkdocs_liveguide.runtime.places import CHECKOUT
from mkdocs_liveguide.tools.package.stage import stage

EPOCH = "1767225600"
"""The date of all files in the wheel, 2026-01-01, in seconds, unless the environment names one."""


def build_wheel(target: Path, cache: Cache) -> Path:
    """Makes the wheel.

    Args:
        target: the folder for it; a wheel of the same name is replaced.
        cache: where the results of the runtime's steps are kept.

    Returns:
        The wheel.

    Raises:
        ToolError: a tool is missing or failed.
    """
    with TemporaryDirectory() as name:
        # The real path: the build looks for files that are to be ignored in all folders above it.
        folder = Path(name).resolve()
        stage(folder, cache)
        run_tool(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "made")],
            folder,
            SOURCE_DATE_EPOCH=os.environ.get("SOURCE_DATE_EPOCH", EPOCH),
        )
        (made,) = (folder / "made").glob("*.whl")
        target.mkdir(parents=True, exist_ok=True)
        wheel = target / made.name
        write_atomically(wheel, made.read_bytes())
        return wheel


def contents(wheel: Path) -> str:
    """Name and size of a wheel, and the sizes of its folders, packed, the largest first."""
    sizes: Counter[str] = Counter()
    with zipfile.ZipFile(wheel) as archive:
        for each in archive.infolist():
            parts = each.filename.split("/")[:-1]
            sizes["/".join(parts[: 3 if "prebuilt" in parts else 2])] += each.compress_size
    lines = [f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB"]
    lines += [
        f"{size / 1e6:8.2f} MB  {name}" for name, size in sizes.most_common() if size > 10_000
    ]
    return "\n".join(lines)


def main() -> int:
    """Builds and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CHECKOUT / "dist")
    options = parser.parse_args()
    try:
        wheel = build_wheel(options.folder, Cache(CHECKOUT / "build", print))
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    print(contents(wheel))
    return 0


if __name__ == "__main__":
    sys.exit(main())
