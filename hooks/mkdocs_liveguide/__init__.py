"""The pure stages that turn a guide's sources into what its site publishes.

Nothing here imports MkDocs, so every stage runs, and is tested, on its own. The flow is one way:
sources → parsed models → artefacts → pages → browser.
"""
