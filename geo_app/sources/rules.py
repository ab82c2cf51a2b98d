"""What must be true of a corridor beyond its single cells; each rule finds the faults of one kind.

The faults are told at the row and column that an editor would mend.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo_app.domain.corridor import Corridor
from geo_app.domain.derive import derive
from geo_app.domain.figure import Chart, Figure, FigureKind
from geo_app.domain.group import GroupOf
from geo_app.domain.layer import FILE_KINDS, LayerKind
from geo_app.domain.place import Bounds, Confidence, PlaceKind
from geo_app.domain.statement import Section, SourceKind
from geo_app.errors import Fault
from geo_app.sources.table import Row
from geo_app.sources.values import GROWTH, listed, quoted, require_value


@dataclass(frozen=True)
class Reading:
    """A corridor as it was read, with the rows it came from.

    Attributes:
        catalog: the corridor's own keys.
        rows: by table and id.
    """

    corridor: Corridor
    catalog: Row
    rows: Mapping[str, Mapping[str, Row]]

    def fault(self, table: str, name: str, column: str, problem: str) -> Fault:
        """The fault of `column` in the row called `name`."""
        return self.rows[table][name].fault(column, problem)

    def cell(self, table: str, name: str, column: str) -> str:
        """A cell as it is written."""
        return self.rows[table][name].cells.get(column, "")


Rule = Callable[[Reading], Iterator[Fault]]


def find_all(reading: Reading) -> Iterator[Fault]:
    """Every fault that some rule finds."""
    for rule in RULES:
        yield from rule(reading)


def _views(reading: Reading) -> Iterator[Fault]:
    corridor = reading.corridor
    home, whole, hub = corridor.home, corridor.whole, corridor.places.get(corridor.hub)
    if not (holds(whole, home.west, home.south) and holds(whole, home.east, home.north)):
        yield reading.catalog.fault("home", "expected a view within 'whole'")
    if hub and not holds(home, hub.position.longitude, hub.position.latitude):
        problem = f"expected a view that holds the hub {corridor.hub!r}"
        yield reading.catalog.fault("home", problem)
    if hub and hub.kind is not PlaceKind.HUB:
        problem = f"expected a place of kind hub, not {hub.kind}"
        yield reading.catalog.fault("hub", problem)


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
        is_facility = place.kind in (PlaceKind.FACILITY, PlaceKind.FORMER_FACILITY)
        if is_facility and (parent is None or parent.kind not in ports):
            problem = "expected the port that the facility belongs to"
            yield reading.fault("places", place.id, "parent", problem)


def _figures(reading: Reading) -> Iterator[Fault]:
    for figure in reading.corridor.figures.values():
        for column, problem in _problems_of(figure):
            yield reading.fault("figures", figure.id, column, problem)
        source = reading.corridor.sources.get(figure.source)
        if source and source.kind is not SourceKind.ARTICLE:
            problem = f"expected a source of kind article, not {source.kind}"
            yield reading.fault("figures", figure.id, "source", problem)


def _problems_of(figure: Figure) -> Iterator[tuple[str, str]]:
    """What is wrong with a figure in itself, by column."""
    try:
        require_value(figure.value, figure.unit)
    except ValueError as error:
        yield "value", str(error)
    covers_time = figure.kind in (FigureKind.FLOW, FigureKind.CUMULATIVE)
    if covers_time and figure.period_start is None:
        yield "period_start", f"expected the first day that a {figure.kind} figure covers"
    if figure.period_start and figure.period_start > figure.period_end:
        yield "period_start", f"expected a day not after the period's end, {figure.period_end}"
    if figure.start_inferred and figure.period_start is None:
        yield "inferred", "expected the period_start that is said to be inferred"
    if figure.growth is not None and not (figure.kind is FigureKind.FLOW and figure.is_number):
        yield "growth_pct", f"expected an empty cell: only a flow grows, this is a {figure.kind}"


def _group_figures(reading: Reading) -> Iterator[Fault]:
    """A figure of several countries together stands at none of them alone."""
    countries = set(reading.corridor.countries)
    for figure in reading.corridor.figures.values():
        members = _countries_of(reading.corridor, figure)
        shown = countries.intersection(figure.shown_at)
        if members is None or not shown:
            continue
        if stray := shown - members:
            problem = (
                f"a figure of {listed(figure.subjects)} stands at {listed(stray)}, which the "
                "article does not list among its members"
            )
            yield reading.fault("figures", figure.id, "shown_at", problem)
        elif missing := members - shown:
            problem = (
                f"a figure of {listed(members)} together stands at {listed(shown)} alone; "
                f"show it at {listed(missing)} too, or at none"
            )
            yield reading.fault("figures", figure.id, "shown_at", problem)


def _countries_of(corridor: Corridor, figure: Figure) -> set[str] | None:
    """The countries that `figure` covers together; None where it is not about a group of them."""
    groups = [corridor.groups[each] for each in figure.subjects if each in corridor.groups]
    named = {each for each in figure.subjects if each in corridor.countries}
    if any(group.of is GroupOf.COUNTRIES for group in groups):
        return named.union(*(group.members for group in groups))
    return named if len(named) > 1 else None


def _derivations(reading: Reading) -> Iterator[Fault]:
    corridor = reading.corridor
    for derivation in corridor.derivations.values():
        operands = [corridor.figures.get(operand) for operand in derivation.operands]
        if all(figure and not any(_problems_of(figure)) for figure in operands):
            try:
                derive(derivation, corridor.figures)
            except ValueError as error:
                yield reading.fault("derived", derivation.id, "operands", str(error))


def _charts(reading: Reading) -> Iterator[Fault]:
    for chart in reading.corridor.charts.values():
        for column, name in _bars(chart):
            plain = name.removesuffix(GROWTH)
            figure = reading.corridor.figures.get(plain)
            grows = figure is not None and figure.growth is not None
            is_known = figure is not None or plain in reading.corridor.derivations
            if name.endswith(GROWTH) and is_known and not grows:
                problem = f"{quoted(plain)} has no growth"
                yield reading.fault("charts", chart.id, column, problem)
            elif not name.endswith(GROWTH) and figure and not figure.is_number:
                yield reading.fault("charts", chart.id, column, f"{quoted(name)} is no number")


def _bars(chart: Chart) -> Iterator[tuple[str, str]]:
    yield from (("bars", name) for name in chart.bars)
    if chart.whole:
        yield "whole", chart.whole


def _statements(reading: Reading) -> Iterator[Fault]:
    needed = {
        Section.ARTICLE: {"paragraph": "where the article says it"},
        Section.CONTEXT: {
            "sources": "the source of a context line; without one it is not shown",
            "aspect": "the heading of a context line",
        },
    }
    for statement in reading.corridor.statements.values():
        for column, what in needed.get(statement.section, {}).items():
            if not reading.cell("statements", statement.id, column):
                yield reading.fault("statements", statement.id, column, f"expected {what}")


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


def _licences(reading: Reading) -> Iterator[Fault]:
    for layer in reading.corridor.layers.values():
        for name in layer.sources:
            source = reading.corridor.sources.get(name)
            if source and source.kind is SourceKind.DATASET and not source.licence:
                problem = f"expected the licence of a data set that layer {layer.id!r} draws"
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


RULES: Iterable[Rule] = (
    _views,
    _swapped_coordinates,
    _uncertain_places,
    _names,
    _ports_and_facilities,
    _figures,
    _group_figures,
    _derivations,
    _charts,
    _statements,
    _layers,
    _licences,
    _article,
    _routes,
)
