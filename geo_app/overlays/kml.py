"""Reads KML: placemarks with their folders, geometries and extended data.

The elements are walked here, for a library would refuse the whole file for one bad placemark.
Nothing that a file points to is ever opened.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from geo_app.domain.overlay import GeoJson, Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import number_or_text
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError
from geo_app.overlays.kml_geometry import read_geometry
from geo_app.overlays.xml_tree import children, name_of, read_xml, text_of

_FOLDERS = ("Document", "Folder")
_TRACKS, _OF_TRACKS = ("Track",), ("coord",)
"""What is kept of a track: it may have a million times, angles and the like."""
_LARGE = 4_000_000
"""Bytes; what fewer make takes little memory."""
_TEXTS = ("name", "description", "address", "phoneNumber")
_TIMES = {"when": "time", "begin": "begin", "end": "end"}
_PLACES = {
    "Placemark": Problem("Placemark %(number)s"),
    "NetworkLink": Problem("NetworkLink %(number)s"),
}


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The placemarks of a KML file."""
    return read_as(content, name, context, "kml")


def read_as(content: bytes, name: str, context: ReadContext, format_id: str) -> Overlay:
    """The placemarks of a KML file, which may have come in another."""
    if len(content) > _LARGE:  # once without keeping anything: it may be refused at its end
        trial = Collection(name, context, format_id, "element")
        trial.keeps = False
        _read(content, trial)
    return _read(content, Collection(name, context, format_id, "element"))


def _read(content: bytes, collection: Collection) -> Overlay:
    reader = _Reader(collection)
    read_xml(content, collection.file, collection.meter, reader.use)
    if reader.count and reader.links == reader.count:
        raise OverlayError(
            collection.file,
            Problem(
                "it holds nothing but links to other files (NetworkLink), and these are never "
                "opened; expected the file that it links to"
            ),
        )
    reader.name_folders()
    return collection.overlay()


class _Reader:
    """Reads a file element by element.

    Attributes:
        count, links: how many placemarks and links there are, and how many of them are links.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection, self._counts = collection, dict.fromkeys(_PLACES, 0)
        self.count = self.links = 0
        self._within: list[tuple[GeoJson, tuple[Element, ...]]] = []

    def use(self, element: Element, parents: Sequence[Element]) -> bool:
        """Take an element that has ended; whether the one that it stands in needs it."""
        kind = name_of(element)
        if not all(name_of(each) in _FOLDERS for each in parents[1:]):
            return name_of(parents[-1]) not in _TRACKS or kind in _OF_TRACKS
        if kind in _PLACES:
            self._take(element, kind, parents)
        return kind == "name" and next(children(parents[-1], "name")) is element

    def _take(self, element: Element, kind: str, parents: Sequence[Element]) -> None:
        self.count += 1
        self.links += kind == "NetworkLink"
        place = Problem(_PLACES[kind].message, {"number": self.count})
        self._collection.count()
        with self._collection.noting(place):
            if kind == "NetworkLink":
                raise PartError(Problem("what it links to is never opened"))
            geometry = read_geometry(element, self._collection.meter)
            properties = _properties(element)
            self._collection.make(geometry, properties)
            if self._collection.keeps and len(parents) > 1:
                self._within.append((properties, self._folders_of(parents)))

    def _folders_of(self, parents: Sequence[Element]) -> tuple[Element, ...]:
        folders = tuple(each for each in parents[1:] if name_of(each) == "Folder")
        last = self._within[-1][1] if self._within else ()
        return last if last == folders else folders

    def name_folders(self) -> None:
        """Say of each placemark in which folders it stands; some say their names at their end."""
        for properties, folders in self._within:
            if names := [name for each in folders if (name := text_of(each, "name"))]:
                properties.setdefault("folder", " / ".join(names))


def _properties(placemark: Element) -> GeoJson:
    properties: GeoJson = {}
    for name in _TEXTS:
        if text := text_of(placemark, name):
            properties[name] = text
    for span in children(placemark, "TimeStamp", "TimeSpan"):
        for name, said in _TIMES.items():
            if text := text_of(span, name):
                properties[said] = text
    for name, text in _extended(placemark):
        properties.setdefault(name, number_or_text(text))
    return properties


def _extended(placemark: Element) -> Iterator[tuple[str, str]]:
    """Names and values of a placemark's own data, typed or not."""
    for extended in children(placemark, "ExtendedData"):
        for data in children(extended, "Data"):
            yield data.get("name", ""), text_of(data, "value")
        for schema in children(extended, "SchemaData"):
            for data in children(schema, "SimpleData"):
                yield data.get("name", ""), "".join(data.itertext()).strip()
