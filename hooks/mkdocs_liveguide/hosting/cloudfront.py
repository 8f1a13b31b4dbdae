"""The files ``_cloudfront.json`` and ``_cloudfront.js``, for CloudFront before a bucket.

The first is a policy, which adds the headers that a bucket cannot keep with its files. The second
is a function that leads to the files of pages, since a bucket knows no folders.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from mkdocs_liveguide.hosting.headers import Headers

_HANDLER = r"""
function handler(event) {
    const request = event.request;
    // An address that begins with two slashes would lead to another site.
    const path = request.uri.replace(/^[/\\]+/, "/");
    if (path.endsWith("/")) request.uri = path + "index.html";
    else if (!isFile(decoded(path))) {
        const headers = { location: { value: path + "/" + written(request.querystring) } };
        return { statusCode: 301, statusDescription: "Moved", headers: headers };
    }
    return request;
}

function isFile(path) {
    if (FILES.includes(path)) return true;
    return !FOLDERS.includes(path) && ENDS.some((end) => path.endsWith(end));
}

function decoded(path) {
    try {
        return decodeURIComponent(path);
    } catch (error) {
        return path;
    }
}

function written(query) {
    const parts = [];
    for (let name in query) {
        const sent = query[name].multiValue || [query[name]];
        sent.forEach((each) => parts.push(name + "=" + each.value));
    }
    return parts.length ? "?" + parts.join("&") : "";
}
"""


def write_policy(headers: Headers, name: str) -> bytes:
    """The policy for ``aws cloudfront create-response-headers-policy``.

    Args:
        headers: what the site is sent with.
        name: what the policy is called, in letters, digits, ``-`` and ``_``.
    """
    rest = dict(headers.for_all)
    policy: dict[str, Any] = {
        "Name": name,
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "Override": True,
                "ContentSecurityPolicy": rest.pop("Content-Security-Policy"),
            },
            "ContentTypeOptions": {"Override": rest.pop("X-Content-Type-Options") == "nosniff"},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": rest.pop("Referrer-Policy")},
        },
        "CustomHeadersConfig": {
            "Quantity": len(rest),
            "Items": [{"Header": k, "Value": v, "Override": True} for k, v in rest.items()],
        },
    }
    return f"{json.dumps(policy, indent=2)}\n".encode()


def write_function(paths: Iterable[str], below: str = "/") -> bytes:
    """The function for viewer requests.

    A dot in an address does not make it a file's: ``/v1.2`` may be a page, and ``/LICENSE`` none.

    Args:
        paths: of all files that readers get, relative to the site's root.
        below: the site's path on its host, decoded, with a slash at each end.
    """
    files = [PurePosixPath(below + path) for path in paths]
    ends = {file.suffix for file in files if file.suffix}
    folders = {folder for file in files for folder in file.parents}
    named = {
        "ENDS": ends,
        "FILES": {str(file) for file in files if not file.suffix},
        "FOLDERS": {str(folder) for folder in folders if folder.suffix in ends},
    }
    lines = [f"const {name} = {json.dumps(sorted(each))};\n" for name, each in named.items()]
    said = "// For viewer requests of this site, in runtime 2.0.\n"
    return (said + "".join(lines) + _HANDLER).encode()
