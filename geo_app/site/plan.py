"""Every file of a static site: pages, files to take home, assets, and what a host reads itself.

Addresses between them are relative and name files, so that the site works under any path, and from
a disk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.exporting.site import SiteFile
from geo_app.formats import DEFAULT_FORMAT, FORMATS, Format, Wishes, read_options
from geo_app.language.negotiate import ALL, require_all
from geo_app.pipeline import render_page
from geo_app.render.body import Served, link_languages
from geo_app.render.headers import COMPRESSED_TYPES
from geo_app.render.linked import linked_assets
from geo_app.site.hosting import NOT_FOUND, HeaderRules
from geo_app.site.not_found import write_not_found

STATIC = "static/"
EXPORTS = "export/"


@dataclass(frozen=True, kw_only=True)
class SitePlan:
    """What a site shows.

    Attributes:
        overlays: routes of the map's maker that are on it from the start.
        languages: that of the first page before the others.
        layers: ids of those that are on at first.
    """

    corridor: Corridor
    overlays: tuple[Overlay, ...] = ()
    languages: tuple[str, ...]
    layers: tuple[str, ...]
    _policies: dict[str, str] = field(default_factory=dict, init=False)

    def files(self) -> list[SiteFile]:
        """Every file, to be made in this order: the last ones tell of those before them."""
        return [*self._assets(), *self._pages(), *self._exports(), *self._for_hosts()]

    def _assets(self) -> Iterator[SiteFile]:
        for asset in linked_assets(self.corridor, self.languages, self.overlays, only_scripts=True):
            compress = asset.media_type in COMPRESSED_TYPES
            yield SiteFile(
                path=STATIC + asset.name, make=partial(_same, asset.content), compress=compress
            )

    def _pages(self) -> Iterator[SiteFile]:
        for language in self.languages:
            make = partial(self._make_page, language)
            yield SiteFile(path=self.page_path(language), make=make, compress=True)

    def page_path(self, language: str) -> str:
        """Where the page of a language is: that of the default one at the top."""
        return f"{self._folder(language)}index.html"

    def _folder(self, language: str) -> str:
        return "" if language == self.languages[0] else f"{language}/"

    def _make_page(self, language: str) -> bytes:
        served = self._served(language)
        rendered = render_page(self.corridor, language, self.layers, served, self.overlays)
        self._policies[self.page_path(language)] = rendered.policy
        return rendered.html.encode()

    def _served(self, language: str) -> Served:
        up = "../" * self._folder(language).count("/")

        def address(tag: str) -> str:
            return up + self.page_path(tag)

        return Served(
            language_links=link_languages(self.languages, language, address),
            export_link=f"{up}{self._export_path(language)}",
            export_all_link=f"{up}{self._export_path(ALL)}" if len(self.languages) > 1 else "",
            overlays_post="",
            static=up + STATIC,
            is_file=True,
        )

    def _export_path(self, languages: str, form: Format = DEFAULT_FORMAT) -> str:
        return f"{EXPORTS}{self.corridor.id}.{languages}.{form.name}"

    def _exports(self) -> Iterator[SiteFile]:
        for form in FORMATS.values():
            compress = form.media_type in COMPRESSED_TYPES
            for name, languages in self._editions(form).items():
                make = partial(self._make_export, form, languages)
                yield SiteFile(path=self._export_path(name, form), make=make, compress=compress)

    def _editions(self, form: Format) -> dict[str, tuple[str, ...]]:
        """The languages of each file of a format, by what names them."""
        each = {tag: (tag,) for tag in self.languages}
        several = form.several_languages and len(self.languages) > 1
        return each | ({ALL: self.languages} if several else {})

    def _make_export(self, form: Format, languages: tuple[str, ...]) -> bytes:
        layers = None if self.layers == self.corridor.select_layers(None) else self.layers
        wishes = Wishes(lang=languages, layers=layers)
        options = read_options(self.corridor, form, wishes, self.overlays)
        return form.make(self.corridor, options)

    def _for_hosts(self) -> Iterator[SiteFile]:
        yield SiteFile(
            path=NOT_FOUND,
            make=partial(write_not_found, self.corridor, self.languages),
            compress=True,
        )
        yield SiteFile(path="_headers", make=self._make_headers)

    def _make_headers(self) -> bytes:
        return HeaderRules(self._policies, forever=(STATIC,)).write()


def _same(content: bytes) -> bytes:
    return content


def plan_site(
    corridor: Corridor,
    lang: str | Iterable[str] | None,
    layers: str | Iterable[str] | None,
    overlays: Iterable[Overlay],
) -> SitePlan:
    """The static site of a corridor.

    Args:
        corridor: what it shows.
        lang: its languages, that of the first page before the others; None is all.
        layers: ids of the layers that are on at first; None is the corridor's choice.
        overlays: routes of the map's maker that are on it from the start.

    Raises:
        UnknownLanguageError: the corridor does not speak one of `lang`.
        UnknownLayerError: one of `layers` is none of the corridor's.
    """
    chosen = corridor.select_layers(layers)
    languages = require_all(ALL if lang is None else lang, corridor.languages)
    return SitePlan(corridor=corridor, languages=languages, layers=chosen, overlays=tuple(overlays))
