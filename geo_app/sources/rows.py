"""One row of a table in, one thing of the domain out; the cells are read and checked already."""

from geo_app.domain.chapter import Chapter
from geo_app.domain.figure import Chart, Derivation, Figure, FigureKind, Operation
from geo_app.domain.group import Group, GroupOf
from geo_app.domain.layer import Layer, LayerKind, OfficialFile
from geo_app.domain.number import OtherNumber
from geo_app.domain.place import Confidence, Coordinate, Country, CountryRole, Place, PlaceKind
from geo_app.domain.route import Road, Route, RouteKind
from geo_app.domain.statement import Section, Source, SourceKind, Statement
from geo_app.sources.table import Row

NAME = "name:"
"""Prefix of the columns that hold a place's names, one a language."""

OFFICIAL_KEYS = ("official", "approval", "official_source")
"""Of a layer of boundaries: the official file, and what it must not be without."""


def make_layer(row: Row) -> Layer:
    """One of the [[layers]] of catalog.toml."""
    return Layer(
        id=row["id"],
        kind=LayerKind(row["kind"]),
        file=row.get("file", ""),
        objects=row.several("objects"),
        sources=row.several("sources"),
        shown=row.get("shown", True),
        switchable=row.get("switch", True),
        bounds=row.get("bounds"),
        light=row.get("light", ""),
        accuracy_km=row.get("accuracy_km", 1.0),
        official=_make_official(row),
    )


def _make_official(row: Row) -> OfficialFile | None:
    """The official file, where the layer has one with everything that it needs."""
    file, approval, source = (row.get(key, "") for key in OFFICIAL_KEYS)
    if not (file and approval and source):
        return None
    return OfficialFile(file=file, approval=approval, source=source)


def make_place(row: Row) -> Place:
    """A row of places.csv."""
    return Place(
        id=row["id"],
        layer=row["layer"],
        kind=PlaceKind(row["kind"]),
        position=Coordinate(row["longitude"], row["latitude"]),
        names=row.text(NAME),
        confidence=Confidence(row["confidence"]),
        uncertainty_km=row.get("uncertainty_km"),
        altitude_m=row.get("altitude_m"),
        road_km=row.get("road_km"),
        parent=row.get("parent"),
        neighbour=row.get("neighbour"),
        iata=row.get("iata", ""),
        icao=row.get("icao", ""),
        sources=row.several("sources"),
        altitude_sources=row.several("altitude_sources"),
        road_sources=row.several("road_sources"),
        unverified=frozenset(row.several("unverified_names")),
    )


def make_country(row: Row) -> Country:
    """A row of countries.csv."""
    return Country(
        id=row["id"],
        role=CountryRole(row["role"]),
        tint=row.get("tint"),
        label_points=row.several("label_points"),
        sources=row.several("sources"),
    )


def make_group(row: Row) -> Group:
    """A row of groups.csv."""
    return Group(id=row["id"], of=GroupOf(row["of"]), members=row.several("members"))


def make_route(row: Row) -> Route:
    """A row of routes.csv."""
    return Route(
        id=row["id"],
        layer=row["layer"],
        kind=RouteKind(row["kind"]),
        origin=row["from"],
        destination=row["to"],
        paragraph=row.get("paragraph"),
        sources=row.several("sources"),
    )


def make_road(row: Row) -> Road:
    """A row of roads.csv."""
    return Road(
        id=row["id"], layer=row["layer"], via=row.several("via"), sources=row.several("sources")
    )


def make_figure(row: Row) -> Figure:
    """A row of figures.csv."""
    return Figure(
        id=row["id"],
        source=row["source"],
        paragraph=row["paragraph"],
        subjects=row.several("subject"),
        scope=row["scope"],
        value=row.get("value", ""),
        unit=row["unit"],
        kind=FigureKind(row["kind"]),
        period_start=row.get("period_start"),
        period_end=row["period_end"],
        start_inferred="period_start" in row.several("inferred"),
        growth=row.get("growth_pct"),
        shown_at=row.several("shown_at"),
    )


def make_derivation(row: Row) -> Derivation:
    """A row of derived.csv."""
    return Derivation(
        id=row["id"],
        operation=Operation(row["operation"]),
        operands=row.several("operands"),
        unit=row["unit"],
        decimals=row["decimals"],
        shown_at=row.several("shown_at"),
    )


def make_chart(row: Row) -> Chart:
    """A row of charts.csv."""
    return Chart(
        id=row["id"],
        bars=row.several("bars"),
        whole=row.get("whole"),
        shown_at=row.several("shown_at"),
    )


def make_chapter(row: Row) -> Chapter:
    """A row of chapters.csv."""
    return Chapter(
        id=row["id"],
        view=row["view"],
        lit=row.several("lit"),
        figures=row.several("figures"),
        charts=row.several("charts"),
        layers=row.several("layers"),
    )


def make_statement(row: Row) -> Statement:
    """A row of statements.csv."""
    return Statement(
        id=row["id"],
        section=Section(row["section"]),
        subjects=row.several("subjects"),
        aspect=row.get("aspect"),
        paragraph=row.get("paragraph"),
        sources=row.several("sources"),
    )


def make_other_number(row: Row) -> OtherNumber:
    """A row of other_numbers.csv."""
    return OtherNumber(
        id=row["id"],
        paragraph=row.get("paragraph"),
        texts=row.several("text"),
        reason=row["reason"],
    )


def make_source(row: Row) -> Source:
    """A row of sources.csv."""
    return Source(
        id=row["id"],
        kind=SourceKind(row["kind"]),
        title=row["title"],
        publisher=row.get("publisher", ""),
        date=row.get("date", ""),
        authors=row.several("authors"),
        licence=row.get("licence", ""),
        attribution=row.get("attribution", ""),
        url=row.get("url", ""),
    )
