"""The values of each place, route, country, figure and source, in the columns of the data."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from geo_app.domain.corridor import Corridor
from geo_app.domain.dataset import Basis
from geo_app.domain.figure import Derivation, Figure
from geo_app.domain.layer import Layer
from geo_app.domain.place import Country, Place, PlaceKind
from geo_app.domain.route import Road, Route
from geo_app.domain.statement import Source
from geo_app.render.cards import route_length_km
from geo_app.render.data.wording import Texts, Wording
from geo_app.render.figure_table import unit_code
from geo_app.render.index import CorridorIndex

Values = dict[str, Any]
LIST = "; "
"""Between the ids of a list."""
_METRES = 3


class RowWriter:
    """Writes the values of a corridor's things, with texts in one or several languages.

    Args:
        languages: the texts of the first have no suffix, those of the others end in `_` and theirs.
    """

    def __init__(self, corridor: Corridor, index: CorridorIndex, languages: Sequence[str]) -> None:
        self.corridor, self.index = corridor, index
        self.wordings = [Wording(corridor, index, each) for each in languages]
        self.main = self.wordings[0]

    def _texts(self, write: Callable[[Wording], Texts]) -> Values:
        """The texts in every language, those of one column side by side."""
        written = [(each.language, write(each)) for each in self.wordings]
        (_, main), *others = written
        texts: Values = {}
        for name, text in main.items():
            texts[name] = text
            if name not in {"name_elsewhere", "name_language"}:
                texts |= {f"{name}_{language}": said.get(name) for language, said in others}
        return texts

    def place(self, place: Place, layer: Layer) -> Values:
        """What a place is."""
        basis = self._basis(place.id)
        return _known(
            {
                **_head(place.id, layer, place.kind),
                "basis": Basis.SCHEMATIC if place.kind is PlaceKind.ZONE else basis,
                **self._texts(lambda each: each.subject(place.id, place.sources)),
                "unverified_names": LIST.join(sorted(place.unverified)),
                "paragraphs": self._paragraphs(place.id),
                "confidence": place.confidence,
                "uncertainty_km": place.uncertainty_km,
                "altitude_m": place.altitude_m,
                "road_km": place.road_km,
                "parent": place.parent,
                "neighbour": place.neighbour,
                "iata": place.iata,
                "icao": place.icao,
                **self._sources((*place.sources, *place.altitude_sources, *place.road_sources)),
            }
        )

    def route(self, route: Route, layer: Layer) -> Values:
        """What a route is."""
        return _known(
            {
                **_head(route.id, layer, route.kind),
                "basis": Basis.CONTEXT if route.is_context else Basis.ARTICLE,
                **self._texts(lambda each: each.subject(route.id, route.sources)),
                "paragraphs": self._paragraphs(route.id),
                "from_place": route.origin,
                "to_place": route.destination,
                "length_km": round(route_length_km(self.corridor, route), _METRES),
                "course": "geodesic",
                **self._sources(route.sources),
            }
        )

    def road(self, road: Road, layer: Layer) -> Values:
        """What a schematic road is."""
        return _known(
            {
                **_head(road.id, layer, "road"),
                "basis": Basis.SCHEMATIC,
                **self._texts(lambda each: each.road(road.id, road.sources)),
                "via_places": LIST.join(road.via),
                **self._sources(road.sources),
            }
        )

    def country(self, country: Country, layer: Layer) -> Values:
        """What a country is, and the names of its ports."""
        ports = (each.id for each in self.index.ports.get(country.id, ()))
        sources = self._country_sources(country, layer)
        return _known(
            {
                **_head(country.id, layer, "country"),
                "basis": Basis.CONTEXT,
                **self._texts(lambda each: each.subject(country.id, sources)),
                "paragraphs": self._paragraphs(country.id),
                "role": country.role,
                "ports": LIST.join(ports),
                **self._sources(sources),
            }
        )

    def _country_sources(self, country: Country, layer: Layer) -> tuple[str, ...]:
        """Whose the area is, and the rest; not whose an official file has replaced."""
        replaced = set(self.corridor.layers[layer.id].sources) - set(layer.sources)
        named = (*layer.sources, *country.sources)
        return tuple(dict.fromkeys(each for each in named if each not in replaced))

    def ground(self, name: str, kind: str, shape: Mapping[str, Any], layer: Layer) -> Values:
        """What a stretch of the boundaries, or an area without a country, is.

        Args:
            name: its id.
            kind: what it is called in that column.
            shape: what the file says of it: its properties.
            layer: as it is drawn.
        """
        countries, disputed = shape.get("countries"), shape.get("disputed")
        listed = countries if isinstance(countries, list) else []
        return _known(
            {
                **_head(name, layer, kind),
                "basis": Basis.CONTEXT,
                **self._texts(lambda each: each.boundary(layer)),
                "countries": LIST.join(map(str, listed)),
                "disputed": ("yes" if disputed else "no") if isinstance(disputed, bool) else None,
                "accuracy_km": layer.accuracy_km,
                **self._sources(layer.sources),
            }
        )

    def figure(self, figure: Figure) -> Values:
        """What a figure says, and exactly what it covers."""
        return _known(
            {
                "id": figure.id,
                "kind": figure.kind,
                "basis": Basis.ARTICLE,
                "paragraph": figure.paragraph,
                **self._texts(lambda each: each.figure(figure)),
                "value": figure.value,
                "number": float(figure.number) if figure.is_number else None,
                "unit": unit_code(figure.unit),
                "growth_pct": None if figure.growth is None else float(figure.growth),
                "period_start": figure.period_start and figure.period_start.isoformat(),
                "period_end": figure.period_end.isoformat(),
                "start_inferred": "yes" if figure.start_inferred else "no",
                "scope": figure.scope,
                "subjects": LIST.join(figure.subjects),
                "shown_at": LIST.join(figure.shown_at),
                **self._sources((figure.source,)),
            }
        )

    def derivation(self, derivation: Derivation) -> Values:
        """What a derived figure says, and what it is computed from."""
        number = self.main.lines.number(derivation)
        sources = dict.fromkeys(self.corridor.figures[each].source for each in derivation.operands)
        return _known(
            {
                "id": derivation.id,
                "kind": derivation.operation,
                "basis": Basis.DERIVED,
                **self._texts(lambda each: each.derivation(derivation)),
                "value": str(number),
                "number": float(number),
                "unit": unit_code(derivation.unit),
                "derived_from": LIST.join(derivation.operands),
                "shown_at": LIST.join(derivation.shown_at),
                **self._sources(sources),
            }
        )

    def source(self, source: Source) -> Values:
        """What a source is, and under which licence its data are."""
        return _known(
            {
                "id": source.id,
                "kind": source.kind,
                **self._texts(lambda each: each.source(source)),
                "date": source.date,
                "authors": LIST.join(source.authors),
                "licence": source.licence,
                "attribution": source.attribution,
                "url": source.url,
            }
        )

    def _basis(self, subject: str) -> Basis:
        return Basis.ARTICLE if self.main.cards.paragraphs(subject) else Basis.CONTEXT

    def _paragraphs(self, subject: str) -> str:
        return LIST.join(map(str, self.main.cards.paragraphs(subject)))

    def _sources(self, ids: Iterable[str]) -> Values:
        """The ids of sources, and the licences of those that have one."""
        used = dict.fromkeys(ids)
        known = (self.corridor.sources[each] for each in used)
        licences = (f"{each.title}: {each.licence}" for each in known if each.licence)
        return {"sources": LIST.join(used), "licences": LIST.join(licences)}


def _head(name: str, layer: Layer, kind: str) -> Values:
    return {"id": name, "layer": layer.id, "kind": kind}


def _known(values: Values) -> Values:
    """The values as plain texts and numbers, None where they say nothing."""
    return {
        name: str(value) or None if isinstance(value, str) else value
        for name, value in values.items()
    }
