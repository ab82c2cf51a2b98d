"""The map as data: what the page says of its places, routes and figures, as columns."""
