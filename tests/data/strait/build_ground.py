"""Cut the ground of the strait out of Natural Earth 1:10m, as the npm package world-atlas has it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tests.data.strait.build_ground package/countries-10m.json

Writes land.geojson, countries.geojson and boundaries.geojson beside itself, the same bytes each
time with the same versions (shapely 2.2.0). The boundary is made of the edges that the two
polygons share, and the land is both polygons together: so all three agree to the last digit.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from tests.topology import decode

CLIP = shapely.box(-78, -57, -62, -43)
ISO = {"032": "AR", "152": "CL"}
DECIMALS = 3
TOLERANCE = 0.028
"""Degrees: corners whose triangle is smaller than its square, some 5 km² here, are left out."""
LEAST_AREA = 0.004
"""Square degrees: smaller islands, below about 30 km² here, are left out."""


def main(atlas: Path) -> None:
    """Write the three files."""
    found = _read(atlas)
    codes = sorted(found)
    countries = _simplified([_clipped(found[code]) for code in codes])
    land = shapely.coverage_union_all(countries)
    _write("land", [{"geometry": land}])
    _write(
        "countries",
        [{"id": code, "geometry": each} for code, each in zip(codes, countries, strict=True)],
    )
    told = {"countries": codes, "disputed": False}
    _write("boundaries", [{"properties": told, "geometry": _shared(*countries)}])


def _read(atlas: Path) -> dict[str, BaseGeometry]:
    """The two countries; some rings of the rest of the world are too short to be read."""
    topology = json.loads(atlas.read_text("utf-8"))
    members = topology["objects"]["countries"]["geometries"]
    wanted = {"geometries": [each for each in members if each.get("id") in ISO]}
    shapes = decode(topology | {"objects": {"countries": wanted}})["countries"]
    return {ISO[told["id"]]: shape for told, shape in shapes}


def _clipped(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.intersection(_rounded(shape), CLIP))
    return shapely.multipolygons([each for each in parts if shapely.area(each) > LEAST_AREA])


def _simplified(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    simple = [_rounded(each) for each in shapely.coverage_simplify(shapes, TOLERANCE)]
    if not all(map(shapely.is_valid, simple)) or not shapely.coverage_is_valid(simple):
        raise SystemExit("the countries overlap or gape after simplifying")
    return simple


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: points.round(DECIMALS))


def _shared(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """The edges that both shapes have, joined to lines."""
    edges = set(_edges(one)) & set(_edges(other))
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings(sorted(edges))))


def _edges(shape: BaseGeometry) -> Iterator[tuple[Any, ...]]:
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            yield from (tuple(sorted(edge)) for edge in pairwise(ring.coords))


def _write(name: str, features: list[dict[str, Any]]) -> None:
    """One feature a line, so that a difference can be read."""
    lines = []
    for each in features:
        geometry = json.loads(shapely.to_geojson(each["geometry"]))
        feature = {"type": "Feature", "properties": {}, **each, "geometry": geometry}
        lines.append(json.dumps(feature, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).with_name(f"{name}.geojson").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
