"""Images of the ground."""

from pathlib import Path, PurePosixPath

from geo_app.domain.layer import Image
from geo_app.errors import CorridorError, Fault
from geo_app.sources.files import read_bytes

MAX_BYTES = 5_000_000
_FORMATS = {
    ".avif": ("image/avif", 4, b"ftyp"),
    ".jpeg": ("image/jpeg", 0, b"\xff\xd8\xff"),
    ".jpg": ("image/jpeg", 0, b"\xff\xd8\xff"),
    ".png": ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ".webp": ("image/webp", 8, b"WEBP"),
}
"""By ending: the media type, and what such a file holds from which byte on."""


def read_image(folder: Path, name: str) -> Image:
    """An image file.

    Raises:
        CorridorError: its ending is none of the known ones, it is no such image, or it cannot be
            read.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending not in _FORMATS:
        raise CorridorError([Fault(name, f"expected an image ending in {', '.join(_FORMATS)}")])
    media_type, start, signature = _FORMATS[ending]
    content = read_bytes(folder, name, MAX_BYTES)
    if content[start : start + len(signature)] != signature:
        raise CorridorError([Fault(name, f"expected an image of the type {media_type}")])
    return Image(media_type, content)
