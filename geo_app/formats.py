"""What the map is exported as: one row a format, for the command line, Python and the server."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import ExportOptions, Size, Theme, parse_extent
from geo_app.domain.overlay import Overlay
from geo_app.errors import ExportOptionError, UnknownFormatError
from geo_app.exporting.file import write_file
from geo_app.language.negotiate import require_all
from geo_app.outputs import describe_data, export_pdf, export_png, export_svg
from geo_app.pipeline import export_html, load_corridor, read_overlays

PICTURE_OPTIONS = frozenset({"size", "extent", "theme"})
_LONGEST_NAME = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """One format of the map.

    Attributes:
        name: the ending of its files, without the dot, in lower case.
        media_type: without parameters; HTTP adds the charset of text.
        make: the bytes of a file; the same corridor and options make the same bytes.
        binary: no text that a terminal could show.
        options: those that only some formats have, and this one has.
        several_languages: one file holds as many as are asked for.
        needs: a module that may not be installed.
        every_layer: where no layers are chosen all are there, not only those shown at first.
    """

    name: str
    media_type: str
    make: Callable[[Corridor, ExportOptions], bytes]
    binary: bool = False
    options: frozenset[str] = frozenset()
    several_languages: bool = True
    every_layer: bool = False
    needs: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it has a size, and takes its time."""
        return "size" in self.options


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What somebody asks of an export, not yet checked; None is not said.

    Attributes:
        lang: as for `corridor_map`.
        layers: likewise.
        size: of a picture in pixels, `1600x900` or (1600, 900).
        extent: of a picture, `73.2,36.5,77,40.9` or (73.2, 36.5, 77, 40.9): west, south, east,
            north in degrees on WGS 84.
        theme: of a picture, `light` or `dark`.
    """

    lang: str | Iterable[str] | None = None
    layers: str | Iterable[str] | None = None
    size: str | tuple[int, int] | None = None
    extent: str | tuple[float, float, float, float] | None = None
    theme: str | None = None


def _make_html(corridor: Corridor, options: ExportOptions) -> bytes:
    return export_html(corridor, options.languages, options.layers, options.overlays)


def _make_geojson(corridor: Corridor, options: ExportOptions) -> bytes:
    from geo_app.exporting.geojson import write_data  # noqa: PLC0415 - each loads its own writer

    return write_data(describe_data(corridor, options))


def _make_geopackage(corridor: Corridor, options: ExportOptions) -> bytes:
    from geo_app.exporting.geopackage import write_geopackage  # noqa: PLC0415

    return write_geopackage(describe_data(corridor, options))


def _make_kml(corridor: Corridor, options: ExportOptions) -> bytes:
    from geo_app.exporting.kml import write_kml  # noqa: PLC0415

    return write_kml(describe_data(corridor, options))


def _make_csv(corridor: Corridor, options: ExportOptions) -> bytes:
    from geo_app.exporting.csv_file import write_csv  # noqa: PLC0415

    return write_csv(describe_data(corridor, options))


FORMATS = {
    each.name: each
    for each in (
        Format(name="html", media_type="text/html", make=_make_html),
        Format(
            name="svg",
            media_type="image/svg+xml",
            make=export_svg,
            options=PICTURE_OPTIONS,
            several_languages=False,
        ),
        Format(
            name="png",
            media_type="image/png",
            make=export_png,
            binary=True,
            options=PICTURE_OPTIONS,
            several_languages=False,
        ),
        Format(
            name="pdf",
            media_type="application/pdf",
            make=export_pdf,
            needs="typst",
            binary=True,
            options=PICTURE_OPTIONS,
            several_languages=False,
        ),
        Format(
            name="geojson",
            media_type="application/geo+json",
            make=_make_geojson,
            every_layer=True,
        ),
        Format(
            name="gpkg",
            media_type="application/geopackage+sqlite3",
            make=_make_geopackage,
            binary=True,
            every_layer=True,
        ),
        Format(
            name="kml",
            media_type="application/vnd.google-earth.kml+xml",
            make=_make_kml,
            every_layer=True,
        ),
        Format(name="csv", media_type="text/csv", make=_make_csv, every_layer=True),
    )
}
"""By name, in the order in which they are told."""
DEFAULT_FORMAT = FORMATS["html"]


def find_format(name: str) -> Format:
    """The format of this name, in upper or lower case.

    Raises:
        UnknownFormatError: there is none; the message lists those there are.
    """
    found = FORMATS.get(name.lower())
    if found is None:
        raise UnknownFormatError(name[:_LONGEST_NAME], FORMATS)
    return found


def is_offered(name: str) -> bool:
    """Whether files of this format can be made here."""
    form = FORMATS.get(name)
    return form is not None and (not form.needs or find_spec(form.needs) is not None)


def format_of(path: Path, named: str | None = None) -> Format:
    """The format of a file: the one that is named, else the one of its ending, else HTML.

    Raises:
        UnknownFormatError: there is no such format.
        ExportOptionError: the format that is named has another ending than the file.
    """
    ending = path.suffix.removeprefix(".")
    if named is None:
        return find_format(ending) if ending else DEFAULT_FORMAT
    chosen = find_format(named)
    if FORMATS.get(ending.lower(), chosen) is not chosen:
        raise ExportOptionError(f"format: {path.name} ends in .{ending}, but {named} was chosen")
    return chosen


def read_options(
    corridor: Corridor, form: Format, wishes: Wishes, overlays: Iterable[Overlay] = ()
) -> ExportOptions:
    """What a file of `corridor` shows by `wishes`, with `overlays` laid over it.

    Raises:
        UnknownLanguageError, UnknownLayerError: the corridor lacks what is asked for.
        ExportOptionError: an option is not usable, or not for this format.
    """
    _refuse_foreign(form, wishes)
    languages = require_all(wishes.lang, corridor.languages)
    if len(languages) > 1 and not form.several_languages:
        told = ", ".join(languages)
        raise ExportOptionError(f"lang: a .{form.name} is in one language, not in {told}")
    layers = wishes.layers
    if layers is None and form.every_layer:
        layers = [each.id for each in corridor.layers.values() if each.switchable]
    return ExportOptions(
        languages=languages,
        layers=corridor.select_layers(layers),
        overlays=tuple(overlays),
        size=Size.parse(_text(wishes.size, "x")) if wishes.size is not None else None,
        extent=parse_extent(_text(wishes.extent, ",")) if wishes.extent is not None else None,
        theme=Theme.LIGHT if wishes.theme is None else Theme.parse(wishes.theme),
    )


def _refuse_foreign(form: Format, wishes: Wishes) -> None:
    asked = {each.name for each in fields(wishes) if getattr(wishes, each.name) is not None}
    for name in sorted((asked & PICTURE_OPTIONS) - form.options):
        having = [f".{each.name}" for each in FORMATS.values() if name in each.options]
        where = f"only {', '.join(having)} have it" if having else "no format has it"
        raise ExportOptionError(f"{name}: does not apply to .{form.name}; {where}")


def _text(given: str | Iterable[float], separator: str) -> str:
    return given if isinstance(given, str) else separator.join(map(str, given))


def export(  # noqa: PLR0913 - what a file shows has these parts
    path: str | Path,
    corridor: Corridor | str | Path | None = None,
    *,
    lang: str | Iterable[str] | None = None,
    layers: str | Iterable[str] | None = None,
    overlays: Iterable[Any] = (),
    size: str | tuple[int, int] | None = None,
    extent: str | tuple[float, float, float, float] | None = None,
    theme: str | None = None,
) -> None:
    """Write the map of a corridor to a file, the bytes that `geo-app export` writes.

    The ending of `path` chooses the format: one of `geo_app.formats.FORMATS`. A file that is there
    is replaced whole, or not at all.

    Args:
        path: the file.
        corridor: a corridor, or its folder; None is the one that comes with geo_app.
        lang: a BCP 47 tag, or several, the main one first; "all" is every other language of the
            corridor; None is its default one.
        layers: ids of layers, or one text with commas between them: those that are on at first in
            a page, the only ones in a picture or in data; None is the corridor's choice, in data
            all.
        overlays: routes of your own, each anything that `read_overlay` takes.
        size: of a picture in pixels: `1600x900` or (1600, 900).
        extent: of a picture: `73.2,36.5,77,40.9` or (73.2, 36.5, 77, 40.9): west, south, east,
            north in degrees on WGS 84.
        theme: of a picture: `light` or `dark`.

    Raises:
        CorridorError: the folder has a fault.
        UnknownFormatError: no format has this ending.
        UnknownLanguageError, UnknownLayerError: the corridor lacks what is asked for.
        OverlayError: one of `overlays` cannot be used.
        ExportOptionError: an option is not usable, or not for this format.
        ExportError: the file cannot be made or written.
    """
    form = format_of(Path(path))
    wishes = Wishes(lang=lang, layers=layers, size=size, extent=extent, theme=theme)
    if not isinstance(corridor, Corridor):
        corridor = load_corridor(corridor)
    options = read_options(corridor, form, wishes)
    given = read_overlays(overlays, corridor)
    write_file(Path(path), form.make(corridor, replace(options, overlays=given)))
