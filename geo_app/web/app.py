"""The Flask application."""

from urllib.parse import urlsplit

from flask import Flask, Response

from geo_app.pipeline import load_corridor, read_given_overlays
from geo_app.render.headers import SAFE_HEADERS
from geo_app.settings import Settings
from geo_app.web.base import FORWARDED
from geo_app.web.embed import embed
from geo_app.web.failures import register_failures
from geo_app.web.memo import Memo
from geo_app.web.oembed import oembed
from geo_app.web.overlays import overlays
from geo_app.web.pages import Site, pages

MAX_REQUEST_BYTES = 64_000
SHOWN_BY = "Cross-Origin-Resource-Policy"


def create_app(settings: Settings) -> Flask:
    """The application that serves the corridor of `settings`.

    Raises:
        CorridorError: the corridor folder has a fault.
        OverlayError: a file of routes that is to be on the map cannot be used.
    """
    app = Flask("geo_app", static_folder=None)
    app.url_map.merge_slashes = False  # one address a page: //x is not there, and redirects nowhere
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    corridor = load_corridor(settings.corridor)
    given = read_given_overlays(settings, corridor)
    app.extensions["geo_app"] = Site.of(settings, corridor, given)
    app.register_blueprint(pages)
    app.register_blueprint(embed)
    app.register_blueprint(oembed)
    app.register_blueprint(overlays)
    register_failures(app)
    app.after_request(_add_safe_headers)
    app.after_request(_redirect_by_path)
    # Flask documents this assignment as the way to wrap an application.
    further = FORWARDED if settings.trust_proxy else ()
    app.wsgi_app = Memo(app.wsgi_app, further=further)  # type: ignore[method-assign]
    return app


def _add_safe_headers(response: Response) -> Response:
    if (response.mimetype or "").startswith("image/"):  # previews are shown by other sites
        response.headers.setdefault(SHOWN_BY, "cross-origin")
    for name, value in SAFE_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _redirect_by_path(response: Response) -> Response:
    """A redirect names no host, in no place: what the request says of it is anybody's word."""
    if response.location:
        response.location = urlsplit(response.location)._replace(scheme="", netloc="").geturl()
        response.data = b""
    return response
