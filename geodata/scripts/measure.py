"""Measure the drawn boundaries against the source, and check the topology."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyproj
import shapely
from mosaic import Coverage, polygons_of
from shapely.geometry.base import BaseGeometry

Decoded = dict[str, list[tuple[dict[str, Any], BaseGeometry]]]
PORTS = {
    "Khunjerab": (75.4282, 36.8504),
    "Kulma": (74.8038, 38.1499),
    "Torugart": (75.3941, 40.5515),
    "Irkeshtam": (73.9241, 39.6934),
}
STEP = 50.0  # metres


def metric(shape: BaseGeometry) -> BaseGeometry:
    """The shape in metres, true to scale within 0.3 % in the box."""
    grid = "+proj=lcc +lat_1=36.5 +lat_2=41.5 +lat_0=39 +lon_0=75 +ellps=WGS84"
    change = pyproj.Transformer.from_crs(4326, pyproj.CRS(grid), always_xy=True)
    return shapely.transform(
        shape, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    )


def farthest(line: BaseGeometry, other: BaseGeometry) -> tuple[float, float]:
    """The greatest and the mean distance from `line` to `other`, sampled every 50 m."""
    points = shapely.points(shapely.get_coordinates(line.segmentize(STEP)))
    target = shapely.STRtree([part for piece in shapely.get_parts(other) for part in _short(piece)])
    index = target.nearest(points)
    far = shapely.distance(points, target.geometries[index])
    return float(far.max()), float(far.mean())


def _short(line: BaseGeometry) -> list[BaseGeometry]:
    """The line's edges, so that a search tree can tell near from far."""
    points = shapely.get_coordinates(line)
    return list(shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)))


def lines_of(shape: BaseGeometry) -> BaseGeometry:
    """Only the lines of a geometry."""
    return shapely.multilinestrings(
        [p for p in shapely.get_parts(shape) if p.geom_type in ("LineString", "LinearRing")]
    )


def source_boundaries(countries: Coverage, drawn: set[str]) -> BaseGeometry:
    """The unsimplified land boundaries of the drawn countries."""
    whole = shapely.coverage_union_all(list(countries.values())).boundary
    own = shapely.union_all([countries[code].boundary for code in sorted(drawn)])
    return own - whole


def deviations(
    decoded: Decoded, source: BaseGeometry, box: tuple[float, ...]
) -> dict[str, tuple[float, float]]:
    """Metres (maximum, mean) inside the box, drawn to source and back."""
    drawn = shapely.union_all([shape for _, shape in decoded["boundaries"]])
    wide = (box[0] - 0.5, box[1] - 0.5, box[2] + 0.5, box[3] + 0.5)
    inner = [metric(lines_of(shapely.clip_by_rect(line, *box))) for line in (drawn, source)]
    outer = [metric(lines_of(shapely.clip_by_rect(line, *wide))) for line in (drawn, source)]
    return {
        "drawn to source": farthest(inner[0], outer[1]),
        "source to drawn": farthest(inner[1], outer[0]),
    }


def ports(decoded: Decoded) -> dict[str, float]:
    """Metres from each crossing to the drawn boundary."""
    drawn = metric(shapely.union_all([shape for _, shape in decoded["boundaries"]]))
    return {
        name: float(metric(shapely.Point(place)).distance(drawn)) for name, place in PORTS.items()
    }


def check(decoded: Decoded) -> None:
    """Refuse invalid polygons, overlaps, and boundaries that are no edge of a country."""
    for name in ("countries", "land", "lakes"):
        for _, shape in decoded[name]:
            if not shape.is_valid:
                raise ValueError(f"{name}: {shapely.is_valid_reason(shape)}")
    countries = [shape for _, shape in decoded["countries"]]
    if not shapely.coverage_is_valid(countries):
        raise ValueError("countries do not fit together")
    edges = shapely.union_all([shape.boundary for shape in countries])
    for properties, shape in decoded["boundaries"]:
        if (shape - edges).length > 1e-9:
            raise ValueError(f"{properties['countries']} leaves the polygons")
    if any(len(polygons_of(shape)) == 0 for shape in countries):
        raise ValueError("a country is empty")
