"""What machines are told of a page: where it is, in which languages, its picture, what it holds."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from geo_app.domain.statement import Source, SourceKind
from geo_app.render.contents import Contents

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""Of the preview that other sites show, in pixels: what Open Graph's readers cut least of."""
PICTURE = "png"


@dataclass(frozen=True, kw_only=True)
class Published:
    """A page in absolute addresses.

    Attributes:
        base: of the map, ending in a slash.
        query: what says the page's language and layers.
        downloads: addresses of what can be downloaded by media type.
        has_oembed: there is a server that answers for it.
        has_picture: there is a picture of it.
    """

    base: str
    query: Mapping[str, str]
    languages: tuple[str, ...]
    downloads: Mapping[str, str]
    has_oembed: bool = True
    has_picture: bool = True

    @property
    def address(self) -> str:
        """Of the page in its language."""
        return self._address(self.query["lang"])

    def _address(self, language: str) -> str:
        return f"{self.base}?{urlencode({**self.query, 'lang': language})}"

    def alternates(self) -> dict[str, str]:
        """The page in each language, and where each reader gets his own."""
        rest = {name: value for name, value in self.query.items() if name != "lang"}
        own = f"{self.base}?{urlencode(rest)}" if rest else self.base
        return {tag: self._address(tag) for tag in self.languages} | {"x-default": own}

    def oembed(self, form: str) -> str:
        """Where an oEmbed consumer asks for this page; empty where nobody answers."""
        asked = f"url={quote(self.address, safe='')}&format={form}"
        return f"{self.base}oembed?{asked}" if self.has_oembed else ""

    @property
    def picture(self) -> str:
        """The address of the preview; empty where there is none."""
        return published_picture(self.base, self.query) if self.has_picture else ""


@dataclass(frozen=True, kw_only=True)
class PublishedFile(Published):
    """A page of a static site in absolute addresses: they have no query, for nobody answers one.

    Attributes:
        pages: the address of the page in each language.
        preview: the address of its picture; empty where there is none.
    """

    pages: Mapping[str, str]
    preview: str
    has_oembed: bool = False

    def _address(self, language: str) -> str:
        return self.pages[language]

    def alternates(self) -> dict[str, str]:
        """The page in each language, and the one to begin with."""
        return {**self.pages, "x-default": self.base}

    @property
    def picture(self) -> str:
        """The address of the preview; empty where there is none."""
        return self.preview


def published_picture(
    base: str, query: Mapping[str, str], size: tuple[int, int] = (CARD_WIDTH, CARD_HEIGHT)
) -> str:
    """The address of a picture of the map, of a size in pixels."""
    return f"{base}export.{PICTURE}?{urlencode({'size': '{}x{}'.format(*size), **query})}"


def structured_data(contents: Contents, published: Published | None) -> str:
    """The page as schema.org's Dataset and Map, as JSON-LD that can stand in a script element."""
    corridor, panel = contents.corridor, contents.panel
    box = corridor.whole
    dataset: dict[str, Any] = {
        "@type": "Dataset",
        "@id": "#dataset",
        "name": panel.title,
        "description": panel.summary,
        "inLanguage": list(corridor.languages),
        "spatialCoverage": {
            "@type": "Place",
            "geo": {
                "@type": "GeoShape",
                "box": f"{box.south} {box.west} {box.north} {box.east}",
            },
        },
        "isBasedOn": list(map(_work, _sources(contents))),
    }
    drawing: dict[str, Any] = {
        "@type": "Map",
        "name": panel.title,
        "description": panel.subtitle,
        "inLanguage": contents.language,
        "about": {"@id": "#dataset"},
    }
    if published:
        dataset |= {"@id": f"{published.base}#dataset", "url": published.base}
        dataset["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": address}
            for form, address in published.downloads.items()
        ]
        drawing |= {"about": {"@id": f"{published.base}#dataset"}, "url": published.address}
        if published.picture:
            drawing["image"] = published.picture
    graph = {"@context": "https://schema.org", "@graph": [dataset, drawing]}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c")


def _sources(contents: Contents) -> Iterator[Source]:
    """The article, and the data sets that its map is drawn from."""
    for source in contents.corridor.sources.values():
        if source.kind is not SourceKind.REFERENCE:
            yield source


def _work(source: Source) -> dict[str, Any]:
    is_article = source.kind is SourceKind.ARTICLE
    told = {
        "@type": "NewsArticle" if is_article else "Dataset" if source.licence else "CreativeWork",
        "name": source.title,
        "publisher": source.publisher,
        "datePublished": source.date,
        "license": source.licence,
        "url": source.url,
    }
    return {name: value for name, value in told.items() if value}
