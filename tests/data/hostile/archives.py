"""Archives: KMZ and zipped Shapefiles."""

import io
import stat
import zipfile
from pathlib import Path

from tests.data.hostile.case import BYTES, KML, OVERLAYS, POINT, SECRET, Case, pack


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


GRIDS = (
    b'GEOGCS["x",DATUM["x",SPHEROID["WGS 84",6378137,298.257223563],'
    b'EXTENSION["PROJ4_GRIDS","/etc/passwd"]],PRIMEM["Greenwich",0],'
    b'UNIT["degree",0.0174532925199433]]'
)

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
}
