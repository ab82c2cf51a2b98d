"""Positions as people write them: decimal degrees, or degrees, minutes and seconds.

Written by hand, for the libraries at hand read English alone and take what they cannot read for
something else; here every character must be accounted for.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_SIDES = {
    "N": ("n", "с.ш.", "с. ш.", "сш", "с", "北纬", "北緯", "北"),
    "S": ("s", "ю.ш.", "ю. ш.", "юш", "ю", "南纬", "南緯", "南"),
    "E": ("e", "в.д.", "в. д.", "вд", "в", "东经", "東經", "东", "東"),
    "W": ("w", "з.д.", "з. д.", "зд", "з", "西经", "西經", "西"),
}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words}
_SIDE = "|".join(re.escape(word) for word in sorted(_SIDE_OF, key=len, reverse=True))
_NUMBER = r"\d{1,9}(?:[.,]\d{1,20})?"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<sign>[+-])?\s*"
    rf"(?P<degrees>{_NUMBER})\s*(?:(?P<mark>[°º度d])\s*)?"
    rf"(?:(?P<minutes>{_NUMBER})\s*['′’‘分m]?\s*)?"
    rf"(?:(?P<seconds>{_NUMBER})\s*(?:\"|″|”|“|''|′′|’’|秒|s(?![a-z]))?\s*)?"
    rf"(?P<after>{_SIDE})?"
)
_PLAIN = re.compile(rf"[+-]?(?:{_NUMBER}|[.,]\d{{1,20}})(?:e[+-]?\d{{1,2}})?")
_BETWEEN = re.compile(r"\s*[,;/|、]\s*|\s+")
_USUAL_ANGLE = re.compile(r"-?\d{1,9}(?:\.\d{1,20})?", re.ASCII)
_USUAL_PAIR = re.compile(
    rf"({_USUAL_ANGLE.pattern})(?:, ?|; ?| )({_USUAL_ANGLE.pattern})", re.ASCII
)
_LONGEST = 100
_SIXTY = 60


class Angle(NamedTuple):
    """Degrees, with the side of the earth if it was said: N, S, E, W or ""."""

    degrees: float
    side: str


class WrittenPosition(NamedTuple):
    """A position as it was written, in degrees; maybe out of range.

    Attributes:
        certain: whether the text says which is which, so that they cannot be swapped.
    """

    latitude: float
    longitude: float
    certain: bool = False


def read_angle(text: str) -> Angle | None:
    """One angle, or None where the text is none."""
    if _USUAL_ANGLE.fullmatch(text):  # as nearly always, and many of them
        return Angle(float(text), "")
    plain = _plain(text)
    if _PLAIN.fullmatch(plain):
        return Angle(float(plain.replace(",", ".")), "")
    found = _ANGLE.fullmatch(plain)
    return _angle_of(found) if found else None


def read_position(text: str) -> WrittenPosition | None:
    """The position of a text that says latitude and longitude, in this order unless it says sides.

    None where the text is no position, or could be several.
    """
    if usual := _USUAL_PAIR.fullmatch(text):
        return WrittenPosition(float(usual[1]), float(usual[2]))
    plain = _plain(text)
    found = set(_splits(plain))
    if len(found) > 1:  # 39,54,76: a comma may be that of a decimal fraction
        return None
    return found.pop() if found else _read_joined(plain)


def _splits(plain: str) -> Iterator[WrittenPosition]:
    """The positions that a text says when it is split at each place that separates."""
    for found in _BETWEEN.finditer(plain):
        first = read_angle(plain[: found.start()])
        second = read_angle(plain[found.end() :])
        if first and second and (ordered := _in_order(first, second)):
            yield ordered


def _read_joined(plain: str) -> WrittenPosition | None:
    """Of two angles with nothing between them: 北纬39°28′东经75°59′, 39.5N75.9E."""
    for at in range(1, len(plain)):
        if not plain[at].isdigit() and plain[at] not in " .,":
            for cut in (at, at + 1):
                first, second = read_angle(plain[:cut]), read_angle(plain[cut:])
                if first and second and first.side and second.side:
                    return _in_order(first, second)
    return None


def _in_order(first: Angle, second: Angle) -> WrittenPosition | None:
    """Latitude, then longitude; None where the sides contradict each other."""
    sides = first.side + second.side
    if sides == "":
        return WrittenPosition(first.degrees, second.degrees)
    if first.side in ("N", "S") and second.side in ("E", "W"):
        return WrittenPosition(first.degrees, second.degrees, certain=True)
    if first.side in ("E", "W") and second.side in ("N", "S"):
        return WrittenPosition(second.degrees, first.degrees, certain=True)
    return None


def _angle_of(found: re.Match[str]) -> Angle | None:
    before, after = found["before"], found["after"]
    parts = [found["degrees"], found["minutes"], found["seconds"]]
    numbers = [float((part or "0").replace(",", ".")) for part in parts]
    if (before and after) or not (found["mark"] or before or after):
        return None
    if numbers[1] >= _SIXTY or numbers[2] >= _SIXTY:
        return None
    side = _SIDE_OF.get(before or after or "", "")
    if side and found["sign"]:
        return None
    degrees = numbers[0] + numbers[1] / 60 + numbers[2] / 3600
    return Angle(-degrees if side in ("S", "W") or found["sign"] == "-" else degrees, side)


def _plain(text: str) -> str:
    """Without differences of width, case and kind of minus; "" for what is too long to be one."""
    if len(text) > _LONGEST:
        return ""
    # NFKC would take ″ apart into two ′, º into o and ´ into a space: these are kept or replaced.
    kept = text.replace("″", '"').replace("º", "°").replace("´", "'").replace("˚", "°")
    plain = unicodedata.normalize("NFKC", kept).replace("−", "-").replace("–", "-")
    return plain.strip().casefold()
