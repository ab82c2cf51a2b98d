"""Files in, domain out."""
