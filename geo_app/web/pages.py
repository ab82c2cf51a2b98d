"""The page, the exported file and their assets: rendered once, kept in memory, answered by ETag."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlencode

from flask import Blueprint, Request, Response, abort, current_app, request
from werkzeug.exceptions import PreconditionFailed

from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import ExportOptions
from geo_app.domain.overlay import Overlay
from geo_app.errors import ExportOptionError
from geo_app.formats import DEFAULT_FORMAT, FORMATS, Format, find_format, is_offered, read_options
from geo_app.language.negotiate import ALL
from geo_app.pipeline import render_page
from geo_app.render.assets import Asset
from geo_app.render.body import Served, link_languages
from geo_app.render.headers import ASK_AGAIN, COMPRESSED_TYPES, FOR_EVER, page_policy
from geo_app.render.linked import linked_assets
from geo_app.render.published import PICTURE, Published
from geo_app.settings import Settings
from geo_app.web.base import base_url
from geo_app.web.choices import Choice, read_choice, read_wishes

pages = Blueprint("pages", __name__)

EXPORTS = "/export."
"""What addresses of exports begin with."""
MOST_SERVED_PIXELS = 18_000_000
"""Of a picture that anybody may ask for: it takes seconds, one is made at a time."""
CACHED_BYTES = 64_000_000
"""Of the bodies in a cache: strangers may ask for any size of a picture."""


NO_HEADERS: Mapping[str, str] = {}


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
    def of(cls, content: bytes, media_type: str, headers: Mapping[str, str] = NO_HEADERS) -> "Body":
        """A body of `content`."""
        compress = media_type in COMPRESSED_TYPES
        return cls(
            plain=content,
            compressed=gzip.compress(content, 9, mtime=0) if compress else None,
            media_type=media_type,
            etag=hashlib.sha256(content).hexdigest()[:32],
            headers=tuple(headers.items()),
        )

    @property
    def size(self) -> int:
        """The bytes that it holds in memory."""
        return len(self.plain) + len(self.compressed or b"")

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
    """A store of bodies, bounded in number and bytes; the one least lately used goes first."""

    def __init__(self, capacity: int, most_bytes: int = CACHED_BYTES) -> None:
        self._capacity, self._bodies = capacity, OrderedDict[object, Body]()
        self._most_bytes, self._bytes = most_bytes, 0
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
            self._bytes += body.size
            while len(self._bodies) > self._capacity or self._bytes > self._most_bytes:
                _, forgotten = self._bodies.popitem(last=False)
                self._bytes -= forgotten.size
        return body


@dataclass(frozen=True)
class Site:
    """What the server shows: one corridor, what is laid over it, its caches and assets by name.

    Attributes:
        exports, pictures: caches of their own, so that no page waits for an export that is being
            made, and no other export for a picture.
    """

    settings: Settings
    corridor: Corridor
    overlays: tuple[Overlay, ...]
    cache: BodyCache
    exports: BodyCache
    pictures: BodyCache
    assets: dict[str, Body]

    @classmethod
    def of(cls, settings: Settings, corridor: Corridor, overlays: Iterable[Overlay]) -> "Site":
        """The site of `corridor`, with `overlays` on its map from the start."""
        given = tuple(overlays)
        linked = linked_assets(corridor, corridor.languages, given)
        assets = {each.name: _body_of(each) for each in linked}
        page, export, picture = (BodyCache(settings.cached_pages) for _ in range(3))
        return cls(settings, corridor, given, page, export, picture, assets)


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
    shown, base = site(), base_url(request, site().settings)
    body = shown.cache.get(("page", choice, base), lambda: _render_page(shown, choice, base))
    return answer_page(body)


@pages.get(f"{EXPORTS}<extension>")
def export_file(extension: str) -> Response:
    """The map in one of the formats, the same bytes as `geo-app export`."""
    form, shown = find_format(extension), site()
    wishes = read_wishes(request, shown.corridor)
    options = read_options(shown.corridor, form, wishes, shown.overlays)
    _require_served_size(options)
    cache = shown.pictures if form.is_picture else shown.exports
    body = cache.get((form.name, options), lambda: _make_export(shown, form, options))
    return answer_page(body)


def _require_served_size(options: ExportOptions) -> None:
    if options.size and options.size.pixels > MOST_SERVED_PIXELS:
        raise ExportOptionError(
            f"size: a server makes pictures of at most {MOST_SERVED_PIXELS // 10**6} million pixels"
            f" (A3 at 300 dpi), not {options.size}; geo-app export makes larger ones"
        )


@pages.get("/static/<name>")
def show_asset(name: str) -> Response:
    """A style sheet, script or image; its name changes with its content."""
    if name not in site().assets:
        abort(404)
    return site().assets[name].answer(request, FOR_EVER)


def answer_page(body: Body) -> Response:
    """The answer with `body`, which is in the language that the request prefers."""
    response = body.answer(request, ASK_AGAIN)
    response.vary.add("Accept-Language")
    return response


def _render_page(shown: Site, choice: Choice, base: str) -> Body:
    rendered = render_page(
        shown.corridor, choice.language, choice.layers, _served(shown, choice, base), shown.overlays
    )
    headers = {"Content-Security-Policy": page_policy(rendered.policy)}
    return Body.of(rendered.html.encode(), "text/html", headers)


def _make_export(shown: Site, form: Format, options: ExportOptions) -> Body:
    content = form.make(shown.corridor, options)
    disposition = f'attachment; filename="{shown.corridor.id}.{form.name}"'
    return Body.of(content, form.media_type, {"Content-Disposition": disposition})


def chosen_layers(corridor: Corridor, choice: Choice) -> dict[str, str]:
    """What a query says of the layers; nothing where they are the corridor's own choice."""
    is_own = choice.layers == corridor.select_layers(None)
    return {} if is_own else {"layers": ",".join(choice.layers)}


def _served(shown: Site, choice: Choice, base: str) -> Served:
    corridor = shown.corridor
    chosen = chosen_layers(corridor, choice)

    def query(languages: str) -> str:
        return urlencode({"lang": languages, **chosen})

    several = len(corridor.languages) > 1
    exports = {
        name: f"export.{name}?{query(choice.language)}" for name in FORMATS if is_offered(name)
    }
    published = Published(
        base=base,
        query={"lang": choice.language, **chosen},
        languages=corridor.languages,
        downloads={FORMATS[name].media_type: f"{base}{path}" for name, path in exports.items()},
        has_picture=is_offered(PICTURE),
    )
    return Served(
        language_links=link_languages(
            corridor.languages, choice.language, lambda language: f"?{query(language)}"
        ),
        exports={name: path for name, path in exports.items() if name != DEFAULT_FORMAT.name},
        embed_link=f"embed?{query(choice.language)}",
        published=published if base else None,
        overlays_post="" if shown.settings.read_only else "overlays",
        export_link=f"export.html?{query(choice.language)}",
        export_all_link=f"export.html?{query(f'{choice.language},{ALL}')}" if several else "",
    )
