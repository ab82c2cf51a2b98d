"""The ground of the map as paths of SVG: land, water, tints, boundaries; clipped to the frame."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import Layer, LayerKind
from geo_app.render.picture.frame import MapFrame
from geo_app.render.shapes import ShapesOf

MARGIN = 12
"""Pixels around the frame that are drawn too, so that no stroke ends within it."""
RIVER_REACH, RIVER_STEPS = 2.0, 4
"""Where the data were cut, rivers thin out over so many degrees, in so many steps (rivers.js)."""
_FINEST = 10
"""Parts of a pixel that points are rounded to."""
_BAND_EXACT = 0.4
"""Pixels that the faint band along boundaries, eight wide, may be off: it takes half its points."""
_AXES, _MOST_TENTHS = 2, 4096


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """A path of the picture: its style classes and its data."""

    style: str
    d: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Paths in the order in which they are drawn; the relief lies between `below` and `above`."""

    below: tuple[DrawnPath, ...]
    above: tuple[DrawnPath, ...]
    countries: Mapping[str, BaseGeometry] = field(default_factory=dict)

    @property
    def styles(self) -> frozenset[str]:
        """Every style class that something is drawn in."""
        return frozenset(name for path in (*self.below, *self.above) for name in path.style.split())


def draw_ground(
    corridor: Corridor, shown: Iterable[str], shapes_of: ShapesOf, frame: MapFrame
) -> Ground:
    """The ground of `corridor` with the layers in `shown`; tints go with the boundaries."""
    writer = _GroundWriter(frame, shapes_of)
    kinds = {
        kind: [corridor.drawn(each) for each in corridor.layers_of(kind) if each.id in shown]
        for kind in LayerKind
    }
    land = (layer for layer in corridor.layers_of(LayerKind.LAND))
    has_boundaries = bool(kinds[LayerKind.BOUNDARIES])
    tinted = {each.id: each.tint for each in corridor.countries.values() if each.tint}
    countries = {
        shape.id: shape.geometry
        for layer in kinds[LayerKind.COUNTRIES]
        for shape in shapes_of(layer)
    }
    below = [*writer.land(land)]
    if has_boundaries:
        below += writer.tints(kinds[LayerKind.COUNTRIES], tinted)
    above = [*writer.water(kinds[LayerKind.WATER]), *writer.boundaries(kinds[LayerKind.BOUNDARIES])]
    return Ground(
        below=tuple(each for each in below if each.d),
        above=tuple(each for each in above if each.d),
        countries=countries,
    )


@dataclass(frozen=True)
class _GroundWriter:
    frame: MapFrame
    shapes_of: ShapesOf

    def land(self, layers: Iterable[Layer]) -> Iterator[DrawnPath]:
        for layer in layers:
            for shape in self.shapes_of(layer):
                yield DrawnPath("area-land", write_area(shape.geometry, self.frame))

    def tints(self, layers: Iterable[Layer], tinted: Mapping[str, int]) -> Iterator[DrawnPath]:
        for layer in layers:
            for shape in self.shapes_of(layer):
                if tint := tinted.get(shape.id):
                    style = f"country tint-{tint}"
                    yield DrawnPath(style, write_area(shape.geometry, self.frame))

    def water(self, layers: Iterable[Layer]) -> Iterator[DrawnPath]:
        for layer in layers:
            shapes = [each.geometry for each in self.shapes_of(layer)]
            lines = [part for shape in shapes for part in lines_of(shape)]
            for step, parts in fade_rivers(lines).items():
                fade = f" river-fade-{step}" if step < RIVER_STEPS else ""
                yield DrawnPath(f"line line-river{fade}", write_lines(parts, self.frame))
            areas = shapely.GeometryCollection([each for each in shapes if each.area])
            yield DrawnPath("area-lake", write_area(areas, self.frame))

    def boundaries(self, layers: Iterable[Layer]) -> Iterator[DrawnPath]:
        for layer in layers:
            lines: dict[bool, list[BaseGeometry]] = {False: [], True: []}
            for shape in self.shapes_of(layer):
                lines[bool(shape.properties.get("disputed"))] += lines_of(shape.geometry)
            agreed, disputed = (write_lines(lines[each], self.frame) for each in (False, True))
            band = write_lines([*lines[False], *lines[True]], self.frame, _BAND_EXACT)
            yield DrawnPath("line boundary-band", band)
            yield DrawnPath("line line-boundary", agreed)
            yield DrawnPath("line line-disputed", disputed)


