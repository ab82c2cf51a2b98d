"""GET /oembed: what a site needs that shows the map for its address (oEmbed 1.0, oembed.com)."""

import json
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from flask import Blueprint, Request, Response, abort, request

from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import LEAST_LONG, LEAST_SHORT
from geo_app.errors import UnknownChoiceError
from geo_app.formats import is_offered
from geo_app.language.negotiate import require
from geo_app.render.headers import ASK_AGAIN
from geo_app.render.published import CARD_HEIGHT, CARD_WIDTH, PICTURE, published_picture
from geo_app.web.base import base_url
from geo_app.web.choices import preferred_language
from geo_app.web.pages import site

oembed = Blueprint("oembed", __name__)

WIDTH, HEIGHT = 720, 480
"""Of the frame, where nobody says that it may not be so large."""
LONGEST_ADDRESS = 2_000
LONGEST_NUMBER = 9
"""In digits."""
Limits = tuple[int | None, int | None]
_STATE = frozenset({"view", "layers", "chapter", "open"})
"""What of a page's fragment /embed shows, too; it has no tabs and no tables."""


@oembed.get("/oembed")
def tell_embedding() -> Response:
    """How the map at `url` is shown in another page."""
    base = base_url(request, site().settings)
    write = WRITERS.get(request.args.get("format", "json"))
    if not base:
        abort(HTTPStatus.NOT_FOUND)
    if write is None:
        abort(HTTPStatus.NOT_IMPLEMENTED)
    address = request.args.get("url")
    if not address:
        abort(HTTPStatus.BAD_REQUEST)
    body, media_type = write(_describe(base, address, _limits(request)))
    response = Response(body, mimetype=media_type)
    response.headers["Cache-Control"] = ASK_AGAIN
    response.headers["Access-Control-Allow-Origin"] = "*"  # it says what everybody may know
    response.vary.add("Accept-Language")
    return response


def _limits(asked: Request) -> Limits:
    """The largest width and height that the other page has room for; None where it says none."""
    said = [asked.args.get(name) for name in ("maxwidth", "maxheight")]
    for text in filter(None, said):
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text)):
            abort(HTTPStatus.BAD_REQUEST)
    width, height = (int(text) if text else None for text in said)
    return width, height


def _within(size: tuple[int, int], limits: Limits) -> tuple[int, int]:
    width, height = (min(side, most or side) for side, most in zip(size, limits, strict=True))
    return width, height


def _describe(base: str, address: str, limits: Limits) -> dict[str, Any]:
    """The answer, by the names of the specification."""
    corridor = site().corridor
    query, fragment = _read_address(base, address, corridor)
    language = query.setdefault("lang", preferred_language(request, corridor))
    title = corridor.words("corridor.title", language).text
    width, height = _within((WIDTH, HEIGHT), limits)
    source = f"{base}embed?{urlencode(query)}{fragment}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": urlsplit(base).netloc,
        "provider_url": base,
        "html": frame_html(source, title, width, height),
        "width": width,
        "height": height,
        **_thumbnail(base, query, limits),
    }


def frame_html(source: str, title: str, width: int, height: int) -> str:
    """The element that shows the map."""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}"'
        ' style="border:0;max-width:100%" loading="lazy" allowfullscreen></iframe>'
    )


def _read_address(base: str, address: str, corridor: Corridor) -> tuple[dict[str, str], str]:
    """What the address of a page of ours says: its query, checked, and its fragment with "#"."""
    if len(address) > LONGEST_ADDRESS or not address.isprintable():
        abort(HTTPStatus.NOT_FOUND)
    try:
        parts, ours = urlsplit(address), urlsplit(base)
        # It is the same map whether its reader came by http or https.
        is_ours = parts.scheme in ("http", "https") and parts.netloc.lower() == ours.netloc
        paths = {ours.path, ours.path.rstrip("/"), f"{ours.path}embed"}
        if not is_ours or parts.path not in paths:
            abort(HTTPStatus.NOT_FOUND)
        given = dict(parse_qsl(parts.query, max_num_fields=20))
        return _checked(given, corridor), _state_of(parts.fragment)
    except (ValueError, UnknownChoiceError):
        abort(HTTPStatus.NOT_FOUND)


def _checked(given: dict[str, str], corridor: Corridor) -> dict[str, str]:
    query = {}
    if "lang" in given:
        query["lang"] = require(given["lang"], corridor.languages)
    if "layers" in given:
        query["layers"] = ",".join(corridor.select_layers(given["layers"]))
    return query


def _state_of(fragment: str) -> str:
    pairs = (pair.partition("=") for pair in fragment.split("&"))
    kept = [f"{name}={quote(text, safe=',@~%')}" for name, _, text in pairs if name in _STATE]
    return f"#{'&'.join(kept)}" if kept else ""


def _thumbnail(base: str, query: dict[str, str], limits: Limits) -> dict[str, Any]:
    """The picture of the map, if there is room for the smallest that can be made."""
    asked = _within((CARD_WIDTH, CARD_HEIGHT), limits)
    is_small = max(asked) < LEAST_LONG or min(asked) < LEAST_SHORT
    if is_small or not is_offered(PICTURE):
        return {}
    return {
        "thumbnail_url": published_picture(base, query, asked),
        "thumbnail_width": asked[0],
        "thumbnail_height": asked[1],
    }


def _as_json(answer: dict[str, Any]) -> tuple[str, str]:
    return json.dumps(answer, ensure_ascii=False), "application/json"


def _as_xml(answer: dict[str, Any]) -> tuple[bytes, str]:
    root = ET.Element("oembed")
    for name, value in answer.items():
        ET.SubElement(root, name).text = str(value)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True), "text/xml"


WRITERS: dict[str, Callable[[dict[str, Any]], tuple[str | bytes, str]]] = {
    "json": _as_json,
    "xml": _as_xml,
}
