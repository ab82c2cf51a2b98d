"""Figures of the article, with what each one covers; and figures derived from them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

GROWTH = ":growth"
"""After the id of a figure: its growth, as a bar of a chart."""
NUMBER = "{number}"
"""In the words of a figure's value: where its number stands."""

_MONEY = re.compile(r"([A-Z]{3})_1e(\d|1[0-5])")


class FigureKind(StrEnum):
    """What sort of number a figure is: over a period, at a date, since a start."""

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    CLAIM = "claim"
    SLOGAN = "slogan"
    DATE = "date"
    ORDINAL = "ordinal"


class Unit(StrEnum):
    """Units that are no money; money is an ISO 4217 code and a power of ten: CNY_1e8."""

    COUNT = "count"
    COUNT_MORE_THAN = "count_more_than"
    ORDINAL = "ordinal"
    PER_CENT = "per_cent"
    PERCENTAGE_POINTS = "percentage_points"
    DATE = "date"
    MONTH = "month"
    DATETIME = "datetime"
    CLAIM = "claim"
    PHRASE = "phrase"
    NAMED = "named"


WORDED_UNITS = frozenset({Unit.CLAIM, Unit.PHRASE, Unit.NAMED})
"""Units whose value is words, not a number."""


DATE_UNITS = frozenset({Unit.DATE, Unit.MONTH, Unit.DATETIME})
"""Units whose value is a date."""


@dataclass(frozen=True, slots=True)
class Money:
    """A unit of money: `currency` (ISO 4217) times ten to the `exponent`."""

    currency: str
    exponent: int

    def amount(self, value: Decimal) -> Decimal:
        """`value` in whole units of the currency, with every digit."""
        return value.scaleb(self.exponent)


def parse_unit(text: str) -> Unit | Money:
    """The unit written as `text`.

    Raises:
        ValueError: no such unit; the message lists the valid ones.
    """
    if money := _MONEY.fullmatch(text):
        return Money(money[1], int(money[2]))
    try:
        return Unit(text)
    except ValueError:
        valid = ", ".join(Unit)
        raise ValueError(
            f"expected a unit ({valid}, or money such as CNY_1e8), not {text[:64]!r}"
        ) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One number, date or claim of the article, and exactly what it covers.

    Attributes:
        source: id of the article that says it.
        paragraph: where that says it; 0 is the headline.
        subjects: ids of what it is about; several are a group, and it covers them together.
        scope: key of the words that say what it covers.
        value: as the article gives it, to the digit; "" where it is words.
        period_start, period_end: the time it covers, or the date it holds at.
        start_inferred: the start is not in the article but inferred.
        growth: change against the year before, in per cent.
        shown_at: ids of the places, routes and countries in whose popup it appears.
    """

    id: str
    source: str
    paragraph: int
    subjects: tuple[str, ...]
    scope: str
    value: str
    unit: Unit | Money
    kind: FigureKind
    period_start: date | None
    period_end: date
    start_inferred: bool = False
    growth: Decimal | None = None
    shown_at: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether the value is a number, not a date and not words."""
        return self.unit not in WORDED_UNITS | DATE_UNITS

    @property
    def number(self) -> Decimal:
        """The value as a number.

        Raises:
            ValueError: the value is a date or words.
        """
        try:
            return Decimal(self.value)
        except ArithmeticError as error:
            raise ValueError(f"figure {self.id} has no number: {self.value!r}") from error


class Operation(StrEnum):
    """How a derived figure is computed from the article's."""

    PREVIOUS_PERIOD = "previous_period"
    RISE = "rise"
    GROWTH_LESS = "growth_less"
    SHARE = "share"
    DIFFERENCE = "difference"


@dataclass(frozen=True, kw_only=True, slots=True)
class Derivation:
    """A figure computed from figures of the article; always shown as derived.

    Attributes:
        operands: ids of figures.
        decimals: how many decimals the result is rounded to.
    """

    id: str
    operation: Operation
    operands: tuple[str, ...]
    unit: Unit | Money
    decimals: int
    shown_at: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Bars side by side on one axis.

    Attributes:
        bars: ids of figures or derivations; `id:growth` is a figure's growth.
        whole: id of the figure the axis ends at and that is drawn first, if any.
        shown_at: as for a figure; the panel shows every chart.
    """

    id: str
    bars: tuple[str, ...]
    whole: str | None
    shown_at: tuple[str, ...] = ()
