"""Reads GeoJSON (RFC 7946): a collection, a feature or a bare geometry."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from geo_app.domain.overlay import GeoJson, Method, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.collecting import Collection
from geo_app.overlays.context import ReadContext
from geo_app.overlays.crs import Reproject, find_reprojection
from geo_app.overlays.encoding import decode
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.json_text import DEEPEST, parse_json, require_shallow
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


class _Part(NamedTuple):
    """A feature that is as it should be, with its positions as they stand in it."""

    place: Problem
    feature: GeoJson
    positions: Sequence[Position]


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The features of a GeoJSON file, as they stand there."""
    text = decode(content, name)
    whole = parse_json(text, name)
    features, members = _take_apart(whole, name)
    if whole["type"] != "FeatureCollection":  # it would be written as one, and be read again
        require_shallow(text, name, DEEPEST - _ADDED)
    if not _is_unicode(members):
        raise OverlayError(name, Problem("a text in it is not valid Unicode"))
    reproject = find_reprojection(members.get("crs"), name)
    if reproject:
        del members["crs"]
    collection = Collection(name, context, "geojson", "feature")
    sound = list(_sound(features, collection, reproject))
    judge = SwapJudge(context)
    for part in sound:
        for position in part.positions:
            judge.show(part.place, position[0], position[1])
    swap = judge.decide(name)
    for part in sound:
        with collection.noting(part.place):
            _add(part, collection, swap=swap)
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
) -> Iterator[_Part]:
    """The features that are as they should be; the others are noted."""
    for number, feature in enumerate(features, 1):
        place = Problem("feature %(number)s", {"number": number})
        collection.count()
        with collection.noting(place):
            _require_feature(feature)
            if feature["geometry"] is None:
                yield _Part(place, feature, ())
                continue
            positions = _counted(feature["geometry"], collection)
            if reproject:
                moved = map_geometry(feature["geometry"], reproject)
                feature = {**feature, "geometry": moved}  # noqa: PLW2901 - the same, elsewhere
                positions = list(positions_of(moved))
            yield _Part(place, feature, positions)


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


def _add(part: _Part, collection: Collection, *, swap: bool) -> None:
    feature = part.feature
    if feature["geometry"] is None:
        collection.note(part.place, Problem("it has no geometry to draw"), lost=False)
    for position in part.positions:
        require_in_range(position[swap], position[not swap])
    if swap and feature["geometry"] is not None:
        feature = {**feature, "geometry": map_geometry(feature["geometry"], turn_round)}
    geodesic = feature.get("method") == Method.GEODESIC
    collection.add(feature, Method.GEODESIC if geodesic else Method.RECORDED)
