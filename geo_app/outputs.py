"""The corridor as pictures and as data: what the formats other than HTML are made of."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import ExportOptions
from geo_app.domain.picture import Medium, Picture

if TYPE_CHECKING:
    from geo_app.domain.dataset import Dataset
    from geo_app.domain.layer import Layer
    from geo_app.sources.geometry import Geometry, Shape


def draw_picture(corridor: Corridor, options: ExportOptions, medium: Medium) -> Picture:
    """The map as one SVG with title, legend, scale and notes: what PNG and PDF are made of.

    Args:
        corridor: what the map shows.
        options: language, layers, overlays, size, extent and theme.
        medium: what the picture is for.

    Raises:
        ExportOptionError: the extent cannot be drawn.
        MissingPartError: no font of this machine has a character of it; the message names a
            package.
    """
    from geo_app.render.picture.sheet import draw_sheet  # noqa: PLC0415 - pages need neither

    return draw_sheet(corridor, options, medium, _shapes_of(corridor))


def describe_data(corridor: Corridor, options: ExportOptions) -> "Dataset":
    """The map as data: what GeoJSON, GeoPackage, KML and CSV write.

    Args:
        corridor: what the map shows.
        options: languages, layers and overlays.
    """
    from geo_app.render.data.dataset import write_dataset  # noqa: PLC0415 - pages need no shapely

    return write_dataset(corridor, options, _shapes_of(corridor))


def _shapes_of(corridor: Corridor) -> "Callable[[Layer], Sequence[Shape]]":
    """Gives the shapes that a layer draws."""
    return lambda layer: _parse(corridor.geometries[layer.file]).of(layer.objects)


@lru_cache(maxsize=8)
def _parse(text: str) -> "Geometry":
    """The shapes of a file; those used last are kept, for parsing takes a tenth of a second."""
    from geo_app.sources.geometry import parse_geometry  # noqa: PLC0415 - numpy and shapely

    return parse_geometry(text)


def export_svg(corridor: Corridor, options: ExportOptions) -> bytes:
    """The map as an SVG file; see `draw_picture`."""
    return draw_picture(corridor, options, Medium.FILE).svg.encode()


def export_png(corridor: Corridor, options: ExportOptions) -> bytes:
    """The map as a PNG file; see `draw_picture`."""
    from geo_app.exporting.png import write_png  # noqa: PLC0415

    return write_png(lambda: draw_picture(corridor, options, Medium.PIXELS))


def export_pdf(corridor: Corridor, options: ExportOptions) -> bytes:
    """The map as a PDF file; see `draw_picture`.

    Raises:
        MissingPartError: typst is not installed; the message says how to install it.
    """
    from geo_app.exporting.pdf import write_pdf  # noqa: PLC0415

    return write_pdf(lambda: draw_picture(corridor, options, Medium.PAGE))
