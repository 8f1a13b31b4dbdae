"""Experiments with controls."""
