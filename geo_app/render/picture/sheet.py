"""The picture: one SVG of a corridor's map, written by a template."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import MM_PER_INCH, PAPER_DPI, ExportOptions
from geo_app.domain.picture import USUAL_SIZE, Medium, Picture
from geo_app.domain.place import Bounds
from geo_app.language.formats import Formats
from geo_app.render.cards import CardWriter
from geo_app.render.index import CorridorIndex
from geo_app.render.layers import LayerWriter
from geo_app.render.lines import Lines
from geo_app.render.overlay_data import COLORS
from geo_app.render.panel import LegendEntry, PanelWriter
from geo_app.render.picture import palette
from geo_app.render.picture.drawing import Drawing, MapDrawer
from geo_app.render.picture.frame import MAX_LATITUDE, Box, MapFrame
from geo_app.render.picture.layout import Layout, lay_out, layout_scale
from geo_app.render.picture.legend import drawn_entries, overlay_entries
from geo_app.render.picture.marks import Mark
from geo_app.render.picture.overlays import draw_overlays
from geo_app.render.picture.scene import Scene
from geo_app.render.picture.surround import Furniture
from geo_app.render.picture.text import TextSetter, clean
from geo_app.render.picture.wording import write_wording
from geo_app.render.picture.writing import SheetWriter, number
from geo_app.render.shapes import ShapesOf
from geo_app.render.templates import environment

_AIR = 0.05
"""Share of the corridor's first view that is added around it."""
_FILE_SCALE = 1.5
"""Pixels of an image of very many routes for one of the layout, in a file of any size."""
_SPREAD, _CLOSE = 0.3, 0.09
"""Between the letters of a country's name, in ems; readers of PDF take a tenth for a space."""


def draw_sheet(
    corridor: Corridor, options: ExportOptions, medium: Medium, shapes_of: ShapesOf
) -> Picture:
    """The picture of a corridor's map.

    Args:
        corridor: what it shows.
        options: its language, layers, size, extent and theme.
        medium: what it is for.
        shapes_of: the shapes of a layer of the ground, in degrees.

    Raises:
        MissingPartError: no font has a character of it.
        ExportError: its relief cannot be read.
        ExportOptionError: the extent cannot be drawn.
    """
    return _SheetDrawer(corridor, options, medium, shapes_of).draw()


def _first_view(home: Bounds) -> Bounds:
    """The corridor's first view with some air around it."""
    across, down = (home.east - home.west) * _AIR, (home.north - home.south) * _AIR
    return Bounds(
        max(-180, home.west - across),
        max(-MAX_LATITUDE, home.south - down),
        min(180, home.east + across),
        min(MAX_LATITUDE, home.north + down),
    )


