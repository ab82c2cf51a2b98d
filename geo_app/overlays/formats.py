"""The one table of formats: what a file of each looks like, is called, and is read by."""

from collections.abc import Callable
from dataclasses import dataclass

from geo_app.domain.overlay import Overlay
from geo_app.overlays import csv_table, geojson, gpx, kml, kmz, looks, ogr, shapefile
from geo_app.overlays.context import ReadContext

Reader = Callable[[bytes, str, ReadContext], Overlay]
"""Reads a file's bytes; the second is the file's name.

Raises OverlayError where nothing of it is usable, SwappedCoordinatesError where it must be asked
which is the latitude.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format of files of routes.

    Attributes:
        title: what people call it.
        endings: of file names, in lower case, with the dot; the first is the usual one.
        looks_like: whether a file's bytes are plainly of this format.
        is_archive: whether it is a zip archive, whose reader says best why one is broken.
    """

    id: str
    title: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Reader
    is_archive: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        id="geojson",
        title="GeoJSON",
        endings=(".geojson", ".json"),
        media_types=("application/geo+json", "application/json"),
        looks_like=looks.is_json,
        read=geojson.read,
    ),
    Format(
        id="gpx",
        title="GPX",
        endings=(".gpx",),
        media_types=("application/gpx+xml",),
        looks_like=looks.is_gpx,
        read=gpx.read,
    ),
    Format(
        id="kml",
        title="KML",
        endings=(".kml",),
        media_types=("application/vnd.google-earth.kml+xml",),
        looks_like=looks.is_kml,
        read=kml.read,
    ),
    Format(
        id="kmz",
        title="KMZ",
        endings=(".kmz",),
        media_types=("application/vnd.google-earth.kmz",),
        looks_like=looks.is_kmz,
        read=kmz.read,
        is_archive=True,
    ),
    Format(
        id="gpkg",
        title="GeoPackage",
        endings=(".gpkg",),
        media_types=("application/geopackage+sqlite3",),
        looks_like=ogr.is_geopackage,
        read=ogr.read_geopackage,
    ),
    Format(
        id="fgb",
        title="FlatGeobuf",
        endings=(".fgb",),
        media_types=("application/flatgeobuf",),
        looks_like=ogr.is_flatgeobuf,
        read=ogr.read_flatgeobuf,
    ),
    Format(
        id="shp",
        title="Shapefile (.zip)",
        endings=(".zip",),
        media_types=("application/zip",),
        looks_like=shapefile.is_shapefile,
        read=shapefile.read_shapefile,
        is_archive=True,
    ),
    Format(
        id="csv",
        title="CSV",
        endings=(".csv", ".tsv", ".tab", ".txt"),
        media_types=("text/csv", "text/tab-separated-values"),
        looks_like=looks.is_table,
        read=csv_table.read,
    ),
)
"""In the order in which a file is tried; any text may be a table, so CSV comes last."""
