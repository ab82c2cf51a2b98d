"""What the tables say of one another must fit: ids, texts, and figures that are computed with."""

from collections.abc import Iterable, Iterator

from geo_app.domain.corridor import Corridor
from geo_app.domain.derive import derive
from geo_app.domain.layer import LayerKind
from geo_app.domain.place import PlaceKind
from geo_app.errors import CorridorError

Reference = tuple[str, str, str, str, Iterable[str]]
"""File, id of the row, column, the id it names, the ids that are valid there."""

GROWTH = ":growth"


def refuse_misfits(corridor: Corridor) -> None:
    """Check that every reference of `corridor` resolves and every derived figure can be computed.

    Raises:
        CorridorError: one cannot; the message names the file, the row's id and the column.
    """
    _refuse_shared_ids(corridor)
    for file, owner, column, name, valid in _references(corridor):
        if name not in valid:
            problem = f"{owner!r} names {name!r}, which is not known"
            raise CorridorError(file, problem, column=column)
    for file, owner, key in _needed_texts(corridor):
        if key not in corridor.texts:
            raise CorridorError("texts.csv", f"expected the key {key!r}, for {owner!r} of {file}")
    _refuse_what_cannot_be_computed(corridor)


def _refuse_shared_ids(corridor: Corridor) -> None:
    """Places, routes and countries each have a card under their id."""
    known: set[str] = set()
    for file, things in (
        ("places.csv", corridor.places),
        ("routes.csv", corridor.routes),
        ("countries.csv", corridor.countries),
    ):
        for name in things:
            if name in known:
                raise CorridorError(file, f"the id {name!r} is another thing's too", column="id")
            known.add(name)


def _references(corridor: Corridor) -> Iterator[Reference]:
    yield "catalog.toml", corridor.id, "hub", corridor.hub, corridor.places
    yield "catalog.toml", corridor.id, "article", corridor.article, corridor.sources
    yield from _layer_references(corridor)
    yield from _drawn_references(corridor)
    yield from _told_references(corridor)


def _layer_references(corridor: Corridor) -> Iterator[Reference]:
    def of(*kinds: LayerKind) -> set[str]:
        return {layer.id for layer in corridor.layers.values() if layer.kind in kinds}

    for layer in corridor.layers.values():
        yield from _each("catalog.toml", layer.id, "sources", layer.sources, corridor.sources)
    for place in corridor.places.values():
        marks = of(LayerKind.PLACES, LayerKind.ROUTES)
        yield "places.csv", place.id, "layer", place.layer, marks
    for route in corridor.routes.values():
        yield "routes.csv", route.id, "layer", route.layer, of(LayerKind.ROUTES)
    for road in corridor.roads.values():
        yield "roads.csv", road.id, "layer", road.layer, of(LayerKind.ROADS)


def _drawn_references(corridor: Corridor) -> Iterator[Reference]:
    places, sources = corridor.places, corridor.sources
    for place in places.values():
        owner = place.id
        yield from _each("places.csv", owner, "sources", place.sources, sources)
        yield from _each("places.csv", owner, "altitude_sources", place.altitude_sources, sources)
        yield from _each("places.csv", owner, "road_sources", place.road_sources, sources)
        if place.parent:
            yield "places.csv", place.id, "parent", place.parent, places
    for country in corridor.countries.values():
        yield from _each("countries.csv", country.id, "sources", country.sources, sources)
    for route in corridor.routes.values():
        yield "routes.csv", route.id, "from", route.origin, places
        yield "routes.csv", route.id, "to", route.destination, places
        yield from _each("routes.csv", route.id, "sources", route.sources, sources)
    for road in corridor.roads.values():
        yield from _each("roads.csv", road.id, "via", road.via, places)
        yield from _each("roads.csv", road.id, "sources", road.sources, sources)


def _told_references(corridor: Corridor) -> Iterator[Reference]:
    subjects = {*corridor.places, *corridor.routes, *corridor.countries}
    figures = corridor.figures
    for figure in figures.values():
        yield from _each("figures.csv", figure.id, "shown_at", figure.shown_at, subjects)
    for derivation in corridor.derivations.values():
        yield from _each("derived.csv", derivation.id, "operands", derivation.operands, figures)
        yield from _each("derived.csv", derivation.id, "shown_at", derivation.shown_at, subjects)
    for chart in corridor.charts.values():
        bars = (bar.removesuffix(GROWTH) for bar in chart.bars)
        known = {*figures, *corridor.derivations}
        yield from _each("charts.csv", chart.id, "bars", bars, known)
        yield from _each("charts.csv", chart.id, "shown_at", chart.shown_at, subjects)
        if chart.whole:
            yield "charts.csv", chart.id, "whole", chart.whole, figures
    for statement in corridor.statements.values():
        owner, sources = statement.id, corridor.sources
        yield from _each("statements.csv", owner, "subjects", statement.subjects, subjects)
        yield from _each("statements.csv", owner, "sources", statement.sources, sources)


def _each(
    file: str, owner: str, column: str, names: Iterable[str], valid: Iterable[str]
) -> Iterator[Reference]:
    return ((file, owner, column, name, valid) for name in names)


def _needed_texts(corridor: Corridor) -> Iterator[tuple[str, str, str]]:
    """File, id and key of every text that must be there."""
    yield "catalog.toml", corridor.id, "corridor.title"
    for layer in corridor.layers.values():
        yield "catalog.toml", layer.id, f"layer.{layer.id}"
    for figure in corridor.figures.values():
        yield "figures.csv", figure.id, f"figure.{figure.id}.measure"
        yield "figures.csv", figure.id, f"scope.{figure.scope}"
        if not figure.value:
            yield "figures.csv", figure.id, f"figure.{figure.id}.value"
    for derivation in corridor.derivations.values():
        yield "derived.csv", derivation.id, f"derived.{derivation.id}.measure"
    for statement in corridor.statements.values():
        yield "statements.csv", statement.id, f"statement.{statement.id}"
        if statement.aspect:
            yield "statements.csv", statement.id, f"aspect.{statement.aspect}"
    for route in corridor.routes.values():
        yield "routes.csv", route.id, f"route.{route.id}"
    for place in corridor.places.values():
        if place.kind is not PlaceKind.TOWN:
            yield "places.csv", place.id, f"place.{place.id}.kind"


def _refuse_what_cannot_be_computed(corridor: Corridor) -> None:
    for derivation in corridor.derivations.values():
        try:
            derive(derivation, corridor.figures)
        except ValueError as error:
            raise CorridorError("derived.csv", str(error)) from error
    for chart in corridor.charts.values():
        for name in (*chart.bars, *((chart.whole,) if chart.whole else ())):
            figure = corridor.figures.get(name.removesuffix(GROWTH))
            if figure is None:
                continue
            if name.endswith(GROWTH) and figure.growth is None:
                raise CorridorError("charts.csv", f"{chart.id!r}: {figure.id!r} has no growth")
            if not name.endswith(GROWTH) and not figure.is_number:
                raise CorridorError("charts.csv", f"{chart.id!r}: {figure.id!r} is no number")
