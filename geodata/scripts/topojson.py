"""Write and read a quantized TopoJSON topology."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from arcs import SCALE, Grid
from mosaic import polygons_of
from shapely.geometry.base import BaseGeometry

Edge = tuple[tuple[int, int], tuple[int, int]]


def _points(line: Any) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in np.rint(line).astype(np.int64)]


class Topology:
    """Arcs on the integer grid and the objects that use them."""

    def __init__(self, scale: int = SCALE) -> None:
        self.scale = scale
        self.arcs: list[list[tuple[int, int]]] = []
        self.objects: dict[str, list[dict[str, Any]]] = {}
        self._first: dict[Edge, int] = {}

    def add_arc(self, line: Grid) -> int:
        """Store a line; rings made later may use it in either direction."""
        points = _points(line)
        index = len(self.arcs)
        self.arcs.append(points)
        self._first[points[0], points[1]] = index
        self._first[points[-1], points[-2]] = ~index
        return index

    def _ring(self, ring: BaseGeometry) -> list[int]:
        points = _points(shapely.get_coordinates(ring))
        starts = [i for i, edge in enumerate(pairwise(points)) if edge in self._first]
        if not starts:
            return [self.add_arc(np.array(points))]
        points = points[starts[0] : -1] + points[: starts[0] + 1]
        used: list[int] = []
        at = 0
        while at < len(points) - 1:
            index = self._first[points[at], points[at + 1]]
            used.append(index)
            at += len(self.arcs[index if index >= 0 else ~index]) - 1
        return used

    def polygons(self, shape: BaseGeometry) -> dict[str, Any]:
        """A Polygon or MultiPolygon object of a shape in grid units."""
        parts = [shapely.orient_polygons(p) for p in polygons_of(shape)]
        arcs = [[self._ring(r) for r in (p.exterior, *p.interiors)] for p in parts]
        if len(arcs) == 1:
            return {"type": "Polygon", "arcs": arcs[0]}
        return {"type": "MultiPolygon", "arcs": arcs}

    @staticmethod
    def lines(chains: list[list[int]]) -> dict[str, Any]:
        """A LineString or MultiLineString object of arcs."""
        if len(chains) == 1:
            return {"type": "LineString", "arcs": chains[0]}
        return {"type": "MultiLineString", "arcs": chains}

    def encode(self) -> str:
        """The topology as one line of JSON."""
        every = np.vstack([np.array(arc) for arc in self.arcs])
        box = [float(v) / self.scale for v in (*every.min(axis=0), *every.max(axis=0))]
        deltas = [np.diff(np.array(arc), axis=0, prepend=[[0, 0]]).tolist() for arc in self.arcs]
        document = {
            "type": "Topology",
            "bbox": box,
            "transform": {"scale": [1 / self.scale, 1 / self.scale], "translate": [0, 0]},
            "objects": {
                name: {"type": "GeometryCollection", "geometries": shapes}
                for name, shapes in self.objects.items()
            },
            "arcs": deltas,
        }
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False) + "\n"


def decode(text: str) -> dict[str, list[tuple[dict[str, Any], BaseGeometry]]]:
    """The objects of a topology with their properties, in degrees."""
    document = json.loads(text)
    arcs = [np.cumsum(arc, axis=0) / SCALE for arc in document["arcs"]]

    def chain(indexes: list[int]) -> Any:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
        return np.vstack([line[1 if k else 0 :] for k, line in enumerate(lines)])

    def shape(thing: dict[str, Any]) -> BaseGeometry:
        kind, used = thing["type"], thing["arcs"]
        if kind.endswith("LineString"):
            chains = [used] if kind == "LineString" else used
            return shapely.multilinestrings([shapely.linestrings(chain(c)) for c in chains])
        polygons = [used] if kind == "Polygon" else used
        return shapely.multipolygons(
            [shapely.Polygon(chain(p[0]), [chain(r) for r in p[1:]]) for p in polygons]
        )

    return {
        name: [
            ({**thing.get("properties", {}), **({"id": thing["id"]} if "id" in thing else {})},
             shape(thing))
            for thing in collection["geometries"]
        ]
        for name, collection in document["objects"].items()
    }  # fmt: skip
