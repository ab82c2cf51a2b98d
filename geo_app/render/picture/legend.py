"""The legend of a picture: the page's entries, those of which something is seen."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo_app.domain.place import PlaceKind
from geo_app.language.formats import Formats
from geo_app.render.panel import LegendEntry


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
