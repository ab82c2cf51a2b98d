"""The whole program on one screen: load → select → write → {page, file, folium map}."""

from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geo_app.domain.corridor import Corridor
from geo_app.errors import ArticleError
from geo_app.export.file import write_folder
from geo_app.export.html import write_html
from geo_app.language.negotiate import require
from geo_app.render.contents import Contents
from geo_app.render.document import Document, Rendered, Served
from geo_app.render.parts import write_parts
from geo_app.resources import bundled

MAX_NUMBERS = 20_000
"""An article has a few dozen numbers; a text with more than this is none."""

if TYPE_CHECKING:
    from geo_app.domain.trace import Trace
    from geo_app.render.map import CorridorMap


def load_corridor(folder: str | Path | None = None) -> Corridor:
    """The corridor in `folder`; None is the one that comes with geo_app.

    Raises:
        CorridorError: the folder has faults; every one is named, with file, row and column.
    """
    if folder is None:
        return _bundled_corridor()
    # numpy and shapely take a tenth of a second to import.
    from geo_app.sources.folder import read_corridor  # noqa: PLC0415

    return read_corridor(Path(folder))


@cache
def _bundled_corridor() -> Corridor:
    return load_corridor(bundled("geodata"))


def describe_columns() -> str:
    """What the files and columns of a corridor folder mean, in Markdown."""
    from geo_app.render.columns import write_columns  # noqa: PLC0415 - only `new` needs it
    from geo_app.sources.fields import tables  # noqa: PLC0415

    return write_columns(tables().values())


def start_corridor(folder: Path) -> None:
    """Begin a corridor folder: a small example that can be shown at once, and its documentation.

    Raises:
        ExportError: `folder` holds something already, or cannot be written.
    """
    example = sorted((bundled("templates") / "corridor").iterdir())
    files = {path.name: path.read_bytes() for path in example if path.suffix != ".jinja"}
    write_folder(folder, files | {"COLUMNS.md": describe_columns().encode()})


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
    language = corridor.languages[0] if lang is None else require(lang, corridor.languages)
    return CorridorMap(Contents.write(corridor, language, layers))


def render_page(
    corridor: Corridor, language: str, layers: str | Iterable[str] | None, served: Served
) -> Rendered:
    """The page: the map's document with its assets linked, and links that need a server."""
    return _document(corridor, language, layers).compose(served=served)


def export_html(corridor: Corridor, language: str, layers: str | Iterable[str] | None) -> bytes:
    """The one file: the map's document with everything inside, the bytes that `save` writes."""
    return write_html(_document(corridor, language, layers))


def _document(corridor: Corridor, language: str, layers: str | Iterable[str] | None) -> Document:
    """The document of a map to which nobody can add anything: it needs no folium."""
    contents = Contents.write(corridor, language, layers)
    return Document(contents, write_parts(contents))


def trace_article(article: str | Path, corridor: Corridor) -> "Trace":
    """What accounts for each number of an article, and what it lacks of the corridor's figures.

    The article is the one that the corridor presents; figures of other sources are not looked for.

    Raises:
        ArticleError: the file is no text, or too large.
    """
    from geo_app.domain.trace import find_excuses, trace_numbers  # noqa: PLC0415 - nothing else
    from geo_app.language.numbers import find_numbers  # noqa: PLC0415 - needs these
    from geo_app.sources.article import read_article  # noqa: PLC0415

    paragraphs = read_article(Path(article))
    numbers = tuple(islice(find_numbers(paragraphs), MAX_NUMBERS + 1))
    if len(numbers) > MAX_NUMBERS:
        raise ArticleError(str(article), f"expected an article of at most {MAX_NUMBERS:,} numbers")
    excuses = find_excuses(numbers, paragraphs, corridor.other_numbers.values())
    figures = (each for each in corridor.figures.values() if each.source == corridor.article)
    return trace_numbers(numbers, figures, excuses)
