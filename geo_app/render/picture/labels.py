"""Labels: where each may stand, and who gets the room; the page's rules (label_layout.js).

Greedy by priority: none lies over a mark, another label or the frame; lines are avoided.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from geo_app.domain.place import PlaceKind
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.marks import Mark
from geo_app.render.picture.scene import ShownCountry, ShownRoute
from geo_app.render.picture.text import Style, TextSetter

LABEL = 13.0
LINE = 1.25
_GAP, _AIR = 4.0, 1.5
_COUNTRY_AIR = 12.0
_STEP_COST, _LINE_STEP, _LINE_COST, _MOST_ON_LINES = 0.5, 7.0, 1.1, 6
_SECOND_LINE_FROM = 6.0
_SPILL_COST, _NARROW_COST = 6.0, 2.0
_CROWD, _CROWD_COST = 70.0, 1.2
_SPREAD = 0.3

_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_CAPITALS = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")

_PRIORITIES = {
    PlaceKind.HUB: 0.0,
    PlaceKind.LAND_PORT: 1.0,
    PlaceKind.SEA_PORT: 1.0,
    PlaceKind.AIRPORT_PORT: 2.0,
    PlaceKind.ZONE: 3.0,
    PlaceKind.CITY: 4.0,
    PlaceKind.AIRPORT: 4.5,
    PlaceKind.FACILITY: 5.0,
    PlaceKind.FORMER_FACILITY: 5.5,
    PlaceKind.TOWN: 7.0,
}
_ROUTE_PRIORITY, _CONTEXT_PRIORITY, _COUNTRY_PRIORITY = 3.5, 5.5, 6.0
_FROM_ZOOM = {
    PlaceKind.FACILITY: 8.0,
    PlaceKind.FORMER_FACILITY: 8.0,
    PlaceKind.ZONE: 7.0,
    PlaceKind.TOWN: 5.0,
}
_STRONG = frozenset(
    {PlaceKind.HUB, PlaceKind.LAND_PORT, PlaceKind.SEA_PORT, PlaceKind.AIRPORT_PORT}
)
MORE = Style(name="more", size=LABEL)
_PARTS = (0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2)
_SHIFTS = (
    (0, 0), (0, -18), (0, 18), (-30, 0), (30, 0), (-30, -18), (30, 18), (30, -18), (-30, 18),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label may stand; `anchor` is SVG's text-anchor."""

    box: Box
    anchor: str = "middle"
    cost: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Label:
    """A text that wants a place on the map.

    Attributes:
        lines: one below the other, each in its style; of the second the map can do without.
        spots: what may be, for a width and a height.
        air: pixels that are kept free to its left and right.
        mark: the mark that is drawn only with it.
    """

    lines: tuple[tuple[str, Style], ...]
    priority: float
    spots: Callable[[float, float], Iterable[Spot]]
    air: float = _AIR
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label that has its place."""

    lines: tuple[tuple[str, Style], ...]
    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """Where its anchor is."""
        sides = {"start": self.box.left, "end": self.box.right}
        return sides.get(self.anchor, self.box.middle[0])

    def baselines(self) -> Iterator[tuple[str, Style, float]]:
        """Its lines with the height at which each stands."""
        top = self.box.top
        for text, style in self.lines:
            yield text, style, top + style.size * (LINE + 0.72) / 2
            top += style.size * LINE


@dataclass
class Room:
    """What of the map is still free."""

    frame: Box
    taken: list[Box]
    lines: Sequence[Sequence[tuple[float, float]]] = ()
    points: list[tuple[float, float]] = field(init=False)
    """Along the lines, from left to right."""

    def __post_init__(self) -> None:
        walked = (walk(line, _LINE_STEP, self.frame) for line in self.lines)
        self.points = sorted(point for points in walked for point in points)

    def is_free(self, box: Box, air: float = 0.0) -> bool:
        """Whether nothing is there."""
        wide = Box(box.left - air, box.top, box.right + air, box.bottom)
        return self.frame.contains(box) and not any(wide.overlaps(each) for each in self.taken)

    def cost(self, spot: Spot) -> float:
        """How bad a spot is: how far from the best, and how much of lines it lies on."""
        box = spot.box
        first = bisect_right(self.points, (box.left, math.inf))
        last = bisect_left(self.points, (box.right, -math.inf))
        crossed = sum(box.top < y < box.bottom for _, y in self.points[first:last])
        return spot.cost + _LINE_COST * min(_MOST_ON_LINES, crossed)


def walk(
    line: Sequence[tuple[float, float]], step: float, frame: Box
) -> Iterator[tuple[float, float]]:
    """Points every `step` pixels along what of a line is near the frame."""
    near = frame.grown(2 * step)
    for (x1, y1), (x2, y2) in pairwise(line):
        if max(x1, x2) < near.left or min(x1, x2) > near.right:
            continue
        if max(y1, y2) < near.top or min(y1, y2) > near.bottom:
            continue
        count = max(1, min(5000, int(math.hypot(x2 - x1, y2 - y1) / step)))
        for at in range(count):
            x, y = x1 + (x2 - x1) * at / count, y1 + (y2 - y1) * at / count
            if near.has(x, y):
                yield x, y


def place_labels(
    labels: Iterable[Label], room: Room, setter: TextSetter, zoom: float
) -> tuple[list[PlacedLabel], list[Mark]]:
    """The labels that found room, and the minor marks that are drawn with theirs."""
    placed: list[PlacedLabel] = []
    marks: list[Mark] = []
    for label in sorted(labels, key=lambda each: each.priority):
        if label.mark and not room.is_free(label.mark.box):
            continue
        found = _find_room(label, room, setter, zoom)
        if found is None:
            continue
        placed.append(found)
        room.taken.append(found.box)
        if label.mark:
            room.taken.append(label.mark.box)
            marks.append(label.mark)
    return placed, marks


def _find_room(label: Label, room: Room, setter: TextSetter, zoom: float) -> PlacedLabel | None:
    fewer = (label.lines[:1],) if len(label.lines) > 1 else ()
    for lines in (label.lines, *fewer):
        if len(lines) > 1 and zoom < _SECOND_LINE_FROM:
            continue
        width = max(setter.width(text, style) for text, style in lines) + 2
        height = sum(style.size * LINE for _, style in lines)
        free = [each for each in label.spots(width, height) if room.is_free(each.box, label.air)]
        if free:
            best = min(free, key=room.cost)
            return PlacedLabel(lines, best.box, best.anchor)
    return None


def label_mark(mark: Mark, *, right_to_left: bool, zoom: float) -> Label | None:
    """The label of a place; None where it has none, or the map is too small for it."""
    place = mark.place
    if not place.label or zoom < _FROM_ZOOM.get(place.kind, 0):
        return None
    is_hub = place.kind is PlaceKind.HUB
    style = Style(
        name=f"label-{place.kind}", size=20.0 if is_hub else LABEL, bold=place.kind in _STRONG
    )
    more = ((place.sublabel, MORE),) if place.sublabel else ()
    return Label(
        lines=((place.label, style), *more),
        priority=_PRIORITIES[place.kind],
        spots=lambda width, height: _beside(mark.box, width, height, right_to_left=right_to_left),
        mark=mark if mark.is_minor else None,
    )


def _beside(mark: Box, width: float, height: float, *, right_to_left: bool) -> Iterator[Spot]:
    x, y = mark.middle
    right, left = mark.right + _GAP, mark.left - _GAP - width
    above, below = mark.top - 1 - height, mark.bottom + 1
    near, far = (left, right) if right_to_left else (right, left)
    corners = [
        (near, y - height / 2), (far, y - height / 2),
        (x - width / 2, below), (x - width / 2, above),
        (near - 2, above + height * 0.55), (near - 2, below - height * 0.55),
        (far + 2, above + height * 0.55), (far + 2, below - height * 0.55),
    ]  # fmt: skip
    for rank, (start, top) in enumerate(corners):
        anchor = "start" if start > x else "end" if start + width < x else "middle"
        yield Spot(Box(start, top, start + width, top + height), anchor, rank * _STEP_COST)


def label_route(
    route: ShownRoute, points: Sequence[tuple[float, float]], frame: Box
) -> Label | None:
    """The label along a route that lies wholly in the frame."""
    if not route.line_label or not all(frame.has(*end) for end in (points[0], points[-1])):
        return None
    name = "label-context" if route.is_context else f"label-{route.kind}"
    return Label(
        lines=((route.line_label, Style(name=name, size=LABEL)),),
        priority=_CONTEXT_PRIORITY if route.is_context else _ROUTE_PRIORITY,
        spots=lambda width, height: _along(points, width, height),
    )


def _along(points: Sequence[tuple[float, float]], width: float, height: float) -> Iterator[Spot]:
    for rank, part in enumerate(_PARTS):
        at = max(1, min(len(points) - 2, round(part * (len(points) - 1))))
        (x1, y1), (x, y), (x2, y2) = points[at - 1], points[at], points[(at + 1) % len(points)]
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        across, down = (y2 - y1) / length, (x1 - x2) / length
        away = (abs(across) * width + abs(down) * height) / 2 + _GAP
        for side in (1, -1):
            left, top = x + side * across * away - width / 2, y + side * down * away - height / 2
            yield Spot(Box(left, top, left + width, top + height), "middle", float(rank))


def country_style(title: str, spread: float = _SPREAD) -> tuple[str, Style]:
    """A country's name as it is written: spaced capitals where its script has them."""
    if _HAN.search(title):
        return title, Style(name="label-country spaced", size=LABEL, spread=spread)
    if _CAPITALS.search(title):
        return title.upper(), Style(name="label-country spaced", size=LABEL, spread=spread)
    return title, Style(name="label-country", size=LABEL)


