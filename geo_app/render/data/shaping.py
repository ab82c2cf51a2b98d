"""Geometries as RFC 7946 wants them: few decimals, cut at ±180°, outer rings counterclockwise."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from geo_app.domain.geodesic import geodesic_line
from geo_app.domain.overlay import GeoJson
from geo_app.domain.overlay_geojson import cut
from geo_app.domain.place import Coordinate

DECIMALS = 7
"""A centimetre; further digits would be the arithmetic's, and not the same everywhere."""
_Ring = Sequence[Sequence[float]]


def point(position: Coordinate) -> GeoJson:
    """A position as a Point."""
    return {"type": "Point", "coordinates": [position.longitude, position.latitude]}


def geodesic(start: Coordinate, end: Coordinate) -> GeoJson:
    """The shortest line between two positions, drawn out."""
    return line(geodesic_line(start, end))


def line(points: Sequence[tuple[float, float]]) -> GeoJson:
    """An unwrapped line, as one line or as its pieces on either side of ±180°."""
    pieces = [_rounded(piece) for piece in cut(points)]
    if len(pieces) == 1:
        return {"type": "LineString", "coordinates": pieces[0]}
    return {"type": "MultiLineString", "coordinates": pieces}


def tidy(geometry: GeoJson) -> GeoJson:
    """A geometry with its rings turned the right way, positions rounded."""
    return wind({**geometry, "coordinates": _rounded(geometry["coordinates"])})


def wind(geometry: GeoJson) -> GeoJson:
    """A geometry with its outer rings counterclockwise, and the inner ones clockwise."""
    match geometry:
        case {"type": "Polygon", "coordinates": rings}:
            return {**geometry, "coordinates": _wound(rings)}
        case {"type": "MultiPolygon", "coordinates": polygons}:
            return {**geometry, "coordinates": [_wound(rings) for rings in polygons]}
        case {"type": "GeometryCollection", "geometries": members}:
            return {**geometry, "geometries": [wind(each) for each in members]}
    return geometry


def _wound(rings: Sequence[_Ring]) -> list[_Ring]:
    return [
        ring if (_twice_the_area(ring) >= 0) == (number == 0) else ring[::-1]
        for number, ring in enumerate(rings)
    ]


def _twice_the_area(ring: _Ring) -> float:
    """More than 0 where the ring runs counterclockwise; Gauss's sum from its first position."""
    left, low = ring[0][:2]
    moved = [(each[0] - left, each[1] - low) for each in ring]
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(moved))


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, int | float):
        return round(float(coordinates), DECIMALS)
    return [_rounded(each) for each in coordinates]
