"""The process in which GDAL reads a file: a job and the file on its input, JSON on its output.

It answers `{"layers": […]}`, or `{"error": id, …}` where nothing can be used. What exceptions say
is not passed on: the words of libraries are not for users. Only here is pyogrio imported.
"""

import json
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from geo_app.overlays.apart import bound_this_process
from geo_app.overlays.ogr_place import UnusableError, place

MOST_BYTES, MOST_CELLS = 100_000_000, 5_000_000
"""Of a layer, whatever the file says."""

_DATABASE = b"SQLite format 3\x00"

# Of all drivers of GDAL only three are wanted. Which one answers is settled before, by the file's
# first bytes; these are taken out as well, above all those that fetch or run something.
_SKIPPED = (
    "ADBC,AIVector,AVCBin,AVCE00,AmigoCloud,Arrow,CAD,CSV,CSW,Carto,DGN,DXF,EDIGEO,EEDA,ESRIJSON,"
    "Elasticsearch,GDALG,GML,GMLAS,GPSBabel,GPX,GTFS,GeoJSON,GeoJSONSeq,GeoRSS,HANA,HTTP,Idrisi,"
    "JML,JSONFG,KML,LIBKML,LVBAG,MBTiles,MSSQLSpatial,MVT,MapInfo File,MapML,MiraMonVector,"
    "MongoDBv3,MySQL,NAS,NGW,OAPIF,OCI,ODBC,ODS,OGCAPI,OGR_GMT,OGR_PDS,OGR_VRT,OSM,OpenFileGDB,"
    "PCIDSK,PDF,PDS4,PGDUMP,PGeo,PLSCENES,PMTiles,Parquet,PostgreSQL,S57,SOSI,SQLite,SXF,Selafin,"
    "TileDB,TopoJSON,VDV,VFK,VICAR,VRT,WAsP,WFS,XLSX,XODR,netCDF"
)
ENVIRONMENT = {
    "GDAL_SKIP": _SKIPPED,
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_HTTP_PROXY": "http://127.0.0.1:9",  # where nobody listens: GDAL reaches no network
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "OGR_GPKG_LOAD_EXTENSIONS": "",
    # Views may call functions of SQLite, but none that reaches out, and may not fill the memory.
    "OGR_SQLITE_PRAGMA": "trusted_schema=OFF,cell_size_check=ON,temp_store=MEMORY,"
    "hard_heap_limit=200000000",
    "PROJ_NETWORK": "OFF",
}


def main() -> None:
    """Read the job and the file, answer, and end."""
    job = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    bound_this_process(job)
    warnings.simplefilter("ignore")
    answer = answer_to(job, content)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, allow_nan=False).encode())
    sys.stdout.flush()
    os._exit(0)  # nothing is left to do, and libraries that unload may still trip over the file


