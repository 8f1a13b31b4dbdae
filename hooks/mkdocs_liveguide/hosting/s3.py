"""The file ``_s3.sh``, which copies a site into a bucket.

A bucket keeps ``Cache-Control`` and the media type with each file, so that they are said when it is
copied there. All other headers are added by CloudFront.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from mkdocs_liveguide.hosting.headers import ASK_AGAIN, FOR_EVER, age_of, kind_of

_LAST = "sw.js"
"""A new build is used from when this file names it."""
_HEAD = """#!/bin/sh
# Copies this site into a bucket: sh _s3.sh s3://BUCKET/PATH/
# What is kept for ever goes first, and what names a new build last.
set -eu
target=${1:?write the address of the bucket, such as s3://guide/}
cd "$(dirname "$0")"
copy() { # media type, age, files
    kind=$1 age=$2
    shift 2
    for file; do
        aws s3 cp --only-show-errors --content-type "$kind" --cache-control "$age" \\
            "$file" "${target%/}/$file"
    done
}
"""


def write_s3(paths: Iterable[str]) -> bytes:
    """The script that copies a site.

    Args:
        paths: of all files that readers get, relative to the site's root.
    """
    groups: dict[tuple[int, str, str], list[str]] = {}
    for path in sorted(paths):
        age, kind = age_of(path), kind_of(path)
        step = 2 if path == _LAST else int(age != FOR_EVER)
        groups.setdefault((step, kind, age), []).append(path)
    lines = [
        line for (_, kind, age), files in sorted(groups.items()) for line in _copy(kind, age, files)
    ]
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _copy(kind: str, age: str, files: list[str]) -> Iterator[str]:
    assert age in (FOR_EVER, ASK_AGAIN)
    yield f"copy {shlex.quote(kind)} {shlex.quote(age)} \\"
    yield from (f"    {shlex.quote(file)} \\" for file in files[:-1])
    yield f"    {shlex.quote(files[-1])}"
