"""Words for people: what a number of a text means, and what a figure says, with every digit."""

from babel.dates import format_skeleton

from geo_app.domain.figure import Figure, Money, Unit
from geo_app.domain.fitting import Part, Role
from geo_app.domain.number import LEAP_YEAR, Moment, Number, NumberKind, Period
from geo_app.language.formats import Formats

_REMARKS = {
    NumberKind.MEASURE: "a measure",
    NumberKind.MULTIPLE: "times",
    NumberKind.FRACTION: "a fraction",
    NumberKind.INDEFINITE: "indefinite",
    NumberKind.LABEL: "in a name",
    NumberKind.UNREADABLE: "too long to be read",
}


def tell_number(number: Number, formats: Formats) -> str:
    """What `number` means: CNY 56.432 billion, more than 2,000, August 8 (no year)."""
    if number.time is not None:
        return tell_time(number.time, formats)
    remark = _REMARKS.get(number.kind)
    if number.value is None:
        return remark or ""
    if remark:
        return f"{formats.number(number.value)} ({remark})"
    if number.currency:
        return formats.money(number.value, Money(number.currency, 0))
    return formats.amount(f"{number.value:f}", Unit(number.kind.value))


def tell_part(part: Part, formats: Formats) -> str:
    """What a figure says: its value, its growth or its period."""
    figure: Figure = part.figure
    if part.role is Role.GROWTH and figure.growth is not None:
        return formats.per_cent(figure.growth, signed=True)
    return formats.period(figure) if part.role is Role.PERIOD else formats.value(figure)


def tell_time(time: Moment | Period, formats: Formats) -> str:
    """A date or period, with what is not written of it."""
    if isinstance(time, Period):
        return f"{tell_time(time.start, formats)} to {tell_time(time.end, formats)}"
    match time:
        case Moment(year=int(), month=int(), day=int(), hour=None):
            return formats.date(time.first_day(LEAP_YEAR))
        case Moment(year=int(), month=int(), day=None, hour=None):
            return formats.month(time.first_day(LEAP_YEAR))
        case Moment(year=None, month=int(), hour=None):
            skeleton = "MMMM" if time.day is None else "MMMMd"
            day = format_skeleton(skeleton, time.first_day(LEAP_YEAR), locale=formats.locale)
            return f"{day} (no year)"
        case Moment(year=None, month=None, day=int(), hour=None):
            return f"day {time.day} of a month"
    return str(time).replace("T", " ").strip()
