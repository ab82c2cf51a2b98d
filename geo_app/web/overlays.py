"""POST /overlays: a file of routes in, what was read of it out; the server keeps nothing of it."""

import json
from dataclasses import asdict
from http import HTTPStatus

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.language.formats import Formats
from geo_app.overlays.apart import ApartError, Spare, finish_apart
from geo_app.pipeline import overlay_limits
from geo_app.settings import Settings
from geo_app.web.choices import preferred_language
from geo_app.web.pages import site
from geo_app.web.reading import PROGRAM, refusal

overlays = Blueprint("overlays", __name__)

PATH = "/overlays"
MEDIA_TYPE = "application/octet-stream"
"""No other: a page of another site has to ask before it may send this, and is told no."""
LONGEST_NAME = 200
_SPARE = Spare()
_SWAPS = {"yes": True, "no": False}


@overlays.post(PATH)
def read_file() -> Response:
    """Read the file that is the request's body, and answer with what it draws."""
    settings = site().settings
    formats = Formats(preferred_language(request, site().corridor))
    name = request.args.get("name", "")[:LONGEST_NAME] or "routes"
    status, problem = _objection(request, settings)
    if problem is None:
        try:
            return _answer(*_read_apart(_take_body(request, settings), name, formats))
        except RequestEntityTooLarge:
            status, problem = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(settings)
        except ApartError as error:
            status, problem = HTTPStatus.BAD_REQUEST, _gave_up(settings, late=error.late)
    return _answer(status, _write(refusal(OverlayError(name, problem), formats)))


def _objection(asked: Request, settings: Settings) -> tuple[HTTPStatus, Problem | None]:
    """Why a request is refused before its body is looked at, if it is."""
    if settings.read_only:
        return HTTPStatus.FORBIDDEN, Problem(
            "this server takes no files; GeoJSON and CSV are read in the browser"
        )
    if asked.mimetype != MEDIA_TYPE:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Problem(
            "expected the bytes of a file, as %(type)s", {"type": MEDIA_TYPE}
        )
    if (asked.content_length or 0) > settings.overlay_bytes:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(settings)
    return HTTPStatus.OK, None


def _take_body(asked: Request, settings: Settings) -> bytes:
    """The body, counted as it comes: what a request says of its length is only its word.

    Raises:
        RequestEntityTooLarge: it is longer than a file may be.
    """
    most = settings.overlay_bytes
    asked.max_content_length = most + 1
    content: bytes = asked.stream.read(most + 1)
    if len(content) > most:
        raise RequestEntityTooLarge
    return content


def _read_apart(content: bytes, name: str, formats: Formats) -> tuple[int, bytes]:
    """The status and the JSON that the reading process answers with."""
    settings = site().settings
    limits = overlay_limits(settings)
    job = {
        "name": name,
        "language": formats.language,
        "swap": _SWAPS.get(request.args.get("swap", "")),
        "columns": request.args.get("columns") == "yes",
        "limits": asdict(limits),
    }
    told = finish_apart(_SPARE.take(_program(settings)), job, content, limits)
    status, _, body = told.partition(b"\n")
    return int(status), body


def _program(settings: Settings) -> tuple[str, ...]:
    return (*PROGRAM, str(settings.corridor))


def prepare_reader(settings: Settings) -> None:
    """Start the process that will read the next file, where files are read."""
    if not settings.read_only:
        _SPARE.prepare(_program(settings))


def _too_large(settings: Settings) -> Problem:
    limit = {"limit": f"{settings.overlay_bytes:,}"}
    return Problem("more than %(limit)s bytes (setting overlay_bytes)", limit)


def _gave_up(settings: Settings, *, late: bool) -> Problem:
    if late:
        limit = {"limit": f"{settings.overlay_seconds:g}"}
        return Problem("reading took more than %(limit)s seconds (setting overlay_seconds)", limit)
    return Problem("it cannot be read: the file is broken, or needs too much memory")


def _write(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def _answer(status: int, body: bytes) -> Response:
    response = Response(body, status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
