"""The sheet's layout: a head, the map, the legend beside or below it, notes at the foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo_app.domain.export_options import Size
from geo_app.render.panel import LegendEntry
from geo_app.render.picture.frame import Box
from geo_app.render.picture.furniture import (
    LegendRow,
    TextLine,
    height_of,
    lay_out_legend,
    stack,
)
from geo_app.render.picture.text import Style, TextSetter

USUAL_WIDTH, USUAL_HEIGHT = 1600, 1000
"""A picture is laid out as on so many pixels; on more everything is larger, on less it is not."""

_TITLE, _SUBTITLE, _SMALLER, _SMALL_SHEET = 27.0, 15.0, 0.82, 700
_HEADING = 14.0
_LEGEND_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
_SIDE_NOTES = (11.0, 10.0, 9.5)
_FOOTS = ((11.0, 0.13), (10.0, 0.15), (9.0, 0.17), (8.0, 0.2), (7.0, 1.0))
"""Sizes of the foot's type, and the share of the height that it may take in each."""
_SIDE_SHARE, _LEAST_SIDE, _MOST_SIDE = 0.18, 196.0, 290.0
_TICKS, _SCALE_HEIGHT = 15.0, 58.0
_MOST_LEGEND = 0.24
"""Share of the height that the legend may take below the map, while its type is not too small."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Everything the sheet says but the map's own labels.

    Attributes:
        notes: what the kinds of the layers are (context, schematic, derived, unverified).
        boundary_note, boundary_note_short: whose view the boundaries are.
        credits: sources and what must always be said.
    """

    title: str
    subtitle: str
    legend_title: str
    notes_title: str
    notes: tuple[str, ...]
    boundary_note: str
    boundary_note_short: str
    credits: tuple[str, ...]


@dataclass(kw_only=True)
class Layout:
    """Where everything stands, from left to right.

    Attributes:
        width, height: of the sheet.
        map_box: of the map's frame.
        scale_box: of the scale bar and what stands with it.
        texts: all text outside the map.
        legend: rows of the legend.
    """

    width: float
    height: float
    map_box: Box
    scale_box: Box
    texts: list[TextLine] = field(default_factory=list)
    legend: list[LegendRow] = field(default_factory=list)


def layout_scale(size: Size) -> float:
    """Pixels of the picture for one of the layout."""
    lying = (
        (USUAL_WIDTH, USUAL_HEIGHT) if size.width >= size.height else (USUAL_HEIGHT, USUAL_WIDTH)
    )
    return max(1.0, min(size.width / lying[0], size.height / lying[1]))


def lay_out(
    size: Size,
    wording: Wording,
    entries: Sequence[LegendEntry],
    setter: TextSetter,
    *,
    is_guess: bool = False,
) -> Layout:
    """The layout of a picture: the legend beside the map where it lies, below where it stands.

    As a guess, before it is known which entries are needed, the legend may be too long.
    """
    scale = layout_scale(size)
    width, height = size.width / scale, size.height / scale
    planner = _Planner(width, height, wording, entries, setter, is_guess)
    return planner.lying() if width >= height * 1.1 else planner.standing()


