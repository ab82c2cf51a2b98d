"""Pictures as PNG, by resvg: no browser is needed."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from geo_app.domain.picture import Picture
from geo_app.exporting.drawing import hire

if TYPE_CHECKING:
    from PIL.Image import Image

_LEVEL, _LARGE, _LEVEL_OF_LARGE = 1, 4_000_000, 3
"""Of zlib, and of pictures with so many pixels: there an eighth of the bytes is worth the time."""
_ROWS = 64
"""That are packed at a time: those of a large sheet are not held in memory once more."""


def write_png(make: Callable[[], Picture]) -> bytes:
    """A picture in its own pixels, its text in the fonts that it names and no others.

    Args:
        make: gives the picture; who draws it gets ready meanwhile.

    Raises:
        ExportError: resvg cannot draw it.
    """
    from PIL import PngImagePlugin  # noqa: PLC0415 - pages are no pictures

    with hire("png") as draughtsman:
        picture = make()
        size = {"width": picture.size.width, "height": picture.size.height}
        drawn = draughtsman.draw(picture, {**size, "fonts": picture.font_paths})
    with PngImagePlugin.PngImageFile(io.BytesIO(drawn)) as opened:
        return pack_png(opened)


def pack_png(image: "Image") -> bytes:
    """An opaque picture as PNG.

    Written by hand because Pillow and resvg look for the best filter of each row, which nothing
    turns off and takes longer than all the rest: of maps, which are areas of few colours, rows
    without a filter also take fewer bytes.
    """
    head = struct.pack(">IIBBBBB", *image.size, 8, 2, 0, 0, 0)  # 8 bits of red, green and blue
    chunks = ((b"IHDR", head), (b"IDAT", b"".join(_deflate(image))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def _deflate(image: "Image") -> Iterator[bytes]:
    is_large = image.width * image.height >= _LARGE
    packer = zlib.compressobj(_LEVEL_OF_LARGE if is_large else _LEVEL)
    across = 3 * image.width
    for top in range(0, image.height, _ROWS):
        part = image.crop((0, top, image.width, min(top + _ROWS, image.height)))
        rows = part.convert("RGB").tobytes()  # resvg's alpha is everywhere full
        yield packer.compress(
            b"".join(b"\0" + rows[at : at + across] for at in range(0, len(rows), across))
        )
    yield packer.flush()
