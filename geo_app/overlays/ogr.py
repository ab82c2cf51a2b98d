"""GeoPackage, FlatGeobuf and Shapefile, read by GDAL in a process of its own."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from geo_app.domain.overlay import GeoJson, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.apart import ApartError, run_apart
from geo_app.overlays.collecting import Collection
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.ogr_child import ENVIRONMENT
from geo_app.overlays.shapes import map_geometry, positions_of, require_in_range, turn_round
from geo_app.overlays.swapping import SwapJudge

PROGRAM = ("-m", "geo_app.overlays.ogr_child")
LAYER_COLUMN = "layer"
"""The property that says the layer, in a file of several."""
GPKG_MAGIC, FGB_MAGIC = b"SQLite format 3\x00", b"fgb\x03"
_APPLICATION_ID = slice(68, 72)
_GRIDS = re.compile(rb"PARAMETERFILE|PROJ4_GRIDS|grids=(?!@null)|geoidgrids", re.IGNORECASE)
"""With what a reference system names files of grids."""
_LEFT_OUT = (
    (Problem("binary columns were left out: %(columns)s"), "left_out"),
    (Problem("columns with broken texts or dates were left out: %(columns)s"), "unreadable"),
)
_GPKG_IDS = (b"GPKG", b"GP10", b"GP11", b"GP12")


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as the other process answers it.

    Attributes:
        title: what messages call it.
        several: whether the file has others.
    """

    content: dict[str, Any]
    title: str
    several: bool

    @property
    def in_degrees(self) -> bool:
        """Whether its positions are as the file has them, and so may be swapped."""
        return bool(self.content["degrees"])

    def place(self, number: int) -> Problem:
        """Where the feature with this number, from 1, is."""
        if not self.several:
            return Problem("feature %(number)s", {"number": number})
        values = {"layer": shown(self.title), "number": number}
        return Problem("layer “%(layer)s”, feature %(number)s", values)

    def features(self) -> Iterator[tuple[Problem, GeoJson]]:
        """Its rows as GeoJSON features with the ids that the file gives them, and their places."""
        columns = self.content["columns"]
        rows = zip(self.content["fids"], self.content["geometries"], strict=True)
        for at, (fid, geometry) in enumerate(rows):
            properties = {label: cells[at] for label, cells in columns.items()}
            if self.several:
                properties.setdefault(LAYER_COLUMN, self.title)
            feature = {"type": "Feature", "id": fid, "geometry": geometry, "properties": properties}
            yield self.place(at + 1), feature


def is_geopackage(content: bytes) -> bool:
    """Whether it is an SQLite database that says it is a GeoPackage."""
    return content.startswith(GPKG_MAGIC) and content[_APPLICATION_ID] in _GPKG_IDS


def is_flatgeobuf(content: bytes) -> bool:
    """Whether it begins as FlatGeobuf files do."""
    return content.startswith(FGB_MAGIC)


def read_geopackage(content: bytes, file: str, context: ReadContext) -> Overlay:
    """What a GeoPackage holds, all layers of it, on WGS 84; raises as read_layers does."""
    return collect(read_layers(content, file, context), file, context, "gpkg")


def read_flatgeobuf(content: bytes, file: str, context: ReadContext) -> Overlay:
    """What a FlatGeobuf file holds, on WGS 84; raises as read_layers does."""
    return collect(read_layers(content, file, context), file, context, "fgb")


def read_layers(content: bytes, file: str, context: ReadContext) -> list[Layer]:
    """The layers of a file, read apart.

    Raises:
        OverlayError: it is broken, has too much, or does not say where on the earth it lies.
    """
    # GDAL would open what a reference system names as it opens the file: it is not handed over.
    if named := _GRIDS.search(content.replace(b"\0", b"")):
        unknown = "its coordinate reference system “%(crs)s” is not known; expected WGS 84"
        raise OverlayError(file, Problem(unknown, {"crs": shown(named[0].decode())}))
    limits = context.limits
    job = {"features": limits.features, "vertices": limits.vertices}
    try:
        answer = json.loads(run_apart(PROGRAM, job, content, limits, **ENVIRONMENT))
    except ApartError as error:
        raise OverlayError(file, _gave_up(context, late=error.late)) from error
    if "error" in answer:
        raise OverlayError(file, _problem(answer, context))
    several = len(answer["layers"]) > 1
    return [Layer(each, str(each["name"]), several) for each in answer["layers"]]


