"""The legend of a picture: the page's entries, those of which something is seen, and overlays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo_app.domain.overlay import Overlay
from geo_app.domain.place import PlaceKind
from geo_app.language.formats import Formats
from geo_app.render.overlay_data import COLORS
from geo_app.render.panel import LegendEntry

MOST_OVERLAYS, LONGEST_NAME = 12, 40
"""In a legend: more, or longer ones, would leave no room for the map."""


def drawn_entries(
    entries: Iterable[LegendEntry], styles: frozenset[str], formats: Formats
) -> Iterator[LegendEntry]:
    """The entries for what is drawn in `styles`, and one for towns, which have no card."""
    for entry in entries:
        if entry.form == "tints":
            if seen := tuple(each for each in entry.tints if f"tint-{each}" in styles):
                yield replace(entry, tints=seen)
        elif (entry.style if entry.form == "mark" else f"line-{entry.style}") in styles:
            yield entry
    if PlaceKind.TOWN in styles:
        title = formats.words.gettext("Town (context)")
        yield LegendEntry(form="mark", style=PlaceKind.TOWN, title=title)


def overlay_entries(overlays: Sequence[Overlay], formats: Formats) -> Iterator[LegendEntry]:
    """An entry for each overlay of the map's maker, as many as there is room for."""
    words = formats.words.gettext("%(name)s (added to the map, not from the article)")
    for at, overlay in enumerate(overlays[:MOST_OVERLAYS]):
        title = words % {"name": _shorten(overlay.name)}
        yield LegendEntry(form="overlay", style=str(at % COLORS + 1), title=title)


def _shorten(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
