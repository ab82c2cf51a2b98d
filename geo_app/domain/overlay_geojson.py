"""An overlay as GeoJSON: as it was put in, or with its geodesics drawn out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from geo_app.domain.geodesic import geodesic_line, unwrap
from geo_app.domain.overlay import GeoJson, Method, Overlay, OverlayFeature
from geo_app.domain.packed_line import PackedLine
from geo_app.domain.place import Coordinate

Position = Sequence[float]
METHOD = "method"
"""The foreign member (RFC 7946, section 6.1) that says that a line's positions are ends of legs."""


def as_collection(overlay: Overlay) -> GeoJson:
    """The overlay as a FeatureCollection: what GeoJSON said stays; legs are ends and a method."""
    features = [_with_method(each) for each in overlay.features]
    return {**overlay.members, "type": "FeatureCollection", "features": features}


def as_drawn(overlay: Overlay) -> GeoJson:
    """The same with the points of every geodesic, cut at the antimeridian (RFC 7946, 3.1.9)."""
    features = [_drawn(each) for each in overlay.features]
    return {**overlay.members, "type": "FeatureCollection", "features": features}


def _with_method(feature: OverlayFeature) -> GeoJson:
    if feature.method is Method.RECORDED:
        return feature.feature
    return {**feature.feature, METHOD: str(feature.method)}


def _drawn(feature: OverlayFeature) -> GeoJson:
    geometry = feature.feature.get("geometry")
    if feature.method is Method.RECORDED or geometry is None:
        return feature.feature
    plain = {name: value for name, value in feature.feature.items() if name != METHOD}
    return {**plain, "geometry": _draw(geometry)}


def _draw(geometry: GeoJson) -> GeoJson:
    match geometry["type"]:
        case "LineString":
            pieces = cut(draw_legs(geometry["coordinates"]))
        case "MultiLineString":
            pieces = [piece for line in geometry["coordinates"] for piece in cut(draw_legs(line))]
        case "GeometryCollection":
            return {**geometry, "geometries": [_draw(each) for each in geometry["geometries"]]}
        case _:
            return geometry
    pieces = pieces or [_nowhere(geometry)]
    lines = [[list(position) for position in piece] for piece in pieces]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _nowhere(geometry: GeoJson) -> list[tuple[float, float]]:
    """The line of legs that all end where they start: its one point, twice, as a line needs two."""
    longitude, latitude, *_ = next(iter(positions_of(geometry)))
    return [(longitude, latitude)] * 2


def draw_legs(ends: Sequence[Position]) -> list[tuple[float, float]]:
    """The points of the geodesics from each position to the next; longitudes are unwrapped."""
    points = [(float(ends[0][0]), float(ends[0][1]))] if ends else []
    for start, end in pairwise(map(_coordinate, ends)):
        points += geodesic_line(start, end)[1:]
    return unwrap(points)


def _coordinate(position: Position) -> Coordinate:
    longitude = float(position[0])
    if not -180 <= longitude <= 180:  # noqa: PLR2004 - degrees
        longitude = (longitude + 180) % 360 - 180
    return Coordinate(longitude, float(position[1]))


def cut(line: Iterable[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """An unwrapped line as pieces within ±180°, which end and begin on the antimeridian."""
    pieces: list[list[tuple[float, float]]] = [[]]
    previous: tuple[float, float] | None = None
    for point in line:
        if previous is not None:
            for before, after in _crossings(previous, point):
                pieces[-1].append(before)
                pieces.append([after])
        pieces[-1].append((_within(point[0]), point[1]))
        previous = point
    return [piece for piece in map(_without_repeats, pieces) if len(piece) > 1]


def _crossings(
    start: tuple[float, float], end: tuple[float, float]
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Where a segment crosses an antimeridian: the point on this side, and on the other."""
    (west, south), (east, north) = start, end
    eastward = east > west
    first, last = sorted((_turn(west), _turn(east)))
    turns: Iterable[int] = range(first + 1, last + 1)
    for turn in turns if eastward else reversed(list(turns)):
        meridian = 360 * turn - 180
        latitude = south + (north - south) * (meridian - west) / (east - west)
        sides = ((180.0, latitude), (-180.0, latitude))
        yield sides if eastward else (sides[1], sides[0])


def _turn(longitude: float) -> int:
    """Which copy of the world a longitude is in; 0 is the one around the prime meridian."""
    return int((longitude + 180) // 360)


def _within(longitude: float) -> float:
    # Where the turn was rounded up, a hair would be left beyond the antimeridian.
    return max(-180.0, min(180.0, longitude - 360 * _turn(longitude)))


def _without_repeats(piece: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return piece[:1] + [each for before, each in pairwise(piece) if each != before]


def lines_of(geometry: GeoJson | None) -> Iterator[list[Any]]:
    """The lines of a geometry, each as its positions; areas have none."""
    match geometry:
        case {"type": "LineString", "coordinates": list(line)}:
            yield line
        case {"type": "MultiLineString", "coordinates": list(lines)}:
            yield from lines
        case {"type": "GeometryCollection", "geometries": list(members)}:
            for each in members:
                yield from lines_of(each)


def positions_of(geometry: GeoJson | None) -> Iterator[Position]:
    """Every position of a geometry."""
    if geometry is None:
        return
    waiting: list[Any] = [geometry.get("coordinates"), *geometry.get("geometries", ())]
    while waiting:
        match waiting.pop():
            case [int() | float(), *_] as position:
                yield position
            case list(members):
                waiting += members
            case PackedLine() as line:
                yield from line
            case {"type": _} as member:
                yield from positions_of(member)
