"""Numbers, dates, money and distances in the reader's language, by CLDR; every digit is kept."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from functools import cached_property

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    format_percent,
    get_currency_name,
    get_plus_sign_symbol,
)
from babel.units import format_unit

from geo_app.domain.figure import Figure, FigureKind, Money, Unit
from geo_app.domain.place import Coordinate
from geo_app.language.catalogue import UNREVIEWED, Catalogue, catalogue

_ALL_DIGITS = 12
_MONTHS = "yMMMM"
_DIGITS = r"\d+(?:[.,]\d+)*"
_SIGNED = re.compile(rf"[+−±]{_DIGITS}|{_DIGITS}(?:[%°′″](?:{_DIGITS})?)+")
"""±3, 67.2%, 39°41′45″."""
_SHORT_SIZES = frozenset({"ru"})
"""Languages that write млрд with an amount of money, not the whole word."""
_PARTLY_IN_CLDR = frozenset({"ug"})
"""Languages whose lists CLDR joins in English, and whose intervals it orders unlike their dates."""
_ISOLATED, _ISOLATE_END = "\u2066", "\u2069"
"""Around text that runs from left to right, whatever is beside it (UAX 9)."""
_THOUSAND = 1000


class Formats:
    """How one language writes values.

    Args:
        language: a BCP 47 tag that the interface speaks.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self.words: Catalogue = catalogue(language)

    @property
    def is_reviewed(self) -> bool:
        """Whether a native speaker has reviewed the interface's words in this language."""
        return self.language not in UNREVIEWED

    @cached_property
    def direction(self) -> str:
        """The direction of its writing: "ltr" or "rtl"."""
        return self.locale.text_direction

    def country(self, code: str) -> str:
        """The name of the country `code` (ISO 3166-1 alpha-2), from CLDR."""
        return str(self.locale.territories.get(code, code))

    def own_name(self) -> str:
        """The language's name for itself."""
        return self.locale.get_display_name() or self.language

    def number(self, value: Decimal | int) -> str:
        """A number with all its decimals."""
        text = format_decimal(value, locale=self.locale, decimal_quantization=False)
        return self.in_order(text) if value < 0 else text

    def kilometres(self, value: float) -> str:
        """A distance in whole kilometres."""
        return format_unit(round(value), "length-kilometer", length="short", locale=self.locale)

    def kilometre_pattern(self) -> str:
        """How a distance is written, "%s" being its number of kilometres."""
        return format_unit("%s", "length-kilometer", length="short", locale=self.locale)

    def metre_pattern(self) -> str:
        """How a distance is written, "%s" being its number of metres."""
        return format_unit("%s", "length-meter", length="short", locale=self.locale)

    def kilometres_exactly(self, value: float) -> str:
        """A distance in kilometres with all its decimals."""
        return format_unit(
            Decimal(str(value)), "length-kilometer", length="short", locale=self.locale
        )

    def metres(self, value: int) -> str:
        """A height in metres."""
        return format_unit(value, "length-meter", length="short", locale=self.locale)

    def per_cent(self, value: Decimal, *, signed: bool = False) -> str:
        """`value` per cent, with a plus sign if `signed`."""
        pattern = self.locale.percent_formats[None].pattern.split(";")[0]
        if decimals := max(0, -int(value.as_tuple().exponent)):
            pattern = pattern.replace("0", f"0.{'0' * decimals}")
        text = format_percent(value / 100, format=pattern, locale=self.locale)
        plus = get_plus_sign_symbol(self.locale) if signed and value >= 0 else ""
        return self.in_order(f"{plus}{text}")

    def in_order(self, signs: str) -> str:
        """`signs` and digits that read from left to right among Arabic letters too: +17%, 39°."""
        if self.direction == "ltr":
            return signs
        return f"{_ISOLATED}{signs}{_ISOLATE_END}"

    def told(self, text: str) -> str:
        """A text of the corridor in this language, its numbers with signs in their own order."""
        if self.direction == "ltr":
            return text
        return _SIGNED.sub(lambda number: self.in_order(number[0]), text)

    def money(self, value: Decimal, unit: Money) -> str:
        """An amount: CNY 56.432 billion, 564.32亿元, with the language's own large units."""
        sizes = self.locale.compact_decimal_formats
        is_long = "long" in sizes and self.language not in _SHORT_SIZES
        amount = unit.amount(value)
        compact = format_compact_decimal(
            amount,
            format_type="long" if is_long else "short",
            locale=self.locale,
            fraction_digits=_ALL_DIGITS,
        )
        return self.words.pgettext("money", "%(currency)s %(amount)s") % {
            "currency": self._currency(unit.currency, amount),
            "amount": compact,
        }

    def _currency(self, code: str, amount: Decimal) -> str:
        # A thousand or a million governs the form of the name, as the number nought does.
        counted = amount if abs(amount) < _THOUSAND else Decimal(0)
        word = self.words.pgettext("currency", code)
        is_usual = self.locale.plural_form(counted) == self.locale.plural_form(0)
        if self.language == "en" or (word != code and is_usual):
            return word
        return get_currency_name(code, count=counted, locale=self.locale)

    def value(self, figure: Figure) -> str:
        """A figure's value in its unit; "" where it is words."""
        return self.amount(figure.value, figure.unit)

    def amount(  # noqa: PLR0911 - one line a unit
        self, value: str, unit: Unit | Money, *, signed: bool = False
    ) -> str:
        """`value` (to the digit) in `unit`; "" for units whose value is words."""
        gettext = self.words.gettext
        match unit:
            case Money():
                return self.money(Decimal(value), unit)
            case Unit.COUNT:
                return self.number(Decimal(value))
            case Unit.COUNT_MORE_THAN:
                return gettext("more than %(number)s") % {"number": self.number(Decimal(value))}
            case Unit.ORDINAL:
                return gettext("No. %(number)s") % {"number": self.number(Decimal(value))}
            case Unit.PER_CENT:
                return self.per_cent(Decimal(value), signed=signed)
            case Unit.PERCENTAGE_POINTS:
                number = self.number(Decimal(value))
                return gettext("%(number)s percentage points") % {"number": number}
            case Unit.DATE:
                return self.date(dt.date.fromisoformat(value))
            case Unit.MONTH:
                return self.month(dt.date.fromisoformat(f"{value}-01"))
            case Unit.DATETIME:
                return format_datetime(
                    dt.datetime.fromisoformat(value), "medium", tzinfo=None, locale=self.locale
                )
        return ""

    def enumeration(self, parts: Iterable[str]) -> str:
        """The parts as a list within a sentence: "4, 6, and 8"."""
        listed = list(parts)
        if self.language not in _PARTLY_IN_CLDR or len(listed) < 2:  # noqa: PLR2004 - nothing to join
            return format_list(listed, locale=self.locale)
        separator = self.words.pgettext("list", ", ")
        return self.words.pgettext("list", "%(parts)s and %(last)s") % {
            "parts": separator.join(listed[:-1]),
            "last": listed[-1],
        }

    def date(self, day: dt.date) -> str:
        """A date, the month as a word where the language has it so."""
        return format_date(day, "long", locale=self.locale)

    def month(self, day: dt.date) -> str:
        """The month that `day` lies in, with its year."""
        return format_skeleton(_MONTHS, day, locale=self.locale)

    def interval(self, start: dt.date, end: dt.date) -> str:
        """From `start` to `end`, both included; whole months are told as months."""
        whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
        tell = self.month if whole_months else self.date
        if tell(start) == tell(end):
            return tell(start)
        if self.language in _PARTLY_IN_CLDR:
            return str(self.locale.interval_formats[None]).format(tell(start), tell(end))
        return format_interval(start, end, _MONTHS if whole_months else "yMMMd", locale=self.locale)

    def period(self, figure: Figure) -> str:
        """The time a figure covers, or the date it holds at."""
        gettext = self.words.gettext
        end = self.date(figure.period_end)
        if figure.kind is FigureKind.CUMULATIVE and figure.period_start:
            first = figure.period_start
            # The first of a month is told as the month: it has all its days.
            start = self.month(first) if first.day == 1 else self.date(first)
            pattern = (
                gettext("to date (%(end)s); start inferred: %(start)s")
                if figure.start_inferred
                else gettext("%(start)s to date (%(end)s)")
            )
            return pattern % {"start": start, "end": end}
        if figure.period_start:
            return self.interval(figure.period_start, figure.period_end)
        return gettext("as of %(date)s") % {"date": end}

    def coordinates(self, position: Coordinate) -> str:
        """Latitude, then longitude, in decimal degrees, each with its hemisphere."""
        return self.words.pgettext("position", "%(latitude)s, %(longitude)s") % {
            "latitude": self.latitude(position),
            "longitude": self.longitude(position),
        }

    def latitude(self, position: Coordinate) -> str:
        """In decimal degrees with its hemisphere, as the language writes it."""
        pattern = self.hemispheres["north" if position.latitude >= 0 else "south"]
        return pattern % self._decimals(position.latitude)

    def longitude(self, position: Coordinate) -> str:
        """In decimal degrees with its hemisphere, as the language writes it."""
        pattern = self.hemispheres["east" if position.longitude >= 0 else "west"]
        return pattern % self._decimals(position.longitude)

    @cached_property
    def hemispheres(self) -> dict[str, str]:
        """Patterns of a position, `%s` being the degrees; Babel leaves out those of CLDR."""
        pgettext, degrees = self.words.pgettext, self.in_order("%s°")
        return {
            "north": pgettext("position", "%s N") % degrees,
            "south": pgettext("position", "%s S") % degrees,
            "east": pgettext("position", "%s E") % degrees,
            "west": pgettext("position", "%s W") % degrees,
        }

    def _decimals(self, value: float) -> str:
        return self.number(Decimal(f"{abs(value):.4f}"))

    def partial_date(self, text: str) -> str:
        """An ISO 8601 date as precise as it is known: a year, a month, a day or a time."""
        for length, unit in ((7, Unit.MONTH), (10, Unit.DATE), (19, Unit.DATETIME)):
            if len(text) == length:
                with suppress(ValueError):
                    return self.amount(text, unit)
        return text
