"""The whole document around a map: panel, cards, data, styles and scripts."""

from dataclasses import dataclass

from markupsafe import Markup

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import Image
from geo_app.errors import ExternalAddressError
from geo_app.render import assets
from geo_app.render.contents import MAP_NAME, Contents
from geo_app.render.layers import data_url, embed_json
from geo_app.render.parts import LINES, Parts
from geo_app.render.policy import content_security_policy
from geo_app.render.templates import environment, macros

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


@dataclass(frozen=True)
class Document:
    """What a corridor's document says, and what stands on its map."""

    contents: Contents
    parts: Parts

    def compose(self, *, served: Served | None = None, offline: bool = False) -> Rendered:
        """The document: linking its assets if `served`, else carrying them.

        Args:
            served: links that need a server.
            offline: refuse elements that would have to fetch something.

        Raises:
            ExternalAddressError: `offline`, and an element needs an address; all are named.
        """
        addresses = self.parts.addresses
        if offline and addresses and (needed := addresses.all()):
            raise ExternalAddressError(needed)
        script = self._script()
        carried = (
            [assets.safe_script(each.text) for each in assets.scripts()] if served is None else []
        )
        policy = self._policy(script, carried, served)
        return Rendered(html=self._fill_in(script, carried, served, policy), policy=policy)

    def _script(self) -> str:
        """The script that is always inline: whatever stands on the map, then the start."""
        start = macros(self.contents.language, LINES).start_map(MAP_NAME)
        stock = assets.folium_script() if self.parts.has_stock else ""
        return assets.safe_script(f"{stock}{self.parts.script}\n{start}")

    def _policy(self, script: str, carried: list[str], served: Served | None) -> str:
        parts = self.parts
        inline = [assets.head_script(), script]
        styles = ["'unsafe-inline'"] if parts.has_stock else []
        if served is not None:
            return content_security_policy(
                scripts=map(assets.csp_hash, inline), styles=styles, same_origin=True
            )
        return content_security_policy(
            scripts=map(assets.csp_hash, (*carried, *parts.added_scripts(), *inline)),
            styles=styles or [assets.csp_hash(assets.style_sheet().text)],
            addresses=parts.addresses,
        )

    def _fill_in(self, script: str, carried: list[str], served: Served | None, policy: str) -> str:
        contents, parts = self.contents, self.parts
        images = _image_addresses(contents.corridor, served)
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
                tables=contents.tables,
                language_links=served.language_links if served else (),
                export_link=served.export_link if served else "",
                head_script=Markup(assets.head_script()),  # noqa: S704
                head_assets=_head_assets(served),
                stock_header=Markup(parts.header),  # noqa: S704
                map_html=Markup(parts.html),  # noqa: S704
                data_json=Markup(embed_json(contents.data(images), contents.corridor.geometries)),  # noqa: S704
                body_assets=_body_assets(carried, served),
                script=Markup(script),  # noqa: S704
            )
        )


def _image_addresses(corridor: Corridor, served: Served | None) -> dict[str, str]:
    """The address of each image by file name: a file waits for nothing, and has no light ones."""
    if served:
        return {
            name: f"{STATIC}/{image_asset(name, image).name}"
            for name, image in corridor.images.items()
        }
    light = {layer.light for layer in corridor.layers.values()}
    return {name: data_url(image) for name, image in corridor.images.items() if name not in light}


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
