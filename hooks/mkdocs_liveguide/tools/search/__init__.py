"""Trains the encoder and measures the search."""
