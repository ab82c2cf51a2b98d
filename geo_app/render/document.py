"""The whole document around a map: panel, cards, data, styles and scripts."""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure
from markupsafe import Markup

from geo_app.domain.layer import Image
from geo_app.errors import ExternalAddressError
from geo_app.render import assets
from geo_app.render.addresses import Addresses, find_addresses
from geo_app.render.layers import CorridorLayer, data_url, embed_json
from geo_app.render.neutral import neutralise, renumber, walk
from geo_app.render.policy import content_security_policy
from geo_app.render.templates import environment

if TYPE_CHECKING:
    from geo_app.render.map import Contents

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STATIC = "static"
"""Where a served page finds its assets, relative to itself."""


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """A way to the same page in another language."""

    language: str
    title: str
    href: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Served:
    """What only a page with a server behind it has."""

    language_links: tuple[LanguageLink, ...]
    export_link: str


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A document and the policy it must be served under."""

    html: str
    policy: str


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the folium elements of a map rendered."""

    header: str
    html: str
    script: str
    addresses: Addresses | None
    """What they fetch; None where all of them are ours."""

    @property
    def has_stock(self) -> bool:
        """Whether somebody added an element to our map."""
        return self.addresses is not None

    def added_scripts(self) -> list[str]:
        """The inline scripts that added elements wrote into the head and the body."""
        return _INLINE_SCRIPT.findall(self.header + self.html)


class MapDocument(Figure):
    """branca's Figure, made into our document; `save` and Jupyter come through here."""

    def __init__(self, contents: "Contents") -> None:
        super().__init__(height="620px")
        self.contents = contents

    def render(self, **kwargs: Any) -> str:
        """The document with everything in it; elements that you added may still fetch theirs."""
        return self.compose(**kwargs).html

    def compose(
        self, *, served: Served | None = None, offline: bool = False, **kwargs: Any
    ) -> Rendered:
        """The document: linking its assets if `served`, else carrying them.

        Args:
            served: links that need a server.
            offline: refuse elements that would have to fetch something.
            kwargs: for the elements' templates, as in folium.

        Raises:
            ExternalAddressError: `offline`, and an element needs an address; all are named.
        """
        parts = self._render_elements(**kwargs)
        if offline and parts.addresses and (needed := parts.addresses.all()):
            raise ExternalAddressError(needed)
        script = assets.safe_script(
            assets.folium_script() + parts.script if parts.has_stock else parts.script
        )
        styles = ["'unsafe-inline'"] if parts.has_stock else []
        if served is None:
            carried = [assets.safe_script(each.text) for each in assets.scripts()]
            policy = content_security_policy(
                scripts=map(assets.csp_hash, (*carried, *parts.added_scripts(), script)),
                styles=styles or [assets.csp_hash(assets.style_sheet().text)],
                addresses=parts.addresses,
            )
        else:
            carried = []
            policy = content_security_policy(
                scripts=[assets.csp_hash(script)], styles=styles, same_origin=True
            )
        html = self._fill_in(parts, script, carried, served, policy)
        return Rendered(html=html, policy=policy)

    def _render_elements(self, **kwargs: Any) -> Parts:
        # Rendering changes the tree (a second one would repeat statements): work on a copy.
        tree = deepcopy(self)
        stock = self._has_stock()
        neutralise(tree)
        for child in tree._children.values():
            child.render(**kwargs)
        texts = [part.render(**kwargs) for part in (tree.header, tree.html, tree.script)]
        addresses = find_addresses(*texts) if stock else None
        folium_style = assets.inline_style(assets.folium_style())
        header, html, script = renumber(texts, tree)
        return Parts(
            header=(folium_style if stock else "") + header.replace(_CHARSET, "").strip(),
            html=html.strip(),
            script=f"{script.strip()}\ngeoApp.start({self.contents.map_name});",
            addresses=addresses,
        )

    def _has_stock(self) -> bool:
        """Whether somebody added an element to the map, or to the document's parts."""
        below = (each for child in self._children.values() for each in walk(child))
        # branca itself puts one element, the charset, into the head.
        added = len(self.header._children) > 1 or self.html._children or self.script._children
        return bool(added) or not all(map(_is_ours, below))

    def _fill_in(
        self,
        parts: Parts,
        script: str,
        carried: list[str],
        served: Served | None,
        policy: str,
    ) -> str:
        contents = self.contents
        images = {
            name: data_url(image) if served is None else f"{STATIC}/{image_asset(name, image).name}"
            for name, image in contents.corridor.images.items()
        }
        # Only our own files and what was escaped where it was written is marked as HTML here.
        return (
            environment(contents.language)
            .get_template("map/document.html")
            .render(
                language=contents.language,
                direction=contents.formats.direction,
                csp_meta=None if served else policy,
                panel=contents.panel,
                cards=contents.cards,
                language_links=served.language_links if served else (),
                export_link=served.export_link if served else "",
                head_assets=_head_assets(served),
                stock_header=Markup(parts.header),  # noqa: S704
                map_html=Markup(parts.html),  # noqa: S704
                data_json=Markup(embed_json(contents.data(images), contents.corridor.geometries)),  # noqa: S704
                body_assets=_body_assets(carried, served),
                script=Markup(script),  # noqa: S704
            )
        )


_CHARSET = '<meta http-equiv="content-type" content="text/html; charset=UTF-8" />'


def _is_ours(element: Element) -> bool:
    return isinstance(element, CorridorLayer) or getattr(element, "is_corridor_map", False)


def image_asset(name: str, image: Image) -> assets.Asset:
    """An image of the corridor as a served asset."""
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    return assets.Asset.of(stem, ending, image.media_type, image.content)


def _head_assets(served: Served | None) -> Markup:
    sheet = assets.style_sheet()
    if served is None:
        return assets.inline_style(sheet.text)
    return Markup('<link rel="stylesheet" href="{}/{}">').format(STATIC, sheet.name)


def _body_assets(carried: list[str], served: Served | None) -> Markup:
    if served is None:
        inline = (Markup("<script>{}</script>").format(Markup(text)) for text in carried)  # noqa: S704
        return Markup("\n").join(inline)
    linked = (
        Markup('<script src="{}/{}"></script>').format(STATIC, each.name)
        for each in assets.scripts()
    )
    return Markup("\n").join(linked)
