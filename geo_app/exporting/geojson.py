"""Overlays, and the whole map as data, as GeoJSON files (RFC 7946)."""

import json
from typing import Any

from geo_app.domain.dataset import DataFeature, DataLayer, Dataset
from geo_app.domain.overlay import GeoJson, Overlay
from geo_app.domain.overlay_geojson import as_collection, as_drawn


def write_geojson(overlay: Overlay, *, densify: bool = False) -> bytes:
    """The overlay as the bytes of a GeoJSON file (RFC 7946).

    Args:
        overlay: what to write.
        densify: write the points of geodesics, cut at the antimeridian, instead of their ends.
    """
    return _dump(as_drawn(overlay) if densify else as_collection(overlay))


def write_data(dataset: Dataset) -> bytes:
    """The dataset as one FeatureCollection.

    What is no feature are foreign members of the collection (section 6.1): title, languages,
    notes, attribution, figures and sources.
    """
    features = [_feature(each) for layer in dataset.layers for each in layer.features]
    return _dump(
        {
            "type": "FeatureCollection",
            "name": dataset.id,
            "title": dataset.title,
            "summary": dataset.summary,
            "date": dataset.date,
            "languages": dataset.languages,
            "notes": dataset.notes,
            "attribution": dataset.attribution,
            "figures": _rows(dataset.figures),
            "sources": _rows(dataset.sources),
            "features": features,
        }
    )


def _feature(feature: DataFeature) -> GeoJson:
    named = {} if feature.id is None else {"id": feature.id}
    body = {"geometry": feature.geometry, "properties": feature.values}
    return {"type": "Feature", **named, **body, **feature.members}


def _rows(table: DataLayer) -> list[Any]:
    return [each.values for each in table.features]


def _dump(collection: GeoJson) -> bytes:
    return (json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n").encode()
