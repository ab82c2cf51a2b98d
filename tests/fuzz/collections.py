"""GeoJSON: collections, features and geometries, with what should not stand in them."""

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.values import encode, encodings, latitude, longitude, mostly, pool, texts

GeoJson = dict[str, Any]
_WILD = (1e15, -1e15, 999999999999999, 10**30, 5e-324, 1e308, 180.0000001, float("nan"))
_JUNK = (None, True, False, "", "Point", [], {}, [[]], [[[[]]]], [None], ["1", "2"], [True, 1])
junk = mostly(st.sampled_from(_JUNK) | texts, st.sampled_from(_WILD), times=10)
values = st.recursive(
    junk, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def _position(random: Random) -> list[Any]:
    kind = random.random()
    if kind < 0.02:
        return [random.choice(_WILD) for _ in range(random.randrange(4))]
    if kind < 0.03:
        return list(random.choice((["1", "2"], [True, 1], [None, None], [[1, 2]], [{}, 1])))
    height = [random.choice((0, 1200.5, -1e14, *_WILD))] if kind < 0.06 else []
    return [longitude(random), latitude(random), *height]


position = pool(_position)
line = mostly(
    st.lists(position, min_size=2, max_size=5),
    st.lists(position, max_size=3),
    position.map(lambda each: [each, each]),
    times=12,
)
ring = st.lists(position, min_size=3, max_size=5).map(lambda each: [*each, each[0]])
_COORDINATES = {
    "Point": position,
    "MultiPoint": st.lists(position, min_size=1, max_size=3),
    "LineString": line,
    "MultiLineString": st.lists(line, min_size=1, max_size=3),
    "Polygon": st.lists(ring, min_size=1, max_size=2),
    "MultiPolygon": st.lists(st.lists(ring, min_size=1, max_size=2), max_size=2),
}


def _geometry(kind: str) -> st.SearchStrategy[GeoJson]:
    coordinates = _COORDINATES[kind]
    kinds = mostly(st.just(kind), junk, times=60)
    return st.fixed_dictionaries(
        {"type": kinds, "coordinates": mostly(coordinates, values, times=40)}
    )


_simple = st.one_of([_geometry(kind) for kind in _COORDINATES])
geometries = st.recursive(
    _simple,
    lambda inner: st.fixed_dictionaries(
        {
            "type": st.just("GeometryCollection"),
            "geometries": st.lists(inner, min_size=1, max_size=3),
        }
    ),
    max_leaves=3,
)


def nested(inner: Any, depth: int, key: str) -> Any:
    """`inner` in so many lists or objects."""
    for _ in range(depth):
        inner = {key: inner} if key else [inner]
    return inner


def in_collections(geometry: Any, depth: int) -> Any:
    """A geometry in so many collections of geometries."""
    for _ in range(depth):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    return geometry


_deep = st.builds(nested, junk, st.integers(55, 66), st.sampled_from(("a", "")))
_deep_geometries = st.builds(in_collections, _simple, st.integers(1, 34))
_properties = mostly(
    st.one_of(
        st.dictionaries(texts, junk, max_size=3),
        st.none(),
        st.fixed_dictionaries({"kind": texts, "name": texts}),
    ),
    values,
    st.dictionaries(texts, _deep, max_size=1),
    times=20,
)
_any_geometry = mostly(geometries, st.none(), values, _deep_geometries, times=30)
features = st.fixed_dictionaries(
    {"type": st.just("Feature"), "geometry": _any_geometry, "properties": _properties},
    optional={
        "id": mostly(texts, junk),
        "method": st.sampled_from(("geodesic", "geodesic", "recorded", 1, None)),
        "stops": values,
        "bbox": values,
    },
)
_CRS = (
    *("EPSG:4326", "EPSG:3857", "EPSG:32643", "EPSG:0", "EPSG:4979", "EPSG:5773", "EPSG:2193"),
    *("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::32643", "EPSG:999999", "EPSG:5514"),
    *("+proj=utm", "http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:4978", "EPSG:٤٣٢٦"),
)
_crs = st.one_of(
    st.builds(lambda name: {"type": "name", "properties": {"name": name}}, st.sampled_from(_CRS)),
    values,
)
_members = st.dictionaries(texts, values | _deep, max_size=2)
_collections = st.builds(
    lambda features, members, crs: {
        **members,
        **({"crs": crs} if crs else {}),
        "type": "FeatureCollection",
        "features": features,
    },
    st.lists(mostly(features, values, times=30), min_size=1, max_size=4),
    mostly(st.just({}), _members),
    mostly(st.none(), _crs),
)  # fmt: skip
_wholes = mostly(
    _collections,
    *(features, geometries, _deep_geometries, values),
    st.builds(lambda feature, crs: {**feature, "crs": crs}, features, _crs),
    times=12,
)


def write(whole: Any, escaped: bool, indent: int | None) -> str:
    """JSON, even where it is none."""
    return json.dumps(whole, ensure_ascii=escaped, indent=indent)


_written = st.builds(write, _wholes, st.booleans(), st.sampled_from((None, None, 1)))
contents = st.builds(encode, _written, encodings)
