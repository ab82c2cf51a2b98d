"""Reads GPX 1.0 and 1.1: tracks as they were recorded, routes as legs, waypoints as points.

The elements are walked here, for a library would refuse the whole file for one bad point.
"""

import math
from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

import numpy as np

from geo_app.domain.overlay import GeoJson, Method, Overlay, Problem
from geo_app.domain.packed_line import LEAST, PackedLine
from geo_app.errors import OverlayError
from geo_app.overlays.cells import read_cells
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import number_or_text
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError
from geo_app.overlays.gpx_runs import MARK, Run, take_runs
from geo_app.overlays.numbers import plain_float
from geo_app.overlays.shapes import Position, is_height, require_in_range
from geo_app.overlays.xml_tree import children, name_of, read_xml, text_of

_TEXTS = ("name", "desc", "cmt", "type", "sym", "src", "number", "time")
_POINTS = {"trkpt": 3, MARK: 3, "rtept": 2}
"""In how many elements a point of a track, or of a route, stands."""


class _Line:
    """The points of a segment or route, packed: there may be millions.

    Attributes:
        faults: how many of them cannot be drawn.
        first: what is wrong with the first of these.
        time: the first time that one of them says, or "".
    """

    def __init__(self) -> None:
        self._numbers = array("d")
        self.faults, self.first, self.time = 0, Problem("it has no points"), ""

    def __len__(self) -> int:
        return len(self._numbers) // 3

    def add(self, point: Element) -> None:
        """Add a point, or count it where it cannot be drawn."""
        self.time = self.time or text_of(point, "time")
        try:
            longitude, latitude, *height = _position(point)
        except PartError as error:
            self.first = self.first if self.faults else error.problem
            self.faults += 1
        else:
            self._numbers.extend((longitude, latitude, *(height or (math.nan,))))

    def add_run(self, run: Run) -> None:
        """Add a run of points."""
        self.time = self.time or run.time
        self._numbers.frombytes(run.numbers.tobytes())

    def positions(self, *, packed: bool = False) -> Sequence[Position]:
        """The good ones; packed if they may be, and all are alike."""
        numbers = np.frombuffer(self._numbers).reshape(-1, 3)
        high = np.flatnonzero(~np.isnan(numbers[:, 2]))
        if len(high) in (0, len(numbers)):
            alike = numbers if len(high) else numbers[:, :2]
            return PackedLine(alike) if packed and len(alike) >= LEAST else list(alike.tolist())
        found: list[Position] = numbers[:, :2].tolist()
        for at in high.tolist():
            found[at] = numbers[at].tolist()
        return found


class _Found(NamedTuple):
    """A waypoint, route or track that can be drawn."""

    lines: Sequence[_Line]
    properties: GeoJson
    make: Callable[[Sequence[Sequence[Position]]], GeoJson]
    method: Method