class _SheetDrawer:
    def __init__(
        self,
        corridor: Corridor,
        options: ExportOptions,
        medium: Medium,
        shapes_of: ShapesOf,
    ) -> None:
        self.corridor, self.theme, self.medium = corridor, str(options.theme), medium
        self.size = options.size or USUAL_SIZE
        self.extent = options.extent or _first_view(corridor.home)
        self.overlays, self.scale = options.overlays, layout_scale(self.size)
        self.image_scale = self.scale if medium is Medium.PIXELS else 0.0
        language, layers = options.language, options.layers
        self.formats = Formats(language)
        self.lines = Lines(corridor, self.formats)
        index = CorridorIndex.of(corridor)
        cards = CardWriter(corridor, index, self.formats, self.lines)
        self.panel = PanelWriter(corridor, self.formats, self.lines, cards).write_panel(layers, ())
        writer = LayerWriter(corridor, index, self.formats, self.lines, cards)
        images = dict.fromkeys(corridor.images, "")
        data = writer.write_layers(layers, images)
        self.shown = frozenset(name for name, layer in data.items() if layer["shown"])
        self.setter = TextSetter(language)
        self.right_to_left = self.formats.direction == "rtl"
        self.drawer = MapDrawer(
            corridor=corridor,
            scene=Scene.of(data),
            shown=self.shown,
            shapes_of=shapes_of,
            setter=self.setter,
            theme=self.theme,
            right_to_left=self.right_to_left,
            relief_scale=self.image_scale,
            spread=_CLOSE if medium is Medium.PAGE else _SPREAD,
        )

    def draw(self) -> Picture:
        """The picture, once the sheet has been laid out for what the map shows."""
        added = tuple(overlay_entries(self.overlays, self.formats))
        guessed = self._lay_out((*self.panel.legend, *added), (), is_guess=True)
        drawn = self._draw_map(guessed)
        entries = (*drawn_entries(self.panel.legend, drawn.styles, self.formats), *added)
        layout = self._lay_out(entries, drawn.marks)
        if layout.map_box != guessed.map_box:
            drawn = self._draw_map(layout)
        writer = SheetWriter(self.setter, self.theme, layout.width, self.right_to_left)
        west, south, east, north = drawn.frame.bounds()
        return Picture(
            svg=self._write(drawn, layout, writer),
            size=self.size,
            title=self.panel.title,
            language=self.formats.language,
            fonts=self.setter.font_files,
            extent=Bounds(max(-180, west), south, min(180, east), north),
        )

    def _lay_out(
        self, entries: Sequence[LegendEntry], marks: Sequence[Mark], *, is_guess: bool = False
    ) -> Layout:
        words = write_wording(
            self.corridor, self.formats, self.lines, self.panel, self.shown, marks
        )
        return lay_out(self.size, words, entries, self.setter, is_guess=is_guess)

    def _draw_map(self, layout: Layout) -> Drawing:
        box = layout.map_box
        if self.right_to_left:
            box = Box(layout.width - box.right, box.top, layout.width - box.left, box.bottom)
        return self.drawer.draw(MapFrame.fit(self.extent, _on_pixels(box)))

    def _side(self, pixels: int) -> str:
        """A side as SVG says it: in pixels, or of paper, where it is kept, in millimetres."""
        if self.medium is Medium.PIXELS or self.size.dpi != PAPER_DPI:
            return str(pixels)
        return f"{pixels / self.size.dpi * MM_PER_INCH:.4f}mm"

    def _write(self, drawn: Drawing, layout: Layout, writer: SheetWriter) -> str:
        theme, language = self.theme, self.formats.language
        colours = palette.colours(theme)
        furniture = Furniture(drawn.frame, layout, self.formats, writer)
        labels = [written for label in drawn.labels for written in writer.label(label)]
        edges = [(edge, writer.edge(edge)) for edge in drawn.edges]
        kinds = tuple(
            dict.fromkeys(
                [
                    *(row.entry.style for row in layout.legend if row.entry.form == "mark"),
                    *(str(mark.place.kind) for mark in drawn.marks),
                ]
            )
        )
        halo, halo_opacity = palette.without_alpha(colours["halo"])
        context: dict[str, Any] = {
            "language": language,
            "title": clean(self.panel.title),
            "description": clean(self.panel.subtitle),
            "width": self._side(self.size.width),
            "height": self._side(self.size.height),
            "view_width": number(layout.width),
            "view_height": number(layout.height),
            "colours": colours,
            "halo": halo,
            "halo_opacity": halo_opacity,
            "drawn": drawn,
            "overlays": draw_overlays(
                self.overlays,
                drawn.frame,
                [colours[f"overlay-{at}"] for at in range(1, COLORS + 1)],
                self.image_scale or _FILE_SCALE,
            ),
            "frame": drawn.frame.box,
            "labels": labels,
            "edges": edges,
            "texts": [writer.line(line) for line in layout.texts],
            "legend": furniture.legend(),
            "ticks": furniture.ticks(),
            "scale": furniture.scale(),
            "north": furniture.north(),
            "hues": {kind: palette.mark_hue(theme, kind) for kind in kinds},
            "line_rules": Markup(palette.line_rules(theme)),  # noqa: S704 - of our style sheets
            "mark_rules": Markup(palette.mark_rules(theme, kinds)),  # noqa: S704 - likewise
            "style_rules": list(writer.rules()),
            "font_rules": self.setter.font_classes,
            "n": number,
        }
        return environment(language).get_template("export/picture.svg").render(context)


def _on_pixels(box: Box) -> Box:
    return Box(*(float(round(side)) for side in (box.left, box.top, box.right, box.bottom)))
