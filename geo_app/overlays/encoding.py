"""Bytes in, text out: the encodings in which people keep tables."""

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 4096
_MANY = 0.1
"""Of the half of the bytes that are the upper ones: digits, commas and line ends alone are that."""


def decode(content: bytes, file: str) -> str:
    """The text of a file, whatever it is encoded in, without a byte order mark.

    Raises:
        OverlayError: it is no text.
    """
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise OverlayError(file, Problem("it holds NUL bytes, which no text has"))
        return text
    raise OverlayError(
        file, Problem("it is no text in UTF-8, UTF-16 or GB18030, or it is cut off in a character")
    )


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    lower, upper = content[:_SAMPLE:2], content[1:_SAMPLE:2]
    if upper.count(0) > _MANY * len(upper) and not lower.count(0):
        return ("utf-16-le", "utf-8")
    if lower.count(0) > _MANY * len(lower) and not upper.count(0):
        return ("utf-16-be", "utf-8")
    return ("utf-8", "gb18030")
