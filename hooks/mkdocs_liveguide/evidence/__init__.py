"""Findings and the citations of them."""
