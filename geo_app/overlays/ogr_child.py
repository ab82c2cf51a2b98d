"""The process in which GDAL reads a file: a job and the file on its input, JSON on its output.

It answers `{"layers": […]}`, or `{"error": id, …}` where nothing can be used. What exceptions say
is not passed on: the words of libraries are not for users. Only here is pyogrio imported.
"""

import json
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo_app.overlays.apart import bound_this_process

DECIMALS = 7
"""Of a degree, where coordinates were reprojected: a centimetre, on any machine the same."""

_HIGHEST_DEGREES = 180
_FILES = re.compile(
    r"PARAMETERFILE|PROJ4_GRIDS|grids=(?!@null)|\+(?:file|init|grids?)=", re.IGNORECASE
)
_NAMELESS = ("undefined", "unknown", "unnamed")

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


class UnusableError(Exception):
    """Nothing of the file can be used; `answer` is what is said of it."""

    def __init__(self, error: str, **values: object) -> None:
        self.answer = {"error": error, **values}
        super().__init__(error)


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


@dataclass(frozen=True, slots=True)
class Placed:
    """Geometries on WGS 84, longitude first.

    Attributes:
        geometries: None where one has nothing that could be drawn.
        degrees: whether their positions are as the file has them.
        assumed: whether the file does not say that these are degrees.
    """

    geometries: Any
    degrees: bool
    assumed: bool


def place(geometries: Any, crs: str | None, layer: str) -> Placed:
    """Bring geometries to WGS 84.

    Raises:
        UnusableError: their reference system is not known, and they are no degrees.
    """
    import shapely  # noqa: PLC0415

    known = _known(crs, layer)
    convert = None if known is None else _conversion(known, layer)
    if convert is not None:
        geometries = shapely.transform(geometries, convert, include_z=False)
    if known is None and not _could_be_degrees(geometries):
        raise UnusableError("no_crs", layer=layer)
    geometries[~_is_drawable(geometries)] = None
    return Placed(geometries, degrees=convert is None, assumed=known is None)


def _could_be_degrees(geometries: Any) -> bool:
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    found = shapely.get_coordinates(geometries)
    return bool((np.abs(found[np.isfinite(found).all(axis=1)]) <= _HIGHEST_DEGREES).all())


def _is_drawable(geometries: Any) -> Any:
    """Which geometries have positions, and only such as are numbers."""
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    found, owners = shapely.get_coordinates(geometries, return_index=True)
    drawable = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    drawable[owners[~np.isfinite(found).all(axis=1)]] = False
    return drawable


def _known(crs: str | None, layer: str) -> Any:
    """The reference system, or None where it says nothing of the earth.

    Raises:
        UnusableError: there is no such system.
    """
    from pyproj import CRS  # noqa: PLC0415
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    if crs is not None and _FILES.search(crs):  # PROJ would open them, wherever they are
        raise UnusableError("unknown_crs", layer=layer, crs=_name_of(crs))
    try:
        known = None if crs is None else CRS.from_user_input(crs)
    except CRSError as error:
        raise UnusableError("unknown_crs", layer=layer, crs=_name_of(str(crs))) from error
    if known is None or (known.name.lower().startswith(_NAMELESS) and not _is_tied(known)):
        return None
    return known


def _conversion(crs: Any, layer: str) -> Callable[[Any], Any] | None:
    """What brings positions of `crs` to WGS 84, or None where they are in it.

    Raises:
        UnusableError: there is no way from it to WGS 84.
    """
    from pyproj import CRS, Transformer  # noqa: PLC0415
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    if crs.equals(CRS("EPSG:4326"), ignore_axis_order=True):
        return None
    try:
        # A conversion that only guesses the datum may be hundreds of metres off: none at all, then.
        transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True, allow_ballpark=False)
    except ProjError as error:
        raise UnusableError("unknown_crs", layer=layer, crs=crs.name) from error
    return _rounded(transformer)


def _is_tied(crs: Any) -> bool:
    """Whether a system without a name still says how it lies on the earth."""
    return bool(crs.is_projected and crs.datum and crs.datum.name.lower() != "unknown")


def _rounded(transformer: Any) -> Callable[[Any], Any]:
    import numpy as np  # noqa: PLC0415

    def convert(positions: Any) -> Any:
        x, y = transformer.transform(positions[:, 0], positions[:, 1])
        return np.round(np.column_stack([x, y]), DECIMALS)

    return convert


def _name_of(crs: str) -> str:
    """A short name: a code as it is, of a long definition what stands first in quotes."""
    return crs.split('"')[1] if '"' in crs else crs[:80]


if __name__ == "__main__":
    main()
