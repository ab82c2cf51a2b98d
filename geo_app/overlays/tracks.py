"""Rows that say one position each: the points of recorded tracks, or a list of places.

A column for the track (“track”, “trip”, “轨迹”, …) groups the rows; without one, names or ids that
repeat do. Names that are all different make a list of places, and so does a single row. What is
left is one track. The order is that of the file.
"""

from collections.abc import Iterable, Mapping, Sequence

from geo_app.domain.overlay import GeoJson, Problem
from geo_app.domain.place import Coordinate
from geo_app.overlays.cells import read_cells, require_settleable, settle
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import Columns
from geo_app.overlays.context import ReadContext
from geo_app.overlays.positions import WrittenPosition
from geo_app.overlays.records import Record
from geo_app.overlays.swapping import SwapJudge

_POSITION = ("latitude", "longitude")
_Placed = tuple[Record, Coordinate]


def add_positions(
    records: Iterable[Record], columns: Columns, collection: Collection, context: ReadContext
) -> None:
    """Add the tracks or places of the rows; rows without a position are noted.

    Raises:
        SwappedCoordinatesError: latitudes and longitudes look swapped, and nobody has said.
    """
    written: list[tuple[Record, WrittenPosition]] = []
    rows: list[Record] = []
    judge = SwapJudge(context)
    for record in records:
        rows.append(_names_alone(record, columns))
        with collection.noting(record.place):
            position = read_cells(*(columns.cell(record, role) for role in _POSITION))
            if not position.certain:
                judge.show(record.place, position.longitude, position.latitude)
            require_settleable(position, swap=context.swap)
            written.append((record, position))
            rows[-1] = record
    swap = judge.decide(collection.file)
    placed: list[_Placed] = []
    for record, position in written:
        with collection.noting(record.place):
            placed.append((record, settle(position, swap=swap)))
    collection.meter.add_vertices(len(placed))
    for group in _groups(rows, placed, columns):
        _add(group, columns, collection, points=_are_places(rows, columns))


def _names_alone(record: Record, columns: Columns) -> Record:
    """A row that may not be drawn: of its cells only those that can say of which track rows are."""
    kept = {columns.at[role] for role in ("track", "name", "id") if role in columns.at}
    cells = (cell if at in kept else "" for at, cell in enumerate(record.cells))
    return Record(record.number, tuple(cells))


def _grouping_role(rows: Iterable[Record], columns: Columns) -> str | None:
    """The role of the column that says which track a row is of."""
    if columns.has("track"):
        return "track"
    return next((role for role in ("name", "id") if _repeats(rows, columns, role)), None)


def _repeats(rows: Iterable[Record], columns: Columns, role: str) -> bool:
    cells = [columns.cell(record, role) for record in rows] if columns.has(role) else []
    return len(set(cells)) < len(cells)


def _are_places(rows: Sequence[Record], columns: Columns) -> bool:
    named = columns.has("name") and all(columns.cell(record, "name") for record in rows)
    alone = len(rows) == 1
    return _grouping_role(rows, columns) is None and (named or alone)


def _groups(
    rows: Sequence[Record], placed: Sequence[_Placed], columns: Columns
) -> Iterable[Sequence[_Placed]]:
    """The rows of each track, or each row by itself."""
    if _are_places(rows, columns):
        return [[each] for each in placed]
    role = _grouping_role(rows, columns)
    groups: dict[str, list[_Placed]] = {}
    for record, position in placed:
        groups.setdefault(columns.cell(record, role) if role else "", []).append((record, position))
    return groups.values()


def _add(
    group: Sequence[_Placed], columns: Columns, collection: Collection, *, points: bool
) -> None:
    coordinates = [[position.longitude, position.latitude] for _, position in group]
    if points:
        properties = columns.properties(group[0][0], _POSITION)
        collection.make({"type": "Point", "coordinates": coordinates[0]}, properties)
    elif len(group) == 1:
        collection.note(group[0][0].place, Problem("it is the only point of its track"))
    else:
        properties = _shared([columns.properties(record, _POSITION) for record, _ in group])
        collection.make({"type": "LineString", "coordinates": coordinates}, properties)


def _shared(several: Sequence[Mapping[str, object]]) -> GeoJson:
    """What all the rows of a track say alike."""
    return {
        name: value
        for name, value in several[0].items()
        if all(each.get(name) == value for each in several)
    }
