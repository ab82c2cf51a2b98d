"""What hosts of static sites, and search engines, read of a site: headers, robots, sitemap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from geo_app.render.headers import (
    ASK_AGAIN,
    FOR_EVER,
    FRAMED_HEADERS,
    SAFE_HEADERS,
    page_policy,
)
from geo_app.render.templates import environment
from geo_app.site.places import EXPORTS, SITEMAP, STATIC, SitePage, find_pages

_TAKEN_HOME = {
    "Content-Disposition": "attachment",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": ASK_AGAIN,
}
"""Of the exports: they are kept and shown in no frame; other sites show the pictures of them."""
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}\n"


@dataclass(frozen=True)
class HeaderRules:
    """The `_headers` file, as Netlify, Cloudflare and others read it.

    Two rules that meet at one address never set the same header: Cloudflare would send both values.

    Attributes:
        policies: the Content-Security-Policy of each page, without what only a header may say.
        frame_ancestors: who may frame the pages for an iframe.
    """

    policies: Mapping[SitePage, str]
    frame_ancestors: str

    def write(self) -> bytes:
        """The file."""
        everywhere = {
            name: value for name, value in SAFE_HEADERS.items() if name not in FRAMED_HEADERS
        }
        elsewhere = _without(SAFE_HEADERS, everywhere)
        rules = [
            _rule("/*", everywhere),
            _rule(f"/{STATIC}*", elsewhere | {"Cache-Control": FOR_EVER}),
            _rule(f"/{EXPORTS}*", _TAKEN_HOME),
        ]
        for page in self.policies:
            rules += [_rule(f"/{each}", self._of(page)) for each in (page.path, page.address)]
        return "".join(rules).encode()

    def _of(self, page: SitePage) -> dict[str, str]:
        """What the rule of a page says: with that of "/*" it has all that the server sends."""
        policy = self.policies[page]
        said = FRAMED_HEADERS if page.framed else SAFE_HEADERS
        ancestors = (self.frame_ancestors,) if page.framed else ()
        return {name: said[name] for name in FRAMED_HEADERS if name in said} | {
            "Content-Security-Policy": page_policy(policy, *ancestors),
            "Cache-Control": ASK_AGAIN,
        }


def _without(headers: Mapping[str, str], others: Iterable[str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in set(others)}


def _rule(address: str, headers: Mapping[str, str]) -> str:
    return "".join([f"{address}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])


def write_sitemap(languages: tuple[str, ...], base_url: str) -> bytes:
    """The sitemap (sitemaps.org 0.9) of the pages, each with its other languages.

    Args:
        languages: that of the first page before the others.
        base_url: the site's absolute address, ending in a slash.
    """
    pages = {tag: base_url + page.address for tag, page in find_pages(languages).items()}
    template = environment(languages[0]).get_template("pages/sitemap.xml")
    return template.render(pages=pages, default=base_url).encode()


def is_root(base_url: str) -> bool:
    """Whether it is a whole host: elsewhere nobody reads a `robots.txt`."""
    return urlsplit(base_url).path == "/"


def write_robots(base_url: str) -> bytes:
    """The `robots.txt` of a site that is a whole host: everything may be read."""
    return _ROBOTS.format(base_url + SITEMAP).encode()
