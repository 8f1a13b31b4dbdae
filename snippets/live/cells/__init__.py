"""Cells that readers edit and run."""
