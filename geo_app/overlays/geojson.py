"""Reads GeoJSON (RFC 7946): a collection, a feature or a bare geometry."""

import json
from collections.abc import Iterator
from typing import Any

from geo_app.domain.overlay import GeoJson, Method, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.collecting import Collection
from geo_app.overlays.context import ReadContext
from geo_app.overlays.crs import Reproject, find_reprojection
from geo_app.overlays.encoding import decode
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.json_text import parse_json
from geo_app.overlays.shapes import map_geometry, positions_of, require_in_range, turn_round
from geo_app.overlays.swapping import SwapJudge

_GEOMETRIES = frozenset(
    ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
) | {"GeometryCollection"}


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The features of a GeoJSON file, as they stand there."""
    whole = parse_json(decode(content, name), name)
    features, members = _take_apart(whole, name)
    reproject = find_reprojection(members.get("crs"), name)
    if reproject:
        del members["crs"]
    collection = Collection(name, context, "geojson", "feature")
    sound = list(_sound(features, collection, reproject))
    judge = SwapJudge(context)
    for place, feature in sound:
        if feature["geometry"] is not None:
            for longitude, latitude, *_ in positions_of(feature["geometry"]):
                judge.show(place, longitude, latitude)
    swap = judge.decide(name)
    for place, feature in sound:
        with collection.noting(place):
            _add(feature, place, collection, swap=swap)
    return collection.overlay(members)


def _take_apart(whole: Any, file: str) -> tuple[list[Any], GeoJson]:
    """The features of a file, and what else its collection says."""
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "FeatureCollection" and isinstance(whole.get("features"), list):
        members = {key: whole[key] for key in whole if key not in ("type", "features")}
        return whole["features"], members
    if kind == "Feature":
        return [whole], {"crs": whole["crs"]} if "crs" in whole else {}
    if isinstance(kind, str) and kind in _GEOMETRIES:
        crs = {"crs": whole.pop("crs")} if "crs" in whole else {}
        return [{"type": "Feature", "geometry": whole, "properties": {}}], crs
    if kind == "Topology":
        raise OverlayError(file, Problem("it is TopoJSON; expected GeoJSON"))
    raise OverlayError(file, Problem("it is JSON, but not GeoJSON"))


def _sound(
    features: list[Any], collection: Collection, reproject: Reproject | None
) -> Iterator[tuple[Problem, GeoJson]]:
    """The features that are as they should be, with their places; the others are noted."""
    for number, feature in enumerate(features, 1):
        place = Problem("feature %(number)s", {"number": number})
        collection.count()
        with collection.noting(place):
            _require_feature(feature)
            if feature["geometry"] is None:
                yield place, feature
                continue
            collection.meter.add_vertices(sum(1 for _ in positions_of(feature["geometry"])))
            if reproject:
                moved = map_geometry(feature["geometry"], reproject)
                feature = {**feature, "geometry": moved}  # noqa: PLW2901 - the same, elsewhere
            yield place, feature


def _require_feature(feature: Any) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise PartError(Problem("it is no GeoJSON Feature"))
    if "geometry" not in feature:
        raise PartError(Problem("it has no member “geometry”"))
    if not isinstance(feature.get("properties", {}), dict | None):
        raise PartError(Problem("its properties are no object"))
    identifier = feature.get("id", "")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int | float):
        raise PartError(
            Problem("its id “%(id)s” is neither text nor number", {"id": shown(identifier)})
        )
    try:
        json.dumps(feature, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise PartError(Problem("a text in it is not valid Unicode")) from error


def _add(feature: GeoJson, place: Problem, collection: Collection, *, swap: bool) -> None:
    if feature["geometry"] is None:
        collection.note(place, Problem("it has no geometry to draw"), lost=False)
    else:
        if swap:
            turned = map_geometry(feature["geometry"], turn_round)
            feature = {**feature, "geometry": turned}
        for longitude, latitude, *_ in positions_of(feature["geometry"]):
            require_in_range(longitude, latitude)
    geodesic = feature.get("method") == Method.GEODESIC
    collection.add(feature, Method.GEODESIC if geodesic else Method.RECORDED)
