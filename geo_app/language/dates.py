"""Dates, clock times and periods at a place in a text, as far as they are written."""

import re
from collections.abc import Callable

from geo_app.domain.number import Moment, Period
from geo_app.language.lexicon import month_patterns
from geo_app.language.numerals import read_han

Time = Moment | Period

_SPACE = "[ \u00a0\u2009\u202f\u3000]"
_TO = rf"(?:{_SPACE}?(?:[-–—−~～至到]|to|until){_SPACE}?)"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_HAN_YEAR = r"(?:(?:1[5-9]|20|21)\d\d|[一二][〇零一二三四五六七八九]{3})"
_HAN_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_HAN_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])"
_HAN_START = "一二三四五六七八九十"
_MONTHS = month_patterns()
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_NUMBERS = [re.compile(f"(?:{each})") for each in _MONTHS]
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_SUFFIX = r"(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:,?{_SPACE}(?P<year>{_YEAR})(?!\d))"
# Uyghur writes dates in digits with a word after each: 2023-يىلى 11-ئاينىڭ 8-كۈنى.
_UG = "[\u0600-\u06ff]{0,12}"
_UG_YEAR = rf"(?P<year>{_YEAR})-يىل{_UG}"
_UG_DAY = rf"(?:{_SPACE}?(?P<day>{_DAY})-كۈن{_UG})"


def _whole(text: str | None) -> int | None:
    return None if text is None else int(read_han(text))


def _month(name: str) -> int:
    """The number of a month that is written as a word or in digits."""
    for number, pattern in enumerate(_NUMBERS, start=1):
        if pattern.fullmatch(name):
            return number
    return int(read_han(name))


def _moment(found: re.Match[str]) -> Moment:
    parts = found.groupdict()
    clock = [int(each) for each in (parts.get("clock") or "").split(":") if each]
    month = parts.get("month")
    return Moment(
        _whole(parts.get("year")),
        None if month is None else _month(month),
        _whole(parts.get("day")),
        *clock,
    )


def _period(found: re.Match[str]) -> Period:
    year = _whole(found["year"])
    return Period(Moment(year, _month(found["first"])), Moment(year, _month(found["last"])))


def _half(found: re.Match[str]) -> Period:
    year, parts = int(found["year"]), found.groupdict()
    second = (parts.get("half") or "").lower() in {"2", "下", "second"}
    return Period(Moment(year, 7 if second else 1), Moment(year, 12 if second else 6))


_Pattern = tuple[str, Callable[[re.Match[str]], Time]]

_FROM_NUMERALS: list[_Pattern] = [
    (rf"(?P<year>{_HAN_YEAR})年(?P<half>[上下])半年", _half),
    (rf"(?P<year>{_YEAR}){_SPACE}?H(?P<half>[12])(?!\d)", _half),
    (
        rf"(?:(?P<year>{_HAN_YEAR})年)?(?P<first>{_HAN_MONTH})月?份?{_TO}(?P<last>{_HAN_MONTH})月份?"
        rf"(?!\d|{_HAN_DAY}[日号號])",
        _period,
    ),
    (
        rf"(?P<year>{_YEAR})(?P<gap>[-/.])(?P<month>\d\d?)(?P=gap)(?P<day>\d\d?)"
        rf"(?:[T ](?P<clock>{_CLOCK}))?(?![\d:])",
        _moment,
    ),
    (rf"(?P<day>\d\d?)(?P<gap>[/.])(?P<month>\d\d?)(?P=gap)(?P<year>{_YEAR})(?![\d.])", _moment),
    (rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?![\d-])", _moment),
    (
        rf"(?P<year>{_HAN_YEAR})年(?P<month>{_HAN_MONTH})月份?(?:(?P<day>{_HAN_DAY})[日号號])?"
        rf"(?:{_SPACE}?(?P<clock>{_CLOCK}))?",
        _moment,
    ),
    (rf"(?P<month>{_HAN_MONTH})月份?(?:(?P<day>{_HAN_DAY})[日号號])?", _moment),
    (rf"(?P<year>{_HAN_YEAR})年度?", _moment),
    (rf"(?P<day>{_HAN_DAY})日(?![元圆圓本])", _moment),
    (rf"(?P<day>{_DAY}){_SUFFIX} (?:of )?(?P<month>{_MONTH}){_OF_YEAR}?", _moment),
    (rf"{_UG_YEAR}{_SPACE}?(?P<month>{_DAY})-ئاي{_UG}{_UG_DAY}?", _moment),
    (rf"(?P<month>{_DAY})-ئاي{_UG}{_UG_DAY}?", _moment),
    (_UG_YEAR, _moment),
    (rf"(?P<clock>{_CLOCK})(?![\d:])", lambda found: _time_of_day(found["clock"])),
]
_FROM_WORDS: list[_Pattern] = [
    (rf"[Hh](?P<half>[12]){_SPACE}(?P<year>{_YEAR})(?!\d)", _half),
    (rf"(?P<half>(?i:first|second))[ -]half of (?P<year>{_YEAR})(?!\d)", _half),
    (rf"first (?:six|6) months of (?P<year>{_YEAR})(?!\d)", _half),
    (rf"(?P<first>{_MONTH}){_TO}(?P<last>{_MONTH}){_OF_YEAR}", _period),
    (rf"(?P<month>{_MONTH}) (?P<day>{_DAY})(?!\d){_SUFFIX}{_OF_YEAR}?", _moment),
    (rf"(?P<month>{_MONTH}){_OF_YEAR}", _moment),
]
_COMPILED = {
    begins_with_letter: [(re.compile(pattern), read) for pattern, read in patterns]
    for begins_with_letter, patterns in ((False, _FROM_NUMERALS), (True, _FROM_WORDS))
}


def _time_of_day(clock: str) -> Moment:
    return Moment(None, None, None, *map(int, clock.split(":")))


def read_time(text: str, start: int) -> tuple[int, Time] | None:
    """Where the date, time or period that begins at `start` ends, and what it is; or None."""
    by_word = text[start].isalpha() and text[start] not in _HAN_START
    for pattern, read in _COMPILED[by_word]:
        if found := pattern.match(text, start):
            try:
                return found.end(), read(found)
            except ValueError:
                continue  # 2024-13-45 is no date: its numbers are read one by one
    return None
