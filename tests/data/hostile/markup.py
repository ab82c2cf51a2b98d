"""XML: GPX, KML, and what only looks like another format."""

from tests.data.hostile.case import DEEP, KML, OTHER_XML, POINT, SECRET, Case, text

DTD = "it declares a document type (DTD), which is never read"
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENDINGS = (".geojson", ".gpx", ".kml", ".kmz", ".gpkg", ".fgb", ".zip", ".csv", ".tsv", "")

CASES: dict[str, Case] = {
    "an external entity": Case(
        attacks="other files",
        name="a.kml",
        make=text(f'<!DOCTYPE kml [<!ENTITY x SYSTEM "file://{SECRET}">]><kml>&x;</kml>'),
        said=DTD,
    ),
    "an external document type": Case(
        attacks="other addresses",
        name="a.gpx",
        make=text('<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/a.dtd"><gpx/>'),
        said=DTD,
    ),
    "a parameter entity in UTF-16": Case(
        attacks="other addresses",
        name="a.gpx",
        make=text(
            '<!DOCTYPE gpx [<!ENTITY % x SYSTEM "http://127.0.0.1:9/a"> %x;]><gpx/>', "utf-16"
        ),
        said=DTD,
    ),
    "an entity in UTF-7": Case(
        attacks="other files",
        name="a.kml",
        make=text('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE kml+AD4-<kml/>'),
        said="its encoding is not known; expected UTF-8",
    ),
    "a billion laughs": Case(
        attacks="memory",
        name="a.kml",
        make=text(f'<!DOCTYPE kml [<!ENTITY l0 "lol">{LAUGHS}]><kml>&l9;</kml>'),
        said=DTD,
    ),
    "links and icons elsewhere": Case(
        attacks="other addresses",
        name="a.kml",
        make=text(
            KML.format(
                "<Style id='s'><IconStyle><Icon><href>http://127.0.0.1:9/i.png</href></Icon>"
                "</IconStyle></Style><GroundOverlay><Icon><href>/etc/passwd</href></Icon>"
                "</GroundOverlay><NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link>"
                "</NetworkLink>" + POINT.format("<styleUrl>http://127.0.0.1:9/#s</styleUrl>")
            )
        ),
        faults=("NetworkLink 1: what it links to is never opened",),
    ),
    **{
        f"an OGR VRT called a{ending}": Case(
            attacks="other files", name=f"a{ending}", make=text(VRT), said=OTHER_XML
        )
        for ending in ENDINGS
    },
    "10,000 levels of XML": Case(
        attacks="the stack",
        name="a.kml",
        make=text("<kml>" + "<Folder>" * 10_000 + "</Folder>" * 10_000 + "</kml>"),
        said=DEEP,
    ),
    "a million spaces in a position": Case(
        attacks="time",
        name="a.kml",
        make=text(
            KML.format(POINT.format("").replace("76,39", "76,39" + " " * 1_000_000 + "77,40"))
        ),
        said="nothing of it can be drawn; Placemark 1: its point has 2 positions; expected one",
    ),
}
