"""One row of a table in, one thing of the domain out."""

from collections.abc import Callable
from datetime import datetime

from geo_app.domain.figure import (
    DATE_UNITS,
    WORDED_UNITS,
    Chart,
    Derivation,
    Figure,
    FigureKind,
    Money,
    Operation,
    Unit,
    parse_unit,
)
from geo_app.domain.number import OtherNumber
from geo_app.domain.place import Confidence, Coordinate, Country, CountryRole, Place, PlaceKind
from geo_app.domain.route import Road, Route, RouteKind
from geo_app.domain.statement import Section, Source, SourceKind, Statement
from geo_app.sources.table import Row, calendar_date, decimal_number, finite_number, lonlat

MAX_OTHER_NUMBERS = 1_000
MAX_WORDS = 100

NAME = "name:"
"""Prefix of the columns that hold a place's names, one a language."""


def read_place(row: Row) -> Place:
    """A row of places.csv."""
    return Place(
        id=row.required("id"),
        layer=row.required("layer"),
        kind=row.parse("kind", PlaceKind),
        position=_position(row),
        names=row.text(NAME),
        confidence=row.parse("confidence", Confidence),
        uncertainty_km=row.parse_optional("uncertainty_km", finite_number),
        altitude_m=row.parse_optional("altitude_m", int),
        road_km=row.parse_optional("road_km", int),
        parent=row.optional("parent") or None,
        neighbour=row.optional("neighbour") or None,
        sources=row.several("sources"),
        altitude_sources=row.several("altitude_sources"),
        road_sources=row.several("road_sources"),
        unverified=frozenset(row.several("unverified_names")),
    )


def _position(row: Row) -> Coordinate:
    longitude = row.parse("longitude", finite_number)
    latitude = row.parse("latitude", finite_number)
    try:
        return Coordinate(longitude, latitude)
    except ValueError as error:
        raise row.fault("longitude", str(error)) from error


def read_country(row: Row) -> Country:
    """A row of countries.csv."""
    return Country(
        id=row.required("id"),
        role=row.parse("role", CountryRole),
        tint=row.parse_optional("tint", int),
        label_points=row.parse_optional(
            "label_points", lambda text: tuple(lonlat(each) for each in text.split("|"))
        )
        or (),
        sources=row.several("sources"),
    )


def read_route(row: Row) -> Route:
    """A row of routes.csv."""
    return Route(
        id=row.required("id"),
        layer=row.required("layer"),
        kind=row.parse("kind", RouteKind),
        origin=row.required("from"),
        destination=row.required("to"),
        paragraph=row.parse_optional("paragraph", int),
        sources=row.several("sources"),
    )


def read_road(row: Row) -> Road:
    """A row of roads.csv."""
    return Road(
        id=row.required("id"),
        layer=row.required("layer"),
        via=row.several("via"),
        sources=row.several("sources"),
    )


def read_figure(row: Row) -> Figure:
    """A row of figures.csv."""
    unit = row.parse("unit", parse_unit)
    if unit in DATE_UNITS:
        row.parse("value", _READ_DATE[unit])
    elif unit not in WORDED_UNITS:
        row.parse("value", decimal_number)
    return Figure(
        id=row.required("id"),
        paragraph=row.parse("paragraph", int),
        subject=row.required("subject"),
        scope=row.required("scope"),
        value=row.optional("value"),
        unit=unit,
        kind=row.parse("kind", FigureKind),
        period_start=row.parse_optional("period_start", calendar_date),
        period_end=row.parse("period_end", calendar_date),
        start_inferred="period_start" in row.several("inferred"),
        growth=row.parse_optional("growth_pct", decimal_number),
        shown_at=row.several("shown_at"),
    )


_READ_DATE: dict[Unit | Money, Callable[[str], object]] = {
    Unit.DATE: calendar_date,
    Unit.MONTH: lambda text: calendar_date(f"{text}-01"),
    Unit.DATETIME: datetime.fromisoformat,
}


def read_derivation(row: Row) -> Derivation:
    """A row of derived.csv."""
    return Derivation(
        id=row.required("id"),
        operation=row.parse("operation", Operation),
        operands=row.several("operands"),
        unit=row.parse("unit", parse_unit),
        decimals=row.parse("decimals", int),
        shown_at=row.several("shown_at"),
    )


def read_chart(row: Row) -> Chart:
    """A row of charts.csv."""
    return Chart(
        id=row.required("id"),
        bars=row.several("bars"),
        whole=row.optional("whole") or None,
        shown_at=row.several("shown_at"),
    )


def read_statement(row: Row) -> Statement:
    """A row of statements.csv.

    Raises:
        CorridorError: a context line has no source; such a line is not shown to anyone.
    """
    section = row.parse("section", Section)
    if section is Section.CONTEXT:
        row.required("sources")
        row.required("aspect")
    return Statement(
        id=row.required("id"),
        section=section,
        subjects=row.several("subjects"),
        aspect=row.optional("aspect") or None,
        paragraph=row.parse_optional("paragraph", int),
        sources=row.several("sources"),
    )


def read_source(row: Row) -> Source:
    """A row of sources.csv."""
    url = row.optional("url")
    if url and not url.startswith("https://"):
        raise row.fault("url", f"expected an address that starts with https://, not {url!r}")
    return Source(
        id=row.required("id"),
        kind=row.parse("kind", SourceKind),
        title=row.required("title"),
        publisher=row.optional("publisher"),
        date=row.optional("date"),
        authors=row.several("authors"),
        licence=row.optional("licence"),
        attribution=row.optional("attribution"),
        url=url,
    )


def read_other_number(row: Row) -> OtherNumber:
    """A row of other_numbers.csv.

    Raises:
        CorridorError: there are too many, or the words are too many to be looked for.
    """
    if row.number > MAX_OTHER_NUMBERS:
        raise row.fault("id", f"expected at most {MAX_OTHER_NUMBERS:,} rows")
    if len(row.required("text")) > MAX_WORDS:
        raise row.fault("text", f"expected at most {MAX_WORDS} characters: a few words")
    return OtherNumber(
        id=row.required("id"),
        paragraph=row.parse_optional("paragraph", int),
        texts=row.several("text"),
        reason=row.required("reason"),
    )
