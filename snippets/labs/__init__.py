"""The guide's labs: small experiments that a reader runs, and can break, in the page."""
