"""Bytes in, text out: the encodings in which people keep tables."""

import codecs
import re
import sys

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ALL_MARKS = re.compile(rb"(?:\xef\xbb\xbf)*+")
"""Where files were put together, there may be several."""
_SAMPLE = 4096
_MANY = 0.1
"""Of the half of the bytes that are the upper ones: digits, commas and line ends alone are that."""


_PIECE = 1 << 20
_HEADER = 1024
"""More than a text takes beside its letters."""
_MOST_MEMORY = 120_000_000
"""Of a text: one letter in four bytes makes all of them that wide."""


def decode(content: bytes, file: str) -> str:
    """The text of a file, whatever it is encoded in, without a byte order mark.

    Raises:
        OverlayError: it is no text, or needs too much memory.
    """
    for encoding in _candidates(content):
        try:
            if len(content) > _PIECE and memory_of(content, encoding) > _MOST_MEMORY:
                limit = {"limit": f"{_MOST_MEMORY // 1_000_000}"}
                raise OverlayError(
                    file, Problem("its text takes more than %(limit)s MB of memory", limit)
                )
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise OverlayError(file, Problem("it holds NUL bytes, which no text has"))
        return text.lstrip("\ufeff")
    raise OverlayError(
        file, Problem("it is no text in UTF-8, UTF-16 or GB18030, or it is cut off in a character")
    )


def to_utf8(content: bytes, file: str) -> bytes:
    """The text of a file in UTF-8, whatever it is encoded in, without a byte order mark.

    Raises:
        OverlayError: it is no text, or needs too much memory.
    """
    encoding = _candidates(content)[0]
    if encoding.startswith("utf-8") and b"\x00" not in content:
        try:
            memory_of(content, encoding)
            return content[_ALL_MARKS.match(content).end() :]  # type: ignore[union-attr]  # or none
        except UnicodeDecodeError:
            pass
    return decode(content, file).encode()


def memory_of(content: bytes, encoding: str = "utf-8") -> int:
    """How much memory a text takes.

    Raises:
        UnicodeDecodeError: it is in another encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    letters = widest = 0
    for start in range(0, len(content), _PIECE):
        text = decoder.decode(content[start : start + _PIECE], start + _PIECE >= len(content))
        letters += len(text)
        widest = max(widest, _width(text))
    return letters * widest


def _width(text: str) -> int:
    """How many bytes a letter of a text takes: as many as its widest."""
    if len(text) < _HEADER:
        widest = ord(max(text, default=" "))
        return 1 if widest <= 0xFF else 2 if widest <= 0xFFFF else 4  # noqa: PLR2004 - bytes
    return sys.getsizeof(text) // len(text)


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
