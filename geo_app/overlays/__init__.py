"""Files of routes: their bytes in, overlays of the domain out; one reader a format."""
