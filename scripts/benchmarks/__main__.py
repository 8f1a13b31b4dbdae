"""``scripts/bench NAME [--json]``."""

from __future__ import annotations

import argparse
import json
from importlib import import_module

NAMES = ("boot", "build", "pages", "run", "start")
"""Each is a module beside this one with ``add_arguments(parser)`` and ``measure(args) -> dict``."""


def main() -> None:
    """Runs one benchmark and prints what it measured."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    commands = parser.add_subparsers(dest="name", required=True)
    for name in NAMES:
        module = import_module(f"scripts.benchmarks.{name}")
        command = commands.add_parser(name, description=module.__doc__)
        command.add_argument("--json", action="store_true", help="print JSON only")
        module.add_arguments(command)
    args = parser.parse_args()
    module = import_module(f"scripts.benchmarks.{args.name}")
    measured = module.measure(args)
    print(json.dumps(measured, indent=None if args.json else 2))


main()
