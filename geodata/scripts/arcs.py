"""Cut a coverage into shared arcs, simplify them and build polygons from them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import shapely
from mosaic import Coverage, sides
from numpy.typing import NDArray

Grid = NDArray[np.int64]
Classify = Callable[[NDArray[np.float64], frozenset[str]], list[str]]
SCALE = 1000  # grid points in a degree


@dataclass(frozen=True)
class Arc:
    """A line between two nodes, the countries on its left and right, and its class."""

    line: NDArray[np.float64]
    left: str | None
    right: str | None
    kind: str
    tolerance: float = 0.0

    @property
    def pair(self) -> frozenset[str]:
        """The countries on its two sides."""
        return frozenset(code for code in (self.left, self.right) if code)

    @property
    def closed(self) -> bool:
        """Whether it ends where it begins."""
        return bool((self.line[0] == self.line[-1]).all())

    def drawn(self) -> Grid:
        """The simplified line on the integer grid."""
        line = shapely.simplify(shapely.linestrings(self.line), self.tolerance)
        points: Grid = np.rint(shapely.get_coordinates(line) * SCALE).astype(np.int64)
        keep = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))
        return points.compress(keep, axis=0)


def _runs(kinds: list[str]) -> Iterable[tuple[int, int]]:
    """Spans of consecutive edges of one kind."""
    start = 0
    for i in range(1, len(kinds) + 1):
        if i == len(kinds) or kinds[i] != kinds[start]:
            yield start, i
            start = i


def cut(countries: Coverage, classify: Classify) -> list[Arc]:
    """All boundaries and coasts as arcs, split at nodes and where their class changes."""
    left = sides(countries)
    edges = shapely.union_all([shape.boundary for shape in countries.values()])
    arcs: list[Arc] = []
    for line in shapely.get_parts(shapely.line_merge(edges)):
        points = shapely.get_coordinates(line)
        a, b = (tuple(p) for p in points[:2].tolist())
        one, other = left.get((a, b)), left.get((b, a))
        kinds = classify(points, frozenset(c for c in (one, other) if c))
        if line.is_closed and len(set(kinds)) > 1:
            turn = next(i for i in range(len(kinds)) if kinds[i] != kinds[i - 1])
            points = np.vstack([points[turn:-1], points[: turn + 1]])
            kinds = kinds[turn:] + kinds[:turn]
        for start, end in _runs(kinds):
            arcs.append(Arc(points[start : end + 1], one, other, kinds[start]))
    return sorted(arcs, key=lambda arc: (*arc.line[0], *arc.line[-1], *arc.line[1]))


@dataclass(frozen=True)
class Conflict:
    """Two segments that meet where they should not: (line, edge) of each, and the place."""

    one: tuple[int, int]
    other: tuple[int, int]
    place: NDArray[np.float64]


def conflicts(lines: list[Grid]) -> list[Conflict]:
    """Where lines cross or touch other than at common ends."""
    segments = shapely.linestrings(
        np.vstack([np.stack([line[:-1], line[1:]], axis=1) for line in lines]).astype(float)
    )
    where = [(i, k) for i, line in enumerate(lines) for k in range(len(line) - 1)]
    nodes = {tuple(p) for line in lines for p in (line[0].tolist(), line[-1].tolist())}
    one, other = shapely.STRtree(segments).query(segments, predicate="intersects")
    found: list[Conflict] = []
    for i, k in zip(one.tolist(), other.tolist(), strict=True):
        if i >= k:
            continue
        meeting = shapely.intersection(segments[i], segments[k])
        place = shapely.get_coordinates(meeting)[0]
        if meeting.geom_type == "Point":
            common = [
                place.tolist() in shapely.get_coordinates(segments[n]).tolist() for n in (i, k)
            ]
            follows = where[k] == (where[i][0], where[i][1] + 1)
            if all(common) and (tuple(place.tolist()) in nodes or follows):
                continue
        found.append(Conflict(where[i], where[k], place))
    return found


def _weakest(conflict: Conflict, arcs: list[Arc], lines: list[Grid]) -> tuple[int, int] | None:
    """The vertex to leave out: on a coast, not an end, nearest to the meeting place."""
    choices: list[tuple[float, int, int]] = []
    for line, edge in (conflict.one, conflict.other):
        for vertex in (edge, edge + 1):
            if len(arcs[line].pair) == 1 and 0 < vertex < len(lines[line]) - 1:
                far = float(np.hypot(*(lines[line][vertex] - conflict.place)))
                choices.append((far, line, vertex))
    return min(choices)[1:] if choices else None


def settle(arcs: list[Arc], rounds: int = 60) -> tuple[list[Arc], list[Grid]]:
    """Draw the arcs; where they would meet, borders get more detail and coasts less."""
    lines = [arc.drawn() for arc in arcs]
    for _ in range(rounds):
        kept = [i for i, a in enumerate(arcs) if len(lines[i]) > (3 if a.closed else 1)]
        arcs, lines = [arcs[i] for i in kept], [lines[i] for i in kept]
        found = conflicts(lines)
        if not found:
            return arcs, lines
        finer: set[int] = set()
        coarser: dict[int, set[int]] = {}
        for conflict in found:
            weakest = _weakest(conflict, arcs, lines)
            if weakest:
                coarser.setdefault(weakest[0], set()).add(weakest[1])
            else:
                finer |= {conflict.one[0], conflict.other[0]}
        for i, vertices in coarser.items():
            lines[i] = np.delete(lines[i], sorted(vertices), axis=0)
        for i in finer:
            arcs[i] = replace(arcs[i], tolerance=arcs[i].tolerance / 2)
            lines[i] = arcs[i].drawn()
    places = [(c.place / SCALE).tolist() for c in found]
    raise ValueError(f"arcs still cross at {places}")
