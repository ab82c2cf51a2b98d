"""What must be true of figures, of what is made of them, and of where they are shown."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from geo_app.domain.corridor import Corridor
from geo_app.domain.derive import bar_value, derive
from geo_app.domain.figure import (
    DATE_UNITS,
    GROWTH,
    Chart,
    Derivation,
    Figure,
    FigureKind,
    Operation,
    Unit,
)
from geo_app.domain.group import GroupOf
from geo_app.domain.statement import Section, SourceKind
from geo_app.errors import Fault
from geo_app.sources.reading import Reading, Rule
from geo_app.sources.values import listed, require_value


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
    if (figure.kind is FigureKind.DATE) != (figure.unit in DATE_UNITS):
        yield "kind", "expected kind date for dates, and only for them"
    if figure.growth is not None and not (figure.kind is FigureKind.FLOW and figure.is_number):
        what = f"this is a {figure.kind}" if figure.is_number else "this is no number"
        yield "growth_pct", f"expected an empty cell: only a flow grows, {what}"


def _group_figures(reading: Reading) -> Iterator[Fault]:
    """What is told of several countries together stands at none of them alone."""
    corridor = reading.corridor
    for figure in corridor.figures.values():
        yield from _find_alone(reading, "figures", figure.id, [figure], figure.shown_at)
    for derivation in corridor.derivations.values():
        operands = [
            corridor.figures[each] for each in derivation.operands if each in corridor.figures
        ]
        yield from _find_alone(reading, "derived", derivation.id, operands, derivation.shown_at)
    for chart in corridor.charts.values():
        plain = (name.removesuffix(GROWTH) for _, name in _bars(chart))
        bars = _known(corridor, plain)
        yield from _find_alone(reading, "charts", chart.id, bars, chart.shown_at)


def _known(corridor: Corridor, names: Iterable[str]) -> list[Figure]:
    return [corridor.figures[each] for each in names if each in corridor.figures]


def _find_alone(
    reading: Reading, table: str, name: str, figures: Iterable[Figure], shown_at: Iterable[str]
) -> Iterator[Fault]:
    shown = {each for each in shown_at if each in reading.corridor.countries}
    for figure in figures if shown else ():
        members = _countries_of(reading.corridor, figure)
        if members is None:
            continue
        missing = {each for each in members - shown if reading.corridor.has_card(each)}
        if stray := shown - members:
            problem = (
                f"{figure.id!r}, of {listed(figure.subjects)}, stands at {listed(stray)}, "
                "which the article does not list among its members"
            )
            yield reading.fault(table, name, "shown_at", problem)
        elif missing:
            problem = (
                f"{figure.id!r}, of {listed(members)} together, stands at {listed(shown)} alone; "
                f"show it at {listed(missing)} too, or at none"
            )
            yield reading.fault(table, name, "shown_at", problem)


def _countries_of(corridor: Corridor, figure: Figure) -> set[str] | None:
    """The countries that `figure` covers together; None where it is not about a group of them."""
    groups = [corridor.groups[each] for each in figure.subjects if each in corridor.groups]
    named = {each for each in figure.subjects if each in corridor.countries}
    if any(group.of is GroupOf.COUNTRIES for group in groups):
        return named.union(*(group.members for group in groups))
    return named if len(named) > 1 else None


def _groups(reading: Reading) -> Iterator[Fault]:
    corridor = reading.corridor
    for group in corridor.groups.values():
        known = corridor.countries if group.of is GroupOf.COUNTRIES else corridor.places
        other = corridor.places if group.of is GroupOf.COUNTRIES else corridor.countries
        if strays := {each for each in group.members if each in other and each not in known}:
            problem = f"expected {group.of}, not {listed(strays)}"
            yield reading.fault("groups", group.id, "members", problem)
        if group.id in corridor.places or group.id in corridor.routes:
            problem = f"{group.id!r} is the id of a place or route too"
            yield reading.fault("groups", group.id, "id", problem)


def _cards(reading: Reading) -> Iterator[Fault]:
    """What is shown at something that has no popup would be shown to nobody."""
    corridor = reading.corridor
    for table, things in (
        ("figures", corridor.figures),
        ("derived", corridor.derivations),
        ("charts", corridor.charts),
    ):
        for name, thing in things.items():
            yield from _find_cardless(reading, table, name, "shown_at", thing.shown_at)
    for name, statement in corridor.statements.items():
        yield from _find_cardless(reading, "statements", name, "subjects", statement.subjects)


def _find_cardless(
    reading: Reading, table: str, name: str, column: str, shown_at: Iterable[str]
) -> Iterator[Fault]:
    corridor = reading.corridor
    for each in shown_at:
        if (each in corridor.places or each in corridor.countries) and not corridor.has_card(each):
            problem = (
                f"{each!r} has no popup: towns have none, and of the countries only those "
                "whose role is opened_to have one"
            )
            yield reading.fault(table, name, column, problem)


def _derivations(reading: Reading) -> Iterator[Fault]:
    corridor = reading.corridor
    for derivation in corridor.derivations.values():
        if _are_sound(corridor, derivation.operands):
            try:
                derive(derivation, corridor.figures)
            except ValueError as error:
                yield reading.fault("derived", derivation.id, "operands", str(error))
                continue
            yield from _find_other_units(reading, derivation)


def _are_sound(corridor: Corridor, names: Iterable[str]) -> bool:
    """Whether there are figures of these names with no fault of their own, which is told there."""
    figures = [corridor.figures.get(name) for name in names]
    return all(figure and not any(_problems_of(figure)) for figure in figures)


def _find_other_units(reading: Reading, derivation: Derivation) -> Iterator[Fault]:
    """A share is of like things, and the rest is in the unit it is computed from."""
    units = [reading.corridor.figures[each].unit for each in derivation.operands]
    if derivation.operation is not Operation.GROWTH_LESS and len(set(units)) > 1:
        problem = "expected figures in the same unit"
        yield reading.fault("derived", derivation.id, "operands", problem)
    is_relative = derivation.operation in (Operation.SHARE, Operation.GROWTH_LESS)
    wanted = Unit.PER_CENT if is_relative else units[0]
    if derivation.unit != wanted:
        problem = "expected per_cent" if is_relative else "expected the unit of its operands"
        yield reading.fault("derived", derivation.id, "unit", problem)


def _charts(reading: Reading) -> Iterator[Fault]:
    corridor = reading.corridor
    for chart in corridor.charts.values():
        values: list[Decimal] = []
        for column, name in _bars(chart):
            derivation = corridor.derivations.get(name)
            needed = derivation.operands if derivation else [name.removesuffix(GROWTH)]
            if not _are_sound(corridor, needed):
                continue
            try:
                values.append(bar_value(name, corridor.figures, corridor.derivations))
            except ValueError as error:
                yield reading.fault("charts", chart.id, column, str(error))
        yield from _find_misdrawn(reading, chart, values)


def _find_misdrawn(reading: Reading, chart: Chart, values: list[Decimal]) -> Iterator[Fault]:
    """A bar is no shorter than nothing and no longer than its axis."""
    if values and (min(values) < 0 or max(values) == 0):
        problem = "expected bars of at least 0, and one above it"
        yield reading.fault("charts", chart.id, "bars", problem)
    whole = reading.corridor.figures.get(chart.whole or "")
    is_sound = whole is not None and whole.is_number and _are_sound(reading.corridor, [whole.id])
    if whole and is_sound and values and max(values) > whole.number:
        problem = "expected a figure that none of the bars exceeds"
        yield reading.fault("charts", chart.id, "whole", problem)


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


RULES: tuple[Rule, ...] = (
    _figures,
    _groups,
    _group_figures,
    _cards,
    _derivations,
    _charts,
    _statements,
)
