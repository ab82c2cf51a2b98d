"""Everything a document says about a corridor in one language, and the data its script draws."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.language.formats import Formats
from geo_app.render.assets import Asset
from geo_app.render.cards import Card, CardWriter
from geo_app.render.figure_table import FigureTableWriter
from geo_app.render.index import CorridorIndex
from geo_app.render.layers import LayerWriter
from geo_app.render.lines import Lines
from geo_app.render.panel import Panel, PanelWriter, attribution
from geo_app.render.place_table import PlaceTableWriter
from geo_app.render.resources import resources
from geo_app.render.search import SearchWriter
from geo_app.render.story import StoryWriter
from geo_app.render.table import Table
from geo_app.render.words import interface_words, value_words

MIN_ZOOM, MAX_ZOOM = 2, 11
MAP_NAME = "map_corridor"
LAYER_NAME = "corridor_layer"
"""What the map and, before its id, each layer are called in the script."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything a document says about a corridor in one language; written once, then shared."""

    corridor: Corridor
    language: str
    formats: Formats
    shown: tuple[str, ...]
    cards: tuple[Card, ...]
    panel: Panel
    tables: tuple[Table, ...]
    layer_writer: LayerWriter
    story: StoryWriter
    overlays: tuple[Overlay, ...] = ()

    def __deepcopy__(self, memo: object) -> Self:
        return self

    @classmethod
    def write(
        cls,
        corridor: Corridor,
        language: str,
        layers: str | Iterable[str] | None,
        overlays: Iterable[Overlay] = (),
    ) -> Self:
        """The contents for `language`, with `layers` (None: the corridor's choice) on at first.

        Args:
            corridor: what the map shows.
            language: one of its languages.
            layers: ids of its layers.
            overlays: routes of the map's maker that are on it from the start.

        Raises:
            UnknownLayerError: one of `layers` is none of the corridor's.
        """
        formats = Formats(language)
        lines = Lines(corridor, formats)
        index = CorridorIndex.of(corridor)
        cards = CardWriter(corridor, index, formats, lines)
        shown = corridor.select_layers(layers)
        story = StoryWriter(corridor, formats, lines, cards)
        return cls(
            corridor=corridor,
            language=language,
            formats=formats,
            shown=shown,
            cards=cards.write_cards(),
            panel=PanelWriter(corridor, formats, lines, cards).write_panel(
                shown, story.write_chapters()
            ),
            tables=(
                FigureTableWriter(cards).write_table(),
                PlaceTableWriter(cards).write_table(),
            ),
            layer_writer=LayerWriter(corridor, index, formats, lines, cards),
            story=story,
            overlays=tuple(overlays),
        )

    def resources(self) -> dict[str, Asset]:
        """What the map needs only at times, by the name that its script knows it by."""
        return resources(self.corridor, self.formats, self.overlays)

    def data(self, images: Mapping[str, str]) -> dict[str, Any]:
        """What the page's script needs; `images` gives the address of each image."""
        return {
            "map": {
                "home": self.corridor.home.as_list(),
                "whole": self.corridor.whole.as_list(),
                "min_zoom": MIN_ZOOM,
                "max_zoom": MAX_ZOOM,
                "layers": list(self.corridor.select_layers(None)),
            },
            "attribution": attribution(self.corridor),
            "words": {
                **interface_words(self.formats.words.gettext),
                **value_words(self.formats),
            },
            "chapters": self.story.write_views(),
            "search": SearchWriter(self.corridor, self.language, self.panel).write_names(),
            "layers": self.layer_writer.write_layers(self.shown, images),
        }
