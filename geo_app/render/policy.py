"""Content-Security-Policy: hashes, never nonces, for the page is cached."""

import re
from collections.abc import Iterable

from geo_app.render.addresses import Addresses

_ORIGIN = re.compile(r"(https?:)?//([^/?#]+)")
_HOST = re.compile(r"(?:\{\w+\}\.)?((?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d+)?)", re.IGNORECASE)
NOTHING = ("'none'",)


def content_security_policy(
    *,
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    same_origin: bool = False,
    addresses: Addresses | None = None,
) -> str:
    """The policy of a page or a file, without what only a header may say.

    Args:
        scripts: CSP sources of its scripts.
        styles: CSP sources of its style sheets.
        same_origin: its assets are linked, not carried.
        addresses: what elements that the map's maker added have to fetch; None if there are none.
    """
    own = ["'self'"] if same_origin else []
    hashes = list(scripts)
    fetched = addresses or Addresses()
    directives = {
        "default-src": ["'none'"],
        "script-src": [*own, *hashes, *_origins(fetched.scripts)],
        "style-src": [*own, *styles, *_origins(fetched.styles)],
        "img-src": [*own, "data:", *_origins(fetched.pictures)],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if hashes:
        # A file has no address from which a worker could come: its text is one that a script holds.
        directives["worker-src"] = ["blob:"]
    if same_origin:
        directives["connect-src"] = own
    if addresses:
        directives["font-src"] = ["data:", *_origins(fetched.styles)]
        directives["frame-src"] = ["data:"]
    return "; ".join(f"{name} {' '.join(values or NOTHING)}" for name, values in directives.items())


def _origins(addresses: Iterable[str]) -> list[str]:
    return sorted({origin for each in addresses if (origin := _origin(each))})


def _origin(address: str) -> str | None:
    """The CSP source of an absolute address; a leading {placeholder} of tiles is any subdomain."""
    found = _ORIGIN.match(address)
    host = _HOST.fullmatch(found[2]) if found else None
    if found is None or host is None:
        return None
    subdomain = "*." if found[2].startswith("{") else ""
    return f"{found[1] or 'https:'}//{subdomain}{host[1]}"
