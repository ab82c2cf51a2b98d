"""Numbers, texts and names of files as people and programs write them, and as they should not.

Leaves are drawn from pools, by one draw each: hypothesis takes longer to draw than files to read.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

Drawn = TypeVar("Drawn")
_POOL = 2000


def mostly(
    usual: st.SearchStrategy[Drawn], *others: st.SearchStrategy[Drawn], times: int = 6
) -> st.SearchStrategy[Drawn]:
    """What is usual, so many times as often as each of the others: one_of knows no weights."""
    branches = (*(usual,) * times, *others)
    return st.integers(0, len(branches) - 1).flatmap(branches.__getitem__)


def pool(make: Callable[[Random], Drawn], size: int = _POOL) -> st.SearchStrategy[Drawn]:
    """One of many values, made beforehand."""
    random = Random(7)  # noqa: S311 - the same at any time
    return st.sampled_from([make(random) for _ in range(size)])


def often(
    random: Random, usual: Sequence[Drawn], others: Sequence[Drawn], share: float = 0.1
) -> Drawn:
    """One of the usual values, or now and then one of the others."""
    return random.choice(others if random.random() < share else usual)


_USUAL_NUMBERS = ("39.47", "75.989", "76", "40", "-33.9", "0", "10.25")
_ODD_NUMBERS = (
    *("-0", "180", "-180", "179.99999999999997", "180.0000000001", "-180.00000000000003", "200"),
    *("90", "-90", "90.0000001", "1e15", "-1e15", "1e14", "1e300", "1e309", "5e-324", "-118.4081"),
    *("NaN", "inf", "-Infinity", "39,5", "３９", "٣٩", "²", "+3", ".5", "5.", "0x10", "1_000", ""),
    *("--1", "1e", "999999999999999999999", "7" * 400, "39°28′N", "75°59'05\"E", "北纬39°28′"),
    *("12.5 W", "S 3", "39.5N75.9E", "39.47, 75.99", "76 39"),
)
_CALM = (
    *("", "a", "Kashgar", "KHG", "ISB", "SVO", "ZWSH", "喀什", "Кашгар", "khunjerab", "kashi"),
    *("<x>", "]]>", "&amp;", "%s", "%(x)s", "%", "{0}", "{{7*7}}", "=1+1", "'", "/", "→"),
    *("null", "type", "features", "method", "geodesic", "__proto__", "constructor", "layer", "id"),
    *("name", "kind", "stops", "a" * 300, "😀", "e\u0301", "\u2028", "\u202e", "\xa0", "12", "007"),
)
"""Texts that stand in some file or other."""
_WILD = (
    *("\x00", "\ufeff", "\ud800", "\udcff", "\uffff", '"', "\r\n", "\t", ";", "|", ",", "\\"),
    *("\x85", "\x1f", "\x7f"),
)
"""Texts that make most files another, or none."""


def _number(random: Random) -> str:
    if random.random() < 0.5:
        return repr(random.uniform(-90, 90))
    return often(random, _USUAL_NUMBERS, _ODD_NUMBERS, 0.25)


def _letters(random: Random) -> str:
    letters = (chr(random.choice((random.randrange(0x3000), random.randrange(0x11_0000)))),) * 2
    return "".join(letters)[: random.randint(1, 2)]


def _text(random: Random) -> str:
    return _letters(random) if random.random() < 0.01 else often(random, _CALM, _WILD, 0.02)


def longitude(random: Random) -> float:
    """Nearly always within range."""
    wild = (-180, 180, 179.9999999, 0, 180.0000001)
    return random.choice(wild) if random.random() < 0.1 else random.uniform(-180, 180)


def latitude(random: Random) -> float:
    """Nearly always within range."""
    wild = (-90, 90, 0, 90.0000001, 39)
    return random.choice(wild) if random.random() < 0.1 else random.uniform(-90, 90)


numbers, texts = pool(_number), pool(_text)

_ENCODINGS = (
    *("utf-8",) * 80,
    *("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "latin-1", "utf-7", "cp1251"),
)
encodings = st.sampled_from(_ENCODINGS)


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a text; half characters are kept where the encoding lets them through."""
    kept = encoding.startswith(("utf-8", "utf-16"))
    return text.encode(encoding, "surrogatepass" if kept else "replace")


_STEMS = ("a", "航班", "a.b", "", "a\u202eb", "a\nb", "\udce4", "%s", "<b>", "a" * 250, "..")
_ENDINGS = (
    *(".csv", ".tsv", ".txt", ".geojson", ".json", ".gpx", ".kml", ".kmz", ".gpkg", ".fgb", ".zip"),
    *("", ".", ".CSV", ".xlsx", ".html", ".shp"),
)


def name_file(random: Random, ending: str) -> str:
    """The name of a file, nearly always a plain one with the ending of its format."""
    if random.random() < 0.95:
        return random.choice(("a", "航班", "a.b")) + ending
    return random.choice(_STEMS) + random.choice((ending, random.choice(_ENDINGS)))
