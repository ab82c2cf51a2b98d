"""Errors as pages in the map's own look; the one table of statuses."""

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from geo_app.errors import (
    ExportOptionError,
    GeoAppError,
    MissingPartError,
    UnknownChoiceError,
    UnknownFormatError,
)
from geo_app.language.formats import Formats
from geo_app.render.assets import style_sheet
from geo_app.render.templates import environment
from geo_app.web.base import root_path
from geo_app.web.choices import preferred_language
from geo_app.web.pages import site

STATUSES: dict[type[GeoAppError], int] = {
    UnknownFormatError: 404,
    UnknownChoiceError: 400,
    ExportOptionError: 400,
    MissingPartError: 422,
}
"""The first that fits."""
UNEXPECTED = 500
_TOLD = (ExportOptionError, MissingPartError)
"""Errors whose message says what would be right."""


def register_failures(app: Flask) -> None:
    """Answer every failure with a page that says what is wrong and what would be right."""
    app.register_error_handler(GeoAppError, _answer_own)
    app.register_error_handler(HTTPException, _answer_http)


def _answer_own(error: GeoAppError) -> Response:
    status = next(
        (status for kind, status in STATUSES.items() if isinstance(error, kind)), UNEXPECTED
    )
    return _error_page(status, error)


def _answer_http(error: HTTPException) -> Response:
    response = _error_page(error.code or UNEXPECTED, None)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _error_page(status: int, error: GeoAppError | None) -> Response:
    corridor = site().corridor
    language = preferred_language(request, corridor)
    formats = Formats(language)
    gettext = formats.words.gettext
    root = root_path(request, site().settings)
    titles = {
        400: gettext("This request cannot be understood"),
        404: gettext("There is no page at this address"),
        405: gettext("This address cannot be used in this way"),
        501: gettext("This is not offered in that format"),
    }
    unforeseen = gettext("Something went wrong") if status >= UNEXPECTED else titles[400]
    known = error if isinstance(error, UnknownChoiceError) else None
    html = (
        environment(language)
        .get_template("pages/error.html")
        .render(
            language=language,
            direction=formats.direction,
            status=status,
            title=titles.get(status, unforeseen),
            given=known.given if known else "",
            valid=known.valid if known else (),
            problem=str(error) if isinstance(error, _TOLD) else "",
            corridor_title=corridor.words("corridor.title", language).text,
            style_sheet=f"{root}/static/{style_sheet().name}",
            home=f"{root}/",
        )
    )
    response = Response(html, status=status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; img-src data:; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept-Language")
    return response