def label_country(
    country: ShownCountry,
    shapes: Mapping[str, BaseGeometry],
    frame: MapFrame,
    marks: Sequence[Mark],
    spread: float,
) -> Label | None:
    """The name of a country, within it."""
    if not country.title:
        return None
    return Label(
        lines=(country_style(country.title, spread),),
        priority=_COUNTRY_PRIORITY,
        spots=lambda width, height: _across(country, shapes, frame, marks, (width, height)),
        air=_COUNTRY_AIR,
    )


def _across(
    country: ShownCountry,
    shapes: Mapping[str, BaseGeometry],
    frame: MapFrame,
    marks: Sequence[Mark],
    size: tuple[float, float],
) -> Iterator[Spot]:
    width, height = size
    own = shapes.get(country.id)
    shapely.prepare([*shapes.values()])
    others = [shape for name, shape in shapes.items() if name != country.id]

    def fits(x: float, y: float, wide: float) -> bool:
        places = [frame.position(x + part * wide, y) for part in (-0.5, 0, 0.5)]
        if own is not None:
            return all(shapely.intersects_xy(own, *each) for each in places)
        return not any(shapely.intersects_xy(other, *each) for other in others for each in places)

    for index, position in enumerate(country.label_points):
        x, y = frame.at(position)
        if not frame.box.has(x, y):
            continue
        cost = index * 1.5 + (0 if fits(x, y, width) else _SPILL_COST)
        cost += _NARROW_COST * sum(
            not fits(x, y + rows * height, width * 1.2) for rows in (-1.6, 1.6, -3.5, 3.5)
        )
        cost += _CROWD_COST * sum(
            math.dist((x, y), (each.x, each.y)) < _CROWD for each in marks if not each.is_minor
        )
        for shift, (dx, dy) in enumerate(_SHIFTS):
            if fits(x + dx, y + dy, 0 if own is not None else width):
                left, top = x + dx - width / 2, y + dy - height / 2
                yield Spot(Box(left, top, left + width, top + height), "middle", cost + shift * 0.4)
