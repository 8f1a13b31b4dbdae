"""Inside Pyodide: runs chains of cells, as `mkdocs_liveguide.cells.run` does on the host."""


async def main(text: str) -> str:
    import json

    from live.cells.cell import new_namespace, run

    results = []
    for chain in json.loads(text):
        names, pieces = new_namespace(), []
        for each in chain:
            pieces = []
            await run(each["code"], pieces.append, names, each["setup"], each["setup_name"])
        results.append(pieces)
    return json.dumps(results)
