"""The whole program on one screen: load → select → write → {page, file, folium map}."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay, OverlayLimits
from geo_app.errors import ArticleError
from geo_app.exporting.file import write_folder
from geo_app.exporting.html import write_html
from geo_app.language.negotiate import require_all
from geo_app.overlays.files import read_content
from geo_app.overlays.objects import as_geojson
from geo_app.render.body import Served
from geo_app.render.contents import Contents
from geo_app.render.document import Document, Rendered
from geo_app.render.parts import write_parts
from geo_app.resources import bundled
from geo_app.settings import Settings

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
    lang: str | Iterable[str] | None = None,
    layers: str | Iterable[str] | None = None,
    overlays: Iterable[Any] = (),
) -> "CorridorMap":
    """The folium map of a corridor; shows itself in Jupyter, and `save` writes one file.

    Args:
        corridor: a corridor, or its folder; None is the one that comes with geo_app.
        lang: a BCP 47 tag, or several: the first is shown at first, the reader switches to the
            others; "all" is every other language of the corridor; None is its default one.
        layers: ids of the layers that are on at first, or one text with commas between them; all
            layers are included; None is the corridor's choice.
        overlays: routes of your own, each anything that `read_overlay` takes.

    Raises:
        CorridorError: the folder has a fault.
        UnknownLanguageError: the corridor does not speak one of `lang`.
        UnknownLayerError: one of `layers` is none of the corridor's.
        OverlayError: one of `overlays` cannot be used.
    """
    from geo_app.render.map import CorridorMap  # noqa: PLC0415 - folium takes long to import

    if not isinstance(corridor, Corridor):
        corridor = load_corridor(corridor)
    languages = require_all(lang, corridor.languages)
    read = read_overlays(overlays, corridor, languages[0])
    return CorridorMap(*_write_contents(corridor, languages, layers, read))


def read_overlay(
    source: Any,
    corridor: Corridor | None = None,
    *,
    lang: str | None = None,
    swap: bool | None = None,
    limits: OverlayLimits | None = None,
) -> Overlay:
    """Routes to lay over a corridor, read as `geo-app overlay inspect` reads them.

    Args:
        source: the path of a file, a GeoDataFrame (reprojected where it says another reference
            system than WGS 84), GeoJSON as a dictionary, anything with a `__geo_interface__`, or
            an Overlay, which comes back.
        corridor: whose places its stops may be; None is the one that comes with geo_app.
        lang: the language in which stops are named; None is the corridor's default language.
        swap: whether its latitudes and longitudes are to be swapped; None: they must be in order.
        limits: how much is read at most; None is the default.

    Raises:
        OverlayError: nothing of it is usable, or it is over a limit.
        SwappedCoordinatesError: its latitudes and longitudes look swapped, and `swap` is None.
    """
    if isinstance(source, Overlay):
        return source
    limits = limits or OverlayLimits()
    if isinstance(source, str | Path):
        name, content = Path(source).name, read_content(Path(source), limits)
    else:
        name = str(getattr(source, "name", "") or type(source).__name__)
        name, content = f"{name}.geojson", as_geojson(source, name)
    reading = Reading(corridor or load_corridor(), lang, swap, limits)
    return read_overlay_content(content, name, reading)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file of routes is read; see `read_overlay`, and `ReadContext` for `packed`."""

    corridor: Corridor
    language: str | None
    swap: bool | None
    limits: OverlayLimits
    packed: bool = False


def read_overlay_content(content: bytes, filename: str, reading: Reading) -> Overlay:
    """The routes of a file of which the bytes are there; see `read_overlay`.

    Raises:
        OverlayError: nothing of it is usable, or it is over a limit.
        SwappedCoordinatesError: its latitudes and longitudes look swapped, and `swap` is None.
    """
    # The readers, and the world's airports, take their time to import.
    from geo_app.overlays.context import ReadContext  # noqa: PLC0415
    from geo_app.overlays.read import read_overlay as read  # noqa: PLC0415
    from geo_app.overlays.stops import StopFinder  # noqa: PLC0415

    corridor = reading.corridor
    context = ReadContext(
        stops=StopFinder(corridor, reading.language),
        whole=corridor.whole,
        limits=reading.limits,
        swap=reading.swap,
        packed=reading.packed,
    )
    return read(content, filename, context)


def read_overlays(
    sources: Iterable[Any], corridor: Corridor, lang: str | None = None
) -> tuple[Overlay, ...]:
    """Several overlays, each from anything that `read_overlay` takes.

    Raises:
        OverlayError: one of them cannot be used.
        TypeError: `sources` is a single one.
    """
    if isinstance(sources, str | Path | Mapping) or hasattr(sources, "__geo_interface__"):
        raise TypeError("overlays must be a list of routes; put brackets around a single one")
    return tuple(read_overlay(each, corridor, lang=lang) for each in sources)


def read_given_overlays(settings: Settings, corridor: Corridor) -> tuple[Overlay, ...]:
    """The overlays that an installation has on its map from the start.

    Raises:
        OverlayError: one of the files cannot be used.
    """
    swap, limits = settings.overlay_swap, overlay_limits(settings)
    return tuple(
        read_overlay(path, corridor, swap=swap, limits=limits) for path in settings.overlays
    )


def overlay_limits(settings: Settings) -> OverlayLimits:
    """How much of a file of routes an installation reads at most."""
    return OverlayLimits(
        bytes=settings.overlay_bytes,
        features=settings.overlay_features,
        vertices=settings.overlay_vertices,
        seconds=settings.overlay_seconds,
    )


def render_page(
    corridor: Corridor,
    language: str,
    layers: str | Iterable[str] | None,
    served: Served,
    overlays: Iterable[Overlay] = (),
) -> Rendered:
    """The page: the map's document with its assets linked, and links that need a server."""
    return _document(corridor, (language,), layers, overlays).compose(served=served)


def export_html(
    corridor: Corridor,
    lang: str | Iterable[str] | None,
    layers: str | Iterable[str] | None,
    overlays: Iterable[Overlay] = (),
) -> bytes:
    """The one file: the map's document with everything inside, the bytes that `save` writes.

    Args:
        corridor: what the map shows.
        lang: one of its languages or several, as for `corridor_map`.
        layers: ids of its layers.
        overlays: routes of the map's maker that are on it from the start.

    Raises:
        UnknownLanguageError: the corridor does not speak one of `lang`.
        UnknownLayerError: one of `layers` is none of the corridor's.
    """
    languages = require_all(lang, corridor.languages)
    return write_html(_document(corridor, languages, layers, overlays))


def _document(
    corridor: Corridor,
    languages: Sequence[str],
    layers: str | Iterable[str] | None,
    overlays: Iterable[Overlay],
) -> Document:
    """The document of a map to which nobody can add anything: it needs no folium."""
    first, *others = _write_contents(corridor, languages, layers, overlays)
    return Document(first, write_parts(first), tuple(others))


def _write_contents(
    corridor: Corridor,
    languages: Sequence[str],
    layers: str | Iterable[str] | None,
    overlays: Iterable[Overlay],
) -> tuple[Contents, ...]:
    chosen, given = corridor.select_layers(layers), tuple(overlays)
    return tuple(Contents.write(corridor, each, chosen, given) for each in languages)


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
