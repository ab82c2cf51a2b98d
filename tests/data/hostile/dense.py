"""Files that take many times their bytes of memory once they are made into objects."""

from collections.abc import Callable

from tests.data.hostile.case import BYTES, Case, pack

SIZE = 49_000_000
PART = "a single part of it holds more than 3,300,000 values"
COLLECTION = '{"type":"FeatureCollection","features":['
LINE = (
    '{"type":"Feature","properties":{},"geometry":{"type":"LineString",'
    '"coordinates":[[75.9912,39.4712],[76.9912,39.4712]]}},'
)
TRACK_POINT = '<trkpt lat="39.47123" lon="75.99123"><ele>1234</ele></trkpt>'
WIDE_ROW = ",".join(["x"] * 80)


def fill(unit: str, *, start: str = "", end: str = "", size: int = SIZE) -> Callable[[], bytes]:
    """Makes a file of `size` bytes that says `unit` over and over."""
    return lambda: (  # noqa: PLW0108 - nothing is made before it is asked for
        start + unit * ((size - len(start) - len(end)) // len(unit)) + end
    ).encode()


def count(unit: str, number: int, *, start: str = "", end: str = "") -> Callable[[], bytes]:
    """Makes a file that says `unit` with each number."""
    return lambda: (  # noqa: PLW0108 - as above
        start + "".join(unit.format(at) for at in range(number)) + end
    ).encode()


def dense(name: str, make: Callable[[], bytes], said: str) -> Case:
    return Case(attacks="memory", name=name, make=make, said=said)


CASES: dict[str, Case] = {
    "49 MB of empty lists": dense("a.json", fill("[],", start="[", end="[]]"), PART),
    "49 MB of empty objects": dense("a.json", fill("{},", start="[", end="{}]"), PART),
    "49 MB of short texts": dense("a.json", fill('"ab",', start="[", end="1]"), PART),
    "2 million names": dense("a.json", count('"k{}":1,', 2_000_000, start="{", end='"k":1}'), PART),
    "8 million points in one": dense(
        "a.json", fill("[1,2],", start='{"type":"MultiPoint","coordinates":[', end="[1,2]]}"), PART
    ),
    "6 million small features": dense(
        "a.json",
        fill('{"a":1},', start=COLLECTION, end="{}]}"),
        "more than 200,000 rows or features (setting overlay_features)",
    ),
    "195,000 lines, cut off": dense(
        "a.json",
        fill(LINE, start=COLLECTION, size=195_000 * len(LINE)),
        "it is not valid JSON, or is cut off: line 1, column ",
    ),
    "600,000 elements with attributes": dense(
        "a.kml",
        fill('<a b="11" c="22" d="33"/>', start="<kml>", end="</kml>", size=15_000_000),
        "there is nothing to draw in it",
    ),
    "a million attributes": dense(
        "a.kml",
        count(' a{}=""', 1_000_000, start="<kml", end="/>"),
        "an element has more than 100,000 attributes",
    ),
    "100,000 names of elements": dense(
        "a.kml",
        count("<a{}/>", 100_000, start="<kml>", end="</kml>"),
        "more than 10,000 different names of elements and attributes",
    ),
    "a comment of 49 MB": dense(
        "a.kml", fill("a", start="<kml><!--"), "it is not well-formed XML, or is cut off: "
    ),
    "500,000 points of a track, cut off": dense(
        "a.gpx",
        fill(TRACK_POINT, start="<gpx><trk><trkseg>", size=500_000 * len(TRACK_POINT)),
        "it is not well-formed XML, or is cut off: ",
    ),
    "12 million positions in one line": dense(
        "a.kml",
        fill(
            "1,2 ",
            start="<kml><Placemark><LineString><coordinates>",
            end="</coordinates></LineString></Placemark></kml>",
        ),
        PART,
    ),
    "14 million cells": dense(
        "a.csv",
        fill(
            f"1,2,{WIDE_ROW}\n",
            start="lat,lon," + ",".join(f"c{at}" for at in range(80)) + "\n",
            size=32_000_000,
        ),
        "more than 5,000,000 cells",
    ),
    "a row of 24 million cells": dense(
        "a.csv",
        fill("1,", start="lat,lon\n"),
        "nothing of it can be drawn; row 2: more than 1,000 columns",
    ),
    "a cell of 49 MB": dense(
        "a.csv",
        fill("a", start='lat,lon\n1,"'),
        "nothing of it can be drawn; row 2: a cell of it is longer than 25,000,000 characters",
    ),
    "2 million stops in one row": dense(
        "a.csv",
        fill("ISB;KHG;", start="from,via,to\nKHG,", end=",ISB\n", size=8_000_000),
        PART,
    ),
    "5 million points of WKT in one row": dense(
        "a.csv", fill("1 1,", start='wkt\n"MULTIPOINT(', end='1 1)"\n', size=20_000_000), PART
    ),
    "a letter that makes all of them wide": dense(
        "a.csv",
        fill("1,2\n", start="lat,lon,😀\n"),
        "its text takes more than 120 MB of memory",
    ),
    "a text of 100 MB in a KMZ": dense(
        "a.kmz",
        lambda: pack({"doc.kml": b"<kml><Document><name>" + b"a" * 100_000_000}),
        BYTES,
    ),
}
