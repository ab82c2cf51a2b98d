"""What is said of files of routes that cannot be used, or of parts that cannot be drawn."""

import io
import math
import zipfile
from collections.abc import Mapping

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import OverlayLimits
from geo_app.errors import OverlayError, SwappedCoordinatesError
from tests.overlays.reading import read

GPX = '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
LINK = "<NetworkLink><Link><href>http://example.invalid/a.kml</href></Link></NetworkLink>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10)
    )
    + "]><gpx><wpt lat='1' lon='1'><name>&lol9;</name></wpt></gpx>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<kml><Placemark><name>&x;</name></Placemark></kml>"
)


def archive(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


UNUSABLE: dict[str, tuple[str, str | bytes, str]] = {
    "empty": ("a.gpx", "", "the file is empty"),
    "white space alone": ("a.csv", "\ufeff \r\n", "the file is empty"),
    "truncated GPX": (
        "a.gpx",
        GPX.format("<wpt lat='39' lon='76'/>")[:-4],
        "it is not well-formed XML, or is cut off: line 1, column 98",
    ),
    "truncated KML": (
        "a.kml",
        KML.format("<Placemark>")[:70],
        "it is not well-formed XML, or is cut off: line 1, column 66",
    ),
    "truncated KMZ": (
        "a.kmz",
        archive({"doc.kml": KML.encode() * 9})[:80],
        "the archive is broken or cut off",
    ),
    "GPX by name alone": (
        "a.gpx",
        "from,to\nKHG,ISB\n",
        "its ending says GPX, but that is not what it holds",
    ),
    "a picture": (
        "a.png",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff",
        "none of the formats that can be read: ",
    ),
    "a picture called CSV": (
        "a.csv",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff",
        "it is no text in UTF-8, UTF-16 or GB18030, or it is cut off in a character",
    ),
    "a workbook": (
        "a.csv",
        archive({"xl/workbook.xml": b"<workbook/>"}),
        "it is a workbook; save its sheet as CSV",
    ),
    "a header cut off": (
        "a.csv",
        'from,"to\nKHG,ISB\n',
        "its quotation marks do not match: it may be cut off",
    ),
    "thousands of columns": ("a.csv", "a," * 5000 + "\n1", "more than 1,000 columns"),
    "other XML": ("a.gpx", "<svg/>", "it is XML, but neither GPX nor KML"),
    "a KML with only a NetworkLink": (
        "a.kml",
        KML.format(f"<Folder>{LINK}</Folder>"),
        "it holds nothing but links to other files (NetworkLink), and these are never opened; "
        "expected the file that it links to",
    ),
    "a KML with nothing": ("a.kml", KML.format(""), "there is nothing to draw in it"),
    "a GPX with nothing": ("a.gpx", GPX.format(""), "there is nothing to draw in it"),
    "a GPX with no points": (
        "a.gpx",
        GPX.format("<trk><trkseg/></trk>"),
        "nothing of it can be drawn; track 1: it has no points",
    ),
    "a GPX of single points": (
        "a.gpx",
        GPX.format("<trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk>"),
        "nothing of it can be drawn; track 1: none of its segments has two points",
    ),
    "a route of one point": (
        "a.gpx",
        GPX.format("<rte><rtept lat='1' lon='2'/></rte>"),
        "nothing of it can be drawn; route 1: it has only one point",
    ),
    "a waypoint out of range": (
        "a.gpx",
        GPX.format("<wpt lat='39' lon='190.5'/>"),
        "nothing of it can be drawn; waypoint 1: longitude 190.5 is not within -180 to 180",
    ),
    "a waypoint at infinity": (
        "a.gpx",
        GPX.format("<wpt lat='inf' lon='1'/>"),
        "nothing of it can be drawn; waypoint 1: “inf” is no latitude",
    ),
    "many laughs": ("a.gpx", LAUGHS, "it declares a document type (DTD), which is never read"),
    "another's file": ("a.kml", EXTERNAL, "it declares a document type (DTD), which is never read"),
    "deep XML": (
        "a.kml",
        KML.format("<Folder>" * 99 + "</Folder>" * 99),
        "it is nested more than 64 levels deep",
    ),
    "deep JSON": ("a.json", '{"a":' * 100_000, "it is nested more than 64 levels deep"),
    "deep WKT": (
        "a.csv",
        'wkt\n"' + "GEOMETRYCOLLECTION(" * 50_000 + '"\n',
        "nothing of it can be drawn; row 2: its geometries are nested too deeply",
    ),
    "an unknown encoding": (
        "a.kml",
        '<?xml version="1.0" encoding="klingon"?><kml/>',
        "its encoding is not known; expected UTF-8",
    ),
    "too many entries": (
        "a.kmz",
        archive({f"{number}.kml": b"" for number in range(1001)}),
        "the archive has more than 1000 entries",
    ),
    "no KML in a KMZ": ("a.kmz", archive({"a.txt": b""}), "the archive holds no KML file"),
    "an unknown EPSG code": (
        "a.geojson",
        '{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":'
        '{"name":"urn:ogc:def:crs:EPSG::99999"}}}',
        "its coordinate reference system “urn:ogc:def:crs:EPSG::99999” is not known; "
        "expected WGS 84",
    ),
    "a reference system of PROJ": (
        "a.geojson",
        '{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":'
        '{"name":"+proj=pipeline +step +init=file:/etc/passwd"}}}',
        "its coordinate reference system “+proj=pipeline +step +init=file:/etc/passwd” is not "
        "known; expected WGS 84",
    ),
    "thousands of digits": (
        "a.geojson",
        '{"type":"Point","coordinates":[' + "9" * 5000 + ",1]}",
        "a number in it has too many digits",
    ),
    "a whole number beyond floats": (
        "a.geojson",
        '{"type":"Point","coordinates":[' + "9" * 400 + ",1]}",
        f"nothing of it can be drawn; feature 1: “[{'9' * 59}…” is no position",
    ),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_unusable_file_has_its_message(case: str, corridor: Corridor) -> None:
    name, content, message = UNUSABLE[case]
    with pytest.raises(OverlayError) as caught:
        read(content.encode() if isinstance(content, str) else content, name, corridor)
    said = str(caught.value.problem)
    assert said.startswith(message) if message.endswith(": ") else said == message
    assert str(caught.value) == f"{name}: {said}"


SMALL = OverlayLimits(bytes=2_000, features=5, vertices=10, seconds=30)
LIMITED: dict[str, tuple[str, bytes, str]] = {
    "bytes": ("a.csv", b"from,to\n" * 999, "more than 2,000 bytes (setting overlay_bytes)"),
    "a zip bomb": (
        "a.kmz",
        archive({"doc.kml": b" " * 500_000}),
        "more than 2,000 bytes (setting overlay_bytes)",
    ),
    "rows": (
        "a.csv",
        b"from,to\n" + b"KHG,ISB\n" * 6,
        "more than 5 rows or features (setting overlay_features)",
    ),
    "bad rows": (
        "a.csv",
        b"from,to\n" + b"KHG,nowhere\n" * 6,
        "more than 5 rows or features (setting overlay_features)",
    ),
    "features": (
        "a.geojson",
        b'{"type":"FeatureCollection","features":[1,1,1,1,1,1]}',
        "more than 5 rows or features (setting overlay_features)",
    ),
    "elements": (
        "a.gpx",
        GPX.format("<wpt/>" * 6).encode(),
        "more than 5 rows or features (setting overlay_features)",
    ),
    "points of GeoJSON": (
        "a.geojson",
        f'{{"type":"MultiPoint","coordinates":{[[76, 39]] * 11}}}'.encode(),
        "more than 10 points (setting overlay_vertices)",
    ),
    "points of GPX": (
        "a.gpx",
        GPX.format("<rte>" + "<rtept lat='1' lon='2'/>" * 11 + "</rte>").encode(),
        "more than 10 points (setting overlay_vertices)",
    ),
    "points of KML": (
        "a.kml",
        KML.format(
            f"<Placemark><LineString><coordinates>{'76,39 ' * 11}</coordinates></LineString>"
            "</Placemark>"
        ).encode(),
        "more than 10 points (setting overlay_vertices)",
    ),
}


@pytest.mark.parametrize("case", LIMITED)
def test_a_limit_is_named_with_its_setting(case: str, corridor: Corridor) -> None:
    name, content, message = LIMITED[case]
    with pytest.raises(OverlayError) as caught:
        read(content, name, corridor, limits=SMALL)
    assert str(caught.value.problem) == message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"from,to\nKHG,ISB\n"),
        ("a.geojson", b'{"type":"Point","coordinates":[76,39]}'),
        ("a.gpx", GPX.format("<wpt lat='39' lon='76'/>").encode()),
        ("a.kmz", archive({"doc.kml": KML.format(LINK).encode()})),
    ],
)
def test_reading_ends_with_its_time(name: str, content: bytes, corridor: Corridor) -> None:
    with pytest.raises(OverlayError) as caught:
        read(content, name, corridor, limits=OverlayLimits(seconds=0))
    assert str(caught.value.problem) == "reading took more than 0 seconds (setting overlay_seconds)"


