"""The whole program on one screen: load → select → write → {page, file, folium map}."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo_app.domain.corridor import Corridor
from geo_app.errors import CorridorError
from geo_app.export.html import write_html
from geo_app.language.catalogue import available_languages
from geo_app.language.negotiate import require
from geo_app.render.contents import Contents
from geo_app.render.document import Document, Rendered, Served
from geo_app.render.parts import write_parts
from geo_app.resources import bundled
from geo_app.sources.catalog import CATALOG, read_corridor

if TYPE_CHECKING:
    from geo_app.render.map import CorridorMap


def load_corridor(folder: str | Path | None = None) -> Corridor:
    """The corridor in `folder`; None is the one that comes with geo_app.

    Raises:
        CorridorError: a file has a fault; the message names file, row and column.
    """
    if folder is None:
        return _bundled_corridor()
    corridor = read_corridor(Path(folder))
    for language in corridor.languages:
        if language not in available_languages():
            valid = ", ".join(available_languages())
            raise CorridorError(CATALOG, f"language {language!r}; the interface speaks: {valid}")
    return corridor


@cache
def _bundled_corridor() -> Corridor:
    return load_corridor(bundled("geodata"))


def corridor_map(
    corridor: Corridor | str | Path | None = None,
    *,
    lang: str | None = None,
    layers: str | Iterable[str] | None = None,
) -> "CorridorMap":
    """The folium map of a corridor; shows itself in Jupyter, and `save` writes one file.

    Args:
        corridor: a corridor, or its folder; None is the one that comes with geo_app.
        lang: a BCP 47 tag; None is the corridor's default language.
        layers: ids of the layers that are on at first, or one text with commas between them; all
            layers are included; None is the corridor's choice.

    Raises:
        CorridorError: the folder has a fault.
        UnknownLanguageError: the corridor does not speak `lang`.
        UnknownLayerError: one of `layers` is none of the corridor's.
    """
    from geo_app.render.map import CorridorMap  # noqa: PLC0415 - folium takes long to import

    if not isinstance(corridor, Corridor):
        corridor = load_corridor(corridor)
    if isinstance(layers, str):
        layers = layers.split(",")
    language = corridor.languages[0] if lang is None else require(lang, corridor.languages)
    return CorridorMap(Contents.write(corridor, language, layers))


def render_page(
    corridor: Corridor, language: str, layers: Iterable[str] | None, served: Served
) -> Rendered:
    """The page: the map's document with its assets linked, and links that need a server."""
    return _document(corridor, language, layers).compose(served=served)


def export_html(corridor: Corridor, language: str, layers: Iterable[str] | None) -> bytes:
    """The one file: the map's document with everything inside, the bytes that `save` writes."""
    return write_html(_document(corridor, language, layers))


def _document(corridor: Corridor, language: str, layers: Iterable[str] | None) -> Document:
    """The document of a map to which nobody can add anything: it needs no folium."""
    contents = Contents.write(corridor, language, layers)
    return Document(contents, write_parts(contents))
