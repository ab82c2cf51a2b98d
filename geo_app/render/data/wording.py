"""What the columns of the data say in one language: the words of the page's cards."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from geo_app.domain.corridor import Corridor
from geo_app.domain.figure import Derivation, Figure
from geo_app.domain.layer import Layer, LayerKind
from geo_app.domain.statement import Source
from geo_app.domain.text import Passage
from geo_app.language.formats import Formats
from geo_app.render.boundaries import BoundaryLines
from geo_app.render.cards import Card, CardWriter
from geo_app.render.index import CorridorIndex
from geo_app.render.lines import ContextLine, DerivedLine, FigureLine, Lines

Texts = Mapping[str, str]
"""By the column that they stand in; what is not known is "" or left out."""


class Wording:
    """Says what a corridor's columns hold in one language."""

    def __init__(self, corridor: Corridor, index: CorridorIndex, language: str) -> None:
        self.corridor, self.language = corridor, language
        self.formats = Formats(language)
        self.lines = Lines(corridor, self.formats)
        self.cards = CardWriter(corridor, index, self.formats, self.lines)
        self.gettext = self.formats.words.gettext
        self.boundaries = BoundaryLines(corridor, self.lines, self.gettext)

    @cached_property
    def _cards(self) -> Mapping[str, Card]:
        return {each.id: each for each in self.cards.write_cards()}

    def subject(self, subject: str, sources: Iterable[str]) -> Texts:
        """The texts of a place, a route or a country, and the citations of its sources."""
        title = self.cards.title(subject)
        own = title.language == self.language
        card = self._cards.get(subject)
        return {
            "name": title.text if own else "",
            "name_elsewhere": "" if own else title.text,
            "name_language": "" if own else title.language,
            **(self._card(card) if card else {"description": self._plain(subject)}),
            "source": _text_of(self.lines.sources(sources)),
        }

    def _plain(self, subject: str) -> str:
        """What something without a card is: a town, or a country that is no part of the story."""
        if subject in self.corridor.places:
            return self.gettext("Town (context)")
        return self.lines.text(f"country.{subject}.kind")

    def _card(self, card: Card) -> Texts:
        position = card.position
        return {
            "description": card.kind_line,
            "figures": _joined(map(self._figure, card.figures)),
            "article": _joined(f"{each.text} ({each.paragraph})" for each in card.mentions),
            "limits": _joined(card.limits),
            "derived": _joined(map(self._derived, card.derived)),
            "context": _joined(map(self._context, card.context)),
            "length_note": card.length_note,
            "position_source": _text_of(position.sources) if position else "",
        }

    def _figure(self, line: FigureLine) -> str:
        growth = f"{line.value} ({line.growth})" if line.growth else line.value
        parts = (line.measure, growth, line.period, line.scope, line.kind, line.paragraph)
        return self._sentence(*parts, line.note)

    def _derived(self, line: DerivedLine) -> str:
        return self._sentence(line.measure, line.value, self.gettext("derived"), line.how)

    def _context(self, line: ContextLine) -> str:
        return self._sentence(line.aspect, line.text, _text_of(line.sources))

    def _sentence(self, *parts: str) -> str:
        return self.lines.semicolon.join(filter(None, parts))

    def road(self, road: str, sources: Iterable[str]) -> Texts:
        """The texts of a schematic road."""
        return {
            "name": self.lines.text(f"road.{road}"),
            "limits": self.lines.text("note.schematic"),
            "source": _text_of(self.lines.sources(sources)),
        }

    def boundary(self, layer: Layer) -> Texts:
        """The texts of a stretch of the boundaries."""
        return {
            "limits": self.boundaries.short_note(),
            "source": _text_of(self.lines.sources(layer.sources)),
        }

    def figure(self, figure: Figure) -> Texts:
        """The texts of a figure of the article."""
        line = self.lines.figure(figure)
        return {
            "name": line.measure,
            "value_text": line.value,
            "growth_text": line.growth,
            "period_text": line.period,
            "scope_text": line.scope,
            "description": line.kind,
            "source": line.paragraph,
            "note": line.note,
        }

    def derivation(self, derivation: Derivation) -> Texts:
        """The texts of a derived figure."""
        line = self.lines.derived(derivation)
        operands = map(self.corridor.figures.__getitem__, derivation.operands)
        told = dict.fromkeys(self.lines.figure(each).paragraph for each in operands)
        return {
            "name": line.measure,
            "value_text": line.value,
            "description": self.gettext("derived"),
            "source": self._sentence(*told),
            "note": line.how,
        }

    def source(self, source: Source) -> Texts:
        """The texts of a source."""
        fields = {"name": "title", "publisher": "publisher", "licence_text": "licence"}
        said = {name: self.lines.source_words(source, field).text for name, field in fields.items()}
        said["approval"] = self.boundaries.approval_of(source)
        return said | {"note": self.lines.text(f"source.{source.id}.note")}

    def layer(self, layer: Layer) -> str:
        """The title of a layer."""
        return self.lines.text(f"layer.{layer.id}")

    def headings(self) -> Texts:
        """What stands over the texts of some columns, as in a card."""
        article = self.gettext("From the article")
        return {
            "figures": article,
            "article": article,
            "derived": self.gettext("Derived from the article’s figures"),
            "context": self.gettext("Context, not from the article"),
        }

    def notes(self, kinds: Iterable[LayerKind]) -> Iterator[str]:
        """What a reader of layers of these kinds must know."""
        shown = set(kinds)
        if shown & {LayerKind.BOUNDARIES, LayerKind.COUNTRIES}:
            yield self.boundaries.note()
        if LayerKind.ROUTES in shown:
            yield self.lines.text("note.geodesic")
        if shown & {LayerKind.ROADS, LayerKind.PLACES}:
            yield self.lines.text("note.schematic")


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))


def _text_of(passage: Passage) -> str:
    return "".join(each.text for each in passage)
