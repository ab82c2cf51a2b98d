"""Pictures as PNG, by resvg: no browser is needed."""

from geo_app.domain.picture import Picture
from geo_app.exporting.drawing import draw_apart


def write_png(picture: Picture) -> bytes:
    """The picture in its own pixels, its text in the fonts that it names and no others.

    Raises:
        ExportError: resvg cannot draw it.
    """
    size = {"width": picture.size.width, "height": picture.size.height}
    return draw_apart(picture, {"form": "png", **size, "fonts": picture.font_paths})
