"""Writes, into a finished site, the files that tell hosts what to send with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from mkdocs_liveguide.hosting import names
from mkdocs_liveguide.hosting.apache import write_apache
from mkdocs_liveguide.hosting.cloudfront import write_function, write_policy
from mkdocs_liveguide.hosting.headers import Headers, files_to_send
from mkdocs_liveguide.hosting.netlify import write_netlify
from mkdocs_liveguide.hosting.nginx import write_nginx
from mkdocs_liveguide.hosting.s3 import write_s3

HOSTS = ("netlify", "nginx", "apache", "s3")
"""Kinds of hosts; Cloudflare Pages reads the file of Netlify."""


def write_for_hosts(site: Path, headers: Headers, hosts: Collection[str], below: str = "/") -> None:
    """Writes the files for some kinds of hosts; one that is there already is its author's own.

    Args:
        site: the folder of the finished site.
        headers: what it is sent with.
        hosts: some of `HOSTS`.
        below: the site's path on its host, as addresses have it, with a slash at each end.
    """
    for kind in HOSTS:
        for name, content in _files(kind, site, headers, below) if kind in hosts else ():
            if not (site / name).exists():
                (site / name).write_bytes(content)


def _files(kind: str, site: Path, headers: Headers, below: str) -> Iterator[tuple[str, bytes]]:
    if kind == "netlify":
        yield names.NETLIFY, write_netlify(site, headers)
    elif kind == "nginx":
        yield names.NGINX, write_nginx(headers, unquote(below))
    elif kind == "apache":
        yield names.APACHE, write_apache(headers, unquote(below))
    else:
        path = re.sub(r"\W+", "-", below, flags=re.ASCII).strip("-")
        files = list(files_to_send(site))
        yield names.S3, write_s3(files)
        yield names.CLOUDFRONT_POLICY, write_policy(headers, f"guide-{path}" if path else "guide")
        yield names.CLOUDFRONT_FUNCTION, write_function(files, unquote(below))
