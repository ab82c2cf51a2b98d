"""Patterns of numbers in digits, by the habits of the text they stand in, and their values."""

import re
from decimal import Decimal
from functools import cache

from geo_app.language.numerals import (
    HAN_DIGITS,
    HAN_NUMERAL,
    HAN_POWER,
    MAX_CHARACTERS,
    read_han,
)

_THIN = "\u00a0\u2009\u202f"
_SPACES = re.compile(rf"[ {_THIN}]")

HAN_RUN = rf"(?:{HAN_NUMERAL})++(?:[点點][{HAN_DIGITS}]++)?(?:{HAN_POWER})*+"
"""A Chinese numeral. It takes all there is at once, so that a long one costs its length only."""


@cache
def number_in_digits(comma_is_point: bool) -> re.Pattern[str]:
    """The pattern of a number that begins with digits, perhaps with 万 or 亿 after them."""
    return re.compile(rf"(?:{_western(comma_is_point)})(?:(?:{HAN_POWER})++\d*+)*+")


@cache
def fraction_in_digits(comma_is_point: bool) -> re.Pattern[str]:
    """The pattern of 三分之一 and 百分之17: the whole, then the part."""
    part = rf"{_western(comma_is_point)}|{HAN_RUN}"
    return re.compile(rf"(?P<whole>[{HAN_DIGITS}十百千万萬亿億\d]{{1,12}})分之(?P<part>{part})")


def _western(comma_is_point: bool) -> str:
    """The pattern of a number in digits; a Cyrillic text writes 2 000,5 for 2,000.5."""
    group, point = (rf"[ {_THIN}]", "[.,]") if comma_is_point else (rf"[,{_THIN}]", r"\.")
    return rf"\d{{1,3}}(?:{group}\d{{3}}){{1,8}}(?!\d)(?:{point}\d+)?|\d++(?:{point}\d++)?"


def read_exactly(written: str, *, comma_is_point: bool) -> Decimal | None:
    """The value of a numeral, or None for one so long that nobody wrote it as a number."""
    plain = _SPACES.sub("", written.replace(",", "." if comma_is_point else ""))
    if len(plain) > MAX_CHARACTERS:
        return None
    value = read_han(plain)
    return value if value.adjusted() <= MAX_CHARACTERS else None
