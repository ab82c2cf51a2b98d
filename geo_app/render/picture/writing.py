"""Text of a picture as its template takes it: mirrored, in fonts, with its styles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from geo_app.render.picture import palette
from geo_app.render.picture.edges import Edge
from geo_app.render.picture.frame import Box
from geo_app.render.picture.furniture import TextLine
from geo_app.render.picture.room import PlacedLabel
from geo_app.render.picture.text import Run, Style, TextSetter, has_right_to_left

_HUES = {
    "title": "text",
    "subtitle": "quiet",
    "heading": "text",
    "notes-heading": "text",
    "legend": "text",
    "fine": "quiet",
    "foot": "quiet",
    "note": "quiet",
    "tick": "quiet",
    "scale": "text",
    "more": "quiet",
    "label-hub": "hub",
    "label-zone": "quiet",
    "label-facility": "quiet",
    "label-former_facility": "quiet",
    "label-town": "quiet",
    "label-country": "country-name",
    "label-freight": "freight",
    "label-passenger": "passenger",
    "label-context": "quiet",
    "edge-freight": "freight",
    "edge-passenger": "passenger",
}
"""The page's tokens by the name of a style; any other is "text"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in one font; `x` is where they start, or "" after those before them."""

    text: str
    font: str
    x: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text for the template; `anchor` is SVG's text-anchor, x runs from the left."""

    style: str
    x: str
    y: str
    anchor: str
    runs: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A text style as the style sheet has it."""

    name: str
    size: str
    bold: bool
    colour: str
    spread: float


def number(value: float) -> str:
    """A number of pixels, to a tenth."""
    return f"{round(value, 1):.10g}"


@dataclass
class SheetWriter:
    """Writes text where a layout put it; in a language from right to left, mirrored.

    Attributes:
        width: of the sheet.
    """

    setter: TextSetter
    theme: str
    width: float
    right_to_left: bool
    _styles: dict[str, Style] = field(default_factory=dict)

    def across(self, x: float) -> float:
        """A logical x from the left."""
        return self.width - x if self.right_to_left else x

    def box(self, box: Box) -> Box:
        """A logical box from the left."""
        if not self.right_to_left:
            return box
        return Box(self.width - box.right, box.top, self.width - box.left, box.bottom)

    def line(self, line: TextLine) -> Written:
        """A line of the sheet."""
        anchors = {"start": "end", "end": "start"} if self.right_to_left else {}
        anchor = anchors.get(line.anchor, line.anchor)
        runs = self.setter.runs(line.text, line.style, right_to_left=self.right_to_left)
        return self._write(line.style, self.across(line.x), line.y, anchor, runs)

    def label(self, label: PlacedLabel) -> Iterator[Written]:
        """The lines of a label of the map, which nothing mirrors."""
        for text, style, y in label.baselines():
            yield self._write(style, label.x, y, label.anchor, self.setter.runs(text, style))

    def edge(self, edge: Edge) -> Written:
        """The text of an edge."""
        y = edge.box.middle[1] + edge.style.size * 0.36
        runs = self.setter.runs(edge.text, edge.style, right_to_left=edge.right_to_left)
        return self._write(edge.style, edge.text_x, y, "middle", runs)

    def _write(
        self, style: Style, x: float, y: float, anchor: str, runs: tuple[Run, ...]
    ) -> Written:
        self._styles.setdefault(style.name, style)
        pieces = [Piece(run.text, run.font) for run in runs]
        if len(runs) > 1 and not any(map(has_right_to_left, (run.text for run in runs))):
            pieces, anchor = list(self._set_apart(runs, style, x, anchor)), "start"
        return Written(style.name, number(x), number(y), anchor, tuple(pieces))

    def _set_apart(
        self, runs: Sequence[Run], style: Style, x: float, anchor: str
    ) -> Iterator[Piece]:
        """Runs each at a place of its own: a renderer would set all of them in a font that has all.

        Not where some are written from right to left: there the renderer knows their order.
        """
        widths = [self.setter.width(run.text, style) for run in runs]
        spread = style.spread * style.size
        whole = sum(widths) + spread * (len(runs) - 1)
        left = x - {"start": 0.0, "middle": whole / 2, "end": whole}[anchor]
        for run, width in zip(runs, widths, strict=True):
            yield Piece(run.text, run.font, number(left))
            left += width + spread

    def rules(self) -> Iterable[StyleRule]:
        """A rule for each style that something is written in."""
        known = palette.colours(self.theme)
        for style in self._styles.values():
            name = style.name.split()[0]
            yield StyleRule(
                name=name,
                size=number(style.size),
                bold=style.bold,
                colour=known[_HUES.get(name, "text")],
                spread=style.spread,
            )
