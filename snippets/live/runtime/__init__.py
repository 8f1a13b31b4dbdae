"""How a page calls Python, and what it offers to Python."""
