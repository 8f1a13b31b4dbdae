"""What a guide's pages give to those who do not read them as pages."""
