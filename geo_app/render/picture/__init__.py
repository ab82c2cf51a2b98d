"""A corridor in, one SVG of its map out: the page's cartography on a sheet."""
