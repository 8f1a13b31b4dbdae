"""What the snapshot of a wheel holds of the standard library."""

TEACHING = (
    # Data and how it is ordered.
    "bisect",
    "collections",
    "copy",
    "dataclasses",
    "enum",
    "heapq",
    "itertools",
    "operator",
    # Numbers: these are dear (80 kB of 3.6 MB), but what else would a guide compute with?
    "decimal",
    "fractions",
    "math",
    "random",
    "statistics",
    # Text, dates and tables.
    "csv",
    "datetime",
    "json",
    "pprint",
    "re",
    "string",
    "textwrap",
    # How long something takes.
    "time",
    "timeit",
)
"""Modules that teaching code imports at its top, beside those that `live` imports itself.

A module that is not among them works too: its first import fetches the whole standard library,
2.8 MB. So a module stands here when many guides would use it and the picture of it is small."""
