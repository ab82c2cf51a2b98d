"""Cards: what the popup of a place, a route or a country holds, in the order it is read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo_app.domain.corridor import Corridor
from geo_app.domain.figure import Figure, FigureKind
from geo_app.domain.geodesic import geodesic_length_km
from geo_app.domain.place import Confidence, Country, Place
from geo_app.domain.route import Route
from geo_app.domain.statement import Section, Statement
from geo_app.domain.text import Passage, Words
from geo_app.language.formats import Formats
from geo_app.render.index import CorridorIndex
from geo_app.render.lines import (
    ChartLines,
    ContextLine,
    DerivedLine,
    FigureLine,
    Lines,
    MentionLine,
)

_AMOUNTS = (FigureKind.FLOW, FigureKind.STOCK, FigureKind.CUMULATIVE)


@dataclass(frozen=True, kw_only=True)
class OtherName:
    """The name in another language."""

    text: str
    language: str
    unverified: bool


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where something is drawn, and how sure that is."""

    coordinates: str
    uncertainty: str
    confidence: str
    sources: Passage


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way to another card."""

    id: str
    title: Words


@dataclass(frozen=True, kw_only=True)
class Card:
    """Everything a popup says.

    Attributes:
        headline: what is said of the subject before its card is open, since it is its own: the id
            of a figure, or "length", "fact" (the first of the context) or "links"; "" for nothing.
    """

    id: str
    kind: str
    title: Words
    headline: str = ""
    other_names: tuple[OtherName, ...] = ()
    kind_line: str = ""
    length: str = ""
    length_note: str = ""
    figures: tuple[FigureLine, ...] = ()
    mentions: tuple[MentionLine, ...] = ()
    limits: tuple[str, ...] = ()
    charts: tuple[ChartLines, ...] = ()
    derived: tuple[DerivedLine, ...] = ()
    context: tuple[ContextLine, ...] = ()
    links: tuple[Link, ...] = ()
    position: Position | None = None


class CardWriter:
    """Writes the cards of a corridor in one language."""

    def __init__(
        self, corridor: Corridor, index: CorridorIndex, formats: Formats, lines: Lines
    ) -> None:
        self.corridor, self.index, self.formats, self.lines = corridor, index, formats, lines
        self._gettext = formats.words.gettext

    def write_cards(self) -> tuple[Card, ...]:
        """A card for every place (but towns), route and country, in the corridor's order."""
        corridor = self.corridor
        return (
            *(
                self._place_card(each)
                for each in corridor.places.values()
                if corridor.has_card(each.id)
            ),
            *(self._route_card(each) for each in corridor.routes.values()),
            *(self._country_card(each) for each in corridor.opened_to()),
        )

    def title(self, subject: str) -> Words:
        """The name of a place, route or country."""
        corridor, language = self.corridor, self.formats.language
        if place := corridor.places.get(subject):
            return place.names.in_first_of(corridor.reading_order(language))
        if subject in corridor.routes:
            return corridor.words(f"route.{subject}", language)
        return Words(self.formats.country(subject), language)

    def links(self, subjects: Iterable[str]) -> tuple[Link, ...]:
        """Links to the cards of `subjects`; a town, or the host country, has none to open."""
        carded = filter(self.corridor.has_card, subjects)
        return tuple(Link(id=each, title=self.title(each)) for each in carded)

    def paragraphs(self, subject: str) -> list[int]:
        """The paragraphs of the article that the card of `subject` quotes, or that name it."""
        route = self.corridor.routes.get(subject)
        named = [route.paragraph] if route else []
        figures = (
            each.paragraph
            for each in self.index.figures.get(subject, ())
            if each.source == self.corridor.article
        )
        said = (each.paragraph for each in self._statements(subject, Section.ARTICLE))
        return sorted({each for each in (*named, *figures, *said) if each is not None})

    def _place_card(self, place: Place) -> Card:
        facts = tuple(self._place_facts(place))
        return self._card(
            place.id,
            headline="fact" if facts else "",
            kind=place.kind,
            kind_line=self.lines.text(f"place.{place.id}.kind"),
            other_names=tuple(self._other_names(place)),
            facts=facts,
            links=self.links(self._related(place)),
            position=self._position(place),
        )

    def _route_card(self, route: Route) -> Card:
        return self._card(
            route.id,
            headline="length",
            kind=route.kind,
            kind_line=self.lines.text(f"route.{route.id}.kind"),
            length=self.formats.kilometres(route_length_km(self.corridor, route)),
            length_note=self.lines.text("note.geodesic"),
            facts=(self._sourced_route(route),) if route.is_context and route.sources else (),
            links=self.links((route.origin, route.destination)),
        )

    def _sourced_route(self, route: Route) -> ContextLine:
        return ContextLine(
            aspect=self._gettext("Route"),
            text=self._gettext("Not named in the article."),
            sources=self.lines.sources(route.sources),
        )

    def _country_card(self, country: Country) -> Card:
        ports = self.index.ports.get(country.id, ())
        return self._card(
            country.id,
            headline="links",
            kind="country",
            kind_line=self.lines.text(f"country.{country.id}.kind"),
            links=self.links(each.id for each in ports),
        )

    def _card(  # noqa: PLR0913 - a card has these parts
        self,
        subject: str,
        *,
        kind: str,
        kind_line: str,
        headline: str = "",
        other_names: tuple[OtherName, ...] = (),
        length: str = "",
        length_note: str = "",
        facts: tuple[ContextLine, ...] = (),
        links: tuple[Link, ...] = (),
        position: Position | None = None,
    ) -> Card:
        index, lines = self.index, self.lines
        return Card(
            id=subject,
            kind=kind,
            title=self.title(subject),
            headline=self._own_figure(subject) or headline,
            other_names=other_names,
            kind_line=kind_line,
            length=length,
            length_note=length_note,
            figures=tuple(map(lines.figure, self._figures(subject))),
            mentions=tuple(map(lines.mention, self._statements(subject, Section.ARTICLE))),
            limits=tuple(
                lines.text(f"statement.{each.id}")
                for each in self._statements(subject, Section.LIMIT)
            ),
            charts=tuple(map(lines.chart, index.charts.get(subject, ()))),
            derived=tuple(map(lines.derived, index.derivations.get(subject, ()))),
            context=(
                *facts,
                *map(lines.context, self._statements(subject, Section.CONTEXT)),
            ),
            links=links,
            position=position,
        )

    def _figures(self, subject: str) -> list[Figure]:
        """The figures shown at `subject`; elsewhere, those of the hub as a whole come last."""
        shown, hub = self.index.figures.get(subject, ()), self.corridor.hub
        return sorted(shown, key=lambda figure: figure.subjects == (hub,) != (subject,))

    def _own_figure(self, subject: str) -> str:
        """The first amount of the article that is of `subject` alone: not all ports' five ports."""
        own = (each for each in self._figures(subject) if each.subjects == (subject,))
        return next((each.id for each in own if each.value and each.kind in _AMOUNTS), "")

    def _statements(self, subject: str, section: Section) -> Sequence[Statement]:
        return self.index.statements.get((subject, section), ())

    def _other_names(self, place: Place) -> Iterator[OtherName]:
        said = {self.title(place.id).text}
        for language, text in place.names.by_language.items():
            if text not in said:
                said.add(text)
                unverified = language in place.unverified
                yield OtherName(text=text, language=language, unverified=unverified)

    def _place_facts(self, place: Place) -> Iterator[ContextLine]:
        if place.altitude_m is not None:
            yield ContextLine(
                aspect=self._gettext("Altitude"),
                text=self.formats.metres(place.altitude_m),
                sources=self.lines.sources(place.altitude_sources or place.sources),
            )
        if place.road_km is not None:
            hub = self.title(self.corridor.hub).text
            distance = self.formats.kilometres(place.road_km)
            yield ContextLine(
                aspect=self._gettext("By road"),
                text=self._gettext("%(distance)s from %(place)s")
                % {"distance": distance, "place": hub},
                sources=self.lines.sources(place.road_sources or place.sources),
            )

    def _related(self, place: Place) -> Iterator[str]:
        if place.parent:
            yield place.parent
        yield from (each.id for each in self.index.facilities.get(place.id, ()))
        yield from (each.id for each in self.index.routes.get(place.id, ()))
        if place.neighbour and place.neighbour in self.corridor.countries:
            yield place.neighbour

    def _position(self, place: Place) -> Position:
        uncertainty = place.uncertainty_worth_saying
        return Position(
            coordinates=self.formats.coordinates(place.position),
            uncertainty=self._gettext("uncertain by up to %(distance)s")
            % {"distance": self.formats.kilometres(uncertainty)}
            if uncertainty
            else "",
            confidence=self._confidence(place.confidence),
            sources=self.lines.sources(place.sources),
        )

    def _confidence(self, confidence: Confidence) -> str:
        return {
            Confidence.HIGH: self._gettext("confidence: high"),
            Confidence.MEDIUM: self._gettext("confidence: medium"),
            Confidence.LOW: self._gettext("confidence: low"),
        }[confidence]


def route_length_km(corridor: Corridor, route: Route) -> float:
    """Length of the geodesic between the route's ends, in kilometres."""
    origin, destination = corridor.places[route.origin], corridor.places[route.destination]
    return geodesic_length_km(origin.position, destination.position)
