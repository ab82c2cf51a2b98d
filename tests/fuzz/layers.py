"""GeoPackage, FlatGeobuf and Shapefile: small files that GDAL wrote, to be changed."""

import io
import sqlite3
import tempfile
import warnings
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.mutations import mutate

_SHAPES = (
    ("Point", ("POINT (76 39.5)", "POINT (75 40)")),
    ("Point Z", ("POINT Z (76 39.5 1200)", "POINT Z (75 40 0)")),
    ("LineString", ("LINESTRING (76 39.5, 77 40, 78 41)", "LINESTRING (76 39, 76 39)")),
    ("MultiLineString", ("MULTILINESTRING ((76 39, 77 40), (70 30, 71 31))",) * 2),
    ("Polygon", ("POLYGON ((76 39, 77 39, 77 40, 76 39))",) * 2),
    ("MultiPoint", ("MULTIPOINT (76 39, 77 40)", "MULTIPOINT (75 40)")),
)
_SYSTEMS = ("EPSG:4326", "EPSG:32643", None)
BASES = tuple(
    (kind, crs)
    for kind, crs in product(range(len(_SHAPES)), _SYSTEMS)
    if not ("Z" in _SHAPES[kind][0] and crs == "EPSG:32643")  # a move would lose the heights
)
_THEN = "2024-08-01T00:00:00.000Z"


def _columns() -> tuple[list[Any], list[str]]:
    import numpy as np  # noqa: PLC0415 - as pyogrio below: only these forms need them

    return [
        np.array(["Kashgar", "喀什"], dtype=object),
        np.array([1, 2], dtype=np.int32),
        np.array([0.5, np.nan]),
        np.array(["2024-08-01", "2024-08-02"], dtype="datetime64[D]"),
    ], ["name", "number", "weight", "date"]


def _write(target: Any, at: int, driver: str, **options: str) -> None:
    import numpy as np  # noqa: PLC0415
    import pyogrio  # noqa: PLC0415
    import shapely  # noqa: PLC0415
    from pyproj import Transformer  # noqa: PLC0415

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _THEN})
    kind, crs = BASES[at]
    geometry_type, texts = _SHAPES[kind]
    shapes = shapely.from_wkt(np.array(texts))
    if crs not in (None, "EPSG:4326"):
        move = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform
        shapes = shapely.transform(shapes, move, interleaved=False)
    data, fields = _columns()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a file without a reference system: it is wanted
        pyogrio.raw.write(
            target,
            shapely.to_wkb(shapes, output_dimension=3 if "Z" in geometry_type else 2, flavor="iso"),
            data,
            fields,
            geometry_type=geometry_type,
            crs=crs,
            driver=driver,
            layer="a",
            **options,
        )


@cache
def flatgeobuf(at: int) -> bytes:
    """The FlatGeobuf file of a base; half of them without an index."""
    written = io.BytesIO()
    _write(written, at, "FlatGeobuf", SPATIAL_INDEX="NO" if at % 2 else "YES")
    return written.getvalue()


@cache
def geopackage(at: int) -> bytes:
    """The GeoPackage of a base."""
    written = io.BytesIO()
    _write(written, at, "GPKG")
    return written.getvalue()


@cache
def shapefile(at: int) -> dict[str, bytes]:
    """The parts of the Shapefile of a base, by ending."""
    with tempfile.TemporaryDirectory() as folder:
        options = {"DBF_DATE_LAST_UPDATE": "2024-08-01", "ENCODING": "UTF-8"}
        _write(Path(folder) / "a.shp", at, "ESRI Shapefile", **options)
        parts = sorted(Path(folder).iterdir())
        return {part.suffix: part.read_bytes() for part in parts}


_TABLES = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys", "gpkg_ogr_contents")
_VALUES = (
    *(None, 0, -1, 1, 2**62, 0.5, float("inf"), "", "x", "\u202e", "EPSG", 4326, 4978, 999_999),
    *(b"", b"\xff\xfe", b"GP\x00\x01", "Kashgar", "喀什", "2024-99-99", 'GEOGCS["x"]', "undefined"),
)


def vary_geopackage(at: int, random: Random) -> bytes:
    """The GeoPackage of a base with changed cells, its tables' own among them, or changed bytes."""
    if random.random() < 0.2:
        return mutate(geopackage(at), random, random.choice((1, 8, 64, 400)))
    database = sqlite3.connect(":memory:")
    database.deserialize(geopackage(at))
    database.execute("PRAGMA writable_schema=ON")
    triggers = database.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
    for (name,) in triggers:  # they call functions that only GDAL has
        database.execute(f'DROP TRIGGER "{name}"')
    layer = database.execute("SELECT table_name FROM gpkg_contents").fetchone()[0]
    for _ in range(random.choice((0, 1, 1, 1, 2, 4))):
        _edit_once(database, random.choice((layer, layer, *_TABLES)), random)
    database.commit()
    return database.serialize()


def vary_flatgeobuf(at: int, random: Random) -> bytes:
    """The FlatGeobuf file of a base, changed."""
    return mutate(flatgeobuf(at), random)


def _edit_once(database: sqlite3.Connection, table: str, random: Random) -> None:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    column, new = random.choice(columns), random.choice(_VALUES)
    cells = f'SELECT rowid, CAST("{column}" AS BLOB), typeof("{column}") FROM "{table}"'  # noqa: S608
    try:
        row, old, kind = random.choice(database.execute(cells).fetchall())
        if kind in ("text", "blob") and random.random() < 0.6:
            new = mutate(old, random, 1)
        cast = "CAST(? AS TEXT)" if kind == "text" else "?"
        change = f'UPDATE "{table}" SET "{column}"={cast} WHERE rowid=?'  # noqa: S608
        database.execute(change, (new, row))
    except (sqlite3.Error, IndexError):  # of a constraint, or no rows: the cell stays
        return
