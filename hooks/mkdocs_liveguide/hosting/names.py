"""Names of files at a site's root that are for its host, and not for readers."""

from __future__ import annotations

import re
from pathlib import PurePath

APACHE = ".htaccess"
CLOUDFRONT_FUNCTION = "_cloudfront.js"
CLOUDFRONT_POLICY = "_cloudfront.json"
NETLIFY = "_headers"
NGINX = "_nginx.conf"
S3 = "_s3.sh"

_WRITTEN = (CLOUDFRONT_FUNCTION, CLOUDFRONT_POLICY, NETLIFY, NGINX, S3)
_AUTHORS = ("_redirects", "_routes.json", "_worker.js")
"""What Netlify and Cloudflare Pages read beside ours, and do not send."""

SETTINGS = rf"(?:{'|'.join(map(re.escape, (*_WRITTEN, *_AUTHORS)))}|\.ht[^/]+)"
"""All of them; a pattern that all hosts read alike."""


def is_for_readers(path: PurePath) -> bool:
    """Whether hosts send a file, by its path relative to the site's root."""
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and not re.fullmatch(SETTINGS, path.as_posix())
