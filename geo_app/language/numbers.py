"""Finds every number in a text, with what sort of number it is.

Chinese (both scripts) and English in full: digits of any kind, numerals and number words, 亿 and
billions, rates, ordinals, dates and periods. Russian and Uyghur: digits with their per cents, dates
in digits, months and magnitudes. A Chinese numeral counts as a number unless it stands in a word
of the lexicon. Not read: Roman numerals in Latin letters, 壹贰叁 as on cheques, 半 by itself.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from string import digits

from geo_app.domain.number import Moment, Number, NumberKind
from geo_app.language.context_words import After, Before, read_after, read_before, read_classifier
from geo_app.language.dates import read_time
from geo_app.language.digits import (
    HAN_RUN,
    fraction_in_digits,
    number_in_digits,
    read_exactly,
)
from geo_app.language.lexicon import ENGLISH_WORDS, HAN_WORDS
from geo_app.language.normalise import normalise
from geo_app.language.numerals import (
    CARDINAL,
    HAN_DIGITS,
    MAX_CHARACTERS,
    ORDINAL,
    is_vague,
    one_of,
    read_han,
    read_ordinal,
    read_words,
)

_HAN = re.compile(HAN_RUN)
# A word that ends in a numeral is none where the numeral goes on: 统一, but 一一〇.
_OPEN = [word for word in HAN_WORDS if word[-1] in HAN_DIGITS]
_HAN_WORD = re.compile(
    rf"(?<!第)(?:(?:{one_of(_OPEN)}|(?<!分)之一|(?<![{HAN_DIGITS}十\d])[周週][一二三四五六])"
    rf"(?![{HAN_DIGITS}十百千万萬亿億])|{one_of(HAN_WORDS.difference(_OPEN))})"
)
_ENGLISH_WORD = re.compile(rf"(?:{one_of(ENGLISH_WORDS)})(?![a-z])", re.IGNORECASE)
_CARDINAL = re.compile(rf"(?:{CARDINAL})(?![a-z])", re.IGNORECASE)
_ORDINAL = re.compile(rf"(?:{ORDINAL})(?![a-z])", re.IGNORECASE)
_VAGUE = re.compile("(?:tens|(?:hundred|thousand|million|billion|dozen)s?)(?![a-z])", re.IGNORECASE)
_ENGLISH_FRACTION = re.compile(
    "(?P<part>one|two|three|four|five|six|seven|eight|nine)[- ]"
    "(?P<whole>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?(?![a-z])",
    re.IGNORECASE,
)
_TENTHS = re.compile(
    r"(?P<digit>[一二两兩三四五六七八九])成(?P<half>半)?(?![为為功立果员員就都长長本])"
)
_NEAR, _LONG = 8, 40
"""So many characters beside a number are told with it, and of a long one so many of its own."""

_SIGN = "[¼-¾⅐-↉①-⒛⓪-⓿❶-➓]"
_DENOMINATORS = {"half": Decimal(2), "quarter": Decimal(4)}
_LETTERS_BEFORE = re.compile(r"[A-Za-z]{1,12}-?$")
_LETTERS_AFTER = re.compile(r"[A-Za-z][A-Za-z0-9]{0,12}")
_CANDIDATE = re.compile(
    rf"(?P<digit>[0-9])|(?P<han>[{HAN_DIGITS}十百千万萬亿億])|(?P<latin>(?<![A-Za-z])[A-Za-z])"
    rf"|(?P<word>[之周週{''.join(sorted({word[0] for word in HAN_WORDS}))}])|(?P<sign>{_SIGN})"
    r"|(?P<month>(?<![а-яё])[яфмаисонд]|(?<![\u0620-\u06ff])[\u0620-\u06ff])",
    re.IGNORECASE,
)
"""Where a number can begin, or a word that holds a numeral and is none."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as written, and normalised."""

    written: str
    text: str
    paragraph: int
    comma_is_point: bool

    def number(self, start: int, end: int, kind: NumberKind, **values: object) -> Number:
        return Number(
            text=self.written[start:end],
            near=self.written[max(0, start - _NEAR) : min(end, start + _LONG) + _NEAR].strip(),
            paragraph=self.paragraph,
            start=start,
            end=end,
            kind=kind,
            **values,  # type: ignore[arg-type]
        )


