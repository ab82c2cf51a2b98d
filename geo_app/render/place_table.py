"""The table of the places, with routes and countries: whatever the map draws with a name."""

from collections.abc import Iterable
from functools import cached_property

from geo_app.domain.place import Confidence, Country, Place
from geo_app.domain.route import Route
from geo_app.domain.text import Passage
from geo_app.render.cards import CardWriter, route_length_km
from geo_app.render.table import Cell, Column, Row, Table, text_cells

RAW = (
    "id",
    "kind",
    "longitude",
    "latitude",
    "uncertainty_km",
    "confidence",
    "length_km",
)
"""The plain values of a row, named as in places.csv; `length_km` is that of the geodesic."""


class PlaceTableWriter:
    """Writes the table of a corridor's places, routes and countries in one language."""

    def __init__(self, cards: CardWriter) -> None:
        self.corridor, self.cards, self.index = cards.corridor, cards, cards.index
        self.lines, self.formats = cards.lines, cards.formats
        self._gettext = cards.formats.words.gettext

    def write_table(self) -> Table:
        """All places, towns too; all routes; the countries that the corridor opens to."""
        corridor = self.corridor
        return Table(
            id="places",
            title=self._gettext("Places, routes and countries"),
            columns=self._columns(),
            raw=RAW,
            rows=(
                *map(self._place, corridor.places.values()),
                *map(self._route, corridor.routes.values()),
                *map(self._country, corridor.opened_to()),
            ),
        )

    def _columns(self) -> tuple[Column, ...]:
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

    def _place(self, place: Place) -> Row:
        kind = self.lines.text(f"place.{place.id}.kind")
        return self._subject(
            place.id,
            kind=place.kind,
            kind_line=kind if self.corridor.has_card(place.id) else self._gettext("Town (context)"),
            related=filter(None, (place.neighbour, place.parent)),
            sources=self.lines.sources(place.sources),
            place=place,
        )

    def _route(self, route: Route) -> Row:
        return self._subject(
            route.id,
            kind=route.kind,
            kind_line=self.lines.text(f"route.{route.id}.kind"),
            related=(route.origin, route.destination),
            sources=self.lines.sources(route.sources)
            if route.is_context
            else (self.lines.own(self.lines.paragraph(route.paragraph)),),
            route=route,
        )

    def _country(self, country: Country) -> Row:
        ports = self.index.ports.get(country.id, ())
        return self._subject(
            country.id,
            kind="country",
            kind_line=self.lines.text(f"country.{country.id}.kind"),
            related=(each.id for each in ports),
            sources=self.lines.sources(country.sources),
        )

    def _subject(  # noqa: PLR0913 - a row has these parts
        self,
        subject: str,
        *,
        kind: str,
        kind_line: str,
        related: Iterable[str],
        sources: Passage,
        place: Place | None = None,
        route: Route | None = None,
    ) -> Row:
        title = self.cards.title(subject)
        length = route_length_km(self.corridor, route) if route else None
        paragraphs = self.cards.paragraphs(subject)
        return Row(
            card=subject if self.corridor.has_card(subject) else "",
            language=title.language if title.language != self.formats.language else "",
            values=(
                subject,
                kind,
                *_position_values(place),
                "" if length is None else f"{length:.1f}",
            ),
            cells=(
                *text_cells((title.text, kind_line)),
                Cell(links=self.cards.links(related)),
                *text_cells(self._position_texts(place)),
                Cell(text="" if length is None else self.formats.kilometres(length)),
                Cell(text=self.formats.enumeration(map(str, paragraphs))),
                Cell(passage=sources),
            ),
        )

    def _position_texts(self, place: Place | None) -> tuple[str, str, str, str]:
        """Latitude, longitude, uncertainty and confidence, in words."""
        if place is None:
            return ("", "", "", "")
        formats, km = self.formats, place.uncertainty_km
        return (
            formats.latitude(place.position),
            formats.longitude(place.position),
            "" if km is None else formats.kilometres_exactly(km),
            self._confidence[place.confidence],
        )

    @cached_property
    def _confidence(self) -> dict[Confidence, str]:
        gettext = self._gettext
        return {
            Confidence.HIGH: gettext("high"),
            Confidence.MEDIUM: gettext("medium"),
            Confidence.LOW: gettext("low"),
        }


def _position_values(place: Place | None) -> tuple[str, str, str, str]:
    """Longitude, latitude, uncertainty and confidence, as a corridor folder writes them."""
    if place is None:
        return ("", "", "", "")
    position, km = place.position, place.uncertainty_km
    uncertainty = "" if km is None else f"{km:g}"
    return (str(position.longitude), str(position.latitude), uncertainty, place.confidence)
