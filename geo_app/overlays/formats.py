"""The one table of formats: what a file of each looks like, is called, and is read by."""

from collections.abc import Callable
from dataclasses import dataclass

from geo_app.domain.overlay import Overlay
from geo_app.overlays import csv_table, geojson, looks
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
    """

    id: str
    title: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Reader


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
        id="csv",
        title="CSV",
        endings=(".csv", ".tsv", ".tab", ".txt"),
        media_types=("text/csv", "text/tab-separated-values"),
        looks_like=looks.is_table,
        read=csv_table.read,
    ),
)
"""In the order in which a file is tried; any text may be a table, so CSV comes last."""
