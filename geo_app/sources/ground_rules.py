"""What must be true of a corridor's places and the shapes that are drawn under them."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping

import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo_app.domain.layer import Layer, LayerKind
from geo_app.domain.place import Coordinate, CountryRole, Place, PlaceKind
from geo_app.errors import Fault
from geo_app.sources.geometry import Geometry, Shape
from geo_app.sources.reading import Reading
from geo_app.sources.values import listed, quoted

Geometries = Mapping[str, Geometry]
"""Geometry files that could be read, by name."""
_LINES = frozenset({"LineString", "MultiLineString"})


def find_all(reading: Reading, geometries: Geometries) -> Iterator[Fault]:
    """Every fault that some rule finds."""
    for rule in RULES:
        yield from rule(reading, geometries)


def _objects(reading: Reading, geometries: Geometries) -> Iterator[Fault]:
    for layer in _drawn(reading, geometries):
        known = geometries[layer.file].shapes
        for name in layer.objects:
            if name not in known:
                valid = "none: it is GeoJSON" if "" in known else listed(known)
                problem = f"{layer.file} has no object {quoted(name)}; it has {valid}"
                yield reading.fault("layers", layer.id, "objects", problem)


def _far_layers(reading: Reading, geometries: Geometries) -> Iterator[Fault]:
    """A layer that misses the view altogether is swapped, or in another system."""
    for layer in _drawn(reading, geometries):
        shapes = geometries[layer.file].of(layer.objects)
        if shapes and not _is_in_view(reading, shapes):
            yield reading.fault("layers", layer.id, "file", _outside(layer.file))


def _official_files(reading: Reading, geometries: Geometries) -> Iterator[Fault]:
    """An official file has lines to draw, where the map can show them."""
    for layer in reading.corridor.layers.values():
        if layer.official is None or layer.official.file not in geometries:
            continue
        name = layer.official.file
        lines = [each for each in geometries[name].of(()) if each.geometry.geom_type in _LINES]
        if not lines:
            problem = f"{name} has no lines, which would be the boundaries"
            yield reading.fault("layers", layer.id, "official", problem)
        elif not _is_in_view(reading, lines):
            yield reading.fault("layers", layer.id, "official", _outside(name))


def _is_in_view(reading: Reading, shapes: Iterable[Shape]) -> bool:
    whole = shapely.box(*reading.corridor.whole.as_list())
    return any(whole.intersects(_box(each)) for each in shapes)


def _outside(file: str) -> str:
    return (
        f"{file} lies wholly outside the view 'whole': "
        "are longitude and latitude swapped, or is it not WGS 84?"
    )


def _box(shape: Shape) -> BaseGeometry:
    return shapely.box(*shape.geometry.bounds)


def _land_ports(reading: Reading, geometries: Geometries) -> Iterator[Fault]:
    """A land port stands on the drawn boundary of its two countries."""
    layers = [each for each in _drawn(reading, geometries) if each.kind is LayerKind.BOUNDARIES]
    ports = [
        place
        for place in reading.corridor.places.values()
        if place.kind is PlaceKind.LAND_PORT and place.neighbour in reading.corridor.countries
    ]
    if not layers:
        return
    for port in ports:
        lines = [line for layer in layers for line in _boundary(reading, geometries, layer, port)]
        if not lines:
            problem = f"no boundary with {port.neighbour} is drawn, which the port could stand on"
            yield reading.fault("places", port.id, "neighbour", problem)
            continue
        away = min(distance_km(line, port.position) for line in lines)
        allowed = max(each.accuracy_km for each in layers) + (port.uncertainty_km or 0)
        if away > allowed:
            problem = (
                f"the port lies {away:,.1f} km from the drawn boundary with {port.neighbour}; "
                f"expected at most {allowed:g} km"
            )
            yield reading.fault("places", port.id, "longitude", problem)


def _boundary(
    reading: Reading, geometries: Geometries, layer: Layer, port: Place
) -> Iterator[BaseGeometry]:
    """The drawn lines between the port's neighbour and a country that hosts the corridor."""
    hosts = {
        country.id
        for country in reading.corridor.countries.values()
        if country.role is CountryRole.HOST
    }
    for shape in geometries[layer.file].of(layer.objects):
        countries = shape.properties.get("countries")
        told = {str(each) for each in countries} if isinstance(countries, list) else set()
        if port.neighbour in told and (not hosts or told & hosts):
            yield shape.geometry


def distance_km(geometry: BaseGeometry, position: Coordinate) -> float:
    """The geodesic distance from `position` to the point of `geometry` that is nearest to it."""
    # Degrees of longitude are shortened first, so that the nearest point is the nearest one.
    squeeze = max(math.cos(math.radians(position.latitude)), 1e-6)
    squeezed = shapely.transform(geometry, lambda points: points * [squeeze, 1])
    point = shapely.Point(position.longitude * squeeze, position.latitude)
    nearest = shapely.shortest_line(squeezed, point).coords[0]
    _, _, metres = Geod(ellps="WGS84").inv(
        nearest[0] / squeeze, nearest[1], position.longitude, position.latitude
    )
    return float(metres) / 1000


def _countries(reading: Reading, geometries: Geometries) -> Iterator[Fault]:
    """A tinted country has a shape, and its name stands inside it."""
    layers = [each for each in _drawn(reading, geometries) if each.kind is LayerKind.COUNTRIES]
    shapes: dict[str, list[BaseGeometry]] = {}
    for layer in layers:
        for shape in geometries[layer.file].of(layer.objects):
            shapes.setdefault(shape.id, []).append(shape.geometry)
    for country in reading.corridor.countries.values():
        drawn = shapes.get(country.id, [])
        if layers and country.tint and not drawn:
            problem = f"no layer of kind countries has a shape with the id {country.id!r}"
            yield reading.fault("countries", country.id, "tint", problem)
        for point in country.label_points if drawn else ():
            x, y = point.longitude, point.latitude
            if not any(shapely.contains_xy(each, x, y) for each in drawn):
                problem = f"{x:g} {y:g} lies outside the country's shape"
                yield reading.fault("countries", country.id, "label_points", problem)


def _drawn(reading: Reading, geometries: Geometries) -> Iterator[Layer]:
    """The layers whose file could be read."""
    return (each for each in reading.corridor.layers.values() if each.file in geometries)


RULES: tuple[Callable[[Reading, Geometries], Iterator[Fault]], ...] = (
    _objects,
    _far_layers,
    _official_files,
    _land_ports,
    _countries,
)
