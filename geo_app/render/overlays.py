"""An overlay as the document that page, file and server carry it in."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, islice
from typing import Any

from geo_app.domain.column_roles import find_roles
from geo_app.domain.overlay import GeoJson, Overlay, OverlayFault, OverlayFeature, Problem, Stop
from geo_app.domain.overlay_geojson import positions_of
from geo_app.render.columnar import to_columns

MOST_FAULTS = 100
"""That are listed; of the rest there is only the number."""
MANY = 1000
"""Positions, from which on features are carried as columns."""

Gettext = Callable[[str], str]

_SUMMARIES = {
    "row": Problem("%(drawn)s of %(read)s rows"),
    "feature": Problem("%(drawn)s of %(read)s features"),
    "element": Problem("%(drawn)s of %(read)s elements"),
}


def overlay_document(overlay: Overlay, gettext: Gettext) -> dict[str, Any]:
    """The document of an overlay: its data, its report in the language of `gettext`, its style."""
    return {
        "name": overlay.name,
        "format": overlay.format,
        "unit": overlay.unit,
        "data": _data(overlay),
        "report": _report(overlay, gettext),
        "style": {},
        "roles": find_roles(_property_names(overlay.features)),
    }


def carried_document(overlay: Overlay, gettext: Gettext) -> dict[str, Any]:
    """The same as page and file carry it: many features are "columns", and no part of its data."""
    document = overlay_document(overlay, gettext)
    shapes = (each.feature.get("geometry") for each in overlay.features)
    positions = chain.from_iterable(map(positions_of, shapes))
    if next(islice(positions, MANY, None), None) is None:
        return document
    data = dict(document["data"])
    return {**document, "columns": to_columns(data.pop("features")), "data": data}


def _data(overlay: Overlay) -> GeoJson:
    named = {id(stop): stop for each in overlay.features for stop in each.stops}
    stops = {number: _stop(stop) for number, stop in named.items()}
    features = [_with_stops(each, stops) for each in overlay.features]
    return {"type": "FeatureCollection", **overlay.members, "features": features}


def _with_stops(feature: OverlayFeature, stops: Mapping[int, dict[str, str]]) -> GeoJson:
    """The Feature, with the stops that the file named as a foreign member of our own."""
    if not feature.stops:
        return feature.feature
    return {**feature.feature, "stops": [stops[id(stop)] for stop in feature.stops]}


def _stop(stop: Stop) -> dict[str, str]:
    said = {"text": stop.text, "name": stop.name, "place": stop.place or ""}
    return {key: value for key, value in said.items() if value}


def _report(overlay: Overlay, gettext: Gettext) -> dict[str, Any]:
    counts = {"read": overlay.read, "drawn": overlay.drawn}
    summary = Problem(_SUMMARIES[overlay.unit].message, counts).in_words(gettext)
    listed = overlay.faults[:MOST_FAULTS]
    return {
        **counts,
        "summary": summary,
        "faults": [_fault(fault, gettext) for fault in listed],
        "more": len(overlay.faults) - len(listed),
    }


def _fault(fault: OverlayFault, gettext: Gettext) -> dict[str, str]:
    return {"place": fault.place.in_words(gettext), "text": fault.problem.in_words(gettext)}


def _property_names(features: Iterable[OverlayFeature]) -> Iterable[str]:
    """Every name of a property, in the order of its first appearance."""
    names: dict[str, None] = {}
    for each in features:
        names.update(dict.fromkeys(each.feature.get("properties") or ()))
    return names
