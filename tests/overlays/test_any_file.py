"""Whatever a file holds, it is read or refused with a message; nothing else happens."""

import json
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo_app
from geo_app.errors import OverlayError
from geo_app.render.overlays import overlay_document
from tests.overlays.reading import read

CORRIDOR = geo_app.load_corridor()
NAMES = st.sampled_from(["a.csv", "a.tsv", "a.geojson", "a.gpx", "a.kml", "a.kmz", "a", "a.txt"])
NUMBERS = st.floats() | st.integers(-400, 400) | st.integers()
CELLS = (
    st.sampled_from(["KHG", "ISB", "Kashgar", "39.5, 76", "76,39.5", "", "NaN", "39°N 76°E", '"'])
    | st.text(max_size=12)
    | NUMBERS.map(str)
)
HEADERS = st.sampled_from(
    ["from,to,kind", "lat,lon,name", "wkt", "起点;终点", "track\tlat\tlon", "from,to,via", "x|y|z"]
)
TABLES = st.builds(
    lambda header, rows, delimiter: "\n".join([header, *(delimiter.join(row) for row in rows)]),
    HEADERS,
    st.lists(st.lists(CELLS, max_size=5), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)
TYPES = st.sampled_from(
    ["Point", "LineString", "Polygon", "MultiPoint", "MultiPolygon", "GeometryCollection", "x"]
)
GEOMETRIES = VALUES | st.fixed_dictionaries(
    {"type": TYPES, "coordinates": VALUES | st.lists(st.lists(NUMBERS, max_size=3), max_size=4)}
)
FEATURES = VALUES | st.fixed_dictionaries(
    {"type": st.just("Feature"), "geometry": GEOMETRIES, "properties": VALUES}
)
COLLECTIONS = st.fixed_dictionaries(
    {"type": st.just("FeatureCollection"), "features": st.lists(FEATURES, max_size=4)},
    optional={"crs": VALUES},
).map(json.dumps)
MARKUP = st.lists(
    st.sampled_from(
        ["<gpx>", "</gpx>", "<trk>", "</trk>", "<trkseg>", "</trkseg>", "<kml>", "</kml>", "<a/>",
         "<trkpt lat='39' lon='76'/>", "<wpt lat='1' lon='x'/>", "<Placemark>", "</Placemark>",
         "<Point><coordinates>1,2</coordinates></Point>", "<MultiGeometry/>", "&lt;", "\x00", "é",
         "<Track><coord>1 2 3</coord></Track>", "<rte><rtept lat='1' lon='2'/></rte>"]
    ),
    max_size=12,
).map("".join)  # fmt: skip
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])


def encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


TEXTS = st.builds(encode, TABLES | COLLECTIONS | MARKUP | st.text(), ENCODINGS)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=TEXTS | st.binary(), name=NAMES, swap=st.sampled_from([None, True, False]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str, swap: bool | None) -> None:
    overlay = None
    with suppress(OverlayError):
        overlay = read(content, name, CORRIDOR, swap=swap, airports=False)
    if overlay is None:
        return
    document = overlay_document(overlay, str)
    json.dumps(document, allow_nan=False, ensure_ascii=False).encode()
    assert 0 <= overlay.drawn <= overlay.read
