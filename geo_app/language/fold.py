"""A text with its characters made plain, one for one, so that positions stay what they are."""

import unicodedata
from functools import lru_cache

_PLAIN_MARKS = {"٫": ".", "٬": ",", "٪": "%"}
_FOLDED_MARKS = frozenset("％．＄￥＃＋：／－﹪～")
"""Full-width marks that belong to numbers; a full-width comma does not."""


def fold(text: str) -> str:
    """Digits of every script as 0-9, full-width letters and marks of numbers as ASCII."""
    return "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isascii():
        return character
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if character in _PLAIN_MARKS:
        return _PLAIN_MARKS[character]
    plain = unicodedata.normalize("NFKC", character)
    is_letter = unicodedata.category(character).startswith("L")
    return plain if len(plain) == 1 and (is_letter or character in _FOLDED_MARKS) else character
