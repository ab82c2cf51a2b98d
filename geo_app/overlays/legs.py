"""Rows that say from where to where: each is a line of geodesic legs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from geo_app.domain.overlay import Method, Problem, Stop
from geo_app.domain.place import Coordinate
from geo_app.overlays.cells import read_cells, require_settleable, settle
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import Columns
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError
from geo_app.overlays.positions import WrittenPosition, read_position
from geo_app.overlays.records import Record
from geo_app.overlays.stops import COMMAS, SEPARATORS
from geo_app.overlays.swapping import SwapJudge

_SEPARATORS, _COMMAS = re.compile(f"[{SEPARATORS}]+"), re.compile(f"[{COMMAS}]+")
_ENDS = ("origin", "destination")
_SAME = Problem("its origin and its destination are the same place")
_VALUES = 3
"""As much memory as so many values takes a stop."""
_MISSING = {"origin": Problem("it has no origin"), "destination": Problem("it has no destination")}


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a leg before it is settled which number is the latitude."""

    text: str
    found: Stop | WrittenPosition


def are_in(columns: Columns) -> bool:
    """Whether the columns say from where to where."""
    return all(columns.has(end) or columns.has(f"{end}_lat", f"{end}_lon") for end in _ENDS)


def add_legs(
    rows: Iterable[Record], columns: Columns, collection: Collection, context: ReadContext
) -> None:
    """Add the line of each row; rows that name no stops are noted.

    Raises:
        SwappedCoordinatesError: latitudes and longitudes look swapped, and nobody has said.
    """
    found: list[tuple[Record, list[_End]]] = []
    judge = SwapJudge(context)
    for record in rows:
        with collection.noting(record.place):
            between = sum(map(columns.cell(record, "via").count, SEPARATORS + COMMAS))
            collection.meter.check_part(_VALUES * between)
            ends = list(_ends(record, columns, context))
            for end in ends:
                if isinstance(end.found, WrittenPosition) and not end.found.certain:
                    judge.show(record.place, end.found.longitude, end.found.latitude)
            _require_possible(ends, context)
            found.append((record, ends))
    swap = judge.decide(collection.file)
    for record, ends in found:
        with collection.noting(record.place):
            _add(record, [_settle(end, swap=swap) for end in ends], columns, collection)


def _require_possible(ends: list[_End], context: ReadContext) -> None:
    """Check what can be before it is settled which is the latitude: nothing else is kept.

    Raises:
        PartError: an end is not on the earth, or the next one is the same place.
    """
    for end in ends:
        if isinstance(end.found, WrittenPosition):
            require_settleable(end.found, swap=context.swap)
    for one, other in pairwise(ends):
        if _place(one.found) == _place(other.found):
            raise PartError(_SAME)


def _place(found: Stop | WrittenPosition) -> Coordinate | WrittenPosition:
    return found.position if isinstance(found, Stop) else found


def _ends(record: Record, columns: Columns, context: ReadContext) -> Iterator[_End]:
    """The ends of the legs of a row, in order.

    Raises:
        PartError: one is missing or unknown.
    """
    yield _end(record, "origin", columns, context)
    for text in _split(columns.cell(record, "via")):
        yield _look_up(text, context)
    yield _end(record, "destination", columns, context)


def _split(via: str) -> list[str]:
    """The stops of a cell that names several."""
    texts = [text.strip() for text in _SEPARATORS.split(via)]
    if len(texts) == 1 and read_position(via) is None:
        texts = [text.strip() for text in _COMMAS.split(via)]
    return [text for text in texts if text]


def _end(record: Record, role: str, columns: Columns, context: ReadContext) -> _End:
    text = columns.cell(record, role)
    latitude, longitude = (columns.cell(record, f"{role}_{axis}") for axis in ("lat", "lon"))
    if latitude or longitude:
        return _End(text or f"{latitude}, {longitude}", read_cells(latitude, longitude))
    if not text:
        raise PartError(_MISSING[role])
    return _look_up(text, context)


def _look_up(text: str, context: ReadContext) -> _End:
    position = read_position(text) if any(map(str.isdigit, text)) else None
    return _End(text, position or context.stops.find(text))


def _settle(end: _End, *, swap: bool) -> Stop:
    if isinstance(end.found, Stop):
        return end.found
    return Stop(text=end.text, position=settle(end.found, swap=swap))


def _add(record: Record, stops: list[Stop], columns: Columns, collection: Collection) -> None:
    for one, other in pairwise(stops):
        if one.position == other.position:
            raise PartError(_SAME)
    collection.meter.add_vertices(len(stops))
    coordinates = [[stop.position.longitude, stop.position.latitude] for stop in stops]
    without = [f"{end}_{axis}" for end in _ENDS for axis in ("lat", "lon")]
    collection.make(
        {"type": "LineString", "coordinates": coordinates},
        columns.properties(record, without),
        Method.GEODESIC,
        tuple(stops),
    )
