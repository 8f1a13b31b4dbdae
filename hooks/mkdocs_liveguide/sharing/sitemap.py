"""The site map, packed for search engines."""

from __future__ import annotations

import gzip
from pathlib import Path


def pack_sitemap(site: Path) -> None:
    """Packs the site map again, without a time in it.

    MkDocs writes the day of the build into it, so the same sources would give other bytes each day.

    Args:
        site: the folder of the finished site; without a packed site map it stays as it is.
    """
    plain, packed = site / "sitemap.xml", site / "sitemap.xml.gz"
    if plain.is_file() and packed.is_file():
        packed.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
