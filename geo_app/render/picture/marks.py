"""Marks: places as symbols, set apart where they would cover one another."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo_app.domain.place import PlaceKind
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.scene import ShownPlace

SIZES = {
    PlaceKind.HUB: 26,
    PlaceKind.LAND_PORT: 22,
    PlaceKind.SEA_PORT: 22,
    PlaceKind.AIRPORT_PORT: 22,
    PlaceKind.ZONE: 20,
    PlaceKind.CITY: 15,
    PlaceKind.AIRPORT: 15,
    PlaceKind.FACILITY: 14,
    PlaceKind.FORMER_FACILITY: 14,
    PlaceKind.TOWN: 7,
}
"""In pixels, by kind, the most important first; as on the page (marks.js)."""
_FROM_ZOOM = {
    PlaceKind.FACILITY: 6.0,
    PlaceKind.FORMER_FACILITY: 6.5,
    PlaceKind.ZONE: 5.75,
    PlaceKind.TOWN: 5.0,
}
_SMALL, _SMALLER = (6.25, 0.86), (5.0, 0.74)
"""Below such a zoom marks are so much smaller."""
_RANKS = list(SIZES)
_GAP, _DIRECTIONS, _FARTHEST = 2.0, 24, 90
_WORTH_A_LEADER = 3.0


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A place on the sheet.

    Attributes:
        x, y: where its symbol stands.
        foot: where it lies.
        size: of the symbol.
    """

    place: ShownPlace
    x: float
    y: float
    foot: tuple[float, float]
    size: float

    @property
    def box(self) -> Box:
        """What the symbol covers."""
        return Box(self.x, self.y, self.x, self.y).grown(self.size / 2)

    @property
    def is_aside(self) -> bool:
        """Whether a leader is needed from the symbol to the place."""
        return math.dist((self.x, self.y), self.foot) > _WORTH_A_LEADER

    @property
    def is_minor(self) -> bool:
        """Whether it is there only if there is room for its label."""
        return self.place.kind is PlaceKind.TOWN


def place_marks(
    places: Iterable[ShownPlace], frame: MapFrame, taken: Sequence[Box] = ()
) -> list[Mark]:
    """The marks of the places in `frame`, the most important first; none covers another."""
    seen = frame.box.grown(-2)
    drawn = (each for each in places if frame.zoom >= _FROM_ZOOM.get(each.kind, 0))
    marks: list[Mark] = []
    for place in sorted(drawn, key=lambda each: _RANKS.index(each.kind)):
        foot = frame.at(place.position)
        if seen.has(*foot):
            marks.append(_find_room(place, foot, _size(place, frame.zoom), marks, frame.box, taken))
    return marks


def _size(place: ShownPlace, zoom: float) -> float:
    scale = next((by for below, by in (_SMALLER, _SMALL) if zoom < below), 1.0)
    return max(7, round(SIZES[place.kind] * scale))


def _find_room(  # noqa: PLR0913, PLR0917 - a mark, and all that it may touch
    place: ShownPlace,
    foot: tuple[float, float],
    size: float,
    others: Sequence[Mark],
    frame: Box,
    taken: Sequence[Box],
) -> Mark:
    """At its place, or the nearest where it touches no other; towns stay, or are left out."""

    def is_free(x: float, y: float) -> bool:
        box = Box(x, y, x, y).grown(size / 2)
        return (
            frame.contains(box)
            and not any(box.overlaps(each) for each in taken)
            and all(
                math.dist((x, y), (each.x, each.y)) >= (size + each.size) / 2 + _GAP
                for each in others
            )
        )

    spots = iter([foot]) if place.kind is PlaceKind.TOWN else _spots_around(foot, others)
    x, y = next((spot for spot in spots if is_free(*spot)), foot)
    return Mark(place=place, x=x, y=y, foot=foot, size=size)


def _spots_around(
    foot: tuple[float, float], others: Sequence[Mark]
) -> Iterator[tuple[float, float]]:
    """Points ever farther from `foot`, first away from what is nearest to it."""
    nearest = min(others, key=lambda each: math.dist(foot, (each.x, each.y)), default=None)
    away = math.atan2(foot[1] - nearest.y, foot[0] - nearest.x) if nearest else 0.0
    turns = sorted(range(-_DIRECTIONS // 2, _DIRECTIONS // 2), key=lambda each: (abs(each), each))
    angles = [away + 2 * math.pi * turn / _DIRECTIONS for turn in turns]
    yield foot
    for radius in range(1, _FARTHEST):
        for angle in angles:
            yield foot[0] + radius * math.cos(angle), foot[1] + radius * math.sin(angle)
