"""Numerals to exact numbers: Chinese ones, and English number words.

Written by hand: cn2an and text2num read a numeral that somebody else has found, and hand back
floating point; here every digit counts, and so does where in the text it stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

MAX_CHARACTERS = 24
"""A longer numeral is no number that anyone writes, and is not computed with."""

_EXACT = Context(prec=8 * MAX_CHARACTERS)

HAN_DIGITS = "〇零一二两兩三四五六七八九"
_HAN_VALUES = dict(
    zip(HAN_DIGITS, map(Decimal, (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9)), strict=True)
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Power:
    """A power of ten; a group one closes all that stands before it (two hundred *thousand*)."""

    exponent: int
    group: bool


HAN_POWERS = {
    "十": Power(1, group=False),
    "百": Power(2, group=False),
    "千": Power(3, group=False),
    "万": Power(4, group=True),
    "萬": Power(4, group=True),
    "亿": Power(8, group=True),
    "億": Power(8, group=True),
    "兆": Power(12, group=True),
}
WORD_POWERS = {
    "hundred": Power(2, group=False),
    "thousand": Power(3, group=True),
    "million": Power(6, group=True),
    "billion": Power(9, group=True),
    "trillion": Power(12, group=True),
}
_UNITS = _words("one two three four five six seven eight nine")
_TEENS = _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_WORD_VALUES = {
    "a": 1,
    "zero": 0,
    **dict(zip(_UNITS, range(1, 10), strict=True)),
    **dict(zip(_TEENS, range(10, 20), strict=True)),
    **dict(zip(_TENS, range(20, 100, 10), strict=True)),
}
_UNIT_ORDINALS = _words("first second third fourth fifth sixth seventh eighth ninth")
_TEEN_ORDINALS = _words(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth"
)
_TENS_ORDINALS = [f"{word[:-1]}ieth" for word in _TENS]
_ORDINAL_VALUES = {
    **dict(zip(_UNIT_ORDINALS, range(1, 10), strict=True)),
    **dict(zip(_TEEN_ORDINALS, range(10, 20), strict=True)),
    **dict(zip(_TENS_ORDINALS, range(20, 100, 10), strict=True)),
    "hundredth": 100,
}


def one_of(words: Iterable[str]) -> str:
    """The pattern that matches any of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# A power is none where it begins a word of its own: 百分点, 千分之, 千米.
HAN_NUMERAL = rf"(?:[{HAN_DIGITS}十万萬亿億]|百(?!分[之点點])|千(?!分[之点點]|米|克|瓦))"
HAN_POWER = r"(?:十(?!分之)|百(?!分)|千(?!分之|米|克|瓦)|[万萬]|[个個]?[亿億]|兆(?![瓦赫字帕位]))"
_BELOW_HUNDRED = (
    rf"(?:(?:{one_of(_TENS)})(?:[- ](?:{one_of(_UNITS)}))?|{one_of(_TEENS)}|{one_of(_UNITS)}|zero)"
)
_BELOW_THOUSAND = (
    rf"(?:(?:{_BELOW_HUNDRED}|a)[- ]hundred(?:[- ](?:and )?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED}|"
    r"a(?=[- ](?:thousand|million|billion|trillion)))"
)
WORD_GROUP = "(?:thousand|million|billion|trillion)"
CARDINAL = (
    rf"{_BELOW_THOUSAND}"
    rf"(?:[- ]{WORD_GROUP}(?:,? (?:and )?{_BELOW_THOUSAND}(?![- ]hundred))?){{0,4}}"
)
ORDINAL = (
    rf"(?:(?:{one_of(_TENS)})[- ])?(?:{one_of(_UNIT_ORDINALS)})|"
    rf"{one_of([*_TEEN_ORDINALS, *_TENS_ORDINALS, 'hundredth'])}"
)

_HAN_TOKEN = re.compile(rf"\d+(?:\.\d+)?|[{HAN_DIGITS}]+|.")
_TWO_DIGITS = re.compile(r"([一二两兩三四五六七八九])[一二三四五六七八九](?=[十百千万萬亿億]|$)")
_SHORT = re.compile(r"([百千万萬亿億])[一二两兩三四五六七八九]$")
_WORD = re.compile("[a-z]+")


def read_han(run: str) -> Decimal:
    """The value of a Chinese numeral, which may begin with digits: 两千三百, 1.5万亿, 三点五亿.

    A positional one (二〇二四) is read digit by digit; of one such as 七八百 the first counts.
    """
    whole, point, rest = run.replace("點", "点").partition("点")
    if not point:
        return _combine(_han_tokens(_TWO_DIGITS.sub(r"\1", run) if is_vague(run) else run))
    decimals = re.match(rf"[{HAN_DIGITS}\d]*", rest)
    digits = decimals[0] if decimals else ""
    fraction = Decimal(f"0.{_positional(digits) or 0}")
    return _combine([read_han(whole) + fraction, *_han_tokens(rest[len(digits) :])])


def is_vague(run: str) -> bool:
    """Whether a Chinese numeral names two neighbours (七八百, 三五) or a power alone (千)."""
    if not run.strip("百千万萬亿億"):
        return True
    return _TWO_DIGITS.search(run) is not None and not re.match(rf"[{HAN_DIGITS}]{{3}}", run)


def _positional(digits: str) -> str:
    return "".join(str(_HAN_VALUES.get(each, each)) for each in digits)


def _han_tokens(run: str) -> list[Decimal | Power]:
    tokens: list[Decimal | Power] = []
    for each in _HAN_TOKEN.findall(run):
        if each in HAN_POWERS:
            tokens.append(HAN_POWERS[each])
        elif each not in "个個":
            tokens.append(Decimal(_positional(each)))
    if short := _SHORT.search(run):  # 两千三 is short for 两千三百
        tokens.append(Power(HAN_POWERS[short[1]].exponent - 1, group=False))
    return tokens


def read_words(text: str) -> Decimal:
    """The value of an English cardinal in lower case: two thousand three hundred and five."""
    tokens: list[Decimal | Power] = []
    for word in _WORD.findall(text):
        if word in WORD_POWERS:
            tokens.append(WORD_POWERS[word])
        elif word in _WORD_VALUES:
            tokens.append(Decimal(_WORD_VALUES[word]))
    return _combine(tokens)


def read_ordinal(text: str) -> Decimal:
    """The value of an English ordinal in lower case: fourteenth, twenty-first."""
    words = _WORD.findall(text)
    return Decimal(sum({**_WORD_VALUES, **_ORDINAL_VALUES}[word] for word in words))


def _combine(tokens: Iterable[Decimal | Power]) -> Decimal:
    """The number that digits and powers make: each power counts the number before it."""
    with localcontext(_EXACT):
        total, section, current = Decimal(0), Decimal(0), Decimal(0)
        counted, highest = False, 0
        for token in tokens:
            if isinstance(token, Decimal):
                current, counted = current + token, True
            elif not token.group:
                section += (current if counted else Decimal(1)).scaleb(token.exponent)
                current, counted = Decimal(0), False
            else:
                section += current
                if not section:
                    total = (total or Decimal(1)).scaleb(token.exponent)
                elif token.exponent > highest:
                    total = (total + section).scaleb(token.exponent)
                else:
                    total += section.scaleb(token.exponent)
                section, current, counted = Decimal(0), Decimal(0), False
                highest = max(highest, token.exponent)
        return total + section + current
