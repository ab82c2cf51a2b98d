"""Labels: what each says, how it looks, and where it may stand (labels.js, label_spots.js)."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geo_app.domain.place import PlaceKind
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.marks import Mark
from geo_app.render.picture.room import Label, Spot
from geo_app.render.picture.scene import ShownCountry, ShownRoute
from geo_app.render.picture.text import Style

LABEL = 13.0
_GAP = 4.0
_COUNTRY_AIR = 12.0
_STEP_COST = 0.5
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
