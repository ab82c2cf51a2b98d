"""Rows with a geometry as WKT."""

import json
import re
from collections.abc import Iterable

from geo_app.domain.overlay import GeoJson, Problem
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import Columns
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.records import Record
from geo_app.overlays.shapes import (
    map_geometry,
    positions_of,
    require_in_range,
    require_possible,
    turn_round,
)
from geo_app.overlays.swapping import SwapJudge

_SRID = re.compile(r"\s*SRID\s*=\s*(\d+)\s*;", re.IGNORECASE)
_NO_NUMBER = re.compile(r"\b(?:nan\b|inf(?:inity)?\b|0x)", re.IGNORECASE)
"""GEOS reads these as coordinates, of which nothing can be drawn."""
_WGS84 = 4326
_DEEPEST = 16
_IN_LINE, _BY_ITSELF, _HEAD = 3, 7, 4


def add_geometries(
    rows: Iterable[Record], columns: Columns, collection: Collection, context: ReadContext
) -> None:
    """Add the geometry of each row; rows without one are noted.

    Raises:
        SwappedCoordinatesError: latitudes and longitudes look swapped, and nobody has said.
    """
    found: list[tuple[Record, GeoJson]] = []
    judge = SwapJudge(context)
    for record in rows:
        with collection.noting(record.place):
            text = columns.cell(record, "wkt")
            collection.meter.check_part(_values_of(text))
            geometry = read_wkt(text)
            positions = list(positions_of(geometry))
            collection.meter.add_vertices(len(positions))
            for longitude, latitude, *_ in positions:
                judge.show(record.place, longitude, latitude)
            for longitude, latitude, *_ in positions:
                require_possible(longitude, latitude, swap=context.swap)
            found.append((record, geometry))
    swap = judge.decide(collection.file)
    for record, geometry in found:
        with collection.noting(record.place):
            settled = map_geometry(geometry, turn_round) if swap else geometry
            for longitude, latitude, *_ in positions_of(settled):
                require_in_range(longitude, latitude)
            collection.make(settled, columns.properties(record, ("wkt",)))


def _values_of(text: str) -> int:
    """As much memory as so many values a geometry takes: more where each point is one by itself."""
    points = text.count(",") + 1
    return points * (_IN_LINE if text.lstrip()[:_HEAD].upper().startswith("LINE") else _BY_ITSELF)


def read_wkt(text: str) -> GeoJson:
    """The geometry of a WKT text, with its third coordinates and without its fourth.

    Raises:
        PartError: it is none, is empty, or is in another reference system than WGS 84.
    """
    if not text:
        raise PartError(Problem("it has no geometry"))
    if said := _SRID.match(text):
        if int(said[1][:9]) != _WGS84:
            raise PartError(
                Problem("its SRID is %(srid)s; expected 4326, WGS 84", {"srid": shown(said[1])})
            )
        text = text[said.end() :]
    if _is_deep(text):
        raise PartError(Problem("its geometries are nested too deeply"))
    if _NO_NUMBER.search(text):
        raise _no_wkt(text)
    return _parse(text)


def _is_deep(text: str) -> bool:
    """Whether brackets are nested too deeply: GEOS would go down any number of levels."""
    depth = 0
    for bracket in re.finditer(r"[()]", text):
        depth += 1 if bracket[0] == "(" else -1
        if depth > _DEEPEST:
            return True
    return False


def _parse(text: str) -> GeoJson:
    import numpy as np  # noqa: PLC0415 - as shapely
    import shapely  # noqa: PLC0415 - a tenth of a second that other files can do without

    try:
        with np.errstate(over="raise", invalid="ignore"):  # of a number that is too large
            geometry = shapely.from_wkt(text)
        if geometry is None or geometry.is_empty:
            raise PartError(Problem("its geometry is empty"))
        if geometry.geom_type == "LinearRing":
            geometry = shapely.LineString(geometry.coords)
        mapped: GeoJson = json.loads(shapely.to_geojson(geometry))
    except (shapely.GEOSException, FloatingPointError, NotImplementedError) as error:  # arcs
        raise _no_wkt(text) from error
    return mapped


def _no_wkt(text: str) -> PartError:
    return PartError(Problem("“%(text)s” is no WKT", {"text": shown(text)}))
