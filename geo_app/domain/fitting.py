"""Whether a number of a text says what a figure says, in value, unit and time."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from geo_app.domain.figure import DATE_UNITS, Figure, Money, Unit
from geo_app.domain.number import Moment, Number, NumberKind

_KINDS: dict[Unit | Money, NumberKind] = {
    Unit.COUNT: NumberKind.COUNT,
    Unit.COUNT_MORE_THAN: NumberKind.COUNT_MORE_THAN,
    Unit.ORDINAL: NumberKind.ORDINAL,
    Unit.PER_CENT: NumberKind.PER_CENT,
    Unit.PERCENTAGE_POINTS: NumberKind.PERCENTAGE_POINTS,
}
_MONEY_WITHOUT_CURRENCY = Decimal(1_000_000)
"""A bare count from here on may be money whose currency stands further off: 65.5亿、18.5亿元."""


class Role(StrEnum):
    """Which number of a figure it is."""

    VALUE = "value"
    GROWTH = "growth"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a figure: its value, its growth, or the period it covers."""

    figure: Figure
    role: Role

    @property
    def value(self) -> Decimal | Moment | None:
        """What a text has to say: money in whole units of its currency."""
        if self.role is Role.GROWTH:
            return self.figure.growth
        if self.figure.unit in DATE_UNITS:
            return _moment(self.figure)
        if isinstance(self.figure.unit, Money):
            return self.figure.unit.amount(self.figure.number)
        return self.figure.number


def fits(number: Number, part: Part) -> bool:
    """Whether `number` says what `part` says, in value and unit."""
    value, unit = part.value, part.figure.unit
    if isinstance(value, Moment):
        return isinstance(number.time, Moment) and _tells(number.time, value)
    if number.value is None or value is None:
        return False
    if part.role is Role.GROWTH:
        grown = -number.value if number.falling else number.value
        return grown == value and number.kind is NumberKind.PER_CENT
    same = number.value == value or (number.falling and -number.value == value)
    if isinstance(unit, Money):
        return same and _is_money(number, unit.currency)
    return same and number.kind is _KINDS[unit]


def _is_money(number: Number, currency: str) -> bool:
    if number.kind is NumberKind.MONEY:
        return number.currency == currency
    large = number.value is not None and abs(number.value) >= _MONEY_WITHOUT_CURRENCY
    return large and number.kind is NumberKind.COUNT


def _moment(figure: Figure) -> Moment:
    """A date, month or time that is a figure's value."""
    if figure.unit is Unit.DATETIME:
        at = datetime.fromisoformat(figure.value)
        return Moment(at.year, at.month, at.day, at.hour, at.minute, at.second)
    month = figure.unit is Unit.MONTH
    day = date.fromisoformat(f"{figure.value}-01" if month else figure.value)
    return Moment(day.year, day.month, None if month else day.day)


def _tells(written: Moment, meant: Moment) -> bool:
    """Whether `written` is `meant`: as fine, with only the larger parts left out (or seconds)."""
    pairs = tuple(zip(written.parts, meant.parts, strict=True))
    if any(told is not None and told != part for told, part in pairs):
        return False
    finest = max(at for at, (_, part) in enumerate(pairs) if part is not None)
    return any(told is not None for told, _ in pairs[min(finest, _MINUTE) :])


_MINUTE = Moment(minute=0).parts.index(0)


def covers(number: Number, figure: Figure) -> bool:
    """Whether the months or years that `number` tells are exactly the time that `figure` covers.

    A date as a value is no period: if another one is written, the figure must not excuse it.
    """
    time, start = number.time, figure.period_start
    if time is None or start is None or figure.unit in DATE_UNITS:
        return False
    first, last = (time, time) if isinstance(time, Moment) else (time.start, time.end)
    if any(part is not None for part in (*first.parts[2:], *last.parts[2:])):
        return False
    with suppress(ValueError):
        days = first.first_day(start.year), last.last_day(figure.period_end.year)
        return days == (start, figure.period_end)
    return False
