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


def view(select: str) -> tuple[str, ...]:
    """Statements that make a view a layer."""
    return (
        f"CREATE VIEW evil AS SELECT fid, geom, {select} AS x FROM ports",  # noqa: S608
        "INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) "
        "SELECT 'evil','features','evil',srs_id FROM gpkg_contents WHERE table_name='ports'",
        "INSERT INTO gpkg_geometry_columns SELECT 'evil',column_name,geometry_type_name,srs_id,z,m "
        "FROM gpkg_geometry_columns WHERE table_name='ports'",
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
}
