"""What belongs to a place, a route or a country, found once for all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from geo_app.domain.corridor import Corridor
from geo_app.domain.figure import Chart, Derivation, Figure
from geo_app.domain.place import Place
from geo_app.domain.route import Road, Route
from geo_app.domain.statement import Section, Statement

Thing = TypeVar("Thing")
Key = TypeVar("Key")


@dataclass(frozen=True, kw_only=True)
class CorridorIndex:
    """The things of a corridor by what they belong to, each group in the corridor's order.

    Attributes:
        figures, derivations, charts: by the id of what they are shown at.
        statements: by subject and section.
        facilities: places by their parent.
        ports: places by the country across the border.
        routes: by the id of either end.
        places_drawn, routes_drawn, roads_drawn: by layer.
    """

    figures: Mapping[str, Sequence[Figure]]
    derivations: Mapping[str, Sequence[Derivation]]
    charts: Mapping[str, Sequence[Chart]]
    statements: Mapping[tuple[str, Section], Sequence[Statement]]
    facilities: Mapping[str, Sequence[Place]]
    ports: Mapping[str, Sequence[Place]]
    routes: Mapping[str, Sequence[Route]]
    places_drawn: Mapping[str, Sequence[Place]]
    routes_drawn: Mapping[str, Sequence[Route]]
    roads_drawn: Mapping[str, Sequence[Road]]

    @classmethod
    def of(cls, corridor: Corridor) -> Self:
        """The index of `corridor`."""
        places, routes = corridor.places.values(), corridor.routes.values()
        return cls(
            figures=_group(corridor.figures.values(), lambda each: each.shown_at),
            derivations=_group(corridor.derivations.values(), lambda each: each.shown_at),
            charts=_group(corridor.charts.values(), lambda each: each.shown_at),
            statements=_group(
                corridor.statements.values(),
                lambda each: [(subject, each.section) for subject in each.subjects],
            ),
            facilities=_group(places, lambda each: [each.parent] if each.parent else []),
            ports=_group(places, lambda each: [each.neighbour] if each.neighbour else []),
            routes=_group(routes, lambda each: [each.origin, each.destination]),
            places_drawn=_group(places, lambda each: [each.layer]),
            routes_drawn=_group(routes, lambda each: [each.layer]),
            roads_drawn=_group(corridor.roads.values(), lambda each: [each.layer]),
        )


def _group(
    things: Iterable[Thing], keys: Callable[[Thing], Iterable[Key]]
) -> dict[Key, list[Thing]]:
    """`things` under each of their keys, no thing twice under one."""
    groups: dict[Key, list[Thing]] = {}
    for thing in things:
        for key in dict.fromkeys(keys(thing)):
            groups.setdefault(key, []).append(thing)
    return groups
