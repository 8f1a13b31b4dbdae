"""Calibrates the quiz and scores it."""
