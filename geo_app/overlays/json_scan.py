"""What a JSON text is made of, counted over its bytes before anything of it is made.

By hand: the standard's parser makes all of a file at once, thirty times its bytes in memory where
they are chosen for that, and parsers that go along with the file take ten times as long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

_CHUNK = 1 << 20
_QUOTE, _BACKSLASH, _LIST, _OBJECT = (ord(each) for each in '"\\[{')
_STEPS, _VALUES = np.zeros(256, np.int32), np.zeros(256, np.int64)
for _each, _step, _count in (
    ("[", 1, 1), ("]", -1, 0), ("{", 1, 4), ("}", -1, 0), (",", 0, 1), (":", 0, 1),
):  # fmt: skip
    _STEPS[ord(_each)], _VALUES[ord(_each)] = _step, _count
_COUNTED = (_STEPS != 0) | (_VALUES != 0)
_PART_LEVEL = 3
"""The outermost object, a list in it, and what stands in that."""


@dataclass(slots=True)
class Scan:
    """What was counted of a text: levels, parts and values.

    A part is an object in a list of the outermost object, such as a feature of a collection. A
    value takes 60 to 70 bytes of memory once it is made: a list is one, an object four.

    Attributes:
        deepest: how many levels of lists and objects stand in one another.
        starts, ends, values: of each part, the bytes between which it stands and its values.
        rest: the values that are in no part.
    """

    deepest: int = 0
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    rest: int = 0


@dataclass(slots=True)
class _Open:
    """Where a scan stands between two pieces of a text."""

    level: int = 0
    total: int = 0
    parent: int = 0
    start: int = -1
    start_total: int = 0
    is_part: bool = False


def scan_json(content: bytes, most_parts: int, most_values: int, deepest: int) -> Scan:
    """Count what a text in UTF-8 is made of, until it is more than one of the bounds.

    Where a text is no JSON, the count holds up to where a parser stops.
    """
    scan, now, in_parts = Scan(), _Open(), 0
    for places, kinds in _structure(content):
        levels = now.level + np.cumsum(_STEPS[kinds])
        scan.deepest = max(scan.deepest, int(levels.max()))
        known = len(scan.values)
        _take_parts(scan, now, places, kinds, levels)
        in_parts += sum(scan.values[known:])
        now.level, scan.rest = int(levels[-1]), now.total - in_parts
        # Twice: a part that has not ended yet is still among the rest.
        if scan.deepest > deepest or len(scan.starts) > most_parts or scan.rest > 2 * most_values:
            break
    return scan


def _structure(content: bytes) -> Iterator[tuple[Any, Any]]:
    """Where brackets, commas and colons stand outside strings, and which they are."""
    start, in_string = 0, 0
    while start < len(content):
        end = min(start + _CHUNK, len(content))
        before = end
        while before > start and content[before - 1] == _BACKSLASH:
            before -= 1
        end += (end - before) % 2  # an escape stays whole
        piece = content[start:end].replace(b"\\\\", b"__").replace(b'\\"', b"__")
        letters = np.frombuffer(piece, np.uint8)
        inside = (np.cumsum(letters == _QUOTE, dtype=np.uint8) & 1) ^ in_string
        found = np.flatnonzero(_COUNTED[letters] & (inside == 0))
        if len(found):
            yield found + start, letters[found]
        in_string, start = int(inside[-1]), end


def _take_parts(scan: Scan, now: _Open, places: Any, kinds: Any, levels: Any) -> None:
    """Add the parts that end in a piece."""
    totals = now.total + np.cumsum(_VALUES[kinds])
    opening, closing = _STEPS[kinds] > 0, _STEPS[kinds] < 0
    inner = np.flatnonzero(opening & (levels == _PART_LEVEL - 1))
    begun = np.flatnonzero(opening & (levels == _PART_LEVEL))
    ended = np.flatnonzero(closing & (levels == _PART_LEVEL - 1))
    parents = np.append(kinds[inner], now.parent)[np.searchsorted(inner, begun) - 1]
    are_parts = np.append((kinds[begun] == _OBJECT) & (parents == _LIST), now.is_part)
    starts = np.append(places[begun], now.start)
    start_totals = np.append(totals[begun] - _VALUES[kinds[begun]], now.start_total)
    owners = np.searchsorted(begun, ended) - 1  # -1: the last, which was begun in an earlier piece
    owners, ended = owners[are_parts[owners]], ended[are_parts[owners]]
    scan.starts += starts[owners].tolist()
    scan.ends += (places[ended] + 1).tolist()
    scan.values += (totals[ended] - start_totals[owners]).tolist()
    now.total = int(totals[-1])
    now.parent = int(kinds[inner[-1]]) if len(inner) else now.parent
    if len(begun):
        now.start, now.start_total = int(places[begun[-1]]), int(start_totals[len(begun) - 1])
        now.is_part = bool(are_parts[len(begun) - 1])
