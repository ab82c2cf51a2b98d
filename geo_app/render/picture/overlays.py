"""Overlays on a picture: as paths, or where they are very many, as an image of their lines.

A path for each of 67,000 routes would make a file of many megabytes that few programs open; the
image is bounded by the picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
import shapely.affinity

from geo_app.domain.geodesic import geodesic_lines
from geo_app.domain.overlay import GeoJson, Method, Overlay
from geo_app.render.overlay_data import COLORS
from geo_app.render.picture.frame import MapFrame
from geo_app.render.picture.ground import write_area
from geo_app.render.picture.raster import DrawnLines, draw_lines
from geo_app.render.picture.segments import find_segments, write_segments

MOST_SEGMENTS = 30_000
"""Of the lines of all overlays as paths: some 300 kB of SVG."""
MANY = 100
WIDE, FINE = 2.0, 1.25
"""Pixels: of lines, and of those of an overlay of many (overlays/model.js)."""
CASING = 2.4
_STEP_PIXELS = 12.0
_LEAST_STEP_KM, _MOST_STEP_KM = 30.0, 400.0
_TURNS = (-360.0, 0.0, 360.0)
_MARGIN = 12.0
"""Pixels around the frame that are drawn too, so that no stroke ends within it."""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A point of an overlay on the sheet."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, kw_only=True)
class DrawnOverlay:
    """An overlay on the sheet.

    Attributes:
        number: of its colour in the palette, from 1.
        image: its lines, where there are too many for paths.
    """

    number: int
    width: float
    areas: str = ""
    lines: str = ""
    dots: tuple[Dot, ...] = ()
    image: DrawnLines | None = None

    def with_lines(
        self, segments: Any | None, frame: MapFrame, colour: str, scale: float, *, is_much: bool
    ) -> "DrawnOverlay":
        """The same with its lines, `segments` of the sheet."""
        if segments is None:
            return self
        if is_much:
            image = draw_lines(segments, frame.box, colour, self.width, scale)
            return replace(self, image=image)
        return replace(self, lines=write_segments(segments))


@dataclass
class _Shapes:
    """The geometry of an overlay: lines as arrays in degrees, rings, points."""

    lines: list[Any] = field(default_factory=list)
    legs: dict[tuple[float, ...], None] = field(default_factory=dict)
    areas: list[list[Any]] = field(default_factory=list)
    points: list[Any] = field(default_factory=list)


def draw_overlays(
    overlays: Sequence[Overlay], frame: MapFrame, colours: Sequence[str], scale: float
) -> list[DrawnOverlay]:
    """`overlays` in `frame`, in their order.

    Args:
        overlays: what is laid over the map.
        frame: of the map.
        colours: of the palette, in their order.
        scale: pixels of the picture for one of the layout, for images of very many lines.
    """
    gathered = [_gather(overlay) for overlay in overlays]
    seen = [find_segments(*_lines(each, frame), frame, _MARGIN) for each in gathered]
    is_much = sum(map(len, seen)) > MOST_SEGMENTS
    return [
        _draw(at, overlay, shapes, frame).with_lines(
            segments if len(segments) else None, frame, colours[at % COLORS], scale, is_much=is_much
        )
        for at, (overlay, shapes, segments) in enumerate(zip(overlays, gathered, seen, strict=True))
    ]


def _draw(at: int, overlay: Overlay, shapes: _Shapes, frame: MapFrame) -> DrawnOverlay:
    """All of an overlay but its lines."""
    width = WIDE if len(overlay.features) < MANY else FINE
    return DrawnOverlay(
        number=at % COLORS + 1,
        width=width,
        areas="".join(_areas(shapes, frame)),
        dots=tuple(_dots(shapes, frame, width)),
    )


def _gather(overlay: Overlay) -> _Shapes:
    shapes = _Shapes()
    for feature in overlay.features:
        _add(shapes, feature.feature.get("geometry"), feature.method)
    return shapes


def _add(shapes: _Shapes, geometry: GeoJson | None, method: Method) -> None:
    match geometry:
        case {"type": "Point", "coordinates": position}:
            shapes.points.append(position)
        case {"type": "MultiPoint", "coordinates": positions}:
            shapes.points += positions
        case {"type": "LineString", "coordinates": line}:
            _add_line(shapes, line, method)
        case {"type": "MultiLineString", "coordinates": lines}:
            for line in lines:
                _add_line(shapes, line, method)
        case {"type": "Polygon", "coordinates": rings}:
            shapes.areas.append(rings)
        case {"type": "MultiPolygon", "coordinates": areas}:
            shapes.areas += areas
        case {"type": "GeometryCollection", "geometries": members}:
            for each in members:
                _add(shapes, each, method)


def _add_line(shapes: _Shapes, line: Sequence[Sequence[float]], method: Method) -> None:
    if method is Method.RECORDED:
        shapes.lines.append(np.array([each[:2] for each in line], float))
        return
    # A leg there and back, or flown by many, is one line.
    for start, end in pairwise(line):
        one, other = sorted(((start[0], start[1]), (end[0], end[1])))
        if one != other:
            shapes.legs.setdefault((*one, *other))


def _lines(shapes: _Shapes, frame: MapFrame) -> tuple[Any, Any]:
    """The points of all lines, one after the other, in degrees, and where each line starts."""
    lines = [each for each in shapes.lines if len(each)]
    begins = np.cumsum([0, *map(len, lines)])[:-1] if lines else np.empty(0, int)
    points = np.concatenate(lines) if lines else np.empty((0, 2))
    if not shapes.legs:
        return points, begins
    _, latitude = frame.position(*frame.box.middle)
    step = _STEP_PIXELS / frame.kilometre(latitude)
    legs = np.array(list(shapes.legs), float)
    drawn, starts = geodesic_lines(
        legs[:, :2], legs[:, 2:], max(_LEAST_STEP_KM, min(_MOST_STEP_KM, step))
    )
    return np.concatenate((points, drawn)), np.concatenate((begins, starts + len(points)))


def _areas(shapes: _Shapes, frame: MapFrame) -> Iterator[str]:
    for rings in shapes.areas:
        shell, *holes = ([each[:2] for each in ring] for ring in rings)
        area = shapely.Polygon(shell, holes)
        for turn in _TURNS:
            yield write_area(shapely.affinity.translate(area, turn), frame)


def _dots(shapes: _Shapes, frame: MapFrame, width: float) -> Iterator[Dot]:
    seen = frame.box.grown(12)
    for position in shapes.points:
        x, y = frame.point(position[0], position[1])
        for turn in _TURNS:
            if seen.has(x + turn * frame.pixels, y):
                yield Dot(x=x + turn * frame.pixels, y=y, radius=width + 1.5)
