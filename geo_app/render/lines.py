"""Figures, derived figures and statements as the lines a reader sees, the same everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from geo_app.domain.corridor import Corridor
from geo_app.domain.derive import bar_value, derive
from geo_app.domain.figure import (
    GROWTH,
    NUMBER,
    Chart,
    Derivation,
    Figure,
    FigureKind,
    Operation,
)
from geo_app.domain.statement import Source, Statement
from geo_app.domain.text import Passage, Words, join_passages
from geo_app.language.formats import Formats

HEADLINE = 0
"""The paragraph number of the headline."""


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A figure of the article, in words."""

    id: str
    measure: str
    value: str
    growth: str
    scope: str
    period: str
    kind: str
    paragraph: str
    note: str


@dataclass(frozen=True, kw_only=True)
class DerivedLine:
    """A derived figure, in words."""

    id: str
    measure: str
    value: str
    how: str


@dataclass(frozen=True, kw_only=True)
class MentionLine:
    """What the article says in words."""

    text: str
    paragraph: str


@dataclass(frozen=True, kw_only=True)
class ContextLine:
    """A fact from elsewhere, with its sources."""

    aspect: str
    text: str
    sources: Passage


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of a chart; `percent` of the axis, 0 to 100."""

    label: str
    value: str
    percent: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class ChartLines:
    """A chart, in words and lengths."""

    id: str
    title: str
    note: str
    bars: tuple[Bar, ...]


class Lines:
    """Puts what a corridor knows into the words of one language."""

    def __init__(self, corridor: Corridor, formats: Formats) -> None:
        self.corridor, self.formats = corridor, formats
        self._gettext = formats.words.gettext
        self._derived = {
            each.id: derive(each, corridor.figures) for each in corridor.derivations.values()
        }
        self._languages = corridor.reading_order(formats.language)
        self._cite = cache(self._short_citation)
        pgettext = formats.words.pgettext
        self.comma, self.semicolon = pgettext("citation", ", "), pgettext("citation", "; ")

    def text(self, key: str) -> str:
        """The corridor's text under `key`, "" where there is none."""
        return self.words(key).text

    def words(self, key: str) -> Words:
        """The corridor's text under `key`, with the language that it is in: names lack some."""
        words = self.corridor.text(key).in_first_of(self._languages)
        is_own = words.language == self.formats.language
        return self.own(self.formats.told(words.text)) if is_own else words

    def own(self, text: str) -> Words:
        """`text` as words of the reader's language."""
        return Words(text, self.formats.language)

    def paragraph(self, number: int | None, source: str = "") -> str:
        """Where in the article: "article, paragraph 4"; another source than it is cited."""
        if number is None:
            return ""
        if source and source != self.corridor.article:
            return self._gettext("%(source)s, paragraph %(number)s") % {
                "source": "".join(each.text for each in self._cite(source)),
                "number": number,
            }
        if number == HEADLINE:
            return self._gettext("article, paragraph 0 (headline)")
        return self._gettext("article, paragraph %(number)s") % {"number": number}

    def figure(self, figure: Figure) -> FigureLine:
        """`figure` with everything a reader must know of it."""
        return self._figures[figure.id]

    @cached_property
    def _figures(self) -> dict[str, FigureLine]:
        """Written once: the panel shows every figure, cards show most of them again."""
        return {each.id: self._figure(each) for each in self.corridor.figures.values()}

    def _figure(self, figure: Figure) -> FigureLine:
        return FigureLine(
            id=figure.id,
            measure=self.text(f"figure.{figure.id}.measure"),
            value=self.value(figure),
            growth=self._growth(figure),
            scope=self.text(f"scope.{figure.scope}"),
            period=self.formats.period(figure),
            kind=self._kind(figure.kind),
            paragraph=self.paragraph(figure.paragraph, figure.source),
            note=self.text(f"figure.{figure.id}.note"),
        )

    def value(self, figure: Figure) -> str:
        """The corridor's words for the value, with the number in place of {number}, if it has any.

        Languages count enterprises and sessions with words of their own: 42家, 第5场.
        """
        words = self.text(f"figure.{figure.id}.value")
        if not words or not figure.is_number:
            return words or self.formats.value(figure)
        return words.replace(NUMBER, self.formats.number(figure.number))

    def _growth(self, figure: Figure) -> str:
        if figure.growth is None:
            return ""
        return self.formats.per_cent(figure.growth, signed=True)

    def _kind(self, kind: FigureKind) -> str:
        gettext = self._gettext
        return {
            FigureKind.FLOW: gettext("flow over the period"),
            FigureKind.STOCK: gettext("stock at the date"),
            FigureKind.CUMULATIVE: gettext("cumulative to date"),
            FigureKind.CLAIM: gettext("claim"),
            FigureKind.SLOGAN: gettext("slogan"),
            FigureKind.DATE: gettext("date"),
            FigureKind.ORDINAL: gettext("ordinal number"),
        }[kind]

    def derived(self, derivation: Derivation) -> DerivedLine:
        """`derivation` with its value and how it was computed."""
        return DerivedLine(
            id=derivation.id,
            measure=self.text(f"derived.{derivation.id}.measure"),
            value=self._derived_value(derivation),
            how=self.text(f"derived.{derivation.id}.how"),
        )

    def number(self, derivation: Derivation) -> Decimal:
        """What `derivation` comes to, in its unit."""
        return self._derived[derivation.id]

    def _derived_value(self, derivation: Derivation) -> str:
        return self.formats.amount(
            str(self.number(derivation)),
            derivation.unit,
            signed=derivation.operation is Operation.GROWTH_LESS,
        )

    def mention(self, statement: Statement) -> MentionLine:
        """A statement of the article."""
        return MentionLine(
            text=self.text(f"statement.{statement.id}"),
            paragraph=self.paragraph(statement.paragraph),
        )

    def context(self, statement: Statement) -> ContextLine:
        """A statement from elsewhere."""
        return ContextLine(
            aspect=self.text(f"aspect.{statement.aspect}"),
            text=self.text(f"statement.{statement.id}"),
            sources=self.sources(statement.sources),
        )

    def sources(self, ids: Iterable[str]) -> Passage:
        """Short citations: publisher or title, and date."""
        return join_passages(map(self._cite, ids), self.own(self.semicolon))

    def _short_citation(self, source_id: str) -> Passage:
        source = self.corridor.sources[source_id]
        parts = (
            self.source_words(source, "publisher"),
            self.source_words(source, "title"),
            self.own(self.formats.partial_date(source.date)),
        )
        return join_passages(((part,) for part in parts if part.text), self.own(self.comma))

    def source_words(self, source: Source, field: str) -> Words:
        """The `field` of a source in the reader's language, or another, or as its table has it.

        The table does not say in which language: that is not marked.
        """
        words = self.words(f"source.{source.id}.{field}")
        return words if words.text else self.own(str(getattr(source, field)))

    def chart(self, chart: Chart) -> ChartLines:
        """`chart` on one axis that ends at its whole, or at its longest bar."""
        whole = [chart.whole] if chart.whole else []
        names = [*whole, *chart.bars]
        figures, derivations = self.corridor.figures, self.corridor.derivations
        values = [bar_value(name, figures, derivations) for name in names]
        axis = values[0] if whole else max(values)
        return ChartLines(
            id=chart.id,
            title=self.text(f"chart.{chart.id}"),
            note=self.text(f"chart.{chart.id}.note"),
            bars=tuple(
                Bar(
                    label=self.text(f"chart.{chart.id}.{name.replace(':', '.')}"),
                    value=self._bar_text(name),
                    percent=f"{100 * value / axis:.2f}",
                    whole=name in whole,
                )
                for name, value in zip(names, values, strict=True)
            ),
        )

    def _bar_text(self, name: str) -> str:
        if name in self._derived:
            badge = self._gettext("derived")
            return f"{self._derived_value(self.corridor.derivations[name])} ({badge})"
        figure = self.corridor.figures[name.removesuffix(GROWTH)]
        if name.endswith(GROWTH):
            return self._growth(figure)
        value = self.formats.value(figure)
        return f"{value} ({growth})" if (growth := self._growth(figure)) else value
