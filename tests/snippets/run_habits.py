"""Runs programs as a page runs cells, in Pyodide and where the build runs them."""


def main(request: str, folder: str = "") -> str:
    import importlib
    import json
    import sys

    from live.cells import limits
    from live.cells.cell import run

    sys.path[:] = [path for path in sys.path if path != "/packages"]
    limits.install()
    given = {}
    for name, code in json.loads(request).items():
        hook = sys.excepthook
        given[name] = pieces = []
        run(code, pieces.append)
        sys.excepthook = hook
    absent = []
    for name in sorted(sys.stdlib_module_names - {"antigravity", "this", "idlelib", "turtledemo"}):
        try:
            importlib.import_module(name)
        except ImportError:
            absent.append(name)
    return json.dumps({"given": given, "absent": absent})
