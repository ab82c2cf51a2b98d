"""Hostile files of routes, made here byte for byte: what each attacks, and what is said of it.

Large ones are made when a test asks for them. README.md beside this has them as a table.
"""

import io
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

OVERLAYS = Path(__file__).resolve().parent.parent / "overlays"
DTD = "it declares a document type (DTD), which is never read"
BROKEN = "it cannot be read: the file is broken, or needs too much memory"
BYTES = "more than 50,000,000 bytes (setting overlay_bytes)"
DEEP = "it is nested more than 64 levels deep"
NO_TABLE = "no columns that say where the routes run; found: "
OTHER_XML = "it is XML, but neither GPX nor KML"
SECRET = "/etc/passwd"  # noqa: S105 - what is not to be read
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
GPX = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
POINT = "<Placemark>{}<Point><coordinates>76,39</coordinates></Point></Placemark>"
FEATURE = (
    '{{"type":"Feature","properties":{{{}}},"geometry":{{"type":"Point","coordinates":[{}]}}}}'
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A hostile file.

    Attributes:
        attacks: what it is after.
        name: what it is called when it is handed over.
        make: makes its bytes.
        said: how the message begins; "" where the file is drawn, and harmless.
        faults: what is said of the parts that are not drawn.
    """

    attacks: str
    name: str
    make: Callable[[], bytes]
    said: str = ""
    faults: tuple[str, ...] = ()


def text(content: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: content.encode(encoding)


def pack(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def pack_link(name: str) -> bytes:
    """An archive with a symbolic link to a file of the system."""
    packed, entry = io.BytesIO(), zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(entry, SECRET)
    return packed.getvalue()


def bomb() -> bytes:
    """A gigabyte of zeros as a megabyte."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("doc.kml", "w", force_zip64=True) as entry,
    ):
        for _ in range(1_000):
            entry.write(bytes(1_000_000))
    return packed.getvalue()


def shapefile(prj: bytes, folder: str = "") -> bytes:
    with zipfile.ZipFile(OVERLAYS / "roads_utm43.zip") as archive:
        parts = {Path(name).suffix: archive.read(name) for name in archive.namelist()}
    return pack({f"{folder}a{ending}": part for ending, part in (parts | {".prj": prj}).items()})


