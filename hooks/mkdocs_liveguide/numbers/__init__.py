"""Figures that the build knows of a guide, for its texts to tell: ``[=findings]``."""
