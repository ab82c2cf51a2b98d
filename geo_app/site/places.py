"""Where what stands in a static site, and the addresses between.

Relative ones name files, so that the site works under any path and from a disk; absolute ones are
those at which hosts show the same.
"""

from dataclasses import dataclass

STATIC = "static/"
EXPORTS = "export/"
EMBED = "embed/"
INDEX = "index.html"
NOT_FOUND = "404.html"
"""The page that hosts show for an address where there is none."""
SITEMAP = "sitemap.xml"


@dataclass(frozen=True, kw_only=True)
class SitePage:
    """A page of the site: the map in one language, whole or for an iframe.

    Attributes:
        language: its BCP 47 tag.
        folder: where its language's pages are: empty, or ending in a slash.
        framed: it is the one for an iframe.
    """

    language: str
    folder: str
    framed: bool = False

    @property
    def address(self) -> str:
        """Where a host shows it, from the site's root."""
        return self.folder + (EMBED if self.framed else "")

    @property
    def path(self) -> str:
        """Its file."""
        return self.address + INDEX

    @property
    def up(self) -> str:
        """The site's root as it sees it."""
        return "../" * self.address.count("/")


def find_pages(languages: tuple[str, ...], *, framed: bool = False) -> dict[str, SitePage]:
    """The page of each language; that of the first is at the top, the others in their folders."""
    return {
        tag: SitePage(language=tag, folder=f"{tag}/" if at else "", framed=framed)
        for at, tag in enumerate(languages)
    }
