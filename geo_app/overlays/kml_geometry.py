"""The geometry of a KML placemark as GeoJSON."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from geo_app.domain.overlay import GeoJson, Problem
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.meter import Meter
from geo_app.overlays.numbers import plain_float
from geo_app.overlays.shapes import Position, positions_of, require_in_range
from geo_app.overlays.xml_tree import children, name_of, text_of

_NUMBERS = (2, 3)
_VALUES = 2
"""As much memory as so many values takes a position, a comma of it at the least."""
_WORD, _SPACED = re.compile(r"\S+"), re.compile(r"\s,|,\s")


def read_geometry(placemark: Element, meter: Meter) -> GeoJson:
    """The geometry of a placemark; its positions are counted.

    Raises:
        PartError: it has none, or one that cannot be drawn.
        OverlayError: it has too many positions.
    """
    texts = (each.text or "" for each in placemark.iter() if name_of(each) == "coordinates")
    meter.check_part(_VALUES * sum(text.count(",") for text in texts))
    found = list(_geometries(placemark))
    if not found:
        raise PartError(Problem("it has no geometry to draw"))
    geometry = found[0] if len(found) == 1 else _joined(found)
    meter.add_vertices(sum(1 for _ in positions_of(geometry)))
    return geometry


def _geometries(element: Element) -> Iterator[GeoJson]:
    """The geometries under an element; those of a MultiGeometry one by one."""
    for child in element:
        kind = name_of(child)
        if kind in ("MultiGeometry", "MultiTrack"):
            yield from _geometries(child)
        elif kind in _READERS:
            yield _READERS[kind](child)


def _joined(several: list[GeoJson]) -> GeoJson:
    """Several geometries as one: of the type that takes them all, where there is one."""
    kinds = {each["type"] for each in several}
    if len(kinds) > 1:
        return {"type": "GeometryCollection", "geometries": several}
    return {"type": f"Multi{kinds.pop()}", "coordinates": [each["coordinates"] for each in several]}


def _point(element: Element) -> GeoJson:
    positions = _coordinates(element)
    if len(positions) != 1:
        raise PartError(
            Problem("its point has %(count)s positions; expected one", {"count": len(positions)})
        )
    return {"type": "Point", "coordinates": positions[0]}


def _line(element: Element) -> GeoJson:
    return _line_of(_coordinates(element))


def _track(element: Element) -> GeoJson:
    return _line_of([_position(text.split()) for text in _texts(element, "coord")])


def _line_of(positions: list[Position]) -> GeoJson:
    if len(positions) < 2:  # noqa: PLR2004 - a line has two ends
        raise PartError(
            Problem("its line has too few positions: %(count)s", {"count": len(positions)})
        )
    return {"type": "LineString", "coordinates": positions}


def _polygon(element: Element) -> GeoJson:
    sides = [
        ring
        for name in ("outerBoundaryIs", "innerBoundaryIs")
        for side in children(element, name)
        for ring in children(side, "LinearRing")
    ]
    if not sides:
        raise PartError(Problem("its polygon has no outline"))
    polygon: GeoJson = {"type": "Polygon", "coordinates": [_coordinates(ring) for ring in sides]}
    list(positions_of(polygon))  # which sees to it that each ring is long enough
    return polygon


_READERS: dict[str, Callable[[Element], GeoJson]] = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _line,
    "Polygon": _polygon,
    "Track": _track,
}


def _texts(element: Element, name: str) -> Iterator[str]:
    return (child.text or "" for child in children(element, name))


def _coordinates(element: Element) -> list[Position]:
    """The positions of an element's `coordinates`; some writers put spaces around the commas."""
    text = text_of(element, "coordinates")
    if _SPACED.search(text):
        # No pattern: one that looks for spaces before commas takes forever where there are only
        # spaces.
        text = ",".join(map(str.strip, text.split(",")))
    return [
        _position([number for number in each[0].split(",") if number])
        for each in _WORD.finditer(text)
    ]


def _position(numbers: list[str]) -> Position:
    values = [number for each in numbers if (number := plain_float(each)) is not None]
    if len(values) != len(numbers) or len(values) not in _NUMBERS:
        raise PartError(
            Problem("“%(position)s” is no position", {"position": shown(",".join(numbers))})
        )
    require_in_range(values[0], values[1])
    return values
