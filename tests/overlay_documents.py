"""Documents of overlays, as the server's answer has them, made by hand."""

from typing import Any

GeoJson = dict[str, Any]
TOKYO, LOS_ANGELES = [139.7798, 35.5494], [-118.4081, 33.9425]
BEIJING, NEW_YORK = [116.5871, 40.0799], [-73.7789, 40.6398]


def feature(shape: str, coordinates: object, /, **properties: object) -> GeoJson:
    """A feature with one geometry."""
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def leg(*ends: list[float], **properties: object) -> GeoJson:
    """A route of geodesic legs."""
    return feature("LineString", list(ends), **properties) | {"method": "geodesic"}


def document(*features: GeoJson, name: str = "mine", **style: object) -> GeoJson:
    """An overlay of these features, all of them good."""
    count = len(features)
    return {
        "name": name,
        "format": "geojson",
        "unit": "feature",
        "data": {"type": "FeatureCollection", "features": list(features)},
        "report": {"read": count, "drawn": count, "summary": "", "faults": [], "more": 0},
        "style": style,
    }
