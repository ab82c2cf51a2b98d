"""The whole document around a map: panel, cards, data, styles and scripts."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import Image
from geo_app.errors import ExportError, ExternalAddressError
from geo_app.render import assets
from geo_app.render.body import Served, link_languages, write_body
from geo_app.render.carried_page import merge_patch, write_carried_page
from geo_app.render.carrying import carry, carry_picture, picture_id
from geo_app.render.contents import MAP_NAME, Contents
from geo_app.render.layers import data_url, embed_json
from geo_app.render.parts import LINES, Parts, write_parts
from geo_app.render.policy import content_security_policy
from geo_app.render.published import CARD_HEIGHT, CARD_WIDTH, structured_data
from geo_app.render.resources import as_scripts
from geo_app.render.templates import environment, macros
from geo_app.render.words import embed_words


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A document and the policy it must be served under."""

    html: str
    policy: str


NO_HTML = Markup("")


@dataclass(frozen=True, kw_only=True)
class Scripts:
    """The scripts of a document's body.

    Attributes:
        before: the elements of those that are linked.
        first: what inline scripts unpack and run at once, by name; these need their hashes, too.
        inline: in their order; each needs its hash in the policy.
        packed: what scripts unpack and run when it has come, by name; these need theirs, too.
        data: what scripts unpack and read, by name.
        pictures: data: URLs by file name.
    """

    before: Markup = NO_HTML
    first: dict[str, str] = field(default_factory=dict)
    inline: tuple[str, ...]
    packed: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def all(self) -> tuple[str, ...]:
        """Every script that runs and is not linked."""
        return (*self.first.values(), *self.packed.values(), *self.inline)

    def as_html(self) -> Markup:
        """Their elements, in order: the map begins while what it needs later is on its way."""
        first = itertools.starmap(carry, self.first.items())
        inline = (Markup("<script>{}</script>").format(Markup(text)) for text in self.inline)  # noqa: S704
        packed = itertools.starmap(carry, (self.packed | self.data).items())
        pictures = itertools.starmap(carry_picture, self.pictures.items())
        before = filter(None, [self.before])
        return Markup("\n").join([*before, *first, *inline, *packed, *pictures])


