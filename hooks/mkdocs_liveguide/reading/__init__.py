"""Lists of pages to read in order, of which a browser remembers what was read."""
