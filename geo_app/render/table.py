"""The tables: every figure and every place in a row, with its source; the map for who cannot see it.

Rows say what cards and panel say, in the same words, and carry beside it the raw values under the
names that the columns of a corridor folder have.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo_app.domain.corridor import Corridor
from geo_app.domain.figure import Derivation, Figure, Money, Unit
from geo_app.domain.place import Confidence, Country, Place
from geo_app.domain.route import Route
from geo_app.domain.statement import Section
from geo_app.render.cards import CardWriter, Link, route_length_km

FIGURE_VALUES = (
    "id",
    "paragraph",
    "value",
    "unit",
    "kind",
    "period_start",
    "period_end",
    "growth_pct",
)
PLACE_VALUES = (
    "id",
    "kind",
    "longitude",
    "latitude",
    "uncertainty_km",
    "confidence",
    "length_km",
)
"""The raw columns of the tables: what they mean stands in a corridor's COLUMNS.md."""
DERIVED = "derived"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a reader sees.

    Attributes:
        name: what it is called in addresses and in files.
        title: what a reader calls it.
        by: the raw column whose values put its rows in order; "" is its own text.
    """

    name: str
    title: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in a column: text, then links to cards."""

    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """A figure, a place, a route or a country.

    Attributes:
        card: id of its card; "" where it has none.
        language: of its first cell, where that is not the page's.
        values: one for each raw column; "" where there is none.
        cells: one for each column that is seen.
    """

    card: str = ""
    language: str = ""
    values: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table, in words and in raw values."""

    id: str
    title: str
    columns: tuple[Column, ...]
    raw: tuple[str, ...]
    rows: tuple[Row, ...]


class TableWriter:
    """Writes the tables of a corridor in one language, with what its cards are written with."""

    def __init__(self, cards: CardWriter) -> None:
        self.cards, self.lines, self.index = cards, cards.lines, cards.index
        self.corridor, self.formats = cards.corridor, cards.formats
        self._gettext = cards.formats.words.gettext

    def write_tables(self) -> tuple[Table, ...]:
        """The figures, derived ones last; and the places with routes and countries."""
        corridor: Corridor = self.corridor
        return (
            Table(
                id="figures",
                title=self._gettext("Figures"),
                columns=self._figure_columns(),
                raw=FIGURE_VALUES,
                rows=(
                    *map(self._figure, corridor.figures.values()),
                    *map(self._derived, corridor.derivations.values()),
                ),
            ),
            Table(
                id="places",
                title=self._gettext("Places, routes and countries"),
                columns=self._place_columns(),
                raw=PLACE_VALUES,
                rows=(
                    *map(self._place, corridor.places.values()),
                    *map(self._route, corridor.routes.values()),
                    *map(self._country, corridor.opened_to()),
                ),
            ),
        )

    def _figure_columns(self) -> tuple[Column, ...]:
        gettext = self._gettext
        return (
            Column(name="figure", title=gettext("Figure")),
            Column(name="value", title=gettext("Value"), by="value"),
            Column(name="growth", title=gettext("Year on year"), by="growth_pct"),
            Column(name="period", title=gettext("Period"), by="period_start"),
            Column(name="scope", title=gettext("Scope")),
            Column(name="kind", title=gettext("Kind")),
            Column(name="source", title=gettext("Source"), by="paragraph"),
            Column(name="shown_at", title=gettext("On the map")),
        )

    def _place_columns(self) -> tuple[Column, ...]:
        gettext = self._gettext
        return (
            Column(name="name", title=gettext("Name")),
            Column(name="kind", title=gettext("Kind")),
            Column(name="related", title=gettext("Connected with")),
            Column(name="latitude", title=gettext("Latitude (WGS 84)"), by="latitude"),
            Column(name="longitude", title=gettext("Longitude (WGS 84)"), by="longitude"),
            Column(name="uncertainty", title=gettext("Uncertain by up to"), by="uncertainty_km"),
            Column(name="confidence", title=gettext("Confidence"), by="confidence"),
            Column(name="length", title=gettext("Length (geodesic)"), by="length_km"),
            Column(name="paragraph", title=gettext("Paragraph of the article")),
            Column(name="source", title=gettext("Source")),
        )

    def _figure(self, figure: Figure) -> Row:
        line = self.lines.figure(figure)
        texts = (
            line.measure,
            line.value,
            line.growth,
            line.period,
            line.scope,
            line.kind,
            line.paragraph,
        )
        return Row(
            values=(
                figure.id,
                str(figure.paragraph),
                figure.value,
                _unit_code(figure.unit),
                figure.kind,
                _known(figure.period_start),
                figure.period_end.isoformat(),
                _known(figure.growth),
            ),
            cells=(*_texts(texts), self._links(figure.shown_at)),
        )

    def _derived(self, derivation: Derivation) -> Row:
        line = self.lines.derived(derivation)
        operands = [self.corridor.figures[each] for each in derivation.operands]
        paragraphs = dict.fromkeys(self.lines.figure(each).paragraph for each in operands)
        texts = (
            line.measure,
            line.value,
            "",
            "",
            "",
            self._gettext("derived"),
            "; ".join(paragraphs),
        )
        return Row(
            values=(
                derivation.id,
                str(operands[0].paragraph),
                str(self.lines.number(derivation)),
                _unit_code(derivation.unit),
                DERIVED,
                *("", "", ""),
            ),
            cells=(*_texts(texts), self._links(derivation.shown_at)),
        )

    def _place(self, place: Place) -> Row:
        position, km = place.position, place.uncertainty_km
        kind = self.lines.text(f"place.{place.id}.kind")
        return self._subject(
            place.id,
            kind=place.kind,
            kind_line=kind if self.corridor.has_card(place.id) else self._gettext("Town (context)"),
            related=filter(None, (place.neighbour, place.parent)),
            sources=place.sources,
            position=(str(position.longitude), str(position.latitude), _known(km)),
            position_texts=(
                self.formats.latitude(position),
                self.formats.longitude(position),
                "" if km is None else self.formats.kilometres_exactly(km),
            ),
            confidence=place.confidence,
        )

    def _route(self, route: Route) -> Row:
        return self._subject(
            route.id,
            kind=route.kind,
            kind_line=self.lines.text(f"route.{route.id}.kind"),
            related=(route.origin, route.destination),
            sources=route.sources if route.is_context else (),
            length_km=route_length_km(self.corridor, route),
            named_in=route.paragraph,
        )

    def _country(self, country: Country) -> Row:
        ports = self.index.ports.get(country.id, ())
        return self._subject(
            country.id,
            kind="country",
            kind_line=self.lines.text(f"country.{country.id}.kind"),
            related=(each.id for each in ports),
            sources=country.sources,
        )

    def _subject(  # noqa: PLR0913 - a row has these parts
        self,
        subject: str,
        *,
        kind: str,
        kind_line: str,
        related: Iterable[str],
        sources: Iterable[str],
        position: tuple[str, str, str] = ("", "", ""),
        position_texts: tuple[str, str, str] = ("", "", ""),
        confidence: Confidence | None = None,
        length_km: float | None = None,
        named_in: int | None = None,
    ) -> Row:
        title, paragraphs = self.cards.title(subject), self._paragraphs(subject, named_in)
        return Row(
            card=subject if self.corridor.has_card(subject) else "",
            language=title.language if title.language != self.formats.language else "",
            values=(
                subject,
                kind,
                *position,
                confidence or "",
                "" if length_km is None else f"{length_km:.1f}",
            ),
            cells=(
                *_texts((title.text, kind_line)),
                self._links(related),
                *_texts(position_texts),
                Cell(text=self._confidence[confidence] if confidence else ""),
                Cell(text="" if length_km is None else self.formats.kilometres(length_km)),
                Cell(text=self.formats.enumeration(map(str, paragraphs))),
                Cell(text="; ".join(self.lines.sources(sources))),
            ),
        )

    def _paragraphs(self, subject: str, named_in: int | None) -> Sequence[int]:
        """The paragraphs of the article that the card of `subject` quotes, in order."""
        return sorted({*self._quoted(subject), *([] if named_in is None else [named_in])})

    def _quoted(self, subject: str) -> Iterator[int]:
        for figure in self.index.figures.get(subject, ()):
            if figure.source == self.corridor.article:
                yield figure.paragraph
        for statement in self.index.statements.get((subject, Section.ARTICLE), ()):
            if statement.paragraph is not None:
                yield statement.paragraph

    def _links(self, subjects: Iterable[str]) -> Cell:
        return Cell(links=self.cards.links(subjects))

    @cached_property
    def _confidence(self) -> dict[Confidence, str]:
        gettext = self._gettext
        return {
            Confidence.HIGH: gettext("high"),
            Confidence.MEDIUM: gettext("medium"),
            Confidence.LOW: gettext("low"),
        }


def _texts(texts: Iterable[str]) -> Iterator[Cell]:
    return (Cell(text=each) for each in texts)


def _known(value: object | None) -> str:
    return "" if value is None else str(value)


def _unit_code(unit: Unit | Money) -> str:
    """The unit as a corridor folder writes it."""
    return f"{unit.currency}_1e{unit.exponent}" if isinstance(unit, Money) else unit