@dataclass(frozen=True)
class Document:
    """What a corridor's document says, and what stands on its map.

    Attributes:
        contents: in the language that is shown at first.
        others: the same in further languages, which only a file carries.
    """

    contents: Contents
    parts: Parts
    others: tuple[Contents, ...] = ()

    def compose(self, *, served: Served | None = None, offline: bool = False) -> Rendered:
        """The document: linking its assets if `served`, else carrying them.

        Args:
            served: links that need a server.
            offline: refuse elements that would have to fetch something.

        Raises:
            ExternalAddressError: `offline`, and an element needs an address; all are named.
            ExportError: there are `others`, and somebody added an element, which has one language.
        """
        if self.others and self.parts.has_stock:
            raise ExportError("a map with elements of your own is written in one language")
        addresses = self.parts.addresses
        if offline and addresses and (needed := addresses.all()):
            raise ExternalAddressError(needed)
        scripts = self._linked(served) if served else self._carried()
        policy = self._policy(scripts, served)
        return Rendered(html=self._fill_in(scripts, served, policy), policy=policy)

    def _script(self) -> str:
        """Whatever stands on the map, then the start."""
        start = macros(self.contents.language, LINES).start_map(MAP_NAME)
        stock = assets.folium_script() if self.parts.has_stock else ""
        return assets.safe_script(f"{stock}{self.parts.script}\n{start}")

    def _linked(self, served: Served) -> "Scripts":
        added = (assets.embed_script(),) if served.full_map else ()
        linked = (
            Markup('<script src="{}{}"></script>').format(served.static, each.name)
            for each in (*assets.scripts(), *added)
        )
        return Scripts(inline=(self._script(),), before=Markup("\n").join(linked))

    def _carried(self) -> "Scripts":
        """The scripts of a file: packed, but for a map whose added elements wait for nothing."""
        leaflet, own = (assets.safe_script(each.text) for each in assets.scripts())
        unpack = assets.safe_script(assets.unpack_script())
        first: dict[str, str] = {}
        inline: tuple[str, ...] = (unpack, leaflet, own, self._script())
        if not self.parts.has_stock:
            begin = "geoApp.beginInLanguage();" if self.others else "geoApp.begin();"
            first = {"leaflet": leaflet, "main": own, "start": self._script()}
            inline = (f"{unpack}\n{begin}",)
        packed, data = self._resources()
        pictures = _carried_images(self.contents.corridor)
        return Scripts(
            first=first,
            inline=inline,
            packed=packed,
            data=data | self._carried_pages(),
            pictures={name: data_url(image) for name, image in pictures.items()},
        )

    def _head_script(self) -> str:
        return assets.head_script(several_languages=bool(self.others))

    def _carried_pages(self) -> dict[str, str]:
        """The pages of the other languages, by the name that static/languages.js unpacks."""
        first = self._data(None) if self.others else {}
        return {
            f"page-{each.language}": write_carried_page(
                each,
                self._body(each, write_parts(each).html, None),
                merge_patch(first, each.data(_image_addresses(each.corridor, None))),
            )
            for each in self.others
        }

    def _languages(self) -> tuple[str, ...]:
        """Those of a file between which its reader can choose."""
        told = (self.contents, *self.others) if self.others else ()
        return tuple(each.language for each in told)

    def _body(self, contents: Contents, map_html: str, served: Served | None) -> Markup:
        links = link_languages(self._languages(), contents.language, "#lang={}".format)
        return write_body(contents, map_html, served, links)

    def _resources(self) -> tuple[dict[str, str], dict[str, str]]:
        """What the map needs only at times: scripts, and data, as texts by name."""
        found = self.contents.resources().items()
        scripts = {name: each.text for name, each in found if each.media_type == assets.SCRIPT_TYPE}
        return scripts, {name: each.text for name, each in found if name not in scripts}

    def _policy(self, scripts: "Scripts", served: Served | None) -> str:
        parts = self.parts
        inline = map(assets.csp_hash, (self._head_script(), *scripts.all()))
        styles = ["'unsafe-inline'"] if parts.has_stock else []
        if served is not None:
            return content_security_policy(scripts=inline, styles=styles, same_origin=True)
        return content_security_policy(
            scripts=(*map(assets.csp_hash, parts.added_scripts()), *inline),
            styles=styles or [assets.csp_hash(assets.style_sheet().text)],
            addresses=parts.addresses,
        )

    def _data(self, served: Served | None) -> dict[str, Any]:
        """The data block: what the map's script draws, and where it finds what it may need."""
        data = self.contents.data(_image_addresses(self.contents.corridor, served))
        if served is None:
            return data
        needed = self.contents.resources()
        needed = as_scripts(needed) if served.is_file else needed
        found = {name: f"{served.static}{each.name}" for name, each in needed.items()}
        settings = data["map"] | {"overlays_post": served.overlays_post}
        data |= {"map": settings, "resources": found}
        if served.full_map:
            words = data["words"] | embed_words(self.contents.formats.words.gettext)
            data |= {"words": words, "search": {}}
        return data

    def _structured_data(self, served: Served | None) -> Markup:
        """What a page tells search engines; a file is not found by them, nor is a frame."""
        if served is None or served.full_map:
            return NO_HTML
        return Markup(structured_data(self.contents, served.published))  # noqa: S704 - no "<" in it

    def _fill_in(self, scripts: "Scripts", served: Served | None, policy: str) -> str:
        contents, parts = self.contents, self.parts
        # Only our own files and what was escaped where it was written is marked as HTML here.
        return (
            environment(contents.language)
            .get_template("map/document.html")
            .render(
                language=contents.language,
                direction=contents.formats.direction,
                csp_meta=None if served and not served.is_file else policy,
                theme=served.theme if served else "",
                is_embedded=bool(served and served.full_map),
                published=served.published if served else None,
                card_width=CARD_WIDTH,
                card_height=CARD_HEIGHT,
                structured_data=self._structured_data(served),
                panel=contents.panel,
                languages=self._languages(),
                head_script=Markup(self._head_script()),  # noqa: S704
                head_assets=_head_assets(served),
                stock_header=Markup(parts.header),  # noqa: S704
                body=self._body(contents, parts.html, served),
                data_json=Markup(embed_json(self._data(served), contents.corridor.geometries)),  # noqa: S704
                body_scripts=scripts.as_html(),
            )
        )


def _carried_images(corridor: Corridor) -> dict[str, Image]:
    """The images of a file by name: it has no light ones."""
    light = {layer.light for layer in corridor.layers.values()}
    return {name: image for name, image in corridor.images.items() if name not in light}


def _image_addresses(corridor: Corridor, served: Served | None) -> dict[str, str]:
    """The address of each image by file name; in a file, that of the element that carries it."""
    if served:
        return {
            name: f"{served.static}{image_asset(name, image).name}"
            for name, image in corridor.images.items()
        }
    return {name: f"#{picture_id(name)}" for name in _carried_images(corridor)}


def image_asset(name: str, image: Image) -> assets.Asset:
    """An image of the corridor as a served asset."""
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    return assets.Asset.of(stem, ending, image.media_type, image.content)


def _head_assets(served: Served | None) -> Markup:
    sheet = assets.style_sheet()
    if served is None:
        return assets.inline_style(sheet.text)
    sheets = (sheet, assets.embed_style()) if served.full_map else (sheet,)
    links = (
        Markup('<link rel="stylesheet" href="{}{}">').format(served.static, each.name)
        for each in sheets
    )
    return Markup("\n").join(links)
