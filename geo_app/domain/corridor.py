"""The corridor: everything one folder of geodata knows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geo_app.domain.chapter import Chapter
from geo_app.domain.figure import Chart, Derivation, Figure
from geo_app.domain.group import Group
from geo_app.domain.layer import OFFICIAL_KINDS, Image, Layer, LayerKind, OfficialFile
from geo_app.domain.number import OtherNumber
from geo_app.domain.place import Bounds, Country, CountryRole, Place, PlaceKind
from geo_app.domain.route import Road, Route
from geo_app.domain.statement import Source, Statement
from geo_app.domain.text import Text, Words
from geo_app.errors import UnknownLayerError

NO_TEXT = Text({})


@dataclass(frozen=True, kw_only=True)
class Corridor:
    """One article's map: places, routes, figures, texts and ground.

    Attributes:
        languages: BCP 47 tags the corridor's texts are in; the first is the default.
        as_of: the date at which its stocks and seasons hold.
        hub: id of the place everything starts from.
        article: id of the article in `sources`.
        home, whole: the first view, and the view of everything.
        geometries: compact JSON text (TopoJSON or GeoJSON) by file name; only what is drawn.
        images: by file name.
        texts: every text a reader sees, by key.
    """

    id: str
    languages: tuple[str, ...]
    as_of: date
    hub: str
    article: str
    home: Bounds
    whole: Bounds
    layers: Mapping[str, Layer]
    places: Mapping[str, Place]
    countries: Mapping[str, Country]
    groups: Mapping[str, Group]
    routes: Mapping[str, Route]
    roads: Mapping[str, Road]
    figures: Mapping[str, Figure]
    derivations: Mapping[str, Derivation]
    charts: Mapping[str, Chart]
    chapters: Mapping[str, Chapter]
    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]
    other_numbers: Mapping[str, OtherNumber]
    texts: Mapping[str, Text]
    geometries: Mapping[str, str]
    images: Mapping[str, Image]

    def text(self, key: str) -> Text:
        """The text under `key`, empty where there is none."""
        return self.texts.get(key, NO_TEXT)

    def reading_order(self, language: str) -> tuple[str, ...]:
        """The languages to look for a text in: `language` first, then the corridor's own."""
        return (language, *(each for each in self.languages if each != language))

    def words(self, key: str, language: str) -> Words:
        """The text under `key` in `language`, or in the next one that has it."""
        return self.text(key).in_first_of(self.reading_order(language))

    def select_layers(self, chosen: str | Iterable[str] | None) -> tuple[str, ...]:
        """Ids of the layers that are on at first, in canonical order.

        Args:
            chosen: ids in any order, or one text with commas between them; None takes those the
                corridor shows at first.

        Raises:
            UnknownLayerError: an id is none of the switchable layers.
        """
        switchable = {layer.id for layer in self.layers.values() if layer.switchable}
        if chosen is None:
            wanted = {layer.id for layer in self.layers.values() if layer.shown}
        else:
            names = chosen.split(",") if isinstance(chosen, str) else chosen
            wanted = {name.strip() for name in names} - {""}
            for name in sorted(wanted - switchable):
                raise UnknownLayerError(name, sorted(switchable))
        return tuple(each for each in self.layers if each in wanted and each in switchable)

    def has_card(self, name: str) -> bool:
        """Whether the place, route or country called `name` has a card, which its popup holds.

        Towns have none, and of the countries only those that the corridor opens to have one.
        """
        if place := self.places.get(name):
            return place.kind is not PlaceKind.TOWN
        if country := self.countries.get(name):
            return country.role is CountryRole.OPENED_TO
        return name in self.routes

    @property
    def official(self) -> OfficialFile | None:
        """What is drawn in place of the corridor's own boundaries and tints, if anything is."""
        files = (layer.official for layer in self.layers_of(LayerKind.BOUNDARIES))
        return next((each for each in files if each), None)

    def drawn(self, layer: Layer) -> Layer:
        """`layer` as it is drawn: from the official file where that takes its place."""
        if self.official is None or layer.kind not in OFFICIAL_KINDS:
            return layer
        return replace(layer, file=self.official.file, objects=(), sources=(self.official.source,))

    def layers_of(self, kind: LayerKind) -> Iterator[Layer]:
        """The layers of one kind, in order."""
        return (layer for layer in self.layers.values() if layer.kind is kind)

    def opened_to(self) -> tuple[Country, ...]:
        """The countries the corridor opens to."""
        return tuple(
            country for country in self.countries.values() if country.role is CountryRole.OPENED_TO
        )
