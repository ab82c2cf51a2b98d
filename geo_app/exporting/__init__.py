"""A map in, bytes or a file out."""
