"""The folium map of a corridor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import folium

from geo_app.domain.corridor import Corridor
from geo_app.language.catalogue import SOURCE_LANGUAGE
from geo_app.language.formats import Formats
from geo_app.render.cards import Card, CardWriter
from geo_app.render.document import MapDocument
from geo_app.render.layers import CorridorLayer, LayerWriter
from geo_app.render.lines import Lines
from geo_app.render.panel import Panel, PanelWriter, attribution
from geo_app.render.templates import environment

MIN_ZOOM, MAX_ZOOM = 2, 11
MAP_NAME = "map_corridor"


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything a document says about a corridor in one language; written once, then shared."""

    corridor: Corridor
    language: str
    formats: Formats
    shown: tuple[str, ...]
    cards: tuple[Card, ...]
    panel: Panel
    layer_writer: LayerWriter
    map_name: str = MAP_NAME

    def __deepcopy__(self, memo: object) -> Self:
        return self

    @classmethod
    def write(cls, corridor: Corridor, language: str, layers: Iterable[str] | None) -> Self:
        """The contents for `language`, with `layers` (None: the corridor's choice) on at first.

        Raises:
            UnknownLayerError: one of `layers` is none of the corridor's.
        """
        formats = Formats(language)
        lines = Lines(corridor, formats)
        cards = CardWriter(corridor, formats, lines)
        shown = corridor.select_layers(layers)
        return cls(
            corridor=corridor,
            language=language,
            formats=formats,
            shown=shown,
            cards=cards.write_cards(),
            panel=PanelWriter(corridor, formats, lines, cards).write_panel(shown),
            layer_writer=LayerWriter(corridor, formats, lines, cards),
        )

    def data(self, images: Mapping[str, str]) -> dict[str, Any]:
        """What the page's script needs; `images` gives the address of each image."""
        return {
            "map": {
                "home": self.corridor.home.as_list(),
                "whole": self.corridor.whole.as_list(),
                "min_zoom": MIN_ZOOM,
                "max_zoom": MAX_ZOOM,
            },
            "attribution": attribution(self.corridor),
            "words": self._words(),
            "layers": self.layer_writer.write_layers(self.shown, images),
        }

    def _words(self) -> dict[str, str]:
        gettext = self.formats.words.gettext
        return {
            "close": gettext("Close"),
            "opened": gettext("Opened: %s"),
            "home": gettext("First view"),
            "whole": gettext("Whole corridor"),
            "zoom_in": gettext("Zoom in"),
            "zoom_out": gettext("Zoom out"),
        }


class CorridorMap(folium.Map):
    """A folium.Map that shows a corridor; add folium elements to it as to any other."""

    _template = environment(SOURCE_LANGUAGE).get_template("map/map.html")
    is_corridor_map = True

    def __init__(self, contents: Contents) -> None:
        home = contents.corridor.home
        super().__init__(
            location=[(home.south + home.north) / 2, (home.west + home.east) / 2],
            tiles=None,
            zoom_control=False,
        )
        self.default_js, self.default_css = [], []
        self._id = contents.map_name.removeprefix("map_")
        self.title = contents.panel.title
        self.document = MapDocument(contents)
        self.document.add_child(self)
        titles = {switch.id: switch.title for switch in contents.panel.layers}
        for layer in contents.corridor.layers.values():
            self.add_child(
                CorridorLayer(
                    layer, titles.get(layer.id, layer.id), shown=layer.id in contents.shown
                )
            )


def draw_map(corridor: Corridor, language: str, layers: Iterable[str] | None) -> CorridorMap:
    """The map of `corridor` in `language`, with `layers` on at first.

    Raises:
        UnknownLayerError: one of `layers` is none of the corridor's.
    """
    return CorridorMap(Contents.write(corridor, language, layers))
