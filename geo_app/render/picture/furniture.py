"""The sheet around the map: title, legend, scale, graticule, notes; in logical positions.

Everything is laid out from left to right; `SheetWriter` mirrors it for a language that runs the
other way.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from geo_app.domain.place import Coordinate
from geo_app.language.formats import Formats
from geo_app.render.panel import LegendEntry
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.text import Style, TextSetter

_STEPS_KM = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000)
_STEPS_DEGREES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_LEAST_BETWEEN_TICKS = 96.0
_BAR_PARTS, _HALF_TURN, _CORNER = 2, 180, 24.0
SYMBOL = 44.0
_ENTRY_GAP = 0.42


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text on the sheet; `anchor` is "start", "middle" or "end" of its own direction."""

    text: str
    style: Style
    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the graticule at the frame: on the "bottom" or at the "side"."""

    side: str
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class LegendRow:
    """An entry of the legend: what is drawn, and its lines of text."""

    entry: LegendEntry
    box: Box
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar that is as long as so many kilometres are at one latitude.

    Attributes:
        latitude: at which it is true, in degrees.
        part: pixels of one of its parts.
        kilometres: of one of its parts.
    """

    latitude: float
    part: float
    kilometres: float

    @property
    def parts(self) -> int:
        """How many parts it has."""
        return _BAR_PARTS

    @property
    def width(self) -> float:
        """Of all of it, in pixels."""
        return self.part * _BAR_PARTS


def fit_scale_bar(frame: MapFrame, width: float) -> ScaleBar:
    """The longest bar of a round length within `width`, true at the middle of the map."""
    _, latitude = frame.position(*frame.box.middle)
    kilometre = frame.kilometre(latitude)
    steps = [each for each in _STEPS_KM if each * kilometre * _BAR_PARTS <= width]
    step = steps[-1] if steps else width / _BAR_PARTS / kilometre
    return ScaleBar(latitude, step * kilometre, step)


def stack(
    paragraphs: Iterable[str], style: Style, setter: TextSetter, box: Box, gap: float = 0.0
) -> list[TextLine]:
    """Paragraphs one below the other from the top of `box`, as wide as it; they may be longer."""
    lines: list[TextLine] = []
    y = box.top
    for paragraph in paragraphs:
        for text in setter.wrap(paragraph, style, box.width):
            lines.append(TextLine(text, style, box.left, y + style.size))
            y += style.line_height
        y += gap
    return lines


def height_of(lines: Sequence[TextLine]) -> float:
    """How much room a stack of lines takes."""
    return sum(each.style.line_height for each in lines)


def lay_out_legend(
    entries: Sequence[LegendEntry], style: Style, setter: TextSetter, box: Box, columns: int = 1
) -> tuple[list[LegendRow], float]:
    """The legend's rows from the top of `box`, in so many columns; and where it ends."""
    width = (box.width - (columns - 1) * 24) / columns
    length = math.ceil(len(entries) / columns)
    rows: list[LegendRow] = []
    bottom = box.top
    for column in range(columns):
        left, y = box.left + column * (width + 24), box.top
        for entry in entries[column * length : (column + 1) * length]:
            told = setter.wrap(entry.title, style, width - SYMBOL - 12)
            height = max(len(told) * style.line_height, style.size * 1.5)
            first = y + (height - len(told) * style.line_height) / 2 + style.size
            lines = tuple(
                TextLine(text, style, left + SYMBOL + 12, first + at * style.line_height)
                for at, text in enumerate(told)
            )
            rows.append(LegendRow(entry, Box(left, y, left + SYMBOL, y + height), lines))
            y += height + style.size * _ENTRY_GAP
        bottom = max(bottom, y)
    return rows, bottom


def find_ticks(frame: MapFrame, formats: Formats) -> Iterator[Tick]:
    """The round meridians and parallels that the frame cuts."""
    west, south, east, north = frame.bounds()
    wide = next(
        (each for each in _STEPS_DEGREES if each * frame.pixels >= _LEAST_BETWEEN_TICKS),
        _STEPS_DEGREES[-1],
    )
    for degrees in _multiples(west, east, wide):
        x, _ = frame.point(degrees, north)
        turned = (degrees + 180) % 360 - 180
        yield Tick(
            "bottom", x, _meridian(abs(turned) if degrees == _HALF_TURN else turned, formats)
        )
    for degrees in _multiples(south, north, wide):
        _, y = frame.point(west, degrees)
        if y < frame.box.bottom - _CORNER:  # below it would meet the meridians' words
            yield Tick("side", y, _parallel(degrees, formats))


def _multiples(least: float, most: float, step: float) -> list[float]:
    first, last = math.ceil(least / step), math.floor(most / step)
    return [round(at * step, 6) for at in range(first, last + 1)]


def _meridian(degrees: float, formats: Formats) -> str:
    pattern = formats.hemispheres["east" if degrees >= 0 else "west"]
    return pattern % formats.number(_exact(degrees))


def _parallel(degrees: float, formats: Formats) -> str:
    pattern = formats.hemispheres["north" if degrees >= 0 else "south"]
    return pattern % formats.number(_exact(degrees))


def _exact(degrees: float) -> Decimal:
    return Decimal(f"{abs(degrees):g}")


def tell_latitude(latitude: float, formats: Formats) -> str:
    """A latitude to a tenth of a degree."""
    return formats.latitude(Coordinate(0, round(latitude, 1)))
