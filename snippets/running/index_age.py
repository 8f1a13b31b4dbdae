"""Compare the dates of documents and index: what is missing, stale or orphaned."""

# --8<-- [start:age]
from datetime import date

changed = {  # when each document was last edited
    "leave.md": date(2026, 11, 2),
    "travel.md": date(2026, 3, 9),
    "parking.md": date(2026, 11, 20),
}
indexed = {  # when the index last read it
    "leave.md": date(2026, 10, 1),
    "travel.md": date(2026, 10, 1),
    "cards.md": date(2026, 10, 1),
}


def check(changed: dict[str, date], indexed: dict[str, date]) -> dict[str, list[str]]:
    """Names of documents by what is wrong with their copy in the index."""
    both = changed.keys() & indexed.keys()
    return {
        "missing": sorted(changed.keys() - indexed.keys()),
        "stale": sorted(name for name in both if changed[name] > indexed[name]),
        "deleted but still found": sorted(indexed.keys() - changed.keys()),
    }


for fault, names in check(changed, indexed).items():
    print(f"{fault}: {', '.join(names) or 'none'}")
# --8<-- [end:age]