def geopackage(*statements: str) -> bytes:
    """A GeoPackage after statements that its maker ran."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        path.write_bytes((OVERLAYS / "corridor.gpkg").read_bytes())
        database = sqlite3.connect(path)
        database.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()
        return path.read_bytes()


def view(select: str) -> tuple[str, ...]:
    """Statements that make a view a layer."""
    return (
        f"CREATE VIEW evil AS SELECT fid, geom, {select} AS x FROM ports",  # noqa: S608
        "INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) "
        "SELECT 'evil','features','evil',srs_id FROM gpkg_contents WHERE table_name='ports'",
        "INSERT INTO gpkg_geometry_columns SELECT 'evil',column_name,geometry_type_name,srs_id,z,m "
        "FROM gpkg_geometry_columns WHERE table_name='ports'",
    )


GRIDS = (
    b'GEOGCS["x",DATUM["x",SPHEROID["WGS 84",6378137,298.257223563],'
    b'EXTENSION["PROJ4_GRIDS","/etc/passwd"]],PRIMEM["Greenwich",0],'
    b'UNIT["degree",0.0174532925199433]]'
)
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
MARKUP = "<img src=x onerror=canary=1></script>${canary=3}{{ 7*7 }}"
ENDINGS = (".geojson", ".gpx", ".kml", ".kmz", ".gpkg", ".fgb", ".zip", ".csv", ".tsv", "")

CASES: dict[str, Case] = {
    "a gigabyte of zeros": Case(attacks="memory", name="a.kmz", make=bomb, said=BYTES),
    "a KMZ in a KMZ": Case(
        attacks="memory",
        name="a.kmz",
        make=lambda: pack({"doc.kml": pack({"doc.kml": b"<kml/>"})}),
        said="it is not well-formed XML, or is cut off: ",
    ),
    "a directory of 300,000 entries": Case(
        attacks="memory",
        name="a.kmz",
        make=lambda: b"PK\x03\x04" + b"PK\x01\x02".ljust(46, b"\0") * 300_000,
        said="the archive has more than 1000 entries",
    ),
    "LZMA with its own dictionary": Case(
        attacks="memory",
        name="a.kmz",
        make=lambda: pack({"doc.kml": b"<kml/>"}, method=zipfile.ZIP_LZMA),
        said="the archive is encrypted, or packed unusually",
    ),
    "a KMZ that leaves its folder": Case(
        attacks="other files",
        name="a.kmz",
        make=lambda: pack({"../../etc/a.kml": KML.format(POINT.format("")).encode()}),
    ),
    "a link as doc.kml": Case(
        attacks="other files",
        name="a.kmz",
        make=lambda: pack_link("doc.kml"),
        said="it is not well-formed XML, or is cut off: ",
    ),
    "a Shapefile that leaves its folder": Case(
        attacks="other files",
        name="a.zip",
        make=lambda: shapefile(b"", "../"),
        said="a file of the archive would leave its folder",
    ),
    "a link as a.shp": Case(
        attacks="other files",
        name="a.zip",
        make=lambda: pack_link("a.shp"),
        said="“a.shp” lacks its parts: .dbf, .shx",
    ),
    "a reference system that names a grid": Case(
        attacks="other files",
        name="a.zip",
        make=lambda: shapefile(GRIDS),
        said="its coordinate reference system “PROJ4_GRIDS” is not known",
    ),
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
    "a GMLAS connection": Case(
        attacks="other addresses",
        name="a.csv",
        make=text("GMLAS:/vsicurl/http://127.0.0.1:9/a.gml\n"),
        said=NO_TABLE,
    ),
    "a dump of PostgreSQL": Case(
        attacks="other files",
        name="a.csv",
        make=text("SET standard_conforming_strings = ON;\nCOPY a FROM '/etc/passwd';\n"),
        said=NO_TABLE,
    ),
    "a CSV of addresses": Case(
        attacks="other addresses",
        name="a.csv",
        make=text("from,to\n/vsicurl/http://127.0.0.1:9/a,/etc/passwd\nKHG,ISB\n"),
        faults=("row 2: ",),
    ),
    "a trigger": Case(
        attacks="the database",
        name="a.gpkg",
        make=lambda: geopackage(
            "CREATE TRIGGER t AFTER INSERT ON ports BEGIN DELETE FROM roads; END"
        ),
        faults=("layer “roads”, feature 5: it has no geometry to draw",),
    ),
    "a view that fills the memory": Case(
        attacks="memory",
        name="a.gpkg",
        make=lambda: geopackage(*view("hex(zeroblob(900000000))")),
        said=BROKEN,
    ),
    "a view that loads a library": Case(
        attacks="other files",
        name="a.gpkg",
        make=lambda: geopackage(*view(f"load_extension('{SECRET}')")),
        said=BROKEN,
    ),
    "a crs that is a link": Case(
        attacks="other addresses",
        name="a.geojson",
        make=text(
            '{"type":"Point","coordinates":[1,2],"crs":{"type":"link",'
            '"properties":{"href":"http://127.0.0.1:9/crs"}}}'
        ),
        said="its coordinate reference system “",
    ),
    "10,000 levels of JSON": Case(
        attacks="the stack", name="a.json", make=text('{"a":' * 10_000), said=DEEP
    ),
    "10,000 levels of XML": Case(
        attacks="the stack",
        name="a.kml",
        make=text("<kml>" + "<Folder>" * 10_000 + "</Folder>" * 10_000 + "</kml>"),
        said=DEEP,
    ),
    "a million columns": Case(
        attacks="memory",
        name="a.csv",
        make=text("a," * 1_000_000 + "\n1\n"),
        said="more than 1,000 columns",
    ),
    "200,000 short rows under 1,000 columns": Case(
        attacks="memory",
        name="a.csv",
        make=text(",".join(f"c{at}" for at in range(1000)) + "\n" + "1\n" * 199_999),
        said=NO_TABLE,
    ),
    "a token of 100 MB": Case(
        attacks="memory", name="a.json", make=lambda: b'"' + b"a" * 100_000_000, said=BYTES
    ),
    "a string without an end": Case(
        attacks="time",
        name="a.json",
        make=lambda: b'{"' + b'\\"' * 2_000_000,
        said="it is not valid JSON, or is cut off: line 1, column 2",
    ),
    "a million spaces in a position": Case(
        attacks="time",
        name="a.kml",
        make=text(
            KML.format(POINT.format("").replace("76,39", "76,39" + " " * 1_000_000 + "77,40"))
        ),
        said="nothing of it can be drawn; Placemark 1: its point has 2 positions; expected one",
    ),
    "half a million names, one twice": Case(
        attacks="time",
        name="a.json",
        make=text("{" + ",".join(f'"k{at}":1' for at in [*range(500_000), 499_999]) + "}"),
        said="“k499999” stands twice in one object",
    ),
    "NaN": Case(
        attacks="the drawing",
        name="a.json",
        make=text(FEATURE.format("", "NaN,1")),
        said="NaN is no number that JSON has",
    ),
    "1e999": Case(
        attacks="the drawing",
        name="a.json",
        make=text(FEATURE.format("", "1e999,1")),
        said="the number 1e999 is too large",
    ),
    "half a character": Case(
        attacks="the answer",
        name="a.json",
        make=text(FEATURE.format('"a":"\\ud800"', "76,39")),
        said="nothing of it can be drawn; feature 1: a text in it is not valid Unicode",
    ),
    "null bytes": Case(
        attacks="the answer",
        name="a.csv",
        make=lambda: b"from,to\nKH\0G,ISB\n",
        said="it holds NUL bytes, which no text has",
    ),
    "overlong UTF-8": Case(
        attacks="the answer",
        name="a.csv",
        make=lambda: b"from,to\n\xc0\xaf\xff,ISB\n",
        said="it is no text in UTF-8, UTF-16 or GB18030",
    ),
    "markup in every name": Case(
        attacks="the page",
        name=f"{MARKUP}.json".replace("/", "_"),
        make=text(FEATURE.format(f'"{MARKUP}":"{MARKUP}"', "76,39")),
    ),
}


def write_table() -> str:
    """The cases as the table of README.md."""
    head = "| case | attacks | what happens |\n|---|---|---|\n"
    rows = ""
    for case, each in CASES.items():
        drawn = "drawn; nothing of it is followed or run" if not each.faults else "the rest drawn"
        said = f"refused: {each.said}" if each.said else "; ".join((drawn, *each.faults))
        rows += f"| {case} | {each.attacks} | {said.strip()} |\n"
    return head + rows
