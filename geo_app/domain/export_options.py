"""What an export can be asked for: languages, layers, overlays, size, extent and theme."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from geo_app.domain.overlay import Overlay
from geo_app.domain.place import Bounds
from geo_app.errors import ExportOptionError

LEAST_LONG, LEAST_SHORT = 800, 500
"""In pixels: on less, title, legend and notes would leave no room for the map."""
LARGEST_SIDE = 10_000
"""Pixels of a picture's side; A2 at 300 dots an inch has 7,016 by 4,961."""
MOST_PIXELS = 40_000_000
"""Of a whole picture: as many bytes times four stay in memory while it is made."""
SCREEN_DPI, PAPER_DPI = 96, 300
MM_PER_INCH = 25.4
PAPERS = {"A2": (594, 420), "A3": (420, 297), "A4": (297, 210), "A5": (210, 148)}
"""ISO 216, lying: width and height in millimetres."""

_SIZE = re.compile(r"(\d{1,9})[x×X](\d{1,9})")
_PAPER = re.compile(rf"({'|'.join(PAPERS)})(?:-(landscape|portrait))?", re.IGNORECASE)
_LONGEST_SHOWN = 40


class Theme(StrEnum):
    """The colours of a picture."""

    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The theme called `text`.

        Raises:
            ExportOptionError: there is none.
        """
        if text not in {str(each) for each in cls}:
            raise _refusal("theme", f"expected {' or '.join(cls)}", text)
        return cls(text)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a picture, in pixels.

    Attributes:
        dpi: pixels an inch, which say how large it is on paper.

    Raises:
        ExportOptionError: a side is too short or too long, or the picture has too many pixels.
    """

    width: int
    height: int
    dpi: int = SCREEN_DPI

    def __post_init__(self) -> None:
        short, long = sorted((self.width, self.height))
        is_small = long < LEAST_LONG or short < LEAST_SHORT
        is_large = long > LARGEST_SIDE
        if is_small or is_large or self.width * self.height > MOST_PIXELS:
            expected = (
                f"expected at least {LEAST_LONG}x{LEAST_SHORT} pixels, at most"
                f" {LARGEST_SIDE:,} a side and {MOST_PIXELS // 10**6} million in all"
            )
            raise _refusal("size", expected, str(self))

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"

    @property
    def pixels(self) -> int:
        """How many it has."""
        return self.width * self.height

    @classmethod
    def parse(cls, text: str) -> Self:
        """The size written as `1600x900`, or of a paper at 300 dpi: `A3`, `A4-portrait`.

        Raises:
            ExportOptionError: it is not written so, or is not usable.
        """
        if found := _SIZE.fullmatch(text.strip()):
            return cls(int(found[1]), int(found[2]))
        if paper := _PAPER.fullmatch(text.strip()):
            sides = PAPERS[paper[1].upper()]
            width, height = (round(each / MM_PER_INCH * PAPER_DPI) for each in sides)
            if (paper[2] or "").lower() == "portrait":
                width, height = height, width
            return cls(width, height, PAPER_DPI)
        papers = f"{', '.join(PAPERS)}, also with -portrait"
        expected = f"expected WIDTHxHEIGHT in pixels, such as 1600x900, or a paper ({papers})"
        raise _refusal("size", expected, text)


def parse_extent(text: str) -> Bounds:
    """The box written as `73.2,36.5,77,40.9`: west, south, east, north, in degrees on WGS 84.

    Raises:
        ExportOptionError: not four numbers in degrees; the box is empty, or crosses ±180°.
    """
    expected = "expected WEST,SOUTH,EAST,NORTH in degrees, such as 73.2,36.5,77,40.9"
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        raise _refusal("extent", expected, text) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180):  # noqa: PLR2004 - degrees
        raise _refusal("extent", "expected longitudes of -180 to 180 degrees", text)
    if not (-90 <= south <= 90 and -90 <= north <= 90):  # noqa: PLR2004 - degrees
        raise _refusal("extent", "expected latitudes of -90 to 90 degrees", text)
    if west > east:
        across = "west is greater than east, which is a box across the antimeridian; these maps"
        raise _refusal("extent", f"{across} do not cross it: expected west < east", text)
    if west == east or south >= north:
        raise _refusal("extent", "the box is empty: expected west < east and south < north", text)
    return Bounds(west, south, east, north)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportOptions:
    """What a file shows, checked.

    Attributes:
        languages: BCP 47 tags of the corridor, the main one first; at least one.
        layers: ids of the corridor's layers, in canonical order. A page has these on at first; a
            picture and a data file hold no others.
        overlays: routes laid over the corridor.
        size: of a picture; None is the format's own.
        extent: what a picture shows; None is the format's own choice.
        theme: of a picture.
    """

    languages: tuple[str, ...]
    layers: tuple[str, ...]
    overlays: tuple[Overlay, ...] = field(default=(), hash=False)
    size: Size | None = None
    extent: Bounds | None = None
    theme: Theme = Theme.LIGHT

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0]


def _refusal(option: str, expected: str, given: str) -> ExportOptionError:
    shown = given if len(given) <= _LONGEST_SHOWN else f"{given[:_LONGEST_SHOWN]}…"
    return ExportOptionError(f"{option}: {expected}, not {shown!r}")
