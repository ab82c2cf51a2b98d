"""The map as a GeoPackage 1.3 (OGC 12-128r17), written with Python's own SQLite.

By hand, for the bytes' sake: GDAL writes the time of writing into a package, and its own version.
"""

import json
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo_app.domain.dataset import DataLayer, Dataset
from geo_app.errors import ExportError
from geo_app.exporting.cells import flatten, kind_of, name_columns
from geo_app.resources import bundled

_WGS84 = 4326
_LITTLE_ENDIAN, _ENVELOPE, _EMPTY = 0b1, 0b10, 0b10000
"""Of the flags of a geometry: the order of bytes, an envelope of [west, east, south, north]."""
_MOST_COLUMNS = 1_900
"""SQLite takes 2,000."""
_TYPES = {int: "INTEGER", float: "REAL", str: "TEXT"}
_KEY, _GEOMETRY = "fid", "geom"
_RESERVED = ("gpkg_", "sqlite_", "rtree_")


def write_geopackage(dataset: Dataset) -> bytes:
    """The dataset as a GeoPackage: a table a layer, then the tables `figures` and `sources`.

    Title, notes, attribution and licences are its metadata, as schema.org's Dataset in JSON-LD.
    Every time in it is the date at which the dataset holds.

    Raises:
        ExportError: a user's file has more columns than a table takes.
    """
    package = sqlite3.connect(":memory:")
    try:
        schema = (bundled("templates") / "export" / "geopackage.sql").read_text("utf-8")
        package.executescript(schema)
        _Writer(package, f"{dataset.date}T00:00:00.000Z").write(dataset)
        package.commit()
        return package.serialize()
    finally:
        package.close()


class _Writer:
    def __init__(self, package: sqlite3.Connection, time: str) -> None:
        self._package, self._time = package, time

    def write(self, dataset: Dataset) -> None:
        tables = {each.id: each for each in (*dataset.layers, dataset.figures, dataset.sources)}
        for name, table in _table_names(tables.values()):
            self._write_table(name, table, spatial=table in dataset.layers)
        self._insert("gpkg_metadata", 1, "dataset", "https://schema.org/Dataset",
                     "application/ld+json", _metadata(dataset))  # fmt: skip
        self._insert("gpkg_metadata_reference", "geopackage", None, None, None, self._time, 1, None)

    def _write_table(self, table: str, layer: DataLayer, *, spatial: bool) -> None:
        if len(layer.columns) > _MOST_COLUMNS:
            problem = f"{len(layer.columns):,} columns, and a GeoPackage takes {_MOST_COLUMNS:,}"
            raise ExportError(f"{layer.title} has {problem}")
        rows = [tuple(map(flatten, row)) for row in layer.rows()]
        columns = list(zip(*rows, strict=True)) or [()] * len(layer.columns)
        names = name_columns(layer.columns, (_KEY, _GEOMETRY)).values()
        declared = [
            f"{_quoted(name)} {_TYPES[kind_of(cells)]}"
            for name, cells in zip(names, columns, strict=True)
        ]
        head = [f"{_KEY} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
        shapes = [shapely.from_geojson(json.dumps(each.geometry)) if each.geometry else None
                  for each in layer.features]  # fmt: skip
        if spatial:
            head.append(f"{_GEOMETRY} {_type_of(shapes)}")
        self._package.execute(f"CREATE TABLE {_quoted(table)} ({', '.join([*head, *declared])})")
        self._describe(table, layer, shapes, spatial=spatial)
        for number, (shape, row) in enumerate(zip(shapes, rows, strict=True), 1):
            self._insert(table, number, *([_blob(shape)] if spatial else []), *row)

    def _describe(
        self, table: str, layer: DataLayer, shapes: Sequence[Any], *, spatial: bool
    ) -> None:
        kind = "features" if spatial else "attributes"
        drawn = [each for each in shapes if each is not None]
        box = [float(each) for each in shapely.total_bounds(drawn)] if drawn else [None] * 4
        system = _WGS84 if spatial else None
        self._insert("gpkg_contents", table, kind, table, layer.title, self._time, *box, system)
        if spatial:
            high = 2 * any(each.has_z for each in drawn)
            self._insert(
                "gpkg_geometry_columns", table, _GEOMETRY, _type_of(shapes), _WGS84, high, 0
            )

    def _insert(self, table: str, *values: object) -> None:
        places = ", ".join("?" * len(values))
        self._package.execute(f"INSERT INTO {_quoted(table)} VALUES ({places})", values)  # noqa: S608


def _table_names(tables: Iterable[DataLayer]) -> Iterable[tuple[str, DataLayer]]:
    """Each table with a name of its own that SQLite and the standard leave to us."""
    known = list(tables)
    free = [
        f"layer_{each.id}" if each.id.casefold().startswith(_RESERVED) else each.id
        for each in known
    ]
    return zip(name_columns(free, ()).values(), known, strict=True)


def _type_of(shapes: Iterable[BaseGeometry | None]) -> str:
    """The one type of all shapes, in the words of the standard; GEOMETRY where they differ."""
    kinds = {each.geom_type.upper() for each in shapes if each is not None}
    return kinds.pop() if len(kinds) == 1 else "GEOMETRY"


def _blob(shape: BaseGeometry | None) -> bytes | None:
    """A geometry as the standard stores it: a header with its box, and ISO WKB."""
    if shape is None:
        return None
    flags = _LITTLE_ENDIAN | (_EMPTY if shape.is_empty else _ENVELOPE)
    head = struct.pack("<2sBBi", b"GP", 0, flags, _WGS84)
    if not shape.is_empty:
        west, south, east, north = shape.bounds
        head += struct.pack("<4d", west, east, south, north)
    return head + bytes(shapely.to_wkb(shape, byte_order=1, flavor="iso"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _metadata(dataset: Dataset) -> str:
    """What the package is, as JSON-LD in the words of schema.org."""
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "identifier": dataset.id,
        "name": dataset.title,
        "description": "\n".join([dataset.summary, *dataset.notes]),
        "inLanguage": dataset.languages,
        "temporalCoverage": dataset.date,
        "creditText": dataset.attribution,
        "isBasedOn": [_work(each.values) for each in dataset.sources.features],
    }
    return json.dumps(told, ensure_ascii=False)


def _work(source: Any) -> dict[str, Any]:
    names = {
        "id": "identifier",
        "name": "name",
        "publisher": "publisher",
        "date": "datePublished",
        "licence": "license",
        "attribution": "creditText",
        "url": "url",
    }
    known = {word: source[name] for name, word in names.items() if name in source}
    return {"@type": "CreativeWork", **known}
