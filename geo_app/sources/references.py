"""Every id that a table names must stand in the table it points to."""

from collections.abc import Iterable, Iterator

from geo_app.domain.corridor import Corridor
from geo_app.errors import CorridorError

Reference = tuple[str, str, str, str, Iterable[str]]
"""File, id of the row, column, the id it names, the ids that are valid there."""


def refuse_dangling_references(corridor: Corridor) -> None:
    """Check that every reference of `corridor` resolves.

    Raises:
        CorridorError: one does not; the message names the file, the row's id and the column.
    """
    for file, owner, column, name, valid in _references(corridor):
        if name not in valid:
            raise CorridorError(
                file, f"{owner!r} names {name!r}, which is not known", column=column
            )


def _references(corridor: Corridor) -> Iterator[Reference]:
    places, layers, sources = corridor.places, corridor.layers, corridor.sources
    subjects = {*places, *corridor.routes, *corridor.countries}
    yield "catalog.toml", corridor.id, "hub", corridor.hub, places
    yield "catalog.toml", corridor.id, "article", corridor.article, sources
    for layer in layers.values():
        yield from _each("catalog.toml", layer.id, "sources", layer.sources, sources)
    for place in places.values():
        yield "places.csv", place.id, "layer", place.layer, layers
        yield from _each("places.csv", place.id, "sources", place.sources, sources)
        if place.parent:
            yield "places.csv", place.id, "parent", place.parent, places
    for route in corridor.routes.values():
        yield "routes.csv", route.id, "layer", route.layer, layers
        yield "routes.csv", route.id, "from", route.origin, places
        yield "routes.csv", route.id, "to", route.destination, places
        yield from _each("routes.csv", route.id, "sources", route.sources, sources)
    for road in corridor.roads.values():
        yield "roads.csv", road.id, "layer", road.layer, layers
        yield from _each("roads.csv", road.id, "via", road.via, places)
    for figure in corridor.figures.values():
        yield from _each("figures.csv", figure.id, "shown_at", figure.shown_at, subjects)
    for derivation in corridor.derivations.values():
        owner = derivation.id
        yield from _each("derived.csv", owner, "operands", derivation.operands, corridor.figures)
        yield from _each("derived.csv", owner, "shown_at", derivation.shown_at, subjects)
    for chart in corridor.charts.values():
        bars = (bar.removesuffix(":growth") for bar in chart.bars)
        known = {*corridor.figures, *corridor.derivations}
        yield from _each("charts.csv", chart.id, "bars", bars, known)
        yield from _each("charts.csv", chart.id, "shown_at", chart.shown_at, subjects)
        if chart.whole:
            yield "charts.csv", chart.id, "whole", chart.whole, corridor.figures
    for statement in corridor.statements.values():
        owner = statement.id
        yield from _each("statements.csv", owner, "subjects", statement.subjects, subjects)
        yield from _each("statements.csv", owner, "sources", statement.sources, sources)


def _each(
    file: str, owner: str, column: str, names: Iterable[str], valid: Iterable[str]
) -> Iterator[Reference]:
    return ((file, owner, column, name, valid) for name in names)
