"""What hosts send with a site: one model, and a file for each kind of host."""
