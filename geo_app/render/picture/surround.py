"""What stands around the map, as the template takes it: legend, graticule, scale, north."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo_app.language.formats import Formats
from geo_app.render.panel import LegendEntry
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.furniture import TextLine, find_ticks, fit_scale_bar, tell_latitude
from geo_app.render.picture.layout import Layout
from geo_app.render.picture.text import Style
from geo_app.render.picture.writing import SheetWriter, Written

_TICK, _TICK_LENGTH = Style(name="tick", size=9.5), 4.0
_SCALE = Style(name="scale", size=11)
_SCALE_NOTES = (11.0, 10.0, 9.0, 8.0, 7.0)
_LONGEST_BAR, _BAR_HEIGHT = 190.0, 5.0
_COMPASS = 34.0
_SYMBOL, _SYMBOL_TO_TYPE = 20.0, 1.6


@dataclass(frozen=True, slots=True)
class LegendSymbol:
    """An entry of the legend: its symbol in a box, how large that is, and its text."""

    entry: LegendEntry
    box: Box
    lines: tuple[Written, ...]
    size: float


@dataclass(frozen=True, slots=True)
class WrittenTick:
    """A tick at the frame: from (x1, y1) to (x2, y2), with its text."""

    x1: float
    y1: float
    x2: float
    y2: float
    text: Written
    turned: bool


@dataclass(frozen=True, slots=True)
class WrittenScale:
    """The scale bar: its parts, dark and light by turns, and its texts."""

    parts: tuple[Box, ...]
    texts: tuple[Written, ...]


@dataclass(frozen=True)
class Furniture:
    """Writes it for one map and one layout."""

    frame: MapFrame
    layout: Layout
    formats: Formats
    writer: SheetWriter

    def legend(self) -> list[LegendSymbol]:
        """Its entries."""
        return [
            LegendSymbol(
                row.entry,
                self.writer.box(row.box),
                tuple(map(self.writer.line, row.lines)),
                min(_SYMBOL, row.lines[0].style.size * _SYMBOL_TO_TYPE),
            )
            for row in self.layout.legend
        ]

    def ticks(self) -> list[WrittenTick]:
        """Round meridians at the foot of the map, round parallels at its outer side."""
        return list(self._ticks())

    def _ticks(self) -> Iterator[WrittenTick]:
        box = self.frame.box
        outer = box.right if self.writer.right_to_left else box.left
        out = 1.0 if self.writer.right_to_left else -1.0
        for tick in find_ticks(self.frame, self.formats):
            if tick.side == "bottom":
                half = self.writer.setter.width(tick.text, _TICK) / 2
                if not half < tick.at < self.layout.width - half:
                    continue
                text = self._middle(tick.text, tick.at, box.bottom + 12)
                yield WrittenTick(
                    tick.at, box.bottom, tick.at, box.bottom + _TICK_LENGTH, text, turned=False
                )
            else:
                half = self.writer.setter.width(tick.text, _TICK) / 2
                if not box.top + half < tick.at < box.bottom - half:
                    continue
                # Turned by a quarter, the text's foot is towards the map.
                text = self._middle(tick.text, outer + out * 6 + (3 if out > 0 else 0), tick.at)
                yield WrittenTick(
                    outer, tick.at, outer + out * _TICK_LENGTH, tick.at, text, turned=True
                )

    def _middle(self, text: str, x: float, y: float) -> Written:
        """A text whose middle is at `x` from the left."""
        return self.writer.line(TextLine(text, _TICK, self.writer.across(x), y, "middle"))

    def scale(self) -> WrittenScale:
        """The scale bar, with the latitude at which it is true and the projection."""
        box = self.layout.scale_box
        room = box.width - _COMPASS - 30
        bar = fit_scale_bar(self.frame, min(_LONGEST_BAR, room))
        top = box.top + 16
        parts = tuple(
            self.writer.box(
                Box(
                    box.left + at * bar.part, top,
                    box.left + (at + 1) * bar.part, top + _BAR_HEIGHT,
                )
            )
            for at in range(bar.parts)
        )  # fmt: skip
        return WrittenScale(parts, tuple(map(self.writer.line, self._scale_texts(bar.latitude))))

    def _scale_texts(self, latitude: float) -> Iterator[TextLine]:
        box, formats, setter = self.layout.scale_box, self.formats, self.writer.setter
        bar = fit_scale_bar(self.frame, min(_LONGEST_BAR, box.width - _COMPASS - 30))
        for at in range(bar.parts + 1):
            kilometres = bar.kilometres * at
            told = formats.kilometres(kilometres) if at == bar.parts else f"{round(kilometres)}"
            x = box.left + at * bar.part
            yield TextLine(told, _SCALE, x, box.top + 11, "middle" if at else "start")
        gettext = formats.words.gettext
        paragraphs = (
            gettext("Scale true at %(latitude)s") % {"latitude": tell_latitude(latitude, formats)},
            gettext("Web Mercator projection, north is up"),
        )
        room = box.width - _COMPASS
        styles = [Style(name="fine", size=size) for size in _SCALE_NOTES]
        style = next(
            (
                each
                for each in styles
                if all(setter.width(text, each) <= room for text in paragraphs)
            ),
            styles[-1],
        )
        y = box.top + 16 + _BAR_HEIGHT + style.size + 3
        for at, text in enumerate(paragraphs):
            yield TextLine(text, style, box.left, y + at * style.line_height)

    def north(self) -> Box:
        """Where the north arrow stands."""
        box = self.layout.scale_box
        return self.writer.box(
            Box(box.right - _COMPASS + 10, box.top + 4, box.right - 2, box.top + _COMPASS + 6)
        )
