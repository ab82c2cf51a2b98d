"""Bytes that are nearly a file: some of them changed, left out, repeated or cut off."""

import re
import struct
from collections.abc import Callable
from random import Random

Change = Callable[[bytearray, Random], None]

DOUBLES = tuple(
    struct.pack("<d", each)
    for each in (
        *(0.0, -0.0, 5e-324, 90.0000001, -180.00000000000003, 180.5, 1e15, 1e300, -1.7e308),
        *(float("nan"), float("inf"), float("-inf"), 75.989, 39.47),
    )
)
WHOLE = tuple(
    struct.pack("<i", each) for each in (0, 1, -1, 2**31 - 1, -(2**31), 255, 65_536, 1_000_000)
)
PIECES = (
    *(
        b"\x00",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n",
    ),
    *(b'"', b"'", b",", b";", b"\t", b"|", b"<", b">", b"&", b"]]>", b"{", b"}", b"[", b"]", b"\\"),
    *(b"\\ud800", b"\\u0000", b"&#0;", b"&#x110000;", b"<!DOCTYPE x>", b"<?x?>", b"<!--", b"%s"),
    *(b"1e15", b"1e309", b"-", b"NaN", b".", b"9" * 400, b"POINT EMPTY", b"null", b"PK\x05\x06"),
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NUMBERS = (
    *(b"76", b"39.5", b"75.989", b"12", b"-8", b"0", b"-180", b"180.0000001", b"90.0000001"),
    *(b"1e15", b"1e400", b"-0.0", b"NaN", b""),
)
_LONGEST = 40
_FAR = 20_000
_COUNTS = (0, 1, 1, 1, 1, 2, 2, 4, 16)


def mutate(content: bytes, random: Random, count: int | None = None) -> bytes:
    """`content` after so many changes; None: a few, or none."""
    changed = bytearray(content)
    for _ in range(random.choice(_COUNTS) if count is None else count):
        random.choice(_CHANGES)(changed, random)
    return bytes(changed)


def _slice(content: bytearray, random: Random) -> slice:
    start = random.randrange(len(content) + 1)
    return slice(start, start + random.randint(1, _LONGEST))


def _flip(content: bytearray, random: Random) -> None:
    if content:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)


def _put(content: bytearray, random: Random) -> None:
    if content:
        content[random.randrange(len(content))] = random.randrange(256)


def _leave_out(content: bytearray, random: Random) -> None:
    del content[_slice(content, random)]


def _repeat(content: bytearray, random: Random) -> None:
    piece = content[_slice(content, random)]
    at = random.randrange(len(content) + 1)
    content[at:at] = piece


def _cut_off(content: bytearray, random: Random) -> None:
    del content[random.randrange(len(content) + 1) :]


def _insert(content: bytearray, random: Random) -> None:
    at = random.randrange(len(content) + 1)
    content[at:at] = random.choice(PIECES)


def _overwrite(content: bytearray, random: Random) -> None:
    """Put a wild number where another may have stood."""
    wild = random.choice(random.choice((DOUBLES, WHOLE)))
    at = random.randrange(len(content) + 1)
    content[at : at + len(wild)] = wild


def _reletter(content: bytearray, random: Random) -> None:
    """Put a letter where another stands: most files stay what they are."""
    found = [at for at, byte in enumerate(content[:_FAR]) if bytes([byte]).isalnum()]
    if found:
        one, other = random.choice(found), random.choice(found)
        content[one] = content[other]


def _renumber(content: bytearray, random: Random) -> None:
    found = list(_NUMBER.finditer(content))
    if found:
        one = random.choice(found)
        content[one.start() : one.end()] = random.choice(_NUMBERS)


_CHANGES: tuple[Change, ...] = (
    *(_flip, _put, _leave_out, _repeat, _cut_off, _insert, _insert),
    *(_overwrite, _overwrite, *(_renumber,) * 8, *(_reletter,) * 8),
)
