"""GeoPackage, FlatGeobuf and Shapefile, read by GDAL in a process of its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from geo_app.domain.overlay import Overlay, OverlayFault, OverlayFeature, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.apart import ApartError, run_apart
from geo_app.overlays.context import ReadContext
from geo_app.overlays.ogr_child import ENVIRONMENT

PROGRAM = ("-m", "geo_app.overlays.ogr_child")
LAYER_COLUMN = "layer"
"""The property that says the layer, in a file of several."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as the other process answers it.

    Attributes:
        shown: its name, where the file has several.
    """

    content: dict[str, Any]
    shown: str | None

    def features(self) -> Iterator[OverlayFeature]:
        """Its rows as GeoJSON features with the ids that the file gives them."""
        columns = self.content["columns"]
        for at, (fid, geometry) in enumerate(
            zip(self.content["fids"], self.content["geometries"], strict=True)
        ):
            properties = {label: cells[at] for label, cells in columns.items()}
            if self.shown is not None:
                properties.setdefault(LAYER_COLUMN, self.shown)
            feature = {"type": "Feature", "id": fid, "geometry": geometry, "properties": properties}
            yield OverlayFeature(feature=feature)

    def faults(self) -> Iterator[OverlayFault]:
        """What is wrong with the layer, then with its rows."""
        here = Problem("layer “%(layer)s”", {"layer": self.content["name"]})
        if self.content["assumed"]:
            taken = Problem(
                "it does not say its reference system; its positions were taken as WGS 84 degrees"
            )
            yield OverlayFault(here, taken, lost=False)
        if self.content["left_out"]:
            columns = {"columns": ", ".join(self.content["left_out"])}
            left_out = Problem("binary columns were left out: %(columns)s", columns)
            yield OverlayFault(here, left_out, lost=False)
        unreadable = set(self.content["unreadable"])
        for at, geometry in enumerate(self.content["geometries"]):
            if at in unreadable:
                wrong = Problem("its geometry is empty, broken or not on the earth")
                yield OverlayFault(self._place(at), wrong)
            elif geometry is None:
                yield OverlayFault(self._place(at), Problem("it has no geometry"))

    def _place(self, at: int) -> Problem:
        if self.shown is None:
            return Problem("feature %(number)s", {"number": at + 1})
        values = {"layer": self.shown, "number": at + 1}
        return Problem("layer “%(layer)s”, feature %(number)s", values)


def read_ogr(content: bytes, file: str, context: ReadContext, form: str) -> Overlay:
    """What a file of GDAL's formats holds, all layers of it, on WGS 84.

    Args:
        content: the bytes of the file.
        file: its name.
        context: the limits.
        form: the id of the format.

    Raises:
        OverlayError: it is broken, has too much, or does not say where on the earth it lies.
    """
    layers = _ask(content, file, context)
    several = len(layers) > 1
    read = [Layer(each, each["name"] if several else None) for each in layers]
    features = tuple(feature for layer in read for feature in layer.features())
    faults = tuple(fault for layer in read for fault in layer.faults())
    return Overlay(
        name=PurePath(file).stem,
        format=form,
        unit="feature",
        read=len(features),
        features=features,
        faults=faults,
    )


def _ask(content: bytes, file: str, context: ReadContext) -> list[dict[str, Any]]:
    limits = context.limits
    job = {"features": limits.features, "vertices": limits.vertices}
    try:
        answer = json.loads(run_apart(PROGRAM, job, content, limits, **ENVIRONMENT))
    except ApartError as error:
        raise OverlayError(file, _gave_up(context, late=error.late)) from error
    if "error" in answer:
        raise OverlayError(file, _problem(answer, context))
    layers: list[dict[str, Any]] = answer["layers"]
    if not any(layer["fids"] for layer in layers):
        raise OverlayError(file, Problem("there are no features in it"))
    return layers


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
                {"layer": answer["layer"]},
            )
        case "unknown_crs":
            return Problem(
                "layer “%(layer)s” is in the reference system “%(crs)s”, which cannot be brought "
                "to WGS 84; save it in WGS 84 (EPSG:4326)",
                {"layer": answer["layer"], "crs": answer["crs"]},
            )
        case _:
            return _gave_up(context, late=False)


def read_geopackage(content: bytes, file: str, context: ReadContext) -> Overlay:
    """What a GeoPackage holds; see read_ogr."""
    return read_ogr(content, file, context, "gpkg")


def read_flatgeobuf(content: bytes, file: str, context: ReadContext) -> Overlay:
    """What a FlatGeobuf file holds; see read_ogr."""
    return read_ogr(content, file, context, "fgb")
