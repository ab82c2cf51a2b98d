"""Makes geometry small enough to carry: a topology's arcs as encoded polylines."""

import json
from functools import lru_cache

import polyline

PACKED = "polyline"
"""The topology's "encoding": its arcs are in the Encoded Polyline Algorithm Format, x before y, in
the topology's own quantized integers."""


@lru_cache(maxsize=8)
def pack_geometry(text: str) -> str:
    """The JSON text of a geometry file, with the arcs of a quantized topology packed.

    Takes half of the bytes away; anything else comes back as it is.
    """
    content = json.loads(text)
    if content.get("type") != "Topology" or "transform" not in content:
        return text
    packed = content | {"encoding": PACKED, "arcs": [_pack_arc(arc) for arc in content["arcs"]]}
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def _pack_arc(arc: list[list[int]]) -> str:
    x = y = 0
    points: list[tuple[float, float]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return polyline.encode(points, precision=0)
