"""Makes geometry small enough to carry: a topology's arcs as encoded polylines."""

import json
from functools import lru_cache

PACKED = "polyline"
"""The topology's "encoding": its arcs are in the Encoded Polyline Algorithm Format, x before y, in
the topology's own quantized integers."""

_LARGEST = 2**30 - 1
"""The page's script unpacks with 32-bit arithmetic."""


@lru_cache(maxsize=8)
def pack_geometry(text: str) -> str:
    """The JSON text of a geometry file, with the arcs of a quantized topology packed.

    Takes half of the bytes away; anything else comes back as it is.
    """
    content = json.loads(text)
    if content.get("type") != "Topology" or "transform" not in content:
        return text
    try:
        arcs = [_pack_arc(arc) for arc in content["arcs"]]
    except (TypeError, ValueError):  # not made of pairs of whole numbers: legal, but not quantized
        return text
    packed = content | {"encoding": PACKED, "arcs": arcs}
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def _pack_arc(arc: list[list[float]]) -> str:
    return "".join([_pack_number(x) + _pack_number(y) for x, y in arc])


# By hand, for polyline libraries take points, which cost a sum, two roundings and a difference a
# number: arcs are differences already, and most of them are one of a few hundred small integers.
@lru_cache(maxsize=2**16)
def _pack_number(number: float) -> str:
    """A signed integer: five bits a character, the lowest first, its sign in the lowest bit."""
    whole = int(number)
    if whole != number or abs(whole) > _LARGEST:
        raise ValueError(f"{number} is no whole number of at most 30 bits")
    rest = ~(whole << 1) if whole < 0 else whole << 1
    text = ""
    while rest >= 0x20:  # noqa: PLR2004 - the bit that says that more follows
        text += chr(63 + (rest & 0x1F | 0x20))
        rest >>= 5
    return text + chr(63 + rest)
