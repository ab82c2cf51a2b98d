"""Room: which label stands where, as on the page (label_layout.js).

Greedy by priority: none lies over a mark, another label or the frame; lines are avoided.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geo_app.render.picture.frame import Box
from geo_app.render.picture.marks import Mark
from geo_app.render.picture.text import Style, TextSetter

LINE = 1.25
"""Height of a line of text, in sizes of it."""
_AIR = 1.5
_LINE_STEP, _LINE_COST, _MOST_ON_LINES = 7.0, 1.1, 6
_SECOND_LINE_FROM = 6.0


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
