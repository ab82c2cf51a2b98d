"""How long the lines of an overlay are."""

from collections.abc import Iterator
from itertools import pairwise

from geo_app.domain.geodesic import geodesic_length_km
from geo_app.domain.overlay import GeoJson, OverlayFeature
from geo_app.domain.place import Coordinate


def length_km(feature: OverlayFeature) -> float:
    """Length of a feature's lines on the WGS 84 ellipsoid, in kilometres; 0 for points and areas.

    From each position to the next the shortest line is taken, whichever way they run: a recorded
    track's positions stand so close that its straight pieces are no longer.
    """
    geometry = feature.feature.get("geometry")
    return sum(map(_line_length, _lines(geometry))) if geometry else 0.0


def _lines(geometry: GeoJson) -> Iterator[list[list[float]]]:
    match geometry["type"]:
        case "LineString":
            yield geometry["coordinates"]
        case "MultiLineString":
            yield from geometry["coordinates"]
        case "GeometryCollection":
            for member in geometry["geometries"]:
                yield from _lines(member)


def _line_length(line: list[list[float]]) -> float:
    points = [Coordinate(position[0], position[1]) for position in line]
    return sum(geodesic_length_km(start, end) for start, end in pairwise(points))