def lines_of(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The lines among the parts of a geometry."""
    parts = shapely.get_parts(geometry)
    return [each for each in parts if each.geom_type in ("LineString", "LinearRing")]


def write_area(geometry: BaseGeometry, frame: MapFrame) -> str:
    """What of the polygons of `geometry` is seen, as the data of a path."""
    clipped = shapely.clip_by_rect(geometry, *frame.bounds(MARGIN))
    rings = (ring for part in _polygons(clipped) for ring in (part.exterior, *part.interiors))
    return "".join(_write(shapely.get_coordinates(ring)[:-1], frame, "z") for ring in rings)


def _polygons(geometry: BaseGeometry) -> Iterator[shapely.Polygon]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            yield part
        elif shapely.get_num_geometries(part) > 1:
            yield from _polygons(part)


def write_lines(lines: Iterable[BaseGeometry], frame: MapFrame, within: float = 0.0) -> str:
    """What of `lines` is seen, as the data of a path.

    Args:
        lines: in degrees.
        frame: of the map.
        within: pixels that points may be left out by. Most of the ground is as coarse already as
            a picture shows it; where strokes are wide it is worth it.
    """
    clipped = shapely.clip_by_rect(shapely.MultiLineString(list(lines)), *frame.bounds(MARGIN))
    parts = lines_of(clipped)
    if within:
        parts = shapely.simplify(parts, within / frame.pixels, preserve_topology=False).tolist()
    return "".join(_write(shapely.get_coordinates(part), frame) for part in parts)


def _write(positions: Any, frame: MapFrame, end: str = "") -> str:
    if len(positions) < _AXES:
        return ""
    return write_points(frame.points(positions), end)


def write_points(points: Any, end: str = "") -> str:
    """Points of the sheet as the data of a path: from each to the next, to a tenth of a pixel."""
    rounded = np.rint(np.asarray(points, float) * _FINEST).astype(int)
    steps = np.diff(rounded, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    told = " ".join(f"{_tenth(x)} {_tenth(y)}" for x, y in steps.tolist())
    start = " ".join(map(_tenth, rounded[0].tolist()))
    return f"M{start}l{told}{end}"


@lru_cache(maxsize=_MOST_TENTHS)
def _tenth(value: int) -> str:
    """Most steps are short, and come again and again."""
    return f"{value / _FINEST:.10g}"


def fade_rivers(lines: Sequence[BaseGeometry]) -> dict[int, list[BaseGeometry]]:
    """Lines by how far they are from where the data were cut: 0 at the cut, RIVER_STEPS in full."""
    parts: dict[int, list[BaseGeometry]] = {}
    if not lines:
        return parts
    sides = _cut_sides(lines)
    for line in lines:
        for step, part in _split(shapely.get_coordinates(line), sides):
            parts.setdefault(step, []).append(part)
    return dict(sorted(parts.items()))


def _cut_sides(lines: Sequence[BaseGeometry]) -> list[tuple[int, float]]:
    """Axis and value of the sides of the lines' box where more than one of them ends."""
    west, south, east, north = shapely.total_bounds(list(lines))
    ends = np.array([shapely.get_coordinates(line)[[0, -1]] for line in lines]).reshape(-1, _AXES)
    sides = ((0, west), (0, east), (1, south), (1, north))
    return [(axis, value) for axis, value in sides if (ends[:, axis] == value).sum() > 1]


def _split(
    positions: Any, sides: Sequence[tuple[int, float]]
) -> Iterator[tuple[int, BaseGeometry]]:
    distance = np.full(len(positions), RIVER_REACH)
    for axis, value in sides:
        distance = np.minimum(distance, np.abs(positions[:, axis] - value))
    steps = np.floor(RIVER_STEPS * distance / RIVER_REACH).astype(int)
    of_segments = np.minimum(steps[:-1], steps[1:])
    starts = [0, *(np.flatnonzero(np.diff(of_segments)) + 1).tolist(), len(of_segments)]
    for start, end in pairwise(starts):
        yield int(of_segments[start]), shapely.LineString(positions[start : end + 1])
