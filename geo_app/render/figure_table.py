"""The table of the figures: those of the article, then those derived from them."""

from geo_app.domain.figure import Derivation, Figure, Money, Unit
from geo_app.render.cards import CardWriter
from geo_app.render.table import Cell, Column, Row, Table, text_cells

RAW = (
    "id",
    "paragraph",
    "value",
    "unit",
    "kind",
    "period_start",
    "period_end",
    "growth_pct",
)
"""The plain values of a row, named as in figures.csv."""
DERIVED = "derived"
"""In place of a kind."""


class FigureTableWriter:
    """Writes the table of a corridor's figures in one language."""

    def __init__(self, cards: CardWriter) -> None:
        self.corridor, self.cards, self.lines = cards.corridor, cards, cards.lines
        self._gettext = cards.formats.words.gettext

    def write_table(self) -> Table:
        """The figures in the order of the corridor, derived ones last."""
        return Table(
            id="figures",
            title=self._gettext("Figures"),
            columns=self._columns(),
            raw=RAW,
            rows=(
                *map(self._figure, self.corridor.figures.values()),
                *map(self._derived, self.corridor.derivations.values()),
            ),
        )

    def _columns(self) -> tuple[Column, ...]:
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
                unit_code(figure.unit),
                figure.kind,
                _known(figure.period_start),
                figure.period_end.isoformat(),
                _known(figure.growth),
            ),
            cells=(*text_cells(texts), Cell(links=self.cards.links(figure.shown_at))),
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
            self.lines.semicolon.join(paragraphs),
        )
        return Row(
            values=(
                derivation.id,
                str(operands[0].paragraph),
                str(self.lines.number(derivation)),
                unit_code(derivation.unit),
                DERIVED,
                *("", "", ""),
            ),
            cells=(*text_cells(texts), Cell(links=self.cards.links(derivation.shown_at))),
        )


def _known(value: object | None) -> str:
    return "" if value is None else str(value)


def unit_code(unit: Unit | Money) -> str:
    """The unit as a corridor folder writes it."""
    return f"{unit.currency}_1e{unit.exponent}" if isinstance(unit, Money) else unit
