"""The whole map as a dataset: layers of features, and the tables of figures and sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from shapely.geometry import mapping

from geo_app.domain.corridor import Corridor
from geo_app.domain.dataset import Basis, DataFeature, DataLayer, Dataset, collect_columns
from geo_app.domain.export_options import ExportOptions
from geo_app.domain.layer import Layer, LayerKind
from geo_app.domain.overlay import Overlay
from geo_app.domain.overlay_geojson import as_drawn
from geo_app.domain.place import Country
from geo_app.domain.schematic import smooth_line
from geo_app.render.data.rows import RowWriter, Values
from geo_app.render.data.shaping import geodesic, line, point, tidy, wind
from geo_app.render.index import CorridorIndex
from geo_app.render.panel import attribution
from geo_app.render.shapes import Shape, ShapesOf

_Features = Iterator[DataFeature]


def write_dataset(corridor: Corridor, options: ExportOptions, shapes_of: ShapesOf) -> Dataset:
    """What the layers of `options` show, in its languages, with its overlays, as data.

    Land, relief and water are the ground of a picture, and no part of it.

    Args:
        corridor: what the map shows.
        options: languages, layers and overlays.
        shapes_of: the shapes that a layer draws.
    """
    return DatasetWriter(corridor, options, shapes_of).write()


class DatasetWriter:
    """Writes the dataset of a corridor; see `write_dataset`."""

    def __init__(self, corridor: Corridor, options: ExportOptions, shapes_of: ShapesOf) -> None:
        self.corridor, self.options, self.shapes_of = corridor, options, shapes_of
        self.index = CorridorIndex.of(corridor)
        self.rows = RowWriter(corridor, self.index, options.languages)

    def write(self) -> Dataset:
        """The dataset."""
        corridor, lines = self.corridor, self.rows.main.lines
        chosen = [corridor.layers[each] for each in self.options.layers]
        figures = (
            *map(self.rows.figure, corridor.figures.values()),
            *map(self.rows.derivation, corridor.derivations.values()),
        )
        layers = (
            *map(self._layer, chosen),
            *(self._overlay(number, each) for number, each in enumerate(self.options.overlays, 1)),
        )
        return Dataset(
            id=corridor.id,
            title=lines.text("corridor.title"),
            summary=lines.text("corridor.summary"),
            date=corridor.as_of.isoformat(),
            languages=self.options.languages,
            notes=tuple(filter(None, self.rows.main.notes(each.kind for each in chosen))),
            headings=self.rows.main.headings(),
            attribution=attribution(corridor),
            layers=tuple(each for each in layers if each.features),
            figures=_table("figures", self.rows.main.gettext("Figures"), figures),
            sources=_table(
                "sources",
                self.rows.main.gettext("Sources"),
                tuple(map(self.rows.source, corridor.sources.values())),
            ),
        )

    def _layer(self, layer: Layer) -> DataLayer:
        drawn = self.corridor.drawn(layer)
        return _own_layer(layer.id, self.rows.main.layer(layer), self._features(drawn))

    def _features(self, layer: Layer) -> _Features:
        index = self.index
        match layer.kind:
            case LayerKind.COUNTRIES:
                yield from self._countries(layer)
            case LayerKind.BOUNDARIES:
                yield from self._boundaries(layer)
            case LayerKind.ROADS:
                for road in index.roads_drawn.get(layer.id, ()):
                    through = [self.corridor.places[each].position for each in road.via]
                    yield _feature(self.rows.road(road, layer), line(smooth_line(through)))
            case LayerKind.ROUTES | LayerKind.PLACES:
                yield from self._routes(layer)
                for place in index.places_drawn.get(layer.id, ()):
                    yield _feature(self.rows.place(place, layer), point(place.position))

    def _routes(self, layer: Layer) -> _Features:
        for route in self.index.routes_drawn.get(layer.id, ()):
            ends = (self.corridor.places[each] for each in (route.origin, route.destination))
            start, end = (each.position for each in ends)
            yield _feature(self.rows.route(route, layer), geodesic(start, end))

    def _countries(self, layer: Layer) -> _Features:
        """The countries of which the map has an area; an official file may name others."""
        for number, shape in enumerate(self._areas(layer), 1):
            country = self.corridor.countries.get(shape.id)
            values = self._country(shape, country, number, layer)
            yield _feature(values, tidy(mapping(shape.geometry)))

    def _areas(self, layer: Layer) -> Iterator[Shape]:
        return (each for each in self.shapes_of(layer) if "Polygon" in each.geometry.geom_type)

    def _country(self, shape: Shape, country: Country | None, number: int, layer: Layer) -> Values:
        if country:
            return self.rows.country(country, layer)
        return self.rows.ground(f"{layer.id}_{number}", "area", shape.properties, layer)

    def _boundaries(self, layer: Layer) -> _Features:
        lines = (each for each in self.shapes_of(layer) if "Line" in each.geometry.geom_type)
        for number, shape in enumerate(lines, 1):
            name = f"{layer.id}_{number}"
            values = self.rows.ground(name, "boundary", shape.properties, layer)
            yield _feature(values, tidy(mapping(shape.geometry)))

    def _overlay(self, number: int, overlay: Overlay) -> DataLayer:
        """A user's routes, as the file has them, with the name of the file."""
        name = f"overlay_{number}"
        marks = {"layer": overlay.name, "basis": str(Basis.OVERLAY)}
        drawn = [_theirs(each, marks) for each in as_drawn(overlay)["features"]]
        columns = collect_columns([each.values for each in drawn])
        return DataLayer(id=name, title=overlay.name, columns=columns, features=drawn, theirs=True)


def _theirs(feature: Mapping[str, Any], marks: Values) -> DataFeature:
    geometry = feature.get("geometry")
    known = {"type", "id", "geometry", "properties"}
    return DataFeature(
        id=feature.get("id"),
        geometry=wind(geometry) if geometry else None,
        values=marks | (feature.get("properties") or {}),
        members={name: value for name, value in feature.items() if name not in known},
    )


def _feature(values: Values, geometry: dict[str, Any] | None = None) -> DataFeature:
    return DataFeature(id=values["id"], geometry=geometry, values=values, members={})


def _own_layer(name: str, title: str, features: Iterable[DataFeature]) -> DataLayer:
    """A layer whose columns all say something, and whose features hold what is known of them."""
    whole = tuple(features)
    kept = [
        replace(each, values={key: said for key, said in each.values.items() if said is not None})
        for each in whole
    ]
    said = {key for each in kept for key in each.values}
    columns = (key for key in collect_columns([each.values for each in whole]) if key in said)
    return DataLayer(id=name, title=title, columns=tuple(columns), features=kept)


def _table(name: str, title: str, rows: Iterable[Values]) -> DataLayer:
    return _own_layer(name, title, map(_feature, rows))
