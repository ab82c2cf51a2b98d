"""Reads KML: placemarks with their folders, geometries and extended data.

The elements are walked here, for a library would refuse the whole file for one bad placemark.
Nothing that a file points to is ever opened.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from geo_app.domain.overlay import GeoJson, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import number_or_text
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError
from geo_app.overlays.kml_geometry import read_geometry
from geo_app.overlays.xml_tree import children, name_of, parse_xml, text_of

_FOLDERS = ("Document", "Folder")
_TEXTS = ("name", "description", "address", "phoneNumber")
_TIMES = {"when": "time", "begin": "begin", "end": "end"}
_PLACES = {
    "Placemark": Problem("Placemark %(number)s"),
    "NetworkLink": Problem("NetworkLink %(number)s"),
}


class _Part(NamedTuple):
    element: Element
    folders: tuple[str, ...]


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The placemarks of a KML file."""
    return read_as(content, name, context, "kml")


def read_as(content: bytes, name: str, context: ReadContext, format_id: str) -> Overlay:
    """The placemarks of a KML file, which may have come in another."""
    collection = Collection(name, context, format_id, "element")
    parts = list(_parts(parse_xml(content, name, collection.meter), ()))
    if parts and all(name_of(part.element) == "NetworkLink" for part in parts):
        raise OverlayError(
            name,
            Problem(
                "it holds nothing but links to other files (NetworkLink), and these are never "
                "opened; expected the file that it links to"
            ),
        )
    for number, part in enumerate(parts, 1):
        kind = name_of(part.element)
        place = Problem(_PLACES[kind].message, {"number": number})
        collection.count()
        with collection.noting(place):
            _add(part, kind, collection)
    return collection.overlay()


def _parts(element: Element, folders: tuple[str, ...]) -> Iterator[_Part]:
    """The placemarks and links under an element, in order."""
    for child in element:
        kind = name_of(child)
        if kind in _FOLDERS:
            name = text_of(child, "name") if kind == "Folder" else ""
            yield from _parts(child, (*folders, name) if name else folders)
        elif kind in _PLACES:
            yield _Part(child, folders)


def _add(part: _Part, kind: str, collection: Collection) -> None:
    if kind == "NetworkLink":
        raise PartError(Problem("what it links to is never opened"))
    geometry, count = read_geometry(part.element)
    collection.meter.add_vertices(count)
    collection.make(geometry, _properties(part))


def _properties(part: _Part) -> GeoJson:
    properties: GeoJson = {}
    for name in _TEXTS:
        if text := text_of(part.element, name):
            properties[name] = text
    for span in children(part.element, "TimeStamp", "TimeSpan"):
        for name, said in _TIMES.items():
            if text := text_of(span, name):
                properties[said] = text
    for name, text in _extended(part.element):
        properties.setdefault(name, number_or_text(text))
    if part.folders:
        properties.setdefault("folder", " / ".join(part.folders))
    return properties


def _extended(placemark: Element) -> Iterator[tuple[str, str]]:
    """Names and values of a placemark's own data, typed or not."""
    for extended in children(placemark, "ExtendedData"):
        for data in children(extended, "Data"):
            yield data.get("name", ""), text_of(data, "value")
        for schema in children(extended, "SchemaData"):
            for data in children(schema, "SimpleData"):
                yield data.get("name", ""), "".join(data.itertext()).strip()
