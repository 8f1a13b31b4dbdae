"""Live cells."""