def find_numbers(paragraphs: Iterable[str]) -> Iterator[Number]:
    """The numbers of a text in the order of the text; takes time linear in its length."""
    for index, written in enumerate(paragraphs):
        text = normalise(written)
        yield from _find(_Line(written, text, index, _is_cyrillic(text)))


def _is_cyrillic(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return 2 * sum("Ѐ" <= each <= "ӿ" for each in letters) > len(letters)


def _find(line: _Line) -> Iterator[Number]:
    taken = position = 0
    while candidate := _CANDIDATE.search(line.text, position):
        found = _read(line, candidate, taken)
        if isinstance(found, Number):
            yield found
            taken = position = found.end
        elif found is not None:
            taken = position = found
        else:
            position = candidate.end()


def _read(line: _Line, candidate: re.Match[str], taken: int) -> Number | int | None:
    """The number at a candidate, or the end of a word that is no number, or nothing."""
    for read in _READERS[candidate.lastgroup or ""]:
        found = read(line, candidate.start(), taken)
        if found is not None:
            return found
    return None


def _read_time(line: _Line, start: int, taken: int) -> Number | None:
    if line.text[max(taken, start - 1) : start] in {"第", "."}:
        return None
    found = read_time(line.text, start)
    if found is None:
        return None
    end, time = found
    kind = NumberKind.MOMENT if isinstance(time, Moment) else NumberKind.PERIOD
    return line.number(start, end, kind, time=time)


def _skip_word(line: _Line, start: int, _: int) -> int | None:
    found = _HAN_WORD.match(line.text, start) or _ENGLISH_WORD.match(line.text, start)
    return found.end() if found else None


def _read_fraction(line: _Line, start: int, taken: int) -> Number | None:
    """三分之一, 百分之十七, 三成, 一半."""
    if found := fraction_in_digits(line.comma_is_point).match(line.text, start):
        whole = read_han(found["whole"])
        part = read_exactly(found["part"], comma_is_point=line.comma_is_point)
        if part is None or not whole:
            return line.number(start, found.end(), NumberKind.UNREADABLE)
        if found["whole"] in {"百", "100"}:
            before = read_before(line.text, start, taken)
            return _rate(line, before, found.end(), part)
        return line.number(start, found.end(), NumberKind.FRACTION, value=part / whole)
    if found := _TENTHS.match(line.text, start):
        tenths = read_han(found["digit"]) * 10 + (5 if found["half"] else 0)
        return _rate(line, read_before(line.text, start, taken), found.end(), tenths)
    if line.text.startswith("一半", start):
        return line.number(start, start + 2, NumberKind.FRACTION, value=Decimal("0.5"))
    return None


def _read_english_fraction(line: _Line, start: int, _: int) -> Number | None:
    """Two thirds, one-half."""
    found = _ENGLISH_FRACTION.match(line.text, start)
    if found is None:
        return None
    whole = _DENOMINATORS.get(found["whole"].lower()) or read_ordinal(found["whole"].lower())
    value = read_words(found["part"].lower()) / whole
    return line.number(start, found.end(), NumberKind.FRACTION, value=value)


def _rate(line: _Line, before: Before, end: int, value: Decimal) -> Number:
    signed = -value if before.negative else value
    return line.number(before.start, end, NumberKind.PER_CENT, value=signed, falling=before.falling)


def _read_sign(line: _Line, start: int, _: int) -> Number | None:
    """½ and ①."""
    sign = line.text[start]
    if not re.match(_SIGN, sign):
        return None
    value = Decimal(f"{unicodedata.numeric(sign):.15g}")
    kind = NumberKind.ORDINAL if value == value.to_integral() else NumberKind.FRACTION
    return line.number(start, start + 1, kind, value=value)


def _read_words(line: _Line, start: int, taken: int) -> Number | None:
    """English number words."""
    if found := _VAGUE.match(line.text, start):
        return line.number(start, found.end(), NumberKind.INDEFINITE)
    if found := _ORDINAL.match(line.text, start):
        value = read_ordinal(found[0].lower())
        return line.number(start, found.end(), NumberKind.ORDINAL, value=value)
    if found := _CARDINAL.match(line.text, start):
        return _sorted_out(line, start, found.end(), taken, read_words(found[0].lower()))
    return None


def _read_numeral(line: _Line, start: int, taken: int) -> Number | None:
    """Digits, perhaps with 万 or 亿, and Chinese numerals."""
    found = number_in_digits(line.comma_is_point).match(line.text, start) or _HAN.match(
        line.text, start
    )
    if found is None:
        return None
    value = read_exactly(found[0], comma_is_point=line.comma_is_point)
    return _sorted_out(line, start, found.end(), taken, value)


def _sorted_out(line: _Line, start: int, end: int, taken: int, value: Decimal | None) -> Number:
    """The number whose numeral is at `start`, by the words on both sides of it."""
    before, after = read_before(line.text, start, taken), read_after(line.text, end)
    name = (
        start if before.currency or before.ordinal else _letters_before(line, start, taken),
        end if after.end > end else _letters_after(line, end),
    )
    if line.text[start] in digits and name != (start, end):
        return line.number(*name, NumberKind.LABEL, value=value)
    if value is None:
        return line.number(before.start, after.end, NumberKind.UNREADABLE)
    kind = _kind(before, after, vague=is_vague(line.text[start:end]))
    whole = _plain(value.scaleb(after.exponent))
    return line.number(
        before.start,
        read_classifier(line.text, after.end) if before.ordinal else after.end,
        kind,
        value=-whole if before.negative else whole,
        currency=after.currency or before.currency if kind is NumberKind.MONEY else None,
        falling=before.falling,
    )


def _plain(value: Decimal) -> Decimal:
    """`value` with its zeros written out: 56432000000, not 5.6432E+10."""
    return Decimal(f"{value:f}")


def _letters_before(line: _Line, start: int, taken: int) -> int:
    """Where a name begins that the digits at `start` are part of: G314, Il-76."""
    letters = _LETTERS_BEFORE.search(line.text, max(taken, start - MAX_CHARACTERS), start)
    return letters.start() if letters else start


def _letters_after(line: _Line, end: int) -> int:
    """Where a name ends that the digits up to `end` are part of: 5G."""
    letters = _LETTERS_AFTER.match(line.text, end)
    return letters.end() if letters else end


def _kind(before: Before, after: After, *, vague: bool) -> NumberKind:  # noqa: PLR0911 - a table
    if before.ordinal or after.unit == "ordinal":
        return NumberKind.ORDINAL
    if before.vague or after.vague or vague:
        return NumberKind.INDEFINITE
    match after.unit:
        case "points":
            return NumberKind.PERCENTAGE_POINTS
        case "per_cent":
            return NumberKind.PER_CENT
        case "multiple":
            return NumberKind.MULTIPLE
        case "measure":
            return NumberKind.MEASURE
    if before.currency or after.currency:
        return NumberKind.MONEY
    return NumberKind.COUNT_MORE_THAN if before.more or after.more else NumberKind.COUNT


_READERS: dict[str, tuple[Callable[[_Line, int, int], Number | int | None], ...]] = {
    "digit": (_read_time, _read_fraction, _read_numeral),
    "han": (_read_time, _skip_word, _read_fraction, _read_numeral),
    "latin": (_read_time, _skip_word, _read_english_fraction, _read_words),
    "word": (_skip_word,),
    "sign": (_read_sign,),
    "month": (_read_time,),
}
"""By the group of the candidate, in the order in which they are tried."""
