"""Make the topology of the basemap: countries, boundaries, land, lakes and rivers."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import sources
from arcs import SCALE, Arc, Grid, cut, settle
from mosaic import (
    Coverage,
    clean,
    fill,
    gaps,
    holes_of,
    polygons_of,
    solid_countries,
    without_crumbs,
)
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from sources import CLIP, ISO2
from topojson import Topology

BOX = (71.0, 35.0, 79.0, 43.0)
FINE, COARSE, FAR_COAST = 0.0014, 0.02, 0.035
DRAWN = set(ISO2) - {"CHN"}
CONTESTED = [{"CHN", "IND"}, {"IND", "PAK"}, {"CHN", "PAK"}]
SHORT = 0.3
PARTIES = {"China", "India", "Pakistan", "Siachen Glacier"}
RIVER_BOX = (60.0, 28.0, 92.0, 48.0)
OVERLAP = 0.25
NORTH_OVERLAP = 0.4  # over the reservoirs of the Kama, which the clip cuts
NEAR_WORLD = (-11.0, 4.0, 125.0, 72.0)
LAKES = [  # where, smallest area in square degrees, tolerance
    ((70.0, 35.0, 80.0, 43.0), 0.003, 0.006),
    ((67.0, 33.0, 85.0, 44.5), 0.003, 0.012),
    ((60.0, 30.0, 90.0, 47.0), 0.05, 0.03),
    ((55.0, 36.0, 92.0, 52.0), 0.2, 0.03),
]


def disputed_zone(classes: list[tuple[str, str, str, BaseGeometry]]) -> BaseGeometry:
    """Within 0.25 degrees of the lines that China, India or Pakistan dispute."""
    lines = [x for _, a, b, x in classes if a != b and {a, b} <= PARTIES]
    zone = shapely.union_all(lines).buffer(0.25)
    shapely.prepare(zone)
    return zone


def _inside(points: NDArray[np.float64], box: Any) -> NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    return np.asarray((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3]))


def _smooth(flags: NDArray[np.bool_], length: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The flags without runs shorter than SHORT degrees between two longer ones."""
    flags = flags.copy()
    breaks = [0, *(np.flatnonzero(np.diff(flags)) + 1).tolist(), len(flags)]
    for start, end in list(pairwise(breaks))[1:-1]:
        if length[start:end].sum() < SHORT:
            flags[start:end] = flags[start - 1]
    return flags


def classifier(zone: BaseGeometry) -> Any:
    """Names the kind of each edge: c(lip edge), f(ine) or r(ough), and d(isputed)."""

    def classify(points: NDArray[np.float64], pair: frozenset[str]) -> list[str]:
        middle = (points[:-1] + points[1:]) / 2
        fine = np.where(_inside(middle, BOX), "f", "r").astype(object)
        if len(pair) == 1:
            return list(np.where(_inside(middle, np.add(CLIP, [1e-9] * 2 + [-1e-9] * 2)), "r", "c"))
        if set(pair) in CONTESTED:
            length = np.hypot(*np.diff(points, axis=0).T)
            fine += np.where(_smooth(shapely.intersects_xy(zone, middle), length), "d", "")
        return list(fine)

    return classify


def _tolerance(arc: Arc) -> float:
    limit = FINE if "f" in arc.kind else COARSE
    if len(arc.pair) == 1 and not arc.pair & DRAWN:
        limit = FAR_COAST
    if not arc.closed:
        return limit
    return min(limit, float(shapely.linestrings(arc.line).length) / 100)


def wanted_arcs(countries: Coverage, zone: BaseGeometry) -> list[Arc]:
    """Coasts and the boundaries of the drawn countries, with their tolerances."""
    arcs = cut(countries, classifier(zone))
    wanted = [arc for arc in arcs if len(arc.pair) == 1 or arc.pair & DRAWN]
    return [replace(arc, tolerance=_tolerance(arc)) for arc in wanted]


def _area(lines: list[Grid]) -> BaseGeometry:
    return shapely.build_area(shapely.multilinestrings([shapely.linestrings(x) for x in lines]))


def add_countries(top: Topology, arcs: list[Arc], lines: list[Grid]) -> None:
    """The eight countries as polygons with shared arcs."""
    shapes = []
    for code in sorted(DRAWN, key=ISO2.__getitem__):
        mine = [line for arc, line in zip(arcs, lines, strict=True) if code in arc.pair]
        shapes.append({**top.polygons(_area(mine)), "id": ISO2[code]})
    top.objects["countries"] = shapes


def _chains(indexes: list[int], top: Topology) -> list[list[int]]:
    """Join arcs that follow each other: end to start, either way round."""
    chains: list[list[int]] = []
    left = list(indexes)

    def ends(i: int) -> tuple[tuple[int, int], tuple[int, int]]:
        arc = top.arcs[i if i >= 0 else ~i]
        return (arc[0], arc[-1]) if i >= 0 else (arc[-1], arc[0])

    while left:
        chain = [left.pop(0)]
        for front in (False, True):
            while True:
                at = ends(chain[0])[0] if front else ends(chain[-1])[1]
                step = next((s for i in left for s in (i, ~i) if ends(s)[front] == at), None)
                if step is None or ends(chain[0])[0] == ends(chain[-1])[1]:
                    break
                left.remove(step if step >= 0 else ~step)
                chain.insert(0, step) if front else chain.append(step)
        chains.append(chain)
    return chains


