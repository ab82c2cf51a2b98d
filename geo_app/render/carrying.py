"""What a file carries deflated: scripts and data that its own script unpacks in the browser."""

import base64
import zlib
from functools import lru_cache

from markupsafe import Markup

_ELEMENT = Markup('<script type="application/zlib" id="packed-{}">{}</script>')


def carry(name: str, text: str) -> Markup:
    """The element that carries `text` under `name`; static/unpack.js reads it."""
    return _ELEMENT.format(name, pack(text))


@lru_cache(maxsize=16)
def pack(text: str) -> str:
    """`text` in the zlib format (RFC 1950), in base64: a third of a script's bytes."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
