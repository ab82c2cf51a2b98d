"""The map as one CSV file (RFC 4180): a row a place, route, country and figure."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from geo_app.domain.dataset import Basis, DataFeature, DataLayer, Dataset, collect_columns
from geo_app.exporting.cells import flatten

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take the file for one of their country's own code page; the tables that
the page keeps as CSV begin with it too. Programs read past it (`utf-8-sig`)."""
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?%?", re.ASCII)
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_FIRST = ("id", "layer", "kind", "basis", "name", "longitude", "latitude")
"""Columns that stand first, and are always there."""
_UNTABLED = frozenset({"area", "boundary", "road"})
"""Kinds that say nothing without their line."""


def write_csv(dataset: Dataset) -> bytes:
    """The dataset as CSV in UTF-8 with a byte order mark.

    Points have `longitude` and `latitude` in degrees on WGS 84. Figures, and those derived from
    them, follow in rows with the layer `figures`. What a spreadsheet would run as a formula has an
    apostrophe before it. Columns of a user's files stand in `properties`, as JSON.
    """
    rows = [*_features(dataset), *_figures(dataset.figures)]
    columns = tuple(dict.fromkeys((*_FIRST, *collect_columns(rows))))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(_harmless, columns))
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _features(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for layer in dataset.layers:
        for feature in layer.features:
            if layer.theirs:
                yield _theirs(feature, layer)
            elif feature.values["kind"] not in _UNTABLED:
                yield _ours(feature)


def _ours(feature: DataFeature) -> dict[str, Any]:
    return {**_position(feature), **feature.values}


def _theirs(feature: DataFeature, layer: DataLayer) -> dict[str, Any]:
    properties = json.dumps(feature.values, ensure_ascii=False, allow_nan=False)
    head = {"id": feature.id, "layer": layer.title, "basis": Basis.OVERLAY}
    name = {"name": feature.values.get("name")}
    return {**head, **name, **_position(feature), "properties": properties}


def _position(feature: DataFeature) -> dict[str, Any]:
    match feature.geometry:
        case {"type": "Point", "coordinates": [longitude, latitude, *_]}:
            return {"longitude": longitude, "latitude": latitude}
    return {}


def _figures(figures: DataLayer) -> Iterator[dict[str, Any]]:
    for each in figures.features:
        head = {"id": each.values["id"], "layer": figures.id}
        yield {**head, **each.values}


def _cell(value: Any) -> str:
    cell = flatten(value)
    return "" if cell is None else _harmless(str(cell))


def _harmless(text: str) -> str:
    """`text`, made text where a spreadsheet would run it; a number stays one, with its sign."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
