"""Overlays as GeoJSON files."""

import json

from geo_app.domain.overlay import Overlay
from geo_app.domain.overlay_geojson import as_collection, as_drawn


def write_geojson(overlay: Overlay, *, densify: bool = False) -> bytes:
    """The overlay as the bytes of a GeoJSON file (RFC 7946).

    Args:
        overlay: what to write.
        densify: write the points of geodesics, cut at the antimeridian, instead of their ends.
    """
    collection = as_drawn(overlay) if densify else as_collection(overlay)
    return (json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n").encode()
