"""Turn the clipped land polygons into a valid coverage: no holes, overlaps or crumbs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Coverage = dict[str, BaseGeometry]
Xy = tuple[float, float]

SEAS = [(46.0, 36.0, 55.5, 47.5), (58.0, 44.0, 61.5, 47.0)]  # Caspian and Aral
SEA = 0.15  # square degrees: the smallest part of the Aral that is kept
ENCLAVE = 2e-4  # square degrees: the smallest that is kept is Barak
CRUMB = 3e-3
ISLAND = 0.02


def polygons_of(shape: BaseGeometry) -> list[shapely.Polygon]:
    """The polygons of any geometry."""
    return [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]


def holes_of(parts: dict[str, list[shapely.Polygon]]) -> list[shapely.Polygon]:
    """Every interior ring, filled."""
    return [shapely.Polygon(r) for ps in parts.values() for p in ps for r in p.interiors]


def is_sea(water: shapely.Polygon) -> bool:
    """Whether it is the Caspian or a large part of the Aral, which stay water."""
    middle = water.point_on_surface()
    return water.area > SEA and any(shapely.box(*box).contains(middle) for box in SEAS)


def _solid(part: shapely.Polygon) -> BaseGeometry:
    """The part without its holes, seas excepted."""
    kept = [r for r in part.interiors if is_sea(shapely.Polygon(r))]
    shape = shapely.Polygon(part.exterior, kept)
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure")


def solid_countries(
    parts: dict[str, list[shapely.Polygon]],
) -> tuple[Coverage, list[BaseGeometry]]:
    """Countries without holes except where another country's enclave lies; and the enclaves."""
    owners = [code for code, ps in parts.items() for _ in ps]
    shapes = [_solid(p) for ps in parts.values() for p in ps]
    area = shapely.area(shapes)
    inner, outer = shapely.STRtree(shapes).query(
        shapely.point_on_surface(shapes), predicate="within"
    )
    swallowed: set[int] = set()
    enclaves: list[tuple[int, int]] = []
    for i, o in zip(inner.tolist(), outer.tolist(), strict=True):
        if area[i] < area[o]:
            if owners[i] != owners[o] and area[i] > ENCLAVE:
                enclaves.append((i, o))
            else:
                swallowed.add(i)
    countries: Coverage = {}
    for code in parts:
        mine = [s for i, s in enumerate(shapes) if owners[i] == code and i not in swallowed]
        foreign = [shapes[i] for i, o in enclaves if owners[o] == code]
        whole = shapely.union_all(mine)
        countries[code] = shapely.difference(whole, shapely.union_all(foreign))
    return countries, [shapes[i] for i, _ in enclaves]


def clean(countries: Coverage) -> Coverage:
    """Remove overlaps and narrow gaps; refuse a result in which a country grew or shrank."""
    shapes = list(countries.values())
    cleaned = shapely.coverage_clean(shapes, gap_width=0.002, snapping_distance=0.0003)
    for code, before, after in zip(countries, shapes, cleaned, strict=True):
        if abs(before.area - after.area) > 0.2 + 0.01 * before.area:
            raise ValueError(f"{code}: {before.area:.3f} became {after.area:.3f}")
    return dict(zip(countries, cleaned, strict=True))


def gaps(countries: Coverage) -> list[shapely.Polygon]:
    """Water between countries (rivers and lakes on borders), without the seas."""
    whole = shapely.coverage_union_all(list(countries.values()))
    shells = shapely.union_all([shapely.Polygon(p.exterior) for p in polygons_of(whole)])
    return [g for g in polygons_of(shells - whole) if not is_sea(g)]


def sides(countries: Coverage) -> dict[tuple[Xy, Xy], str]:
    """The country on the left of each directed edge."""
    left: dict[tuple[Xy, Xy], str] = {}
    for code, shape in countries.items():
        for polygon in polygons_of(shape):
            whole = shapely.orient_polygons(polygon)
            for ring in (whole.exterior, *whole.interiors):
                points = list(map(tuple, shapely.get_coordinates(ring).tolist()))
                left.update(((a, b), code) for a, b in pairwise(points))
    return left


def _bank_points(gap: shapely.Polygon, left: dict[tuple[Xy, Xy], str]) -> dict[Xy, str]:
    """Points along the banks of a gap with the country behind each."""
    step = 0.001 if gap.length < 1 else 0.003
    found: dict[Xy, str] = {}
    for ring in (gap.exterior, *gap.interiors):
        points = list(map(tuple, shapely.get_coordinates(ring).tolist()))
        for a, b in pairwise(points):
            code = left.get((a, b)) or left.get((b, a))
            count = int(np.ceil(np.hypot(b[0] - a[0], b[1] - a[1]) / step))
            for k in range(count if code else 0):
                part = (k + 0.5) / count
                found[(a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))] = str(code)
    return found


def _shared_out(gap: shapely.Polygon, left: dict[tuple[Xy, Xy], str]) -> Coverage:
    """Divide a gap: each place goes to the nearest bank's country."""
    banks = _bank_points(gap, left)
    belongs = np.array(list(banks.values()))
    codes = sorted(set(banks.values()))
    if len(codes) < 2:
        return dict.fromkeys(codes, gap)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(list(banks)), extend_to=gap, ordered=True)
    )
    return {
        code: shapely.intersection(gap, shapely.coverage_union_all(cells[belongs == code]))
        for code in codes
    }


def fill(countries: Coverage) -> Coverage:
    """Close the gaps so that neighbours meet in the middle of the water."""
    left = sides(countries)
    pieces: dict[str, list[BaseGeometry]] = {code: [] for code in countries}
    for gap in gaps(countries):
        for code, piece in _shared_out(gap, left).items():
            pieces[code].append(piece)
    return clean({c: shapely.union_all([shape, *pieces[c]]) for c, shape in countries.items()})


def without_crumbs(countries: Coverage, enclaves: list[BaseGeometry]) -> Coverage:
    """Give small parts to the neighbour they touch most; drop small islands."""
    flat = [[code, p] for code, shape in countries.items() for p in polygons_of(shape)]
    tree = shapely.STRtree([p for _, p in flat])
    known = shapely.union_all(enclaves)
    owners: list[str | None] = [code for code, _ in flat]
    for i in sorted(range(len(flat)), key=lambda k: flat[k][1].area):
        part = flat[i][1]
        if part.area >= ISLAND:
            break
        near = [k for k in tree.query(part, predicate="intersects").tolist() if k != i]
        edge = {k: part.boundary.intersection(flat[k][1].boundary).length for k in near}
        best = max(edge, key=lambda k: edge[k], default=None)
        if best is None or edge[best] == 0:
            owners[i] = None
        elif part.area < CRUMB and not known.intersects(part.point_on_surface()):
            owners[i] = owners[best]
    return {
        code: shapely.coverage_union_all(
            [p for (_, p), o in zip(flat, owners, strict=True) if o == code]
        )
        for code in countries
        if code in owners
    }
