"""What must be true of a corridor's views, places, routes, layers and sources."""

from collections.abc import Iterator

from geo_app.domain.layer import FILE_KINDS, LayerKind
from geo_app.domain.place import Bounds, Confidence, CountryRole, PlaceKind
from geo_app.domain.statement import SourceKind
from geo_app.errors import Fault
from geo_app.sources.reading import Reading, Rule
from geo_app.sources.rows import OFFICIAL_KEYS
from geo_app.sources.values import quoted

MOST_LIGHT_BYTES = 60_000
"""Of a light picture: the first view has 300 kB for everything."""


def _views(reading: Reading) -> Iterator[Fault]:
    corridor, catalog = reading.corridor, reading.catalog
    home, whole, hub = catalog.get("home"), catalog.get("whole"), corridor.places.get(corridor.hub)
    if home and whole:
        corners = (home.west, home.south), (home.east, home.north)
        if not all(holds(whole, *corner) for corner in corners):
            yield catalog.fault("home", "expected a view within 'whole'")
    if home and hub and not holds(home, hub.position.longitude, hub.position.latitude):
        yield catalog.fault("home", f"expected a view that holds the hub {corridor.hub!r}")
    if hub and hub.kind is not PlaceKind.HUB:
        yield catalog.fault("hub", f"expected a place of kind hub, not {hub.kind}")


def holds(bounds: Bounds, longitude: float, latitude: float) -> bool:
    """Whether a point lies in `bounds` or on their edge."""
    return bounds.west <= longitude <= bounds.east and bounds.south <= latitude <= bounds.north


def _swapped_coordinates(reading: Reading) -> Iterator[Fault]:
    """A place outside the whole view that would lie in it the other way round."""
    whole = reading.corridor.whole
    for place in reading.corridor.places.values():
        longitude, latitude = place.position.longitude, place.position.latitude
        if not holds(whole, longitude, latitude) and holds(whole, latitude, longitude):
            problem = f"{longitude:g} and latitude {latitude:g} look swapped"
            yield reading.fault("places", place.id, "longitude", f"longitude {problem}")


def _uncertain_places(reading: Reading) -> Iterator[Fault]:
    for place in reading.corridor.places.values():
        if place.confidence is Confidence.LOW and place.uncertainty_km is None:
            problem = "expected how far off a position of low confidence may be"
            yield reading.fault("places", place.id, "uncertainty_km", problem)
        if not place.sources and place.kind is not PlaceKind.ZONE:
            problem = "expected the source of the position"
            yield reading.fault("places", place.id, "sources", problem)


def _names(reading: Reading) -> Iterator[Fault]:
    for place in reading.corridor.places.values():
        if not place.names:
            yield reading.fault("places", place.id, "name:…", "expected a name in some language")
        for language in sorted(place.unverified - place.names.by_language.keys()):
            problem = f"there is no name in {quoted(language)}"
            yield reading.fault("places", place.id, "unverified_names", problem)


def _ports_and_facilities(reading: Reading) -> Iterator[Fault]:
    ports = {PlaceKind.LAND_PORT, PlaceKind.SEA_PORT, PlaceKind.AIRPORT_PORT}
    for place in reading.corridor.places.values():
        parent = reading.corridor.places.get(place.parent or "")
        if place.kind is PlaceKind.LAND_PORT and not place.neighbour:
            problem = "expected the country across the border of a land port"
            yield reading.fault("places", place.id, "neighbour", problem)
        neighbour = reading.corridor.countries.get(place.neighbour or "")
        if neighbour and neighbour.role is CountryRole.HOST:
            problem = f"expected the country across the border, not the host {neighbour.id}"
            yield reading.fault("places", place.id, "neighbour", problem)
        is_facility = place.kind in (PlaceKind.FACILITY, PlaceKind.FORMER_FACILITY)
        if is_facility and (parent is None or parent.kind not in ports):
            problem = "expected the port that the facility belongs to"
            yield reading.fault("places", place.id, "parent", problem)


def _layers(reading: Reading) -> Iterator[Fault]:
    for layer in reading.corridor.layers.values():
        needed: dict[str, object] = {}
        if layer.kind in FILE_KINDS:
            needed = {"file": layer.file, "sources": layer.sources}
        if layer.kind is LayerKind.RELIEF:
            needed["bounds"] = layer.bounds
        for column, value in needed.items():
            if not value:
                problem = f"expected a value: a layer of kind {layer.kind} needs it"
                yield reading.fault("layers", layer.id, column, problem)


def _light_pictures(reading: Reading) -> Iterator[Fault]:
    """A light picture belongs to a relief, and is light."""
    images = reading.corridor.images
    for layer in reading.corridor.layers.values():
        if layer.light and layer.kind is not LayerKind.RELIEF:
            problem = f"only a relief has a light picture, not a layer of kind {layer.kind}"
            yield reading.fault("layers", layer.id, "light", problem)
        elif layer.light in images:
            whole = images[layer.file].content if layer.file in images else b""
            most = min(MOST_LIGHT_BYTES, len(whole) - 1) if whole else MOST_LIGHT_BYTES
            size = len(images[layer.light].content)
            if size > most:
                problem = f"expected a picture of at most {most:,} bytes, found {size:,}"
                yield reading.fault("layers", layer.id, "light", problem)


def _official_files(reading: Reading) -> Iterator[Fault]:
    """An official file takes the place of the one layer of boundaries, and says whose it is."""
    for layer in reading.corridor.layers.values():
        said = [key for key in OFFICIAL_KEYS if reading.cell("layers", layer.id, key)]
        if not said:
            continue
        if layer.kind is not LayerKind.BOUNDARIES:
            problem = f"only boundaries have an official file, not a layer of kind {layer.kind}"
            yield reading.fault("layers", layer.id, said[0], problem)
        elif len(list(reading.corridor.layers_of(LayerKind.BOUNDARIES))) > 1:
            problem = "expected one layer of kind boundaries, whose place the official file takes"
            yield reading.fault("layers", layer.id, said[0], problem)
        for key in OFFICIAL_KEYS:
            if key not in said:
                problem = f"expected a value: {' and '.join(said)} cannot stand without it"
                yield reading.fault("layers", layer.id, key, problem)


def _licences(reading: Reading) -> Iterator[Fault]:
    for layer in reading.corridor.layers.values():
        official = [layer.official.source] if layer.official else []
        for name in (*layer.sources, *official):
            source = reading.corridor.sources.get(name)
            is_drawn = layer.kind in FILE_KINDS or (source and source.kind is SourceKind.DATASET)
            if source and is_drawn and not source.licence:
                problem = f"expected the licence of what layer {layer.id!r} draws"
                yield reading.fault("sources", name, "licence", problem)


def _article(reading: Reading) -> Iterator[Fault]:
    article = reading.corridor.sources.get(reading.corridor.article)
    if article and article.kind is not SourceKind.ARTICLE:
        problem = f"expected a source of kind article, not {article.kind}"
        yield reading.catalog.fault("article", problem)


def _routes(reading: Reading) -> Iterator[Fault]:
    for route in reading.corridor.routes.values():
        if route.origin == route.destination:
            problem = "expected another place than the one it starts from"
            yield reading.fault("routes", route.id, "to", problem)


RULES: tuple[Rule, ...] = (
    _views,
    _swapped_coordinates,
    _uncertain_places,
    _names,
    _ports_and_facilities,
    _layers,
    _light_pictures,
    _official_files,
    _licences,
    _article,
    _routes,
)
