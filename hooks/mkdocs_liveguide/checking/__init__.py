"""What is checked of a guide as a whole, and how it is told."""
