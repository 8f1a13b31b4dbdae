"""Tests that any guide can have: a pytest plugin, and what its tests look at."""
