"""The notebooks' own helpers, importable as they are beside the notebooks."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "docs/notebooks"))
