"""What a document's body has before its data and scripts: all that is said in one language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from geo_app.language.formats import Formats
from geo_app.render.contents import Contents
from geo_app.render.published import Published
from geo_app.render.templates import environment


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """A way to the same page in another language."""

    language: str
    title: str
    href: str
    current: bool


def link_languages(
    languages: Iterable[str], current: str, address: Callable[[str], str]
) -> tuple[LanguageLink, ...]:
    """The switch between `languages`; `address` is that of a language's page."""
    return tuple(
        LanguageLink(
            language=language,
            title=Formats(language).own_name(),
            href=address(language),
            current=language == current,
        )
        for language in languages
    )


@dataclass(frozen=True, kw_only=True)
class Served:
    """What only a page has that links to its assets and to other pages.

    Attributes:
        export_link: to the file in this language.
        export_all_link: to the file in all languages; empty where there is one.
        overlays_post: where its server reads files of routes; empty where that takes none.
        static: the folder of its assets, relative to it, ending in a slash.
        is_file: it is one of a static site: no program answers it, nobody may send its headers,
            and its reader may open it from a disk.
        exports: to files of other formats, by the format's name.
        embed_link: to the page for an iframe; empty where there is none.
        published: where it is in absolute addresses, if that is known.
        full_map: of a page for an iframe, the address of the full map; other pages have none.
        theme: light or dark, if the page's author chose; empty where the reader does.
    """

    language_links: tuple[LanguageLink, ...]
    export_link: str
    export_all_link: str = ""
    overlays_post: str
    static: str = "static/"
    is_file: bool = False
    exports: Mapping[str, str] = field(default_factory=dict)
    embed_link: str = ""
    published: Published | None = None
    full_map: str = ""
    theme: str = ""


def write_body(
    contents: Contents, map_html: str, served: Served | None, carried: Sequence[LanguageLink] = ()
) -> Markup:
    """The body around `map_html`, the map's element.

    Args:
        contents: what it says.
        map_html: of folium's elements or ours, which escaped what they hold.
        served: links that need a server; None in a file.
        carried: ways to the other languages of a file.
    """
    full_map = served.full_map if served else ""
    html = (
        environment(contents.language)
        .get_template("map/embed.html" if full_map else "map/body.html")
        .render(
            language=contents.language,
            is_reviewed=contents.formats.is_reviewed,
            panel=contents.panel,
            cards=contents.cards,
            tables=contents.tables,
            language_links=served.language_links if served else carried,
            export_link=served.export_link if served else "",
            export_all_link=served.export_all_link if served else "",
            full_map=full_map,
            exports=_export_links(contents, served.exports) if served else (),
            embed_link=served.embed_link if served else "",
            base_url=served.published.base if served and served.published else "",
            is_file=bool(served and served.is_file),
            overlays_post=served.overlays_post if served else "",
            overlays_refused=bool(served and not served.is_file and not served.overlays_post),
            map_html=Markup(map_html),  # noqa: S704
        )
    )
    return Markup(html)  # noqa: S704 - from an escaping template


_PICTURES = frozenset({"svg", "png", "pdf"})


def _export_links(contents: Contents, exports: Mapping[str, str]) -> list[dict[str, object]]:
    """What the dialog of exports says of each format."""
    gettext = contents.formats.words.gettext
    titles = {
        "svg": gettext("Drawing"),
        "png": gettext("Picture"),
        "pdf": gettext("Sheet to print"),
    }
    return [
        {
            "name": name,
            "title": titles.get(name, gettext("Data")),
            "href": href,
            "is_picture": name in _PICTURES,
        }
        for name, href in exports.items()
    ]
