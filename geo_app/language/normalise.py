"""A text with its digits, marks and letters made plain: each character becomes exactly one.

So a position in the normalised text is the same position in the text as written.
"""

import unicodedata
from functools import lru_cache

_PLAIN = {"٫": ".", "٬": ",", "٪": "%", "İ": "I"}
_FOLDED_MARKS = frozenset("％．＄￥＃＋：／－﹪～")
"""Full-width marks that belong to numbers; a full-width comma does not."""


def normalise(text: str) -> str:
    """Digits of every script as 0-9, full-width letters and marks of numbers as ASCII.

    Letters that a pattern takes for others whatever the case (ı, ſ, the Kelvin sign, old Cyrillic
    forms) become these others, so that what a pattern matches is in the tables in lower case.
    """
    return "".join(map(_normalise, text))


@lru_cache(maxsize=4096)
def _normalise(character: str) -> str:
    if character.isascii():
        return character
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if character in _PLAIN:
        return _PLAIN[character]
    plain = unicodedata.normalize("NFKC", character)
    is_letter = unicodedata.category(character).startswith("L")
    if len(plain) > 1 or not (is_letter or character in _FOLDED_MARKS):
        return character
    return _usual_form(plain)


def _usual_form(letter: str) -> str:
    """The lower-case letter that shares its capital with `letter`: i for ı."""
    usual = letter.upper().lower()
    return usual if letter.islower() and len(usual) == 1 else letter
