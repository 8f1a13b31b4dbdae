"""Pictures of notebooks, as files of the site.

They are files, not ``data:`` addresses: a page stays small, a browser keeps a picture for as long
as its content is the same, and the page's text for machines is not drowned in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

FOLDER = "live/notebooks"
"""Where pictures are published, relative to the site's root."""

KINDS = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
}
"""The ending of a file by its media type, the best kind first."""


@dataclass(frozen=True)
class Picture:
    """A picture, named by its content."""

    ending: str
    content: bytes

    @property
    def path(self) -> str:
        """Where it is published, relative to the site's root."""
        return f"{FOLDER}/{hashlib.sha256(self.content).hexdigest()[:16]}.{self.ending}"


def picture_of(kind: str, data: str) -> Picture | None:
    """A picture from a notebook's data.

    Args:
        kind: its media type.
        data: base64; or text, for SVG.

    Returns:
        The picture; None if `kind` is none of `KINDS`, or the data are not base64.
    """
    ending = KINDS.get(kind)
    if ending is None:
        return None
    if ending == "svg" and data.lstrip().startswith("<"):
        return Picture(ending, data.encode())
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return Picture(ending, content) if content else None
