"""Content-Security-Policy: hashes, never nonces, for the page is cached."""

import re
from collections.abc import Iterable

_ORIGIN = re.compile(r"(https?:)?//([^/?#]+)")
_PLACEHOLDER = re.compile(r"\{\w+\}")
NOTHING = ("'none'",)


def content_security_policy(
    *,
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    same_origin: bool = False,
    addresses: Iterable[str] = (),
) -> str:
    """The policy of a page or a file, without what only a header may say.

    Args:
        scripts: CSP sources of its scripts.
        styles: CSP sources of its style sheets.
        same_origin: its assets are linked, not carried.
        addresses: what elements that the map's maker added have to fetch.
    """
    own = ["'self'"] if same_origin else []
    origins = sorted({_origin(each) for each in addresses})
    directives = {
        "default-src": ["'none'"],
        "script-src": [*own, *scripts, *origins],
        "style-src": [*own, *styles, *origins],
        "img-src": [*own, "data:", *origins],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if origins:
        directives |= {"connect-src": origins, "font-src": origins}
    return "; ".join(f"{name} {' '.join(values or NOTHING)}" for name, values in directives.items())


def _origin(address: str) -> str:
    found = _ORIGIN.match(address)
    if found is None:
        return "'none'"
    host = _PLACEHOLDER.sub("*", found[2])
    return f"{found[1] or 'https:'}//{host}"
