"""Where a route leaves the map, its far end is named at the frame, with an arrow (edges.js)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo_app.render.picture.frame import Box
from geo_app.render.picture.room import walk
from geo_app.render.picture.scene import ShownRoute
from geo_app.render.picture.text import Style, TextSetter

CHIP = 13.0
_PADDING, _ARROW, _HEIGHT, _INSET = 11.0, 16.0, 26.0, 8.0
_STEP, _FEWEST, _BACK = 4.0, 12, 10
_SHIFTS = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """The name of a route's far end at the frame.

    Attributes:
        kind: of the route.
        angle: of the arrow, in degrees clockwise from the right.
    """

    kind: str
    text: str
    style: Style
    box: Box
    angle: int
    right_to_left: bool

    @property
    def text_x(self) -> float:
        """The middle of the text."""
        aside = (_ARROW + 4) / 2
        return self.box.middle[0] + (aside if self.right_to_left else -aside)

    @property
    def arrow_x(self) -> float:
        """The middle of the arrow."""
        aside = _PADDING + _ARROW / 2 - 2
        return self.box.left + aside if self.right_to_left else self.box.right - aside


def place_edges(
    routes: Sequence[tuple[ShownRoute, Sequence[tuple[float, float]]]],
    frame: Box,
    taken: Sequence[Box],
    setter: TextSetter,
    *,
    right_to_left: bool,
) -> list[Edge]:
    """The edges of the routes of the article that leave `frame`; none lies over `taken`.

    Args:
        routes: each with its points on the sheet.
        frame: of the map.
        taken: what must stay free.
        setter: of the text.
        right_to_left: whether the arrow stands to the left of the name.
    """
    edges: list[Edge] = []
    for route, points in routes:
        if route.is_context or not route.label:
            continue
        leaving = _find_exit(points, frame.grown(-_INSET))
        if leaving is None:
            continue
        style = Style(name=f"edge-{route.kind}", size=CHIP, bold=True)
        text = f"{route.label} {route.distance}"
        width = setter.width(text, style) + _ARROW + 4 + 2 * _PADDING
        (x, y), angle = leaving
        occupied = [*taken, *(each.box for each in edges)]
        boxes = _boxes_near(x, y, width, frame.grown(-_INSET))
        box = next((each for each in boxes if not any(map(each.overlaps, occupied))), None)
        if box:
            edges.append(
                Edge(
                    kind=route.kind, text=text, style=style, box=box, angle=angle,
                    right_to_left=right_to_left,
                )
            )  # fmt: skip
    return edges


def _find_exit(
    points: Sequence[tuple[float, float]], frame: Box
) -> tuple[tuple[float, float], int] | None:
    """Where the line leaves for good, and in which direction; None if it does not."""
    if frame.has(*points[-1]):
        return None
    inside = [point for point in walk(points, _STEP, frame) if frame.has(*point)]
    if len(inside) < _FEWEST:
        return None
    (x1, y1), (x2, y2) = inside[-_BACK], inside[-1]
    return (x2, y2), round(math.degrees(math.atan2(y2 - y1, x2 - x1)))


def _boxes_near(x: float, y: float, width: float, frame: Box) -> list[Box]:
    sides = {
        "left": x - frame.left, "right": frame.right - x,
        "top": y - frame.top, "bottom": frame.bottom - y,
    }  # fmt: skip
    upright = min(sides, key=lambda side: sides[side]) in ("left", "right")
    boxes = []
    for shift in _SHIFTS:
        dx, dy = (0.0, shift * _HEIGHT * 0.8) if upright else (shift * width * 0.6, 0.0)
        left = max(frame.left, min(frame.right - width, x + dx - width / 2))
        top = max(frame.top, min(frame.bottom - _HEIGHT, y + dy - _HEIGHT / 2))
        boxes.append(Box(left, top, left + width, top + _HEIGHT))
    return boxes