def answer_to(job: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """What is answered to a job."""
    try:
        return {"layers": list(read_layers(content, job["features"], job["vertices"]))}
    except UnusableError as error:
        return error.answer
    except MemoryError:
        return {"error": "memory"}


def read_layers(content: bytes, features: int, vertices: int) -> Iterator[dict[str, Any]]:
    """The layers of a file with their features on WGS 84.

    Raises:
        UnusableError: GDAL cannot open it, it has too much, or it cannot be placed.
    """
    import pyogrio  # noqa: PLC0415 - after this process was bounded
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError  # noqa: PLC0415

    try:
        found = pyogrio.list_layers(content)
        if not len(found):
            raise UnusableError("broken")
        for name in (str(name) for name, kind in found if kind):  # the others are mere tables
            layer = read_layer(content, name, features, vertices)
            features -= len(layer["fids"])
            vertices -= layer.pop("positions")
            yield layer
    # The latter two: names and reference systems with bytes that are no text; a fault of pyogrio,
    # where a reference system cannot be written.
    except (
        *(DataSourceError, DataLayerError, FeatureError),
        *(UnicodeDecodeError, UnboundLocalError),
    ) as error:
        raise UnusableError("broken") from error


def read_layer(content: bytes, name: str, features: int, vertices: int) -> dict[str, Any]:
    """A layer: its name, how many positions it has, its rows and what is wrong with them.

    Raises:
        UnusableError: it has too much, or it cannot be placed on the earth.
    """
    import shapely  # noqa: PLC0415

    require_bounded(content, name, features)
    (meta, fids, shapes, columns), unreadable = _read_raw(content, name, features + 1)
    if len(fids) > features:
        raise UnusableError("features")
    geometries = shapely.from_wkb(shapes, on_invalid="ignore")
    positions = int(shapely.get_num_coordinates(geometries).sum())
    if positions > vertices:
        raise UnusableError("vertices")
    placed = place(geometries, meta["crs"], name)
    kept, left_out = _split_columns(meta)
    return {
        "name": name,
        "positions": positions,
        "degrees": placed.degrees,
        "assumed": placed.assumed,
        "left_out": left_out,
        "unreadable": unreadable,
        "fids": [int(each) for each in fids],
        "geometries": list(_as_geojson(shapes, placed.geometries)),
        "columns": {
            label: [plain(value, whole=whole) for value in columns[at]] for at, label, whole in kept
        },
    }


def _read_raw(content: bytes, name: str, most: int) -> tuple[tuple[Any, ...], list[str]]:
    """What pyogrio reads of a layer, and the columns that it cannot: it would give up over one."""
    import pyogrio.raw  # noqa: PLC0415

    def read(**columns: list[str]) -> tuple[Any, ...]:
        found: tuple[Any, ...] = pyogrio.raw.read(
            content,
            layer=name,
            max_features=most,
            return_fids=True,
            datetime_as_string=True,
            **columns,
        )
        return found

    def readable(columns: list[str]) -> list[str]:
        try:
            read(columns=columns)
        except ValueError:
            half = len(columns) // 2
            return [*readable(columns[:half]), *readable(columns[half:])] if half else []
        return columns

    try:
        return read(), []
    except ValueError:  # of bytes that are no text, of a month 13
        columns = [str(each) for each in pyogrio.read_info(content, layer=name)["fields"]]
        kept = readable(columns)
        return read(columns=kept), [each for each in columns if each not in kept]


def require_bounded(content: bytes, name: str, features: int) -> None:
    """Check how much a layer holds before it is read: a view may make gigabytes of nothing.

    Raises:
        UnusableError: it is more than fits into memory.
    """
    import pyogrio  # noqa: PLC0415
    import pyogrio.raw  # noqa: PLC0415

    info = pyogrio.read_info(content, layer=name)
    labels = [str(each) for each in info["fields"]]
    count, held = info["features"], 0.0
    if content.startswith(_DATABASE):
        # Asked of the database itself, for its own table of counts may say anything.
        columns = [*labels, str(info["geometry_name"])]
        sums = ", ".join(f"total(length({_quoted(each)}))" for each in columns if each)
        rows = f"SELECT * FROM {_quoted(name)} LIMIT {features + 1}"  # noqa: S608 - quoted
        found = pyogrio.raw.read(content, sql=f"SELECT count(*), {sums} FROM ({rows})")  # noqa: S608
        count, *sizes = (float(each[0]) for each in found[3])
        held = sum(sizes)
    if count > features:
        # A header may say any number; each row takes some bytes.
        raise UnusableError("features" if count < len(content) else "broken")
    if held > MOST_BYTES or count * len(labels) > MOST_CELLS:
        raise UnusableError("memory")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _as_geojson(shapes: Any, placed: Any) -> Iterator[Any]:
    """The geometries; None where the file has none, False where nothing of one can be drawn."""
    import shapely  # noqa: PLC0415

    for raw, geometry in zip(shapes, placed, strict=True):
        if geometry is None:
            yield None if raw is None else False
        else:
            yield json.loads(shapely.to_geojson(geometry))


def _split_columns(meta: dict[str, Any]) -> tuple[list[tuple[int, str, bool]], list[str]]:
    """The columns that JSON can carry (number, name, of whole numbers), and the names of others."""
    kept, left_out = [], []
    labels = (str(each) for each in meta["fields"])
    for at, (label, ogr, kind) in enumerate(
        zip(labels, meta["ogr_types"], meta["dtypes"], strict=True)
    ):
        if ogr == "OFTBinary":
            left_out.append(label)
        else:
            kept.append((at, label, "int" in str(kind)))
    return kept, left_out


def plain(value: Any, *, whole: bool) -> Any:
    """A cell as JSON can say it: no number that is none, times as ISO texts."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    match value:
        case float():
            finite = value - value == 0
            return (int(value) if whole else value) if finite else None
        case list():
            return [plain(each, whole=False) for each in value]
        case bytes():
            return None
        case str() | int() | None:
            return value
        case _:
            return str(value)


if __name__ == "__main__":
    main()
