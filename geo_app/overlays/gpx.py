"""Reads GPX 1.0 and 1.1: tracks as they were recorded, routes as legs, waypoints as points.

The elements are walked here, for a library would refuse the whole file for one bad point.
"""

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from geo_app.domain.overlay import GeoJson, Method, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.cells import read_cells
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import number_or_text
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError
from geo_app.overlays.gpx_runs import MARK, Run, take_runs
from geo_app.overlays.meter import Meter
from geo_app.overlays.numbers import plain_float
from geo_app.overlays.shapes import Position, is_height, require_in_range
from geo_app.overlays.xml_tree import children, name_of, parse_xml, text_of

Runs = Sequence[Run]
_TEXTS = ("name", "desc", "cmt", "type", "sym", "src", "number", "time")


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The tracks, routes and waypoints of a GPX file."""
    collection = Collection(name, context, "gpx", "element")
    root, runs = _parse(content, name, collection.meter)
    counts = dict.fromkeys(_READERS, 0)
    for element in children(root, *_READERS):
        kind = name_of(element)
        counts[kind] += 1
        message, read_element = _READERS[kind]
        place = Problem(message.message, {"number": counts[kind]})
        collection.count()
        with collection.noting(place):
            read_element(element, place, collection, runs)
    return collection.overlay()


def _parse(content: bytes, name: str, meter: Meter) -> tuple[Element, Runs]:
    """The root element, and the runs of points that were taken out before.

    Raises:
        OverlayError: the content cannot be parsed; the message tells where in the whole of it.
    """
    rest, runs = take_runs(content)
    try:
        return parse_xml(rest, name, meter), runs
    except OverlayError:
        return parse_xml(content, name, meter), ()


def _read_track(element: Element, place: Problem, collection: Collection, runs: Runs) -> None:
    found = [_positions(each, "trkpt", runs) for each in children(element, "trkseg")]
    segments = [positions for positions, _ in found if len(positions) > 1]
    faults = [fault for _, several in found for fault in several]
    _require_points(any(positions for positions, _ in found), faults)
    if not segments:
        raise PartError(Problem("none of its segments has two points"))
    _note_bad_points(faults, place, collection)
    if len(segments) < len(found):
        collection.note(
            place,
            Problem(
                "%(count)s of its segments have fewer than two points",
                {"count": len(found) - len(segments)},
            ),
            lost=False,
        )
    collection.meter.add_vertices(sum(map(len, segments)))
    properties = _properties(element)
    if started := next(_times(element, runs), ""):
        properties.setdefault("time", started)
    collection.make({"type": "MultiLineString", "coordinates": segments}, properties)


def _read_route(element: Element, place: Problem, collection: Collection, _: Runs) -> None:
    positions, faults = _positions(element, "rtept")
    _require_points(bool(positions), faults)
    if len(positions) == 1:
        raise PartError(Problem("it has only one point"))
    _note_bad_points(faults, place, collection)
    collection.meter.add_vertices(len(positions))
    geometry = {"type": "LineString", "coordinates": positions}
    collection.make(geometry, _properties(element), Method.GEODESIC)


def _read_waypoint(element: Element, _: Problem, collection: Collection, __: Runs) -> None:
    collection.meter.add_vertices(1)
    collection.make({"type": "Point", "coordinates": _position(element)}, _properties(element))


_READERS: dict[str, tuple[Problem, Callable[[Element, Problem, Collection, Runs], None]]] = {
    "wpt": (Problem("waypoint %(number)s"), _read_waypoint),
    "rte": (Problem("route %(number)s"), _read_route),
    "trk": (Problem("track %(number)s"), _read_track),
}


def _require_points(there: bool, faults: list[Problem]) -> None:
    if not there:
        raise PartError(faults[0] if faults else Problem("it has no points"))


def _note_bad_points(faults: list[Problem], place: Problem, collection: Collection) -> None:
    if faults:
        collection.note(
            place,
            Problem(
                "%(count)s of its points cannot be drawn; the first: %(problem)s",
                {"count": len(faults), "problem": faults[0]},
            ),
            lost=False,
        )


def _positions(
    element: Element, name: str, runs: Runs = ()
) -> tuple[list[Position], list[Problem]]:
    """The good positions of a segment or route, and what is wrong with the others."""
    positions: list[Position] = []
    faults = []
    for point in children(element, name, MARK):
        try:
            if name_of(point) == name:
                positions.append(_position(point))
            else:
                positions += _run(point, runs).positions
        except PartError as error:
            faults.append(error.problem)
    return positions, faults


def _run(mark: Element, runs: Runs) -> Run:
    """The run of points that stood where `mark` does; nothing if the file has made that up."""
    number = mark.get("number", "")
    known = number.isdecimal() and len(number) <= len(str(len(runs))) and int(number) < len(runs)
    return runs[int(number)] if known else Run([], "")


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


def _times(track: Element, runs: Runs) -> Iterator[str]:
    """When the points of a track were recorded, as far as it says so."""
    for segment in children(track, "trkseg"):
        for point in children(segment, "trkpt", MARK):
            is_point = name_of(point) == "trkpt"
            if time := text_of(point, "time") if is_point else _run(point, runs).time:
                yield time
