"""Where the package keeps what is not Python, and where a checkout keeps what npm installed."""

from __future__ import annotations

from pathlib import Path

import live

PACKAGE = Path(__file__).parents[1]
BROWSER = PACKAGE / "browser"
"""The modules and styles of the page, the worker and the service worker."""
NODE = PACKAGE / "node"
"""Scripts for Node, which prepare Pyodide and bundle the browser's modules."""
LIVE = Path(live.__file__).parent
"""The Python package that runs in the reader's browser."""
PREBUILT = PACKAGE / "prebuilt"
"""In a wheel of this package: what the two folders above make. A checkout has no such folder."""
CHECKOUT = PACKAGE.parents[1]
"""The repository, where this package is used from a checkout of it: the folder of node_modules."""
