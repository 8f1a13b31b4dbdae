"""A strict content security policy: what it says, and pages that keep it."""
