"""GeoJSON geometries (RFC 7946) of a file: checked, counted and turned round."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from geo_app.domain.overlay import GeoJson, Problem
from geo_app.overlays.faults import PartError, shown, shown_number

Position = list[float]
_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How many lists stand around the positions of each type."""
_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
"""How many positions a line, and a ring, has at least."""
_DEEPEST = 16
_LARGE = 1e15
"""No number of a position, whatever its system: and a whole number may be too large for a float."""
_POLE, _ANTIMERIDIAN = 90, 180


def positions_of(geometry: Any, depth: int = 0) -> Iterator[Position]:
    """The positions of a geometry, in order.

    Raises:
        PartError: it is no geometry.
    """
    if not isinstance(geometry, dict):
        raise PartError(Problem("its geometry is no object"))
    if depth > _DEEPEST:
        raise PartError(Problem("its geometries are nested too deeply"))
    if geometry.get("type") == "GeometryCollection":
        members = geometry.get("geometries")
        if not isinstance(members, list) or not members:
            raise PartError(Problem("its geometry collection holds no geometries"))
        for member in members:
            yield from positions_of(member, depth + 1)
        return
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in _DEPTHS:
        raise PartError(Problem("“%(type)s” is no type of geometry", {"type": shown(kind)}))
    yield from _positions_in(geometry.get("coordinates"), _DEPTHS[kind], _LEAST.get(kind, 1))


def _positions_in(coordinates: Any, levels: int, least: int) -> Iterator[Position]:
    if not isinstance(coordinates, list):
        raise PartError(Problem("its coordinates are not as its type of geometry needs them"))
    if levels == 0:
        yield _checked(coordinates)
        return
    if len(coordinates) < (least if levels == 1 else 1):
        raise PartError(
            Problem(
                "it has too few positions for its type of geometry: %(count)s",
                {"count": len(coordinates)},
            )
        )
    for member in coordinates:
        yield from _positions_in(member, levels - 1, least)


def _checked(position: list[Any]) -> Position:
    numbers = len(position) > 1 and all(
        isinstance(each, int | float) and not isinstance(each, bool) and abs(each) < _LARGE
        for each in position
    )
    if not numbers:
        raise PartError(Problem("“%(position)s” is no position", {"position": shown(position)}))
    return position


def is_height(number: float) -> bool:
    """Whether a number may stand in a position at all."""
    return abs(number) < _LARGE


def require_in_range(longitude: float, latitude: float) -> None:
    """Check that a position is on the earth.

    Raises:
        PartError: it is not, which the message says.
    """
    if not (math.isfinite(latitude) and abs(latitude) <= _POLE):
        raise PartError(
            Problem("latitude %(value)s is not within -90 to 90", {"value": shown_number(latitude)})
        )
    if not (math.isfinite(longitude) and abs(longitude) <= _ANTIMERIDIAN):
        raise PartError(
            Problem(
                "longitude %(value)s is not within -180 to 180", {"value": shown_number(longitude)}
            )
        )


def require_possible(longitude: float, latitude: float, *, swap: bool | None) -> None:
    """Check that a position is on the earth; one way round or the other, where nobody has said.

    Raises:
        PartError: it is not, which the message says.
    """
    if swap is None and abs(longitude) <= _POLE and abs(latitude) <= _ANTIMERIDIAN:
        return
    require_in_range(*((latitude, longitude) if swap else (longitude, latitude)))


def turn_round(coordinates: Any) -> Any:
    """Coordinates with the first two numbers of each position swapped."""
    if coordinates and not isinstance(coordinates[0], list):
        return [coordinates[1], coordinates[0], *coordinates[2:]]
    return [turn_round(each) for each in coordinates]


def map_geometry(geometry: GeoJson, change: Callable[[Any], Any]) -> GeoJson:
    """A geometry with its coordinates changed."""
    if geometry["type"] == "GeometryCollection":
        members = [map_geometry(each, change) for each in geometry["geometries"]]
        return {**geometry, "geometries": members}
    return {**geometry, "coordinates": change(geometry["coordinates"])}
