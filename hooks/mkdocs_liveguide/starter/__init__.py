"""Writes the start of a new guide: small, complete, and each page says what to put in its place."""

from mkdocs_liveguide.starter.write import StarterError, write_starter

__all__ = ["StarterError", "write_starter"]
