"""Reads GeoJSON (RFC 7946): a collection, a feature or a bare geometry."""

import json
from collections.abc import Iterator
from typing import Any

from geo_app.domain.overlay import GeoJson, Method, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.collecting import Collection
from geo_app.overlays.context import ReadContext
from geo_app.overlays.crs import Reproject, find_reprojection
from geo_app.overlays.encoding import to_utf8
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.json_text import DEEPEST, JsonText
from geo_app.overlays.shapes import (
    Position,
    map_geometry,
    positions_of,
    require_in_range,
    turn_round,
)
from geo_app.overlays.swapping import SwapJudge

_GEOMETRIES = frozenset(
    ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
) | {"GeometryCollection"}
_OFTEN = 4096
_ADDED = 3
"""Levels that a collection has above a geometry: its own, the list, the Feature."""


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The features of a GeoJSON file, as they stand there.

    Each is parsed twice, to be looked at and to be kept: so a file that is refused takes little
    memory, whatever is wrong with it.
    """
    collection = Collection(name, context, "geojson", "feature")
    text = JsonText(to_utf8(content, name), name, collection.meter)
    features, members = _take_apart(text, name)
    if text.whole["type"] != "FeatureCollection":  # it would be written as one, and be read again
        text.require_shallow(DEEPEST - _ADDED)
    if not _is_unicode(members):
        raise OverlayError(name, Problem("a text in it is not valid Unicode"))
    reproject = find_reprojection(members.get("crs"), name)
    if reproject:
        del members["crs"]
    judge = SwapJudge(context)
    sound = [
        (place, each)
        for place, each in _places(features, collection)
        if _look_at(text.whole_of(each), place, collection, judge, reproject)
    ]
    swap = judge.decide(name)
    for place, each in sound:
        with collection.noting(place):
            _add(_moved(text.whole_of(each), reproject), place, collection, swap=swap)
    return collection.overlay(members)


def _take_apart(text: JsonText, file: str) -> tuple[list[Any], GeoJson]:
    """The features of a file, which may not be parsed yet, and what else its collection says."""
    whole = text.whole
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "FeatureCollection" and isinstance(whole.get("features"), list):
        members = {key: whole[key] for key in whole if key not in ("type", "features")}
        return whole["features"], text.whole_of(members)
    whole = text.whole_of(whole)
    if kind == "Feature":
        return [whole], {"crs": whole["crs"]} if "crs" in whole else {}
    if isinstance(kind, str) and kind in _GEOMETRIES:
        crs = {"crs": whole.pop("crs")} if "crs" in whole else {}
        return [{"type": "Feature", "geometry": whole, "properties": {}}], crs
    if kind == "Topology":
        raise OverlayError(file, Problem("it is TopoJSON; expected GeoJSON"))
    raise OverlayError(file, Problem("it is JSON, but not GeoJSON"))


def _places(features: list[Any], collection: Collection) -> Iterator[tuple[Problem, Any]]:
    """The features, which are counted as they come, and where each is."""
    for number, feature in enumerate(features, 1):
        collection.count()
        yield Problem("feature %(number)s", {"number": number}), feature


def _look_at(
    feature: Any,
    place: Problem,
    collection: Collection,
    judge: SwapJudge,
    reproject: Reproject | None,
) -> bool:
    """Whether a feature is as it should be; what is wrong with it is noted."""
    with collection.noting(place):
        _require_feature(feature)
        if feature["geometry"] is not None:
            positions = _counted(feature["geometry"], collection)
            if reproject:
                positions = list(positions_of(_moved(feature, reproject)["geometry"]))
            for position in positions:
                judge.show(place, position[0], position[1])
        return True
    return False


def _moved(feature: GeoJson, reproject: Reproject | None) -> GeoJson:
    if reproject is None or feature["geometry"] is None:
        return feature
    return {**feature, "geometry": map_geometry(feature["geometry"], reproject)}


def _counted(geometry: Any, collection: Collection) -> list[Position]:
    """The positions of a geometry, which are counted as they come."""
    positions: list[Position] = []
    for position in positions_of(geometry):
        positions.append(position)
        if len(positions) % _OFTEN == 0:
            collection.meter.add_vertices(_OFTEN)
    collection.meter.add_vertices(len(positions) % _OFTEN)
    return positions


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
    if not _is_unicode(feature):
        raise PartError(Problem("a text in it is not valid Unicode"))


def _is_unicode(value: Any) -> bool:
    """Whether no text in a value has half a character, which no file can carry."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _add(feature: GeoJson, place: Problem, collection: Collection, *, swap: bool) -> None:
    if feature["geometry"] is None:
        collection.note(place, Problem("it has no geometry to draw"), lost=False)
    for position in positions_of(feature["geometry"]) if feature["geometry"] else ():
        require_in_range(position[swap], position[not swap])
    if swap and feature["geometry"] is not None:
        feature = {**feature, "geometry": map_geometry(feature["geometry"], turn_round)}
    geodesic = feature.get("method") == Method.GEODESIC
    collection.add(feature, Method.GEODESIC if geodesic else Method.RECORDED)
