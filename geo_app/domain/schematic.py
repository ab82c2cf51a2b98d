"""Schematic lines: a smooth curve through known points, which says nothing about the real course.

A Catmull-Rom spline by hand: twelve lines that no dependency of the project has.
"""

from geo_app.domain.place import Coordinate

POINTS_A_STRETCH = 12


def smooth_line(through: list[Coordinate]) -> list[tuple[float, float]]:
    """Points (longitude, latitude) of a curve through all of `through`, in degrees."""
    points = [(each.longitude, each.latitude) for each in through]
    if len(points) < 3:  # noqa: PLR2004 - two points make a straight line
        return points
    padded = [points[0], *points, points[-1]]
    line = [points[0]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(1, POINTS_A_STRETCH + 1):
            t = step / POINTS_A_STRETCH
            line.append(
                (
                    _catmull_rom(before[0], start[0], end[0], after[0], t),
                    _catmull_rom(before[1], start[1], end[1], after[1], t),
                )
            )
    return line


def _catmull_rom(before: float, start: float, end: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )
