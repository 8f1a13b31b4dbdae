"""What a reader's browser needs to run Python: made in a checkout, brought along in a wheel."""
