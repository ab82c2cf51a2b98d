"""Pictures as PNG, by resvg: no browser is needed."""

from geo_app.domain.picture import Picture
from geo_app.errors import ExportError

MM = 96
"""Pixels an inch by which SVG's millimetres are measured."""


def write_png(picture: Picture) -> bytes:
    """The picture in its own pixels, its text in the fonts that it names and no others.

    Raises:
        ExportError: resvg cannot draw it.
    """
    import resvg_py  # noqa: PLC0415 - only pictures need it

    try:
        return resvg_py.svg_to_bytes(
            svg_string=picture.svg,
            width=picture.size.width,
            height=picture.size.height,
            dpi=MM,
            skip_system_fonts=True,
            font_files=picture.font_paths,
        )
    except ValueError as error:
        raise ExportError(f"the picture cannot be drawn: {error}") from error
