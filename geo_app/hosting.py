"""Where a map is published: its absolute address, and which sites may frame it.

All of it comes from outside, a proxy's headers from anybody: what is not well formed is refused.
"""

import re
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import urlsplit

EVERY_SITE = "*"
LONGEST = 500
"""Characters of an address or of a list; no honest one is longer."""
_HIGHEST_PORT = 65_535
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_NAME = rf"{_LABEL}(?:\.{_LABEL})*\.?"
_HOST = re.compile(
    rf"(?:(?P<name>{_NAME})|\[(?P<v6>[0-9A-Fa-f:.]{{2,45}})\])(?::(?P<port>[0-9]{{1,5}}))?"
)
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*/?")
_SITE = re.compile(
    rf"(?:https?://)?(?:\*\.)?{_NAME}(?::(?:[0-9]{{1,5}}|\*))?|https?:|https?://\*", re.IGNORECASE
)


def parse_base_url(text: str) -> str:
    """The address of the map, as `https://example.org/map/`: always with a slash at its end.

    Raises:
        ValueError: it is no http or https address of a well-formed host, with a path at most.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError(_EXPECTED) from None
    plain = len(text) <= LONGEST and text.isascii() and text.isprintable() and " " not in text
    is_whole = parts.scheme in ("http", "https") and not (set("?#\\") & set(text))
    if not (plain and is_whole and is_host(parts.netloc) and _PATH.fullmatch(parts.path)):
        raise ValueError(_EXPECTED)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/"


_EXPECTED = "an http or https address, such as https://example.org/map/"


def is_host(text: str) -> bool:
    """Whether `text` is a host as an address has it: name or number, and perhaps a port."""
    found = _HOST.fullmatch(text)
    if found is None or len(text) > LONGEST:
        return False
    if found["port"] and not 1 <= int(found["port"]) <= _HIGHEST_PORT:
        return False
    return found["v6"] is None or _is_ipv6(found["v6"])


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True


def forwarded_base_url(scheme: str, host: str, prefix: str) -> str:
    """The address of the map as a proxy's headers tell it; empty where they tell none well formed.

    Args:
        scheme: of X-Forwarded-Proto. Where several proxies have each added a value, the last is
            that of the one that speaks to us; so with the others.
        host: of X-Forwarded-Host.
        prefix: of X-Forwarded-Prefix, the path under which the map is; it may be empty.
    """
    said = [each.rpartition(",")[2].strip() for each in (scheme, host, prefix)]
    try:
        return parse_base_url(f"{said[0].lower()}://{said[1]}{said[2]}") if is_host(said[1]) else ""
    except ValueError:
        return ""


def parse_frame_ancestors(text: str) -> str:
    """Who may frame the map, as CSP's frame-ancestors has it: `*`, `'none'`, or sites with spaces.

    Raises:
        ValueError: a site is none, such as `https://*.example.org`; nothing else may stand there.
    """
    sites = text.split()
    alone = [each for each in sites if each in (EVERY_SITE, "'none'")]
    known = all(each in (EVERY_SITE, "'none'", "'self'") or _SITE.fullmatch(each) for each in sites)
    if not sites or not known or len(text) > LONGEST or (alone and len(sites) > 1):
        raise ValueError("* (every site), 'none', 'self' or sites such as https://*.example.org")
    return " ".join(sites)
