"""What rendered folium elements would fetch: scripts, style sheets and pictures.

Only what a browser asks for by itself counts: not a hyperlink, and not an address in a text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

_CARRIED = ("data:", "#", "blob:")
_LAYER_CALL = re.compile(
    r"""L\.(?:tileLayer(?:\.wms)?|imageOverlay|videoOverlay)\(\s*\[?\s*(["'])(.*?)\1"""
)
_ICON_OPTION = re.compile(
    r"""["']?(?:icon|iconRetina|shadow|shadowRetina)Url["']?\s*:\s*"(.*?)\""""
)
_STYLE_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
_ESCAPED_MARKUP = (
    ("\\u003c", "<"),
    ("\\u003e", ">"),
    ("\\u0026", "&"),
    ("\\u0027", "'"),
    ('\\"', '"'),
)


@dataclass(frozen=True)
class Addresses:
    """What a document fetches, by the kind of thing; in the order in which it is met."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every address once."""
        return tuple(dict.fromkeys((*self.scripts, *self.styles, *self.pictures)))


def find_addresses(header: str, html: str, script: str) -> Addresses:
    """The addresses that the rendered parts of a document would fetch.

    Args:
        header: what stands in its head.
        html: what stands in its body.
        script: its script, with the markup that folium writes into it.
    """
    reader = _Reader()
    reader.feed(header)
    reader.feed(html)
    reader.feed(_unescape(script))
    called = (match[2] for match in _LAYER_CALL.finditer(script))
    icons = (match[1] for match in _ICON_OPTION.finditer(script))
    return Addresses(
        scripts=_fetched(reader.scripts),
        styles=_fetched(reader.styles),
        pictures=_fetched((*called, *icons, *reader.pictures)),
    )


def _unescape(script: str) -> str:
    for escaped, plain in _ESCAPED_MARKUP:
        script = script.replace(escaped, plain)
    return script


def _fetched(addresses: Iterable[str]) -> tuple[str, ...]:
    stripped = (address.strip() for address in addresses)
    wanted = (each for each in stripped if each and not each.lower().startswith(_CARRIED))
    return tuple(dict.fromkeys(wanted))


class _Reader(HTMLParser):
    """Collects what the tags of a text fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value:
                self._collect(tag, name, value)

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.styles += _STYLE_ADDRESS.findall(data)

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Read on inside scripts: folium writes markup into them."""

    def _collect(self, tag: str, name: str, value: str) -> None:
        match tag, name:
            case "script", "src":
                self.scripts.append(value)
            case "link", "href":
                self.styles.append(value)
            case _, "src" | "poster" | "data" | "background":
                self.pictures.append(value)
            case "image" | "use" | "feimage", "href" | "xlink:href":
                self.pictures.append(value)
            case _, "srcset":
                self.pictures += [each.split()[0] for each in value.split(",") if each.split()]
            case _, "style":
                self.pictures += _STYLE_ADDRESS.findall(value)
