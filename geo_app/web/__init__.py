"""Thin: parse the request, call the pipeline, answer."""
