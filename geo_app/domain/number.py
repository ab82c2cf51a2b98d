"""Numbers as a text writes them: counts, ordinals, rates, money, dates and periods."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

LEAP_YEAR = 2000
"""Stands in for a year that is not written: every date of the calendar is in it."""


class NumberKind(StrEnum):
    """What sort of number it is, so far as the words beside it tell."""

    COUNT = "count"
    COUNT_MORE_THAN = "count_more_than"
    ORDINAL = "ordinal"
    PER_CENT = "per_cent"
    PERCENTAGE_POINTS = "percentage_points"
    MONEY = "money"
    MOMENT = "moment"
    PERIOD = "period"
    MEASURE = "measure"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    INDEFINITE = "indefinite"
    LABEL = "label"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time as far as it is written: 8月8日 has no year, 2023年11月 no day.

    Raises:
        ValueError: the calendar or the clock has no such moment.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    def __post_init__(self) -> None:
        datetime(  # refuses what the calendar does not have
            LEAP_YEAR if self.year is None else self.year,
            1 if self.month is None else self.month,
            1 if self.day is None else self.day,
            self.hour or 0,
            self.minute or 0,
            self.second or 0,
        )

    @property
    def parts(self) -> tuple[int | None, ...]:
        """Year, month, day, hour, minute, second; None is not written."""
        return self.year, self.month, self.day, self.hour, self.minute, self.second

    def first_day(self, default_year: int) -> date:
        """The first day it covers; `default_year` where no year is written.

        Raises:
            ValueError: that year has no such day.
        """
        return date(self.year or default_year, self.month or 1, self.day or 1)

    def last_day(self, default_year: int) -> date:
        """The last day it covers; `default_year` where no year is written.

        Raises:
            ValueError: that year has no such day.
        """
        year, month = self.year or default_year, self.month or 12
        return date(year, month, self.day or monthrange(year, month)[1])

    def __str__(self) -> str:
        """As ISO 8601 and XML Schema write it: 2024-08-08, --08-08, ---08, 2023-11, T15:41."""
        year = "-" if self.year is None else f"{self.year:04}"
        month = "-" if self.month is None else f"-{self.month:02}"
        day = "" if self.day is None else f"-{self.day:02}"
        dated = (self.year, self.month, self.day) != (None, None, None)
        text = f"{year}{month if self.month or self.day else ''}{day}" if dated else ""
        if self.hour is None:
            return text
        second = "" if self.second is None else f":{self.second:02}"
        return f"{text}T{self.hour:02}:{self.minute or 0:02}{second}"


@dataclass(frozen=True, slots=True)
class Period:
    """From the start of one moment to the end of another, as far as both are written."""

    start: Moment
    end: Moment

    def __str__(self) -> str:
        """As ISO 8601 writes an interval: 2024-01/2024-06."""
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """One number of a text.

    Attributes:
        text: as written, with the words that say what sort of number it is.
        near: the same with some characters on both sides.
        paragraph: the text's non-empty lines count from 0.
        start, end: where it stands in the paragraph, in characters.
        value: exact, in whole units (564.32亿元 is 56432000000); None where `time` says it, and
            where nothing can be read.
        time: of a date or period.
        currency: of money, ISO 4217.
        falling: the text calls it a fall, so that growth of -17 per cent may be written so.
    """

    text: str
    near: str
    paragraph: int
    start: int
    end: int
    kind: NumberKind
    value: Decimal | None = None
    time: Moment | Period | None = None
    currency: str | None = None
    falling: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherNumber:
    """Words of the article that hold a number which is no figure, and why it is none.

    Attributes:
        paragraph: where they stand; None is anywhere.
        texts: the words, one a script or language of the article.
    """

    id: str
    paragraph: int | None
    texts: tuple[str, ...]
    reason: str
