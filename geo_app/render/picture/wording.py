"""What the sheet says around the map, in one language: title, notes, sources."""

from collections.abc import Iterable, Iterator

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import LayerKind
from geo_app.domain.place import Place
from geo_app.language.formats import Formats
from geo_app.render.lines import Lines
from geo_app.render.panel import Panel, attribution
from geo_app.render.picture.layout import Wording
from geo_app.render.picture.marks import Mark


def write_wording(  # noqa: PLR0913, PLR0917 - what a sheet is about
    corridor: Corridor,
    formats: Formats,
    lines: Lines,
    panel: Panel,
    shown: Iterable[str],
    marks: Iterable[Mark],
) -> Wording:
    """The words of a sheet that shows the layers in `shown`, and `marks`."""
    layers, gettext = set(shown), formats.words.gettext
    places = [corridor.places[mark.place.id] for mark in marks]
    return Wording(
        title=panel.title,
        subtitle=panel.subtitle,
        legend_title=gettext("Legend"),
        notes_title=gettext("Notes"),
        notes=tuple(_notes(corridor, formats, lines, layers, places)),
        boundary_note=panel.boundary_note,
        boundary_note_short=panel.boundary_note_short,
        credits=tuple(_credits(corridor, formats, panel)),
    )


def _notes(
    corridor: Corridor,
    formats: Formats,
    lines: Lines,
    layers: set[str],
    places: Iterable[Place],
) -> Iterator[str]:
    """What of the map is context, schematic, derived or unverified."""
    gettext = formats.words.gettext
    places = tuple(places)
    seen = {place.layer for place in places}
    for layer in corridor.layers.values():
        note = lines.text(f"layer.{layer.id}.note")
        is_seen = layer.kind is not LayerKind.PLACES or layer.id in seen
        if layer.id in layers and note and is_seen and layer.kind is not LayerKind.BOUNDARIES:
            title = lines.text(f"layer.{layer.id}")
            yield gettext("%(place)s: %(text)s") % {"place": title, "text": note}
    if any(route.layer in layers for route in corridor.routes.values()):
        yield gettext("Route lengths are derived. %(note)s") % {"note": lines.text("note.geodesic")}
    if any(place.altitude_m is not None and place.neighbour for place in places):
        yield gettext("Heights beside the names: context, not from the article.")
    if unverified := _unverified(places, lines, formats.language):
        names = formats.enumeration(unverified)
        yield gettext("Unverified names: %(names)s.") % {"names": names}


def _unverified(places: Iterable[Place], lines: Lines, language: str) -> list[str]:
    """The names on the map, in its language, that nobody has checked."""
    return [
        lines.text(f"label.{place.id}") or place.names.by_language[language]
        for place in places
        if language in place.unverified and language in place.names.by_language
    ]


def _credits(corridor: Corridor, formats: Formats, panel: Panel) -> Iterator[str]:
    gettext = formats.words.gettext
    article = next(
        (
            group
            for group in panel.source_groups
            for each in group.sources
            if each.id == corridor.article
        ),
        None,
    )
    if article:
        source = next(each for each in article.sources if each.id == corridor.article)
        parts = (source.title, *source.parts)
        told = " · ".join(part.text for part in parts)
        yield gettext("%(place)s: %(text)s") % {"place": article.title, "text": told}
    if credit := attribution(corridor):
        yield gettext("%(place)s: %(text)s") % {"place": gettext("Sources"), "text": credit}
    if not formats.is_reviewed:
        yield gettext("No native speaker has reviewed the texts in this language.")