def add_boundaries(top: Topology, arcs: list[Arc], numbers: list[int]) -> None:
    """Land boundaries of the eight, by pair of countries and class."""
    groups: dict[tuple[tuple[str, ...], bool], list[int]] = {}
    for arc, number in zip(arcs, numbers, strict=True):
        if len(arc.pair) == 2:
            names = tuple(sorted(_iso2(code) for code in arc.pair))
            groups.setdefault((names, "d" in arc.kind), []).append(number)
    top.objects["boundaries"] = [
        {
            **top.lines(_chains(members, top)),
            "properties": {"countries": list(names), "disputed": disputed},
        }
        for (names, disputed), members in sorted(groups.items())
    ]


def _iso2(code: str) -> str:
    others = {
        "IRN": "IR", "RUS": "RU", "NPL": "NP", "BTN": "BT", "BGD": "BD", "MMR": "MM", "MNG": "MN",
    }  # fmt: skip
    return ISO2.get(code) or others[code]


def on_grid(shape: BaseGeometry) -> BaseGeometry:
    """The shape in grid units, rounded and still valid."""
    scaled = shapely.transform(shape, lambda xy: xy * SCALE)
    return shapely.set_precision(scaled, 1)


def outside_land(folder: Path) -> BaseGeometry:
    """The world's land beyond the clip and a little into it; finer where flights are shown."""
    hole = shapely.box(*np.add(CLIP, [OVERLAP, OVERLAP, -OVERLAP, -NORTH_OVERLAP]))
    near = shapely.box(*NEAR_WORLD)
    land = sources.world_land(folder, NEAR_WORLD, 0.12, 0.4)
    chosen = [p for p in land if p.area >= (0.05 if p.intersects(near) else 0.8)]
    return on_grid(shapely.union_all(chosen) - hole)


def add_land(top: Topology, arcs: list[Arc], lines: list[Grid], outside: BaseGeometry) -> None:
    """All land: one shape inside the clip, one beyond it."""
    coast = [line for arc, line in zip(arcs, lines, strict=True) if len(arc.pair) == 1]
    beyond = shapely.multipolygons([p for p in polygons_of(outside) if p.area > 0.02 * SCALE**2])
    top.objects["land"] = [top.polygons(_area(coast)), top.polygons(beyond)]


def lake_shapes(waters: list[shapely.Polygon], land: BaseGeometry) -> list[shapely.Polygon]:
    """Lakes inside the land: small ones in the frame, only great ones farther away."""
    chosen: list[BaseGeometry] = []
    for water in waters:
        middle = water.centroid
        for box, smallest, tolerance in LAKES:
            if shapely.box(*box).contains(middle) and water.area >= smallest:
                wide = shapely.maximum_inscribed_circle(water, 0.002).length > 0.012
                if wide and land.contains(water.point_on_surface()):
                    rough = shapely.simplify(water, tolerance)
                    chosen.append(on_grid(shapely.Polygon(rough.exterior)))
                break
    apart = polygons_of(shapely.union_all(chosen, grid_size=1))
    return sorted(apart, key=lambda p: (-p.area, p.bounds))


def add_rivers(top: Topology, frame: Any) -> None:
    """Main rivers with name and rank."""
    shapes: dict[tuple[int, str], list[Grid]] = {}
    window = shapely.box(*RIVER_BOX)
    rows = zip(frame["name"], frame["scalerank"], frame["featurecla"], frame.geometry, strict=True)
    for name, rank, kind, line in rows:
        if rank > 7 or "Intermittent" in kind:
            continue
        rough = shapely.simplify(shapely.line_merge(line & window), 0.015)
        title = name if isinstance(name, str) else ""
        for part in shapely.get_parts(rough):
            points = np.rint(shapely.get_coordinates(part) * SCALE).astype(np.int64)
            keep = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))
            if keep.sum() > 1 and part.length > 0.1:
                shapes.setdefault((int(rank), title), []).append(points[keep])
    top.objects["rivers"] = [
        {
            **top.lines([[top.add_arc(p)] for p in sorted(lines, key=lambda p: p.tolist())]),
            "properties": {"name": name, "rank": rank},
        }
        for (rank, name), lines in sorted(shapes.items())
    ]


def build(folder: Path) -> tuple[str, Coverage]:
    """The topology's text and the unsimplified coverage it was made from."""
    parts = sources.countries_in_clip(folder)
    solid, enclaves = solid_countries(parts)
    cleaned = clean(solid)
    waters = holes_of(parts) + gaps(cleaned)
    countries = without_crumbs(fill(cleaned), enclaves)
    zone = disputed_zone(sources.boundary_classes(folder))
    arcs, lines = settle(wanted_arcs(countries, zone))
    top = Topology()
    numbers = [top.add_arc(line) for line in lines]
    add_countries(top, arcs, lines)
    add_boundaries(top, arcs, numbers)
    add_land(top, arcs, lines, outside_land(folder))
    land = shapely.union_all(list(countries.values()))
    lakes = lake_shapes(waters, land)
    top.objects["lakes"] = [top.polygons(shapely.multipolygons(lakes))]
    add_rivers(top, sources.rivers(folder, RIVER_BOX))
    return top.encode(), countries
