"""What authors write: read, checked, with its places."""