@pytest.mark.parametrize(
    "content",
    [
        b'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},'
        b'"features":[{"type":"Feature","properties":{},"geometry":'
        b'{"type":"Point","coordinates":[8459000,4790000,7]}}]}',
        b'{"type":"Point","coordinates":[8459000,4790000,7],'
        b'"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}}',
    ],
)
def test_another_reference_system_is_moved_from(content: bytes, corridor: Corridor) -> None:
    overlay = read(content, "a.geojson", corridor)
    longitude, latitude, height = overlay.features[0].feature["geometry"]["coordinates"]
    radius = 6_378_137  # of the sphere that Web Mercator is drawn on
    assert longitude == pytest.approx(math.degrees(8_459_000 / radius))
    assert latitude == pytest.approx(math.degrees(math.atan(math.sinh(4_790_000 / radius))))
    assert height == 7
    assert "crs" not in overlay.members


def test_a_file_that_looks_swapped_is_never_swapped_unasked(corridor: Corridor) -> None:
    content = b"lat,lon\n75.9938,39.4681\n76,39.5\n"
    with pytest.raises(SwappedCoordinatesError) as caught:
        read(content, "a.csv", corridor)
    assert str(caught.value.problem) == (
        "latitude and longitude look swapped: row 2 says latitude 75.9938, longitude 39.4681; "
        "swapped, it would be latitude 39.4681, longitude 75.9938"
    )
    for swap, first in ((True, [75.9938, 39.4681]), (False, [39.4681, 75.9938])):
        overlay = read(content, "a.csv", corridor, swap=swap)
        assert overlay.features[0].feature["geometry"]["coordinates"][0] == first


def test_bad_parts_never_cost_the_good_ones(corridor: Corridor) -> None:
    content = KML.format(
        "<Placemark><Point><coordinates>76,39</coordinates></Point></Placemark>"
        "<Placemark><Point><coordinates>76,x</coordinates></Point></Placemark>"
        "<Placemark/>"
        "<Placemark><Polygon/></Placemark>"
        "<Placemark><Point><coordinates>1,2 3,4</coordinates></Point></Placemark>"
        "<Placemark><LineString><coordinates>1,2</coordinates></LineString></Placemark>"
        f"{LINK}"
    )
    overlay = read(content.encode(), "a.kml", corridor)
    assert (overlay.read, overlay.drawn) == (7, 1)
    assert [str(fault) for fault in overlay.faults] == [
        "Placemark 2: “76,x” is no position",
        "Placemark 3: it has no geometry to draw",
        "Placemark 4: its polygon has no outline",
        "Placemark 5: its point has 2 positions; expected one",
        "Placemark 6: its line has too few positions: 1",
        "NetworkLink 7: what it links to is never opened",
    ]
