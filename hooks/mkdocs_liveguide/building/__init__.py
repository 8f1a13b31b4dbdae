"""What a build makes and keeps."""
