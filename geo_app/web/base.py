"""The map's absolute address, where somebody who may be believed has said it."""

from urllib.parse import urlsplit

from flask import Request

from geo_app.hosting import forwarded_base_url
from geo_app.settings import Settings

FORWARDED = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX")
"""What a proxy says of the request that it had. Only a server that is told to trust its proxy sees
these, and then its memory tells answers apart by them (web/memo.py)."""


def base_url(request: Request, settings: Settings) -> str:
    """The address of the map, ending in a slash; empty where it is not known."""
    if settings.base_url or not settings.trust_proxy:
        return settings.base_url
    return forwarded_base_url(*(request.environ.get(each, "") for each in FORWARDED))


def root_path(request: Request, settings: Settings) -> str:
    """The path of the map on its host, without a slash at its end, as far as it is known."""
    base = base_url(request, settings)
    return urlsplit(base).path.rstrip("/") if base else request.script_root
