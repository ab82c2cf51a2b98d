"""The words before and after a numeral that say what sort of number it is.

Before it: a currency, a sign, "more than", "fell by", 第 and No.; after it: a magnitude (万,
million), then per cent, points, times, a measure, a currency or the ending of an ordinal.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import list_currencies

from geo_app.language.lexicon import CURRENCIES, HAN_MEASURES, MAGNITUDES, MEASURES
from geo_app.language.numerals import HAN_POWER, one_of, read_han

_REACH = 40
"""Words further before a numeral are not its own."""

_SPACE = "[ \u00a0\u2009\u202f]"
_CODES = frozenset(list_currencies())
_CODE = r"(?<![A-Za-z])[A-Z]{3}"
_SIGNS = one_of(word for word in CURRENCIES if not word[-1].isalpha() or word in {"rmb", "人民币"})

_BEFORE = re.compile(
    rf"""
    (?P<fall> (?: 下降|减少|減少|下跌|降低|下滑|(?<![a-z])(?:fell|fall|falls|falling|down|dropped
      |declined|decreased|decline|drop|decrease|снизил[а-я]{{2,4}}|упал[а-я]?) )
      (?:了|[ ]by|[ ]of|[ ]на)? {_SPACE}? )?
    (?P<own>
      (?P<more> (?: 超过|超過|超|逾|突破|高于|高於|(?<![a-z])(?:more[ ]than|over|above|upwards[ ]of
        |in[ ]excess[ ]of|exceed(?:s|ed|ing)?|свыше|более) ) {_SPACE}? )?
      (?P<vague> [数數几幾] )?
      (?P<ordinal> 第{_SPACE}? | (?<![a-z])(?-i:No\.|No|Nos\.|№){_SPACE}? | \#)?
      (?P<currency> (?: {_SIGNS} | (?-i:{_CODE}) ) {_SPACE}? )?
      (?P<sign> (?: (?<![\w)\]%]) | (?<=[长長为為]) ) [-−] | [负負] )?
    )$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GAP = f"(?:{_SPACE}|-)?"
_NAMES = one_of(CURRENCIES)
_POINTS = (
    rf"{_GAP}(?:[个個]?百分[点點]|(?:percentage|per[ -]?cent|%)[- ]?points?"
    r"|(?:pp|ppt|p\.p\.)(?![a-z])"
    r"|п\.\s?п\.|процентн[а-я]{2,3} пункт[а-я]{0,2}|پىرسېنت نۇقتا)"
)
_PER_CENT = rf"{_GAP}(?:%|per ?cent(?![a-z])|процент[а-я]{{0,3}}|پىرسېنت)"
_CURRENCY = (
    rf"{_GAP}(?:chinese )?(?:(?P<name>{_NAMES})(?:e?s|[а-яё]{{0,2}})(?![a-z])"
    r"|(?-i:(?P<code>[A-Z]{3})(?![A-Za-z])))"
)
_MULTIPLE = rf"(?:倍|{_GAP}(?:times|fold)(?![a-z])|раз(?![а-я]))"
_MEASURE = rf"(?:{_GAP}(?:(?:{one_of(MEASURES)})(?![a-zа-я])|(?:{one_of(HAN_MEASURES)})))"
_ORDINAL = (
    r"(?:(?:st|nd|rd|th)(?![a-z])|-(?:й|я|е|го|му|м|ой|ый|ая|ом)(?![а-я])|-(?=[\u0620-\u06ff]))"
)
_AFTER = re.compile(
    rf"(?P<points>{_POINTS})|(?P<per_cent>{_PER_CENT})|(?P<multiple>{_MULTIPLE})"
    rf"|(?P<ordinal>{_ORDINAL})|(?P<measure>{_MEASURE})|(?P<currency>{_CURRENCY})",
    re.IGNORECASE,
)
_OVER = re.compile(
    rf"(?:(?P<over>多|余|餘|\+)|(?P<vague>[几幾]))(?P<powers>(?:{HAN_POWER}){{0,4}})"
)
_LATIN = [word for word in MAGNITUDES if word.isascii()]
_OTHER = [word for word in MAGNITUDES if not word.isascii()]
_MAGNITUDE = re.compile(
    rf"{_GAP}(?P<word>(?:{one_of(_LATIN)})(?![a-z])|(?:{one_of(_OTHER)})[а-яё]{{0,3}}\.?)",
    re.IGNORECASE,
)
_CLASSIFIER = re.compile("[届屆场場次批期轮輪章条條名位号號季]")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a numeral: where its own words begin, and what they say."""

    start: int
    more: bool
    vague: bool
    ordinal: bool
    negative: bool
    falling: bool
    currency: str | None


@dataclass(frozen=True, slots=True)
class After:
    """What stands after a numeral: where its own words end, and what they say.

    Attributes:
        unit: "points", "per_cent", "multiple", "ordinal", "measure", "currency" or "".
        exponent: the power of ten that the words multiply it by.
    """

    end: int
    unit: str
    exponent: int
    more: bool
    vague: bool
    currency: str | None


def read_before(text: str, start: int, taken: int) -> Before:
    """What stands before the numeral at `start`, after what is `taken` already."""
    found = _BEFORE.search(text, max(taken, start - _REACH), start)
    if found is None:
        raise AssertionError("the pattern matches an empty text too")
    currency, own = _currency((found["currency"] or "").strip()), found.start("own")
    if found["currency"] and currency is None:
        own = start  # three capital letters that are no currency: a name
    return Before(
        start=own,
        more=bool(found["more"]),
        vague=bool(found["vague"]),
        ordinal=bool(found["ordinal"]),
        negative=bool(found["sign"]),
        falling=bool(found["fall"]),
        currency=currency,
    )


def read_after(text: str, end: int) -> After:
    """What stands after the numeral that ends at `end`."""
    exponent = 0
    over = _OVER.match(text, end)
    if over:
        end = over.end()
        exponent += _exponent(over["powers"])
    if magnitude := _MAGNITUDE.match(text, end):
        end = magnitude.end()
        word = magnitude["word"].lower()
        exponent += next(MAGNITUDES[each] for each in MAGNITUDES if word.startswith(each))
        over = over or _OVER.match(text, end)
    unit = _AFTER.match(text, end)
    name, currency = unit.lastgroup if unit else "", None
    if unit and unit["currency"]:
        currency = _currency(unit["name"] or unit["code"])
        name, unit = ("currency", unit) if currency else ("", None)
    return After(
        end=unit.end() if unit else end,
        unit=name or "",
        exponent=exponent,
        more=bool(over and over["over"]),
        vague=bool(over and over["vague"]),
        currency=currency,
    )


def read_classifier(text: str, end: int) -> int:
    """Where the measure word after an ordinal ends: 第十四届."""
    return found.end() if (found := _CLASSIFIER.match(text, end)) else end


def _exponent(powers: str) -> int:
    return Decimal(read_han(powers)).adjusted() if powers else 0


def _currency(word: str) -> str | None:
    if not word:
        return None
    return CURRENCIES.get(word.lower()) or (word if word in _CODES else None)
