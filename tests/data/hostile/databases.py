"""GeoPackages: databases whose schema runs what its maker wrote."""

import sqlite3
import tempfile
from pathlib import Path

from tests.data.hostile.case import BROKEN, OVERLAYS, SECRET, Case


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


def layer(table: str) -> tuple[str, ...]:
    """Statements that make a table a layer."""
    return (
        "INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) SELECT "  # noqa: S608
        f"'{table}','features','{table}',srs_id FROM gpkg_contents WHERE table_name='ports'",
        "INSERT INTO gpkg_geometry_columns SELECT "  # noqa: S608
        f"'{table}',column_name,geometry_type_name,srs_id,z,m "
        "FROM gpkg_geometry_columns WHERE table_name='ports'",
    )


MANY = (
    "ports, (WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many LIMIT 30000) "
    "SELECT n FROM many)"
)


def view(select: str, source: str = "ports") -> tuple[str, ...]:
    """Statements that make a view a layer."""
    return (
        f"CREATE VIEW evil AS SELECT fid, geom, {select} AS x FROM {source}",  # noqa: S608
        *layer("evil"),
    )


CASES: dict[str, Case] = {
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
    "a view that reads a raster": Case(
        attacks="other files",
        name="a.gpkg",
        make=lambda: geopackage(*view(f"gdal_get_pixel_value('{SECRET}', 1, 'georef', 1, 1)")),
        said=BROKEN,
    ),
    "a view that asks an address": Case(
        attacks="other addresses",
        name="a.gpkg",
        make=lambda: geopackage(
            *view("gdal_get_pixel_value('/vsicurl/http://127.0.0.1:9/a.tif', 1, 'georef', 1, 1)")
        ),
        said=BROKEN,
    ),
    "a virtual table of another file": Case(
        attacks="other files",
        name="a.gpkg",
        make=lambda: geopackage(
            "INSERT INTO sqlite_master VALUES('table', 'evil', 'evil', 0, "
            f"'CREATE VIRTUAL TABLE evil USING VirtualOGR(''{SECRET}'')')",
            *layer("evil"),
        ),
        said=BROKEN,
    ),
    "extensions that are elsewhere": Case(
        attacks="other addresses",
        name="a.gpkg",
        make=lambda: geopackage(
            "CREATE TABLE IF NOT EXISTS gpkg_extensions(table_name TEXT, column_name TEXT, "
            "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL)",
            "INSERT INTO gpkg_extensions VALUES('ports', NULL, 'evil_extension', "
            "'http://127.0.0.1:9/extension', 'read-write')",
        ),
        faults=("layer “roads”, feature 5: it has no geometry to draw",),
    ),
    "a count of features that is no number": Case(
        attacks="memory",
        name="a.gpkg",
        make=lambda: geopackage(
            "CREATE TABLE IF NOT EXISTS gpkg_ogr_contents(table_name TEXT PRIMARY KEY, "
            "feature_count INTEGER)",
            "INSERT OR REPLACE INTO gpkg_ogr_contents VALUES('ports', 9000000000000000000)",
        ),
        faults=("layer “roads”, feature 5: it has no geometry to draw",),
    ),
    "a view of 150,000 rows": Case(
        attacks="memory",
        name="a.gpkg",
        make=lambda: geopackage(*view("hex(zeroblob(2000))", MANY)),
        said=BROKEN,
    ),
}
