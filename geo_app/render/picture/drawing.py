"""The map within its frame: ground, relief, lines, marks, labels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import LayerKind
from geo_app.render.picture.edges import Edge, place_edges
from geo_app.render.picture.frame import MapFrame
from geo_app.render.picture.ground import (
    DrawnPath,
    Ground,
    draw_ground,
    write_lines,
    write_points,
)
from geo_app.render.picture.labels import label_country, label_mark, label_route
from geo_app.render.picture.marks import Mark, place_marks
from geo_app.render.picture.relief import DrawnRelief, draw_relief
from geo_app.render.picture.room import Label, PlacedLabel, Room, place_labels
from geo_app.render.picture.scene import Line, Scene, ShownRoute
from geo_app.render.picture.text import TextSetter
from geo_app.render.shapes import ShapesOf

_TURNS = (-360.0, 0.0, 360.0)
_CLEAR = 5.0
"""Pixels between a label and the frame."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Circle:
    """How far from its mark a place may be."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything within the frame, in the order in which it is drawn.

    Overlays lie between `lines` (ties and roads) and `routes`.
    """

    frame: MapFrame
    ground: Ground
    reliefs: tuple[DrawnRelief, ...]
    circles: tuple[Circle, ...]
    lines: tuple[DrawnPath, ...]
    routes: tuple[DrawnPath, ...]
    marks: tuple[Mark, ...]
    labels: tuple[PlacedLabel, ...]
    edges: tuple[Edge, ...]

    @property
    def styles(self) -> frozenset[str]:
        """Style classes of paths, and kinds of marks, that are seen."""
        paths = (*self.ground.below, *self.ground.above, *self.lines, *self.routes)
        names = {name for path in paths for name in path.style.split()}
        return frozenset(names | {str(mark.place.kind) for mark in self.marks})


@dataclass(frozen=True, kw_only=True)
class MapDrawer:
    """Draws the map of a corridor; everything but the frame is known beforehand.

    Attributes:
        shown: ids of the layers that are on.
        spread: space between the letters of countries' names, in ems.
    """

    corridor: Corridor
    scene: Scene
    shown: frozenset[str]
    shapes_of: ShapesOf
    setter: TextSetter
    theme: str
    right_to_left: bool
    relief_scale: float
    spread: float

    def draw(self, frame: MapFrame) -> Drawing:
        """The map in `frame`."""
        return _FrameDrawer(self, frame).draw()


@dataclass(frozen=True)
class _FrameDrawer:
    drawer: MapDrawer
    frame: MapFrame

    def draw(self) -> Drawing:
        drawer, frame = self.drawer, self.frame
        ground = draw_ground(drawer.corridor, drawer.shown, drawer.shapes_of, frame)
        marks = place_marks(drawer.scene.places, frame)
        major = [each for each in marks if not each.is_minor]
        edges = place_edges(
            self._route_points,
            frame.box,
            [mark.box for mark in major],
            drawer.setter,
            right_to_left=drawer.right_to_left,
        )
        taken = [*(mark.box for mark in major), *(edge.box for edge in edges)]
        room = Room(frame.box.grown(-_CLEAR), taken, [*self._road_points, *self._lines_drawn])
        labels, minor = place_labels(self._labels(marks, ground), room, drawer.setter, frame.zoom)
        return Drawing(
            frame=frame,
            ground=ground,
            reliefs=tuple(self._reliefs()),
            circles=tuple(self._circles(major)),
            lines=tuple(path for path in self._roads(major) if path.d),
            routes=tuple(path for path in self._routes() if path.d),
            marks=(*reversed(minor), *reversed(major)),
            labels=tuple(labels),
            edges=tuple(edges),
        )

    def _points(self, line: Line) -> Points:
        points = self.frame.points(np.asarray(line, float)[:, :2]).tolist()
        return [(x, y) for x, y in points]

    @cached_property
    def _route_points(self) -> list[tuple[ShownRoute, Points]]:
        return [(route, self._points(route.line)) for route in self.drawer.scene.routes]

    @cached_property
    def _lines_drawn(self) -> list[Points]:
        return [points for _, points in self._route_points]

    @cached_property
    def _road_points(self) -> list[Points]:
        return [self._points(road) for road in self.drawer.scene.roads]

    def _labels(self, marks: Sequence[Mark], ground: Ground) -> Iterator[Label]:
        drawer, frame = self.drawer, self.frame
        for mark in marks:
            if label := label_mark(mark, right_to_left=drawer.right_to_left, zoom=frame.zoom):
                yield label
        for route, points in self._route_points:
            if label := label_route(route, points, frame.box):
                yield label
        for country in drawer.scene.countries:
            if label := label_country(country, ground.countries, frame, marks, drawer.spread):
                yield label

    def _reliefs(self) -> Iterator[DrawnRelief]:
        corridor = self.drawer.corridor
        for layer in corridor.layers_of(LayerKind.RELIEF):
            if layer.id in self.drawer.shown and layer.bounds:
                drawn = draw_relief(
                    corridor.images[layer.file],
                    layer.bounds,
                    self.frame,
                    self.drawer.theme,
                    self.drawer.relief_scale,
                )
                if drawn:
                    yield drawn

    def _circles(self, marks: Iterable[Mark]) -> Iterator[Circle]:
        for mark in marks:
            if uncertainty := mark.place.uncertainty_km:
                kilometre = self.frame.kilometre(mark.place.position.latitude)
                yield Circle(*mark.foot, uncertainty * kilometre)

    def _roads(self, marks: Iterable[Mark]) -> Iterator[DrawnPath]:
        yield DrawnPath("line line-tie", "".join(map(self._tie, marks)))
        roads = write_along(self.drawer.scene.roads, self.frame)
        yield DrawnPath("line line-road-casing", roads)
        yield DrawnPath("line line-road", roads)

    def _routes(self) -> Iterator[DrawnPath]:
        routes = [
            (route, write_along([route.line], self.frame)) for route in self.drawer.scene.routes
        ]
        for route, d in routes:
            casing = "line line-casing" + (" line-context" if route.is_context else "")
            yield DrawnPath(casing, d)
        for route, d in routes:
            yield DrawnPath(f"line {route.style}", d)

    def _tie(self, mark: Mark) -> str:
        if mark.place.tie is None:
            return ""
        return write_points([mark.foot, self.frame.at(mark.place.tie)])


def write_along(lines: Iterable[Line], frame: MapFrame) -> str:
    """What is seen of lines in degrees whose longitudes may pass ±180°."""
    west, _, east, _ = frame.bounds(0)
    shapes = []
    for line in lines:
        positions = np.asarray(line, float)[:, :2]
        for turn in _TURNS:
            turned = positions + np.array((turn, 0.0))
            if turned[:, 0].min() < east and turned[:, 0].max() > west:
                shapes.append(shapely.LineString(turned))
    return write_lines(shapes, frame)
