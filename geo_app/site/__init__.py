"""The static site: which files it has, and what a host must know of them."""
