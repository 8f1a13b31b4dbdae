"""What the project measures about itself. Claims of speed live here, not in tests."""
