"""Every file of a static site: pages, files to take home, assets, and what a host reads itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.errors import MissingPartError
from geo_app.exporting.site import SiteFile
from geo_app.formats import DEFAULT_FORMAT, FORMATS, Format, Wishes, read_options
from geo_app.language.negotiate import ALL, require_all
from geo_app.pipeline import render_page
from geo_app.render.body import Served, link_languages
from geo_app.render.headers import COMPRESSED_TYPES
from geo_app.render.linked import linked_assets
from geo_app.render.published import CARD_HEIGHT, CARD_WIDTH, PICTURE, PublishedFile
from geo_app.settings import Settings
from geo_app.site.hosting import HeaderRules, is_root, write_robots, write_sitemap
from geo_app.site.not_found import write_not_found
from geo_app.site.places import (
    EMBED,
    EXPORTS,
    INDEX,
    NOT_FOUND,
    SITEMAP,
    STATIC,
    SitePage,
    find_pages,
)


@dataclass(frozen=True, kw_only=True)
class SitePlan:
    """What a site shows.

    Attributes:
        overlays: routes of the map's maker that are on it from the start.
        languages: that of the first page before the others.
        layers: ids of those that are on at first.
        base_url: its absolute address, ending in a slash; empty where nobody has said it.
        frame_ancestors: who may frame its pages for an iframe.
    """

    corridor: Corridor
    overlays: tuple[Overlay, ...] = ()
    languages: tuple[str, ...]
    layers: tuple[str, ...]
    base_url: str
    frame_ancestors: str
    _policies: dict[SitePage, str] = field(default_factory=dict, init=False)
    _missing: set[str] = field(default_factory=set, init=False)

    def files(self) -> list[SiteFile]:
        """Every file, to be made in this order: the last ones tell of those before them."""
        return [*self._assets(), *self._exports(), *self._pages(), *self._for_hosts()]

    def _assets(self) -> Iterator[SiteFile]:
        for asset in linked_assets(self.corridor, self.languages, self.overlays, only_scripts=True):
            compress = asset.media_type in COMPRESSED_TYPES
            make = partial(_same, asset.content)
            yield SiteFile(path=STATIC + asset.name, make=make, compress=compress)

    def _pages(self) -> Iterator[SiteFile]:
        for framed in (False, True):
            for page in find_pages(self.languages, framed=framed).values():
                make = partial(self._make_page, page)
                yield SiteFile(path=page.path, make=make, compress=True)

    def _make_page(self, page: SitePage) -> bytes:
        served = self._framed(page) if page.framed else self._whole(page)
        rendered = render_page(self.corridor, page.language, self.layers, served, self.overlays)
        self._policies[page] = rendered.policy
        return rendered.html.encode()

    def _whole(self, page: SitePage) -> Served:
        pages, tag = find_pages(self.languages), page.language
        framed = find_pages(self.languages, framed=True)[tag]
        every = page.up + self._export_path(ALL)
        return Served(
            language_links=link_languages(
                self.languages, page.language, lambda tag: page.up + pages[tag].path
            ),
            export_link=page.up + self._export_path(tag),
            export_all_link=every if len(self.languages) > 1 else "",
            overlays_post="",
            static=page.up + STATIC,
            is_file=True,
            exports={name: page.up + path for name, path in self._others(tag).items()},
            embed_link=self.base_url + framed.address if self.base_url else EMBED + INDEX,
            published=self._published(tag) if self.base_url else None,
        )

    def _others(self, language: str) -> dict[str, str]:
        """The files of a language beside the HTML one, by format; those that could be made."""
        paths = {
            name: self._export_path(language, form)
            for name, form in FORMATS.items()
            if form is not DEFAULT_FORMAT
        }
        return {name: path for name, path in paths.items() if path not in self._missing}

    def _published(self, language: str) -> PublishedFile:
        base, card = self.base_url, self._card_path(language)
        pages = find_pages(self.languages)
        files = {DEFAULT_FORMAT.name: self._export_path(language)} | self._others(language)
        return PublishedFile(
            base=base,
            query={"lang": language},
            languages=self.languages,
            downloads={FORMATS[name].media_type: base + path for name, path in files.items()},
            pages={tag: base + page.address for tag, page in pages.items()},
            preview="" if card in self._missing else base + card,
        )

    def _card_path(self, language: str) -> str:
        return f"{EXPORTS}{self.corridor.id}.{language}.card.{PICTURE}"

    def _framed(self, page: SitePage) -> Served:
        return Served(
            language_links=(),
            export_link="",
            overlays_post="",
            static=page.up + STATIC,
            is_file=True,
            full_map=page.up + find_pages(self.languages)[page.language].path,
        )

    def _export_path(self, languages: str, form: Format = DEFAULT_FORMAT) -> str:
        return f"{EXPORTS}{self.corridor.id}.{languages}.{form.name}"

    def _exports(self) -> Iterator[SiteFile]:
        for form in FORMATS.values():
            compress = form.media_type in COMPRESSED_TYPES
            for name, languages in self._editions(form).items():
                path = self._export_path(name, form)
                make = partial(self._make_export, path, form, Wishes(lang=languages))
                yield SiteFile(path=path, make=make, compress=compress)
        for tag in self.languages if self.base_url else ():
            path, card = self._card_path(tag), Wishes(lang=tag, size=(CARD_WIDTH, CARD_HEIGHT))
            yield SiteFile(path=path, make=partial(self._make_export, path, FORMATS[PICTURE], card))

    def _editions(self, form: Format) -> dict[str, tuple[str, ...]]:
        """The languages of each file of a format, by what names them."""
        each = {tag: (tag,) for tag in self.languages}
        several = form.several_languages and len(self.languages) > 1
        return each | ({ALL: self.languages} if several else {})

    def _make_export(self, path: str, form: Format, wishes: Wishes) -> bytes:
        layers = None if self.layers == self.corridor.select_layers(None) else self.layers
        wishes = replace(wishes, layers=layers)
        options = read_options(self.corridor, form, wishes, self.overlays)
        try:
            return form.make(self.corridor, options)
        except MissingPartError:
            self._missing.add(path)
            raise

    def _for_hosts(self) -> Iterator[SiteFile]:
        not_found = partial(write_not_found, self.corridor, self.languages, self.base_url)
        yield SiteFile(path=NOT_FOUND, make=not_found, compress=True)
        yield SiteFile(path="_headers", make=self._make_headers)
        if self.base_url:
            sitemap = partial(write_sitemap, self.languages, self.base_url)
            yield SiteFile(path=SITEMAP, make=sitemap)
        if self.base_url and is_root(self.base_url):
            yield SiteFile(path="robots.txt", make=partial(write_robots, self.base_url))

    def _make_headers(self) -> bytes:
        return HeaderRules(self._policies, self.frame_ancestors).write()


def _same(content: bytes) -> bytes:
    return content


def plan_site(
    settings: Settings,
    corridor: Corridor,
    overlays: Iterable[Overlay] = (),
    *,
    lang: str | Iterable[str] | None = None,
    layers: str | Iterable[str] | None = None,
) -> SitePlan:
    """The static site of a corridor.

    Args:
        settings: where it is published, and who may frame it.
        corridor: what it shows.
        overlays: routes of the map's maker that are on it from the start.
        lang: its languages, that of the first page before the others; None is all.
        layers: ids of the layers that are on at first; None is the corridor's choice.

    Raises:
        UnknownLanguageError: the corridor does not speak one of `lang`.
        UnknownLayerError: one of `layers` is none of the corridor's.
    """
    return SitePlan(
        corridor=corridor,
        languages=require_all(ALL if lang is None else lang, corridor.languages),
        layers=corridor.select_layers(layers),
        overlays=tuple(overlays),
        base_url=settings.base_url,
        frame_ancestors=settings.frame_ancestors,
    )
