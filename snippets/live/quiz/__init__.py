"""The decision quiz."""
