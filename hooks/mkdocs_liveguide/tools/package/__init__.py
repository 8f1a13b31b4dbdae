"""Makes the wheel of this package, from a checkout."""
