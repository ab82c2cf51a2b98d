"""Geometry files of the ground: read whole, checked, compacted, ready to embed."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_app.errors import CorridorError, Fault
from geo_app.sources.files import read_text
from geo_app.sources.values import quoted

MAX_BYTES = 20_000_000
_WGS84 = re.compile(r"(?:CRS84|EPSG:{1,2}4326)\b")
MOST_POSITIONS = 3_000_000
"""Of all shapes of a file together: arcs may be used again and again."""
_MAX_LONGITUDE, _MAX_LATITUDE = 180.0001, 90.0001
_AXES = _LEAST = 2


class Arcs:
    """The arcs of a topology, each an array of positions in degrees.

    Args:
        arcs: by index.
    """

    def __init__(self, arcs: Sequence[Any]) -> None:
        self._arcs, self._left = arcs, MOST_POSITIONS

    def take(self, index: int) -> Any:
        """One arc, counted against the positions that a file may have.

        Raises:
            IndexError: there is no such arc.
            ValueError: the shapes of the file have too many positions.
        """
        arc = self._arcs[index]
        self._left -= len(arc)
        if self._left < 0:
            raise ValueError(f"expected at most {MOST_POSITIONS:,} positions in the file")
        return arc


@dataclass(frozen=True)
class Shape:
    """One geometry of a file, longitude before latitude, in degrees."""

    id: str
    properties: Mapping[str, Any]
    geometry: BaseGeometry


@dataclass(frozen=True)
class Geometry:
    """A geometry file.

    Attributes:
        text: the file as compact JSON.
        shapes: by the object of the topology; a GeoJSON file has one, "".
    """

    text: str
    shapes: Mapping[str, tuple[Shape, ...]]

    def of(self, objects: Iterable[str]) -> tuple[Shape, ...]:
        """The shapes of `objects`; of all of them where none is named."""
        wanted = tuple(objects) or tuple(self.shapes)
        return tuple(shape for name in wanted for shape in self.shapes.get(name, ()))


def read_geometry(folder: Path, name: str) -> Geometry:
    """A TopoJSON or GeoJSON file.

    Raises:
        CorridorError: it is no JSON, or a geometry in it cannot be read; the first is named.
    """
    text = read_text(folder, name, MAX_BYTES)
    try:
        return parse_geometry(text)
    except (ValueError, RecursionError) as error:
        raise CorridorError([Fault(name, _said(error))]) from error


def parse_geometry(text: str) -> Geometry:
    """The geometry file of which this is the text.

    Raises:
        ValueError, RecursionError: it is no JSON, or a geometry in it cannot be read.
    """
    content = json.loads(text, parse_constant=_refuse_constant)
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in ("Topology", "FeatureCollection"):
        raise ValueError("expected a TopoJSON Topology or a GeoJSON FeatureCollection")
    _require_wgs84(content)
    compact = _compact(content)
    shapes = _topology(content) if kind == "Topology" else _collection(content)
    return Geometry(compact, shapes)


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | RecursionError):
        return f"no valid JSON: {error}"
    return str(error)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"no valid JSON: {name} is no number")


def _compact(content: Mapping[str, Any]) -> str:
    try:
        compact = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        compact.encode()
    except ValueError as error:
        raise ValueError(f"no valid JSON: {error}") from error
    return compact


def _require_wgs84(content: Mapping[str, Any]) -> None:
    if crs := content.get("crs"):
        told = json.dumps(crs)
        if not _WGS84.search(told):
            raise ValueError(f"expected WGS 84 in degrees, found the crs {quoted(told)}")


def _collection(content: Mapping[str, Any]) -> dict[str, tuple[Shape, ...]]:
    features = content.get("features")
    if not isinstance(features, list):
        raise ValueError("expected the features of the collection")
    shapes = (_try(f"feature {number}", _feature, each) for number, each in enumerate(features, 1))
    return {"": tuple(shape for shape in shapes if shape)}


def _feature(feature: Any) -> Shape | None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ValueError("expected a Feature")
    if feature.get("geometry") is None:
        return None
    return _shape(feature, _geojson(feature["geometry"]))


def _geojson(geometry: Any) -> BaseGeometry:
    try:
        return shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException as error:
        raise ValueError(f"no valid geometry: {error}") from error


def _topology(content: Mapping[str, Any]) -> dict[str, tuple[Shape, ...]]:
    arcs, objects = content.get("arcs"), content.get("objects")
    if not isinstance(arcs, list):
        raise ValueError("expected the arcs of the topology")
    if not isinstance(objects, dict):
        raise ValueError("expected the objects of the topology")
    decoded = _arcs(content, arcs)
    return {
        name: tuple(
            _try(f"object {quoted(name)}, geometry {number}", _object, each, decoded)
            for number, each in enumerate(_members(each), 1)
        )
        for name, each in objects.items()
    }


def _members(thing: Any) -> list[Any]:
    if isinstance(thing, dict) and thing.get("type") == "GeometryCollection":
        members = thing.get("geometries", [])
        return members if isinstance(members, list) else [members]
    return [thing]


def _arcs(content: Mapping[str, Any], arcs: list[Any]) -> Arcs:
    transform = content.get("transform")
    try:
        scale, shift = (
            (np.array(transform["scale"], float), np.array(transform["translate"], float))
            if transform
            else (np.ones(_AXES), np.zeros(_AXES))
        )
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("expected 'scale' and 'translate' of the transform") from error

    def decode(arc: Any) -> Any:
        positions = _numbers(arc)
        if positions.ndim != _AXES or min(positions.shape) < _LEAST:
            raise ValueError("expected at least two positions, each of two numbers")
        if not np.isfinite(positions).all():
            raise ValueError("expected positions, each of two numbers")
        positions = positions[:, :_AXES]
        return (positions.cumsum(axis=0) if transform else positions) * scale + shift

    return Arcs([_try(f"arc {number}", decode, arc) for number, arc in enumerate(arcs)])


def _numbers(arc: Any) -> Any:
    """The positions of an arc; numbers that are written as texts are none."""
    try:
        positions = np.array(arc)
    except (TypeError, ValueError, OverflowError):
        positions = np.array("")
    if positions.dtype.kind not in "iuf":
        raise ValueError("expected positions, each of two numbers")
    return positions.astype(float)


def _object(thing: Any, arcs: Arcs) -> Shape:
    if not isinstance(thing, dict):
        raise ValueError("expected a geometry")
    return _shape(thing, _topological(thing, arcs))


def _topological(thing: Mapping[str, Any], arcs: Arcs) -> BaseGeometry:
    content: Any = thing.get("arcs")
    try:
        match thing.get("type"):
            case "LineString":
                return shapely.LineString(_join(content, arcs))
            case "MultiLineString":
                return shapely.MultiLineString([_join(line, arcs) for line in content])
            case "Polygon":
                return _polygon(content, arcs)
            case "MultiPolygon":
                return shapely.MultiPolygon([_polygon(each, arcs) for each in content])
    except (TypeError, IndexError, ValueError, shapely.errors.ShapelyError) as error:
        raise ValueError(f"its arcs make no {thing['type']}: {error}") from error
    kind = quoted(str(thing.get("type")))
    raise ValueError(f"expected a (Multi)LineString or a (Multi)Polygon, not {kind}")


def _polygon(rings: Any, arcs: Arcs) -> Any:
    shell, *holes = (_join(ring, arcs) for ring in rings)
    return shapely.Polygon(shell, holes)


def _join(indexes: Any, arcs: Arcs) -> Any:
    """The positions of arcs in order; ~i is arc i walked backwards."""
    lines = [arcs.take(index) if index >= 0 else arcs.take(~index)[::-1] for index in indexes]
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])


def _shape(thing: Mapping[str, Any], geometry: BaseGeometry) -> Shape:
    properties = thing.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    if geometry.is_empty:
        raise ValueError("expected a geometry with positions, found an empty one")
    west, south, east, north = geometry.bounds
    if not (-_MAX_LONGITUDE <= west <= east <= _MAX_LONGITUDE) or not (
        -_MAX_LATITUDE <= south <= north <= _MAX_LATITUDE
    ):
        raise ValueError(
            f"expected longitude and latitude in degrees (WGS 84), found positions from "
            f"{west:g}, {south:g} to {east:g}, {north:g}"
        )
    return Shape(str(thing.get("id", properties.get("id", ""))), properties, geometry)


def _try(what: str, make: Callable[..., Any], *words: Any) -> Any:
    try:
        return make(*words)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{what}: {error}") from error
