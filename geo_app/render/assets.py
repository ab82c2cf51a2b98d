"""Style sheets and scripts, from one copy: linked by the page, carried by the file."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from markupsafe import Markup
from rcssmin import cssmin

from geo_app.domain.column_roles import ROLE_NAMES
from geo_app.language.catalogue import catalogue
from geo_app.render.bundles import (
    EMBED_SCRIPT,
    EMBED_STYLE,
    HEAD_SCRIPTS,
    LANGUAGES_SCRIPT,
    OVERLAY_SCRIPTS,
    SCRIPTS,
    STYLES,
    UNPACK_SCRIPT,
)
from geo_app.render.minified import minify_script
from geo_app.render.overlay_words import overlay_words
from geo_app.render.packing import pack_geometry
from geo_app.resources import bundled, static_folder

FOLIUM_SCRIPT = "folium.js"
"""Only for maps that hold elements of folium's own."""
ERROR_STYLES = ("tokens.css", "page.css")
"""What a page needs that only says that something is wrong."""
SCRIPT_TYPE = "text/javascript"

_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=.*")
_LEAFLET_IMAGE = re.compile(r"url\(images/[\w.-]+\.png\)")
_SCRIPT_END = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


@dataclass(frozen=True)
class Asset:
    """A style sheet, a script or an image that a page needs.

    Attributes:
        name: with a digest of the content, so that it can be cached for ever.
    """

    name: str
    media_type: str
    content: bytes

    @classmethod
    def of(cls, stem: str, ending: str, media_type: str, content: bytes) -> "Asset":
        """An asset named after its content."""
        digest = hashlib.sha256(content).hexdigest()[:12]
        return cls(f"{stem}.{digest}.{ending}", media_type, content)

    @property
    def text(self) -> str:
        """The content of a style sheet or script."""
        return self.content.decode()


def csp_hash(text: str) -> str:
    """The Content-Security-Policy source that allows exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def style_sheet() -> Asset:
    """Leaflet's style sheet and ours, in one."""
    texts = [_leaflet_style_sheet(), *(_own(name) for name in STYLES)]
    return Asset.of("geo_app", "css", "text/css", cssmin("\n".join(texts)).encode())


@cache
def error_style() -> str:
    """The style of a page that says what is wrong, where it can link to nothing."""
    return str(cssmin("\n".join(map(_own, ERROR_STYLES))))


@cache
def scripts() -> tuple[Asset, ...]:
    """Leaflet, then our scripts in one."""
    own = minify_script("\n".join(map(_own, SCRIPTS)))
    return (
        Asset.of("leaflet", "js", SCRIPT_TYPE, _leaflet_script().encode()),
        Asset.of("geo_app", "js", SCRIPT_TYPE, own.encode()),
    )


@cache
def embed_style() -> Asset:
    """What a page for an iframe looks like."""
    return Asset.of("embed", "css", "text/css", cssmin(_own(EMBED_STYLE)).encode())


@cache
def embed_script() -> Asset:
    """What a page for an iframe does otherwise."""
    return Asset.of("embed", "js", SCRIPT_TYPE, minify_script(_own(EMBED_SCRIPT)).encode())


@cache
def overlay_script(language: str) -> Asset:
    """What reads and draws the reader's own routes, with its words in `language`."""
    words = json.dumps(overlay_words(catalogue(language).gettext), ensure_ascii=False)
    roles = json.dumps(ROLE_NAMES, ensure_ascii=False, separators=(",", ":"))
    told = f"geoApp.overlayWords??={words};\ngeoApp.columnRoles={roles};\n"
    content = (told + _overlay_code()).encode()
    return Asset.of(f"overlays.{language}", "js", SCRIPT_TYPE, content)


@cache
def _overlay_code() -> str:
    return minify_script("\n".join(_own(f"overlays/{name}") for name in OVERLAY_SCRIPTS))


@cache
def world_land() -> Asset:
    """The land behind routes that leave a corridor's ground, as TopoJSON."""
    text = (bundled("geodata") / "world.topojson").read_text("utf-8")
    return Asset.of("world", "json", "application/json", pack_geometry(text).encode())


@cache
def unpack_script() -> str:
    """What unpacks a file's scripts; with Leaflet's notice, which must be there to be read."""
    return f"/*!\n{_leaflet_notice()}*/\n{minify_script(_own(UNPACK_SCRIPT))}"


@cache
def head_script(*, several_languages: bool = False) -> str:
    """What runs before anything is painted; inline, for a request of its own would delay that.

    Args:
        several_languages: it is the head of a file that has several.
    """
    names = (*HEAD_SCRIPTS, LANGUAGES_SCRIPT) if several_languages else HEAD_SCRIPTS
    return safe_script(minify_script("\n".join(map(_own, names))))


@cache
def folium_style() -> str:
    """The icon of the layer control that folium's users add; our own pages have none."""
    return "".join(
        f"{selector} .leaflet-control-layers-toggle{{background-image:url({_leaflet_image(name)})}}"
        for selector, name in (("", "layers.png"), (".leaflet-retina", "layers-2x.png"))
    )


@cache
def folium_script() -> str:
    """What folium's own elements expect of a page: Leaflet's default icon, and little of jQuery."""
    icons = {
        "iconUrl": _leaflet_image("marker-icon.png"),
        "iconRetinaUrl": _leaflet_image("marker-icon-2x.png"),
        "shadowUrl": _leaflet_image("marker-shadow.png"),
    }
    options = ",".join(f'"{name}":"{url}"' for name, url in icons.items())
    return f"{_own(FOLIUM_SCRIPT)}\ngeoApp.serveFolium({{{options}}});\n"


def inline_style(text: str) -> Markup:
    """A style element."""
    return Markup("<style>{}</style>").format(Markup(text))  # noqa: S704 - our own files


def safe_script(text: str) -> str:
    """`text` with nothing in it that would end a script element early."""
    return _SCRIPT_END.sub(r"<\\", text).replace("\r\n", "\n").replace("\r", "\n")


def _own(name: str) -> str:
    return (static_folder() / name).read_text("utf-8")


def _leaflet_folder() -> Path:
    # Located, not imported: importing xstatic.pkg runs pkg_resources, which warns.
    return Path(str(distribution("XStatic-Leaflet").locate_file("xstatic/pkg/leaflet/data")))


def _leaflet_notice() -> str:
    return (bundled("templates") / "export" / "leaflet_notice.txt").read_text("utf-8")


def _leaflet_script() -> str:
    code = (_leaflet_folder() / "leaflet.js").read_text("utf-8")
    return f"/*!\n{_leaflet_notice()}*/\n{_SOURCE_MAP.sub('', code)}"


def _leaflet_style_sheet() -> str:
    text = (_leaflet_folder() / "leaflet.css").read_text("utf-8")
    return _LEAFLET_IMAGE.sub("none", text)


def _leaflet_image(name: str) -> str:
    content = (_leaflet_folder() / "images" / name).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"
