"""The site's own Python, run in the reader's browser; standard library only."""