class _Reader:
    """Reads a file element by element.

    Attributes:
        found: what can be drawn, still packed: all of the file is to be sound first.
    """

    def __init__(self, collection: Collection, runs: Sequence[Run]) -> None:
        self._collection, self._counts = collection, dict.fromkeys(_READERS, 0)
        self._runs = runs
        self._lines: dict[Element, _Line] = {}
        self.found: list[_Found] = []

    def use(self, element: Element, parents: Sequence[Element]) -> bool:
        """Take an element that has ended; whether the one that it stands in needs it."""
        name = name_of(element)
        if _POINTS.get(name) == len(parents):
            line = self._lines.setdefault(parents[-1], _Line())
            if name != MARK:
                line.add(element)
            elif run := _run(element, self._runs):
                line.add_run(run)
            return False
        if len(parents) > 1:
            return name != "extensions"
        if name in _READERS:
            self._take(element, name)
        self._lines.clear()
        return False

    def _take(self, element: Element, kind: str) -> None:
        self._counts[kind] += 1
        message, read_element = _READERS[kind]
        place = Problem(message.message, {"number": self._counts[kind]})
        self._collection.count()
        with self._collection.noting(place):
            found = read_element(element, self._lines, place, self._collection)
            self._collection.meter.add_vertices(sum(map(len, found.lines)))
            self.found.append(found)


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The tracks, routes and waypoints of a GPX file."""
    rest, runs = take_runs(content)
    try:
        return _read(rest, runs, name, context)
    except OverlayError:
        if not runs:
            raise
    # The message is to tell where in the whole of it.
    return _read(content, (), name, context)


def _read(content: bytes, runs: Sequence[Run], name: str, context: ReadContext) -> Overlay:
    collection = Collection(name, context, "gpx", "element")
    reader = _Reader(collection, runs)
    read_xml(content, name, collection.meter, reader.use)
    for found in reader.found:
        lines = [each.positions(packed=context.packed) for each in found.lines]
        collection.make(found.make(lines), found.properties, found.method)
    return collection.overlay()


def _run(mark: Element, runs: Sequence[Run]) -> Run | None:
    """The run of points that stood where `mark` does; nothing if the file has made that up."""
    number = mark.get("number", "")
    known = number.isdecimal() and len(number) <= len(str(len(runs))) and int(number) < len(runs)
    return runs[int(number)] if known else None


_Lines = dict[Element, _Line]
"""The points by the element that they stand in."""


def _read_track(element: Element, lines: _Lines, place: Problem, collection: Collection) -> _Found:
    found = [lines.get(each, _Line()) for each in children(element, "trkseg")]
    segments = [each for each in found if len(each) > 1]
    _require_points(found)
    if not segments:
        raise PartError(Problem("none of its segments has two points"))
    _note_bad_points(found, place, collection)
    if len(segments) < len(found):
        collection.note(
            place,
            Problem(
                "%(count)s of its segments have fewer than two points",
                {"count": len(found) - len(segments)},
            ),
            lost=False,
        )
    properties = _properties(element)
    if started := next((each.time for each in found if each.time), ""):
        properties.setdefault("time", started)
    return _Found(segments, properties, _as_track, Method.RECORDED)


def _read_route(element: Element, lines: _Lines, place: Problem, collection: Collection) -> _Found:
    line = lines.get(element, _Line())
    _require_points([line])
    if len(line) == 1:
        raise PartError(Problem("it has only one point"))
    _note_bad_points([line], place, collection)
    return _Found([line], _properties(element), _as_route, Method.GEODESIC)


def _read_waypoint(element: Element, _: _Lines, __: Problem, ___: Collection) -> _Found:
    line = _Line()
    line.add(element)
    _require_points([line])
    return _Found([line], _properties(element), _as_waypoint, Method.RECORDED)


_READERS: dict[str, tuple[Problem, Callable[[Element, _Lines, Problem, Collection], _Found]]] = {
    "wpt": (Problem("waypoint %(number)s"), _read_waypoint),
    "rte": (Problem("route %(number)s"), _read_route),
    "trk": (Problem("track %(number)s"), _read_track),
}


def _as_track(lines: Sequence[Sequence[Position]]) -> GeoJson:
    return {"type": "MultiLineString", "coordinates": lines}


def _as_route(lines: Sequence[Sequence[Position]]) -> GeoJson:
    return {"type": "LineString", "coordinates": lines[0]}


def _as_waypoint(lines: Sequence[Sequence[Position]]) -> GeoJson:
    return {"type": "Point", "coordinates": lines[0][0]}


def _require_points(lines: Sequence[_Line]) -> None:
    if not any(map(len, lines)):
        raise PartError(next((each.first for each in lines if each.faults), _Line().first))


def _note_bad_points(lines: Sequence[_Line], place: Problem, collection: Collection) -> None:
    if count := sum(each.faults for each in lines):
        first = next(each.first for each in lines if each.faults)
        collection.note(
            place,
            Problem(
                "%(count)s of its points cannot be drawn; the first: %(problem)s",
                {"count": count, "problem": first},
            ),
            lost=False,
        )


def _position(point: Element) -> Position:
    latitude, longitude = plain_float(point.get("lat", "")), plain_float(point.get("lon", ""))
    if latitude is None or longitude is None:
        written = read_cells(point.get("lat", ""), point.get("lon", ""))
        latitude, longitude = written.latitude, written.longitude
    require_in_range(longitude, latitude)
    height = plain_float(text_of(point, "ele"))
    if height is None or not is_height(height):
        return [longitude, latitude]
    return [longitude, latitude, height]


def _properties(element: Element) -> GeoJson:
    properties: GeoJson = {name: text for name in _TEXTS if (text := text_of(element, name))}
    if "number" in properties:
        properties["number"] = number_or_text(properties["number"])
    link = next((each.get("href", "") for each in children(element, "link")), "")
    if link := link or text_of(element, "url"):
        properties["link"] = link
    return properties
