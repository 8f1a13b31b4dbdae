"""What an author sees while the sources are broken."""
