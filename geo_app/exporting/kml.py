"""The map as a KML 2.2 file (OGC 07-147r2): a folder a layer, every column as extended data."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo_app.domain.dataset import DataFeature, DataLayer, Dataset
from geo_app.domain.overlay import GeoJson
from geo_app.exporting.cells import flatten

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOLD = ("description", "figures", "article", "limits", "derived", "context", "source", "licences")
"""Columns that a balloon says, in this order."""

_LINES: Mapping[str, tuple[str, float]] = {
    "freight": ("ff12349a", 3),
    "passenger": ("ff966a1d", 3),
    "road": ("ff6b7f8d", 2),
    "boundary": ("ff737f8d", 1.5),
    "country": ("ff737f8d", 1),
    "other": ("ff8c3c6b", 2),
}
"""Colour (aabbggrr) and width in pixels of the lines of each kind, as on the map."""
_POINTS: Mapping[str, tuple[str, float]] = {
    "hub": ("ff181d8c", 1.2),
    "land_port": ("ff2c44b5", 1.0),
    "airport_port": ("ff8b5f1f", 1.0),
    "airport": ("ff8b5f1f", 0.8),
    "place": ("ff5c6670", 0.7),
}
"""Colour and scale of the marks of each kind."""
_AREA = "33d6ecf7"
_SINGLE = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}


def write_kml(dataset: Dataset) -> bytes:
    """The dataset as KML; the figures stand with what they are shown at, the sources at the top.

    Geodesics are drawn out and follow the ground.
    """
    root = Element("kml", xmlns=_NAMESPACE)
    document = SubElement(root, "Document")
    _add(document, "name", dataset.title)
    _add(document, "description", _balloon([dataset.summary, *dataset.notes, dataset.attribution]))
    for name, (colour, width) in _LINES.items():
        _add_line_style(document, name, colour, width)
    for name, (colour, scale) in _POINTS.items():
        _add_point_style(document, name, colour, scale)
    _add_data(document, _of_all(dataset))
    for layer in dataset.layers:
        _add_folder(document, layer, dataset.headings)
    indent(root, "")
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _of_all(dataset: Dataset) -> Mapping[str, Any]:
    """What the whole document says of itself: its date, its languages, each source with licence."""
    sources = {
        f"source.{each.id}": "; ".join(
            str(each.values[name])
            for name in ("name", "publisher", "date", "licence", "attribution", "url")
            if name in each.values
        )
        for each in dataset.sources.features
    }
    return {"date": dataset.date, "languages": ", ".join(dataset.languages), **sources}


def _add_folder(document: Element, layer: DataLayer, headings: Mapping[str, str]) -> None:
    folder = SubElement(document, "Folder", id=f"layer.{layer.id}")
    _add(folder, "name", layer.title)
    for number, feature in enumerate(layer.features, 1):
        # An id must be one of its own in the whole file, and a name in the sense of XML.
        placemark = SubElement(folder, "Placemark", id=f"{layer.id}.{number}")
        known = {} if layer.theirs else feature.values
        _add_placemark(placemark, feature, known, _tell(known, headings))


def _tell(known: Mapping[str, Any], headings: Mapping[str, str]) -> list[str]:
    """What a balloon says, with headings that tell apart what is from the article."""
    told: list[str] = []
    for name in _TOLD:
        heading = headings.get(name, "")
        if name in known:
            told += [heading] * (heading not in told) + [str(known[name])]
    return told


def _add_placemark(
    placemark: Element, feature: DataFeature, known: Mapping[str, Any], told: Sequence[str]
) -> None:
    name = feature.values.get("name") or feature.values.get("name_elsewhere")
    if name is not None:
        _add(placemark, "name", str(flatten(name)))
    if told:
        _add(placemark, "description", _balloon(told))
    _add(placemark, "styleUrl", f"#{_style_of(known.get('kind'), feature.geometry)}")
    _add_data(placemark, feature.values)
    if feature.geometry is not None:
        _add_geometry(placemark, feature.geometry)


def _style_of(kind: object, geometry: GeoJson | None) -> str:
    is_point = geometry is not None and geometry["type"].endswith("Point")
    known, usual = (_POINTS, "place") if is_point else (_LINES, "other")
    return f"style.{kind}" if kind in known else f"style.{usual}"


def _balloon(paragraphs: Iterable[str]) -> str:
    """Paragraphs as the HTML that a balloon takes: escaped here, and as XML once more."""
    return "<br>".join(escape(each).replace("\n", "<br>") for each in paragraphs if each)


def _add_data(to: Element, values: Mapping[str, Any]) -> None:
    data = SubElement(to, "ExtendedData")
    for name, value in values.items():
        cell = flatten(value)
        if cell is not None:
            _add(SubElement(data, "Data", name=_sayable(name)), "value", str(cell))


def _add_line_style(document: Element, name: str, colour: str, width: float) -> None:
    style = SubElement(document, "Style", id=f"style.{name}")
    line = SubElement(style, "LineStyle")
    _add(line, "color", colour)
    _add(line, "width", f"{width:g}")
    _add(SubElement(style, "PolyStyle"), "color", _AREA)


def _add_point_style(document: Element, name: str, colour: str, scale: float) -> None:
    icon = SubElement(SubElement(document, "Style", id=f"style.{name}"), "IconStyle")
    _add(icon, "color", colour)
    _add(icon, "scale", f"{scale:g}")


def _add_geometry(to: Element, geometry: GeoJson) -> None:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        several = SubElement(to, "MultiGeometry")
        for each in geometry["geometries"]:
            _add_geometry(several, each)
    elif kind in _SINGLE:
        several = SubElement(to, "MultiGeometry")
        for each in geometry["coordinates"]:
            _add_geometry(several, {"type": _SINGLE[kind], "coordinates": each})
    else:
        _add_single(SubElement(to, kind), kind, geometry["coordinates"])


def _add_single(element: Element, kind: str, coordinates: Any) -> None:
    if kind != "Point":
        _add(element, "tessellate", "1")
    if kind == "Polygon":
        for number, ring in enumerate(coordinates):
            boundary = SubElement(element, "innerBoundaryIs" if number else "outerBoundaryIs")
            _add(SubElement(boundary, "LinearRing"), "coordinates", _positions(ring))
    else:
        _add(element, "coordinates", _positions([coordinates] if kind == "Point" else coordinates))


def _positions(positions: Sequence[Sequence[float]]) -> str:
    return " ".join(",".join(map(str, position[:3])) for position in positions)


def _add(to: Element, name: str, text: str) -> None:
    SubElement(to, name).text = _sayable(text)


def _sayable(text: str) -> str:
    """`text` without characters that no XML file may hold."""
    return _NOT_XML.sub("\ufffd", text)