def collect(layers: list[Layer], file: str, context: ReadContext, format_id: str) -> Overlay:
    """The overlay that layers make.

    Raises:
        SwappedCoordinatesError: degrees look swapped, and `context.swap` does not say.
        OverlayError: they are over a limit together.
    """
    collection = Collection(file, context, format_id, "feature")
    swap = _judge(layers, context).decide(file)
    for layer in layers:
        _note_layer(layer, collection)
        for place, feature in layer.features():
            collection.count()
            with collection.noting(place):
                _add(feature, place, collection, swap=swap and layer.in_degrees)
    return collection.overlay()


def _judge(layers: list[Layer], context: ReadContext) -> SwapJudge:
    judge = SwapJudge(context)
    for layer in layers:
        for place, feature in layer.features() if layer.in_degrees else ():
            if not feature["geometry"]:
                continue
            with suppress(PartError):  # it is noted where the feature is added
                for longitude, latitude, *_ in positions_of(feature["geometry"]):
                    judge.show(place, longitude, latitude)
    return judge


def _add(feature: GeoJson, place: Problem, collection: Collection, *, swap: bool) -> None:
    geometry = feature["geometry"]
    if geometry is False:
        raise PartError(Problem("its geometry is empty, broken or not on the earth"))
    if geometry is None:
        collection.note(place, Problem("it has no geometry to draw"), lost=False)
    elif swap:
        feature = {**feature, "geometry": map_geometry(geometry, turn_round)}
    for longitude, latitude, *_ in positions_of(feature["geometry"]) if geometry else ():
        require_in_range(longitude, latitude)
        collection.meter.add_vertices(1)
    collection.add(feature)


def _note_layer(layer: Layer, collection: Collection) -> None:
    here = Problem("layer “%(layer)s”", {"layer": shown(layer.title)})
    if layer.content["assumed"]:
        taken = Problem(
            "it does not say its reference system; its positions were taken as WGS 84 degrees"
        )
        collection.note(here, taken, lost=False)
    for message, key in _LEFT_OUT:
        if layer.content[key]:
            columns = {"columns": shown(", ".join(layer.content[key]))}
            collection.note(here, Problem(message.message, columns), lost=False)


def _gave_up(context: ReadContext, *, late: bool) -> Problem:
    if late:
        limit = {"limit": f"{context.limits.seconds:g}"}
        return Problem("reading took more than %(limit)s seconds (setting overlay_seconds)", limit)
    return Problem("it cannot be read: the file is broken, or needs too much memory")


def _problem(answer: dict[str, Any], context: ReadContext) -> Problem:
    match answer["error"]:
        case "features":
            limit = {"limit": f"{context.limits.features:,}"}
            return Problem("more than %(limit)s rows or features (setting overlay_features)", limit)
        case "vertices":
            limit = {"limit": f"{context.limits.vertices:,}"}
            return Problem("more than %(limit)s points (setting overlay_vertices)", limit)
        case "no_crs":
            return Problem(
                "layer “%(layer)s” does not say its reference system, and its coordinates are no "
                "degrees; save it with its reference system (CRS)",
                {"layer": shown(answer["layer"])},
            )
        case "unknown_crs":
            return Problem(
                "layer “%(layer)s” is in the reference system “%(crs)s”, which cannot be brought "
                "to WGS 84; save it in WGS 84 (EPSG:4326)",
                {"layer": shown(answer["layer"]), "crs": shown(answer["crs"])},
            )
        case _:
            return _gave_up(context, late=False)
