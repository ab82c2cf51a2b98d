"""The page, the exported file and their assets: rendered once, kept in memory, answered by ETag."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from urllib.parse import urlencode

from flask import Blueprint, Request, Response, abort, current_app, request
from werkzeug.exceptions import PreconditionFailed

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.language.formats import Formats
from geo_app.language.negotiate import ALL
from geo_app.pipeline import export_html, render_page
from geo_app.render.assets import Asset, scripts, style_sheet
from geo_app.render.body import Served, link_languages
from geo_app.render.document import image_asset
from geo_app.render.resources import resources
from geo_app.settings import Settings
from geo_app.web.choices import Choice, read_choice

pages = Blueprint("pages", __name__)

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
COMPRESSED_TYPES = frozenset({"text/html", "text/css", "text/javascript", "application/json"})


@dataclass(frozen=True)
class Body:
    """A response body, plain and compressed, with its headers.

    Attributes:
        compressed: gzip, or None where it would not be smaller.
    """

    plain: bytes
    compressed: bytes | None
    media_type: str
    etag: str
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, content: bytes, media_type: str, **headers: str) -> "Body":
        """A body of `content`; header names are written with underscores."""
        compress = media_type in COMPRESSED_TYPES
        return cls(
            plain=content,
            compressed=gzip.compress(content, 9, mtime=0) if compress else None,
            media_type=media_type,
            etag=hashlib.sha256(content).hexdigest()[:32],
            headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        )

    def answer(self, to: Request, cache_control: str) -> Response:
        """The response to `to`: 304 where the client has it, gzip where the client reads it."""
        zipped = self.compressed is not None and to.accept_encodings.quality("gzip") > 0
        response = Response(self.compressed if zipped else self.plain, mimetype=self.media_type)
        response.headers.extend(self.headers)
        response.headers["Cache-Control"] = cache_control
        response.set_etag(f"{self.etag}-gz" if zipped else self.etag)
        if self.compressed is not None:
            response.vary.add("Accept-Encoding")
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.make_conditional(to)
        if response.status_code == PreconditionFailed.code:
            raise PreconditionFailed
        del response.headers["Date"]  # the server's to say: this answer may be given again later
        return response


class BodyCache:
    """A bounded store of bodies; the one least lately used goes first."""

    def __init__(self, capacity: int) -> None:
        self._capacity, self._bodies = capacity, OrderedDict[object, Body]()
        self._looking, self._making = Lock(), Lock()

    def get(self, key: object, make: Callable[[], Body]) -> Body:
        """The body under `key`, made once; who asks for one that is there never waits."""
        if body := self._find(key):
            return body
        with self._making:
            return self._find(key) or self._keep(key, make())

    def _find(self, key: object) -> Body | None:
        with self._looking:
            if key in self._bodies:
                self._bodies.move_to_end(key)
            return self._bodies.get(key)

    def _keep(self, key: object, body: Body) -> Body:
        with self._looking:
            self._bodies[key] = body
            if len(self._bodies) > self._capacity:
                self._bodies.popitem(last=False)
        return body


@dataclass(frozen=True)
class Site:
    """What the server shows: one corridor, what is laid over it, its cache and assets by name."""

    settings: Settings
    corridor: Corridor
    overlays: tuple[Overlay, ...]
    cache: BodyCache
    assets: dict[str, Body]

    @classmethod
    def of(cls, settings: Settings, corridor: Corridor, overlays: Iterable[Overlay]) -> "Site":
        """The site of `corridor`, with `overlays` on its map from the start."""
        images = (image_asset(name, image) for name, image in corridor.images.items())
        given = tuple(overlays)
        needed = (resources(corridor, Formats(tag), given).values() for tag in corridor.languages)
        known = (style_sheet(), *scripts(), *images, *chain.from_iterable(needed))
        assets = {each.name: _body_of(each) for each in known}
        return cls(settings, corridor, given, BodyCache(settings.cached_pages), assets)


def _body_of(asset: Asset) -> Body:
    return Body.of(asset.content, asset.media_type)


def site() -> Site:
    """The site of the running application."""
    found: Site = current_app.extensions["geo_app"]
    return found


@pages.get("/")
def show_page() -> Response:
    """The interactive map."""
    choice = read_choice(request, site().corridor)
    body = site().cache.get(("page", choice), lambda: _render_page(site(), choice))
    return _negotiated(body)


@pages.get("/export.html")
def export_page() -> Response:
    """The one file, the same bytes as `geo-app export`."""
    choice = read_choice(request, site().corridor, several=True)
    body = site().cache.get(("export", choice), lambda: _render_export(site(), choice))
    return _negotiated(body)


@pages.get("/static/<name>")
def show_asset(name: str) -> Response:
    """A style sheet, script or image; its name changes with its content."""
    if name not in site().assets:
        abort(404)
    return site().assets[name].answer(request, FOR_EVER)


def _negotiated(body: Body) -> Response:
    response = body.answer(request, ASK_AGAIN)
    response.vary.add("Accept-Language")
    return response


def _render_page(shown: Site, choice: Choice) -> Body:
    rendered = render_page(
        shown.corridor, choice.languages[0], choice.layers, _served(shown, choice), shown.overlays
    )
    policy = f"{rendered.policy}; frame-ancestors 'none'"
    return Body.of(rendered.html.encode(), "text/html", Content_Security_Policy=policy)


def _render_export(shown: Site, choice: Choice) -> Body:
    content = export_html(shown.corridor, choice.languages, choice.layers, shown.overlays)
    disposition = f'attachment; filename="{shown.corridor.id}.html"'
    return Body.of(content, "text/html", Content_Disposition=disposition)


def _served(shown: Site, choice: Choice) -> Served:
    corridor = shown.corridor
    chosen = (
        {} if choice.layers == corridor.select_layers(None) else {"layers": ",".join(choice.layers)}
    )

    def query(languages: str) -> str:
        return urlencode({"lang": languages, **chosen})

    several = len(corridor.languages) > 1
    return Served(
        language_links=link_languages(
            corridor.languages, choice.languages[0], lambda language: f"?{query(language)}"
        ),
        overlays_post="" if shown.settings.read_only else "overlays",
        export_link=f"export.html?{query(choice.languages[0])}",
        export_all_link=f"export.html?{query(f'{choice.languages[0]},{ALL}')}" if several else "",
    )