@dataclass(frozen=True)
class _Planner:
    width: float
    height: float
    wording: Wording
    entries: Sequence[LegendEntry]
    setter: TextSetter
    is_guess: bool

    @cached_property
    def sheet(self) -> Box:
        """What is within the margins."""
        margin = 28.0 if min(self.width, self.height) >= _SMALL_SHEET else 18.0
        return Box(margin, margin - 4, self.width - margin, self.height - margin + 6)

    @cached_property
    def head(self) -> list[TextLine]:
        sheet = self.sheet
        by = 1.0 if min(self.width, self.height) >= _SMALL_SHEET else _SMALLER
        title = Style(name="title", size=_TITLE * by, bold=True)
        lines = stack([self.wording.title], title, self.setter, sheet)
        below = Box(sheet.left, sheet.top + height_of(lines) - 2, sheet.right, sheet.bottom)
        subtitle = Style(name="subtitle", size=_SUBTITLE * by)
        return lines + stack([self.wording.subtitle], subtitle, self.setter, below)

    @property
    def top(self) -> float:
        return self.head[-1].y + 16

    def lying(self) -> Layout:
        """The legend beside the map, and there the notes too, if there is room for them.

        A legend that is longer than the map is high goes below it.
        """
        for size, share in _FOOTS[:2]:
            for boundary_note in (self.wording.boundary_note, self.wording.boundary_note_short):
                foot = self._foot((boundary_note, *self.wording.credits), size)
                if height_of(foot) <= share * self.height and (found := self._beside(foot)):
                    return found
        foot = self._fit_foot()
        column = self._column(foot)
        *_, end = self._legend(column, 1, _LEGEND_SIZES)
        fits = end <= column.bottom or self.is_guess
        return self._lying(foot, ()) if fits else self.standing()

    def _beside(self, foot: list[TextLine]) -> Layout | None:
        column = self._column(foot)
        *_, end = self._legend(column, 1, _LEGEND_SIZES[:2])
        if end > column.bottom:
            return None
        for size in _SIDE_NOTES:
            notes = self._notes(Box(column.left, end + 10, column.right, column.bottom), size)
            if notes[-1].y <= column.bottom:
                return self._lying(foot, notes)
        return None

    def _column(self, foot: list[TextLine]) -> Box:
        """The legend's room, beside the map and above the scale bar."""
        side = max(_LEAST_SIDE, min(_MOST_SIDE, self.width * _SIDE_SHARE))
        bottom = self.sheet.bottom - height_of(foot) - 8 - _TICKS
        left = self.sheet.right - side
        return Box(left, self.top, self.sheet.right, bottom - _SCALE_HEIGHT - 14)

    def _lying(self, foot: list[TextLine], notes: Sequence[TextLine]) -> Layout:
        column = self._column(foot)
        bottom = column.bottom + _SCALE_HEIGHT + 14
        texts, legend, _ = self._legend(column, 1, _LEGEND_SIZES)
        return Layout(
            width=self.width,
            height=self.height,
            map_box=Box(self.sheet.left + _TICKS, self.top, column.left - 26, bottom),
            scale_box=Box(column.left, bottom - _SCALE_HEIGHT, column.right, bottom),
            texts=[*self.head, *texts, *notes, *_moved(foot, bottom + _TICKS + 4)],
            legend=legend,
        )

    def standing(self) -> Layout:
        """The legend in columns below the map, the scale bar between them."""
        foot, sheet = self._fit_foot(), self.sheet
        bottom = sheet.bottom - height_of(foot)
        columns = max(2, int(sheet.width // 270))
        room = Box(sheet.left, 0, sheet.right, self.height * _MOST_LEGEND)
        _, _, height = self._legend(room, columns, _LEGEND_SIZES)
        top = bottom - 14 - height
        texts, legend, _ = self._legend(
            Box(sheet.left, top, sheet.right, bottom - 13), columns, _LEGEND_SIZES
        )
        left, map_bottom = sheet.left + _TICKS, top - _TICKS - _SCALE_HEIGHT - 16
        return Layout(
            width=self.width,
            height=self.height,
            map_box=Box(left, self.top, sheet.right, map_bottom),
            scale_box=Box(left, map_bottom + _TICKS + 8, sheet.right, top - 8),
            texts=[*self.head, *texts, *_moved(foot, bottom)],
            legend=legend,
        )

    def _fit_foot(self) -> list[TextLine]:
        """All notes at the foot, in the largest type in which they leave room for the map."""
        words = self.wording
        note = words.boundary_note_short
        for size, share in _FOOTS:
            lines = self._foot((note, " ".join(words.notes), *words.credits), size)
            if height_of(lines) <= share * self.height:
                break
        return lines

    def _foot(self, paragraphs: Iterable[str], size: float) -> list[TextLine]:
        return stack(filter(None, paragraphs), _fine("foot", size), self.setter, self.sheet)

    def _notes(self, box: Box, size: float) -> list[TextLine]:
        heading = Style(name="notes-heading", size=12, bold=True)
        title = stack([self.wording.notes_title], heading, self.setter, box)
        below = Box(box.left, box.top + heading.line_height + 2, box.right, box.bottom)
        return title + stack(self.wording.notes, _fine("note", size), self.setter, below, gap=4)

    def _legend(
        self, box: Box, columns: int, sizes: Sequence[float]
    ) -> tuple[list[TextLine], list[LegendRow], float]:
        """The legend in the largest type in which it fits into `box`, and where it ends."""
        for size in sizes:
            heading = Style(name="heading", size=min(_HEADING, size + 1), bold=True)
            title = stack([self.wording.legend_title], heading, self.setter, box)
            below = Box(box.left, box.top + heading.line_height + 6, box.right, box.bottom)
            style = Style(name="legend", size=size)
            rows, end = lay_out_legend(self.entries, style, self.setter, below, columns)
            if end <= box.bottom:
                break
        return title, rows, end


def _fine(name: str, size: float) -> Style:
    return Style(name=name, size=size)


def _moved(lines: Sequence[TextLine], by: float) -> list[TextLine]:
    """Lines that were stacked at the sheet's top, at the height where they belong."""
    top = lines[0].y - lines[0].style.size if lines else 0.0
    return [replace(each, y=each.y - top + by) for each in lines]
