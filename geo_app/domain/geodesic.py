"""Shortest lines on the WGS 84 ellipsoid, by pyproj (GeographicLib's algorithm)."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from geo_app.domain.place import Coordinate

if TYPE_CHECKING:
    from numpy import ndarray
    from pyproj import Geod

STEP_KM = 30.0
"""Longest drawn segment. A straight segment of a Web Mercator map leaves the geodesic by about
s² · tan(latitude) / 8R: 30 m for 30 km at 60° north."""


@cache
def _wgs84() -> "Geod":
    from pyproj import Geod  # noqa: PLC0415 - 60 ms that most commands can do without

    return Geod(ellps="WGS84")


def geodesic_length_km(start: Coordinate, end: Coordinate) -> float:
    """Length of the geodesic from `start` to `end`, in kilometres."""
    _, _, metres = _wgs84().inv(start.longitude, start.latitude, end.longitude, end.latitude)
    return float(metres) / 1000


def geodesic_line(
    start: Coordinate, end: Coordinate, step_km: float = STEP_KM
) -> list[tuple[float, float]]:
    """Points (longitude, latitude) along the geodesic, both ends included, in degrees.

    Longitudes are unwrapped: they may pass ±180° so that no segment crosses the whole map.
    """
    segments = max(1, -int(-geodesic_length_km(start, end) // step_km))
    between: list[tuple[float, float]] = []
    if segments > 1:
        between = _wgs84().npts(
            start.longitude, start.latitude, end.longitude, end.latitude, segments - 1
        )
    points = [(start.longitude, start.latitude), *between, (end.longitude, end.latitude)]
    return unwrap(points)


def line_length_km(positions: Sequence[Sequence[float]]) -> float:
    """Length of a line along the geodesics between its positions, in kilometres."""
    if len(positions) < 2:  # noqa: PLR2004 - a line has two ends
        return 0.0
    longitudes, latitudes = [each[0] for each in positions], [each[1] for each in positions]
    return float(_wgs84().line_length(longitudes, latitudes)) / 1000


def unwrap(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points with whole turns added to longitudes, so that none leaps more than half a turn."""
    unwrapped = points[:1]
    for longitude, latitude in points[1:]:
        turns = round((unwrapped[-1][0] - longitude) / 360)
        unwrapped.append((longitude + 360 * turns, latitude))
    return unwrapped


def geodesic_lines(
    starts: "ndarray[Any, Any]", ends: "ndarray[Any, Any]", step_km: float = STEP_KM
) -> "tuple[ndarray[Any, Any], ndarray[Any, Any]]":
    """The geodesics of many pairs at once, in one call of pyproj: some thirty times as fast.

    Args:
        starts: rows of longitude and latitude, in degrees.
        ends: likewise.
        step_km: the longest segment.

    Returns:
        The points (longitude, latitude) of all of them in degrees, and at which point each starts.
        Longitudes are within ±180°: where one leaps by more than half a turn, the antimeridian is
        crossed.
    """
    import numpy as np  # noqa: PLC0415 - most commands can do without

    azimuths, _, metres = _wgs84().inv(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
    counts = np.maximum(1, np.ceil(np.asarray(metres) / (1000 * step_km)).astype(int)) + 1
    begins = np.concatenate(([0], np.cumsum(counts)[:-1]))
    of_line = np.repeat(np.arange(len(counts)), counts)
    parts = (np.arange(len(of_line)) - begins[of_line]) / (counts[of_line] - 1)
    longitudes, latitudes, _ = _wgs84().fwd(
        starts[of_line, 0],
        starts[of_line, 1],
        np.asarray(azimuths)[of_line],
        np.asarray(metres)[of_line] * parts,
    )
    return np.column_stack((longitudes, latitudes)), begins
