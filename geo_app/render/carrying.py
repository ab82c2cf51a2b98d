"""What a file carries: deflated scripts and data, which its own script unpacks, and pictures."""

import base64
import zlib
from functools import lru_cache

from markupsafe import Markup

_OFTEN_CHARACTERS = 1_000_000
"""Nothing longer is remembered: it is somebody's data."""
_ELEMENT = Markup('<script type="application/zlib" id="packed-{}">{}</script>')
_PICTURE = Markup('<script type="text/plain" id="{}">{}</script>')


def carry_picture(name: str, address: str) -> Markup:
    """The element that carries the data: URL of a picture, which is shown once it has come."""
    return _PICTURE.format(picture_id(name), address)


def picture_id(name: str) -> str:
    """The id of the element of a picture."""
    return f"picture-{name}"


def carry(name: str, text: str) -> Markup:
    """The element that carries `text` under `name`; static/unpack.js reads it."""
    return _ELEMENT.format(name, pack_often(text) if len(text) <= _OFTEN_CHARACTERS else pack(text))


@lru_cache(maxsize=16)
def pack_often(text: str) -> str:
    """What `pack` gives, remembered: scripts are the same in every file."""
    return pack(text)


def pack(text: str) -> str:
    """`text` in the zlib format (RFC 1950), in base64: a third of a script's bytes."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
