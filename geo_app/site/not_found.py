"""The page for an address where there is none: hosts show it at any depth, so it needs nothing."""

from dataclasses import dataclass

from markupsafe import Markup

from geo_app.domain.corridor import Corridor
from geo_app.language.formats import Formats
from geo_app.render.assets import csp_hash, error_style
from geo_app.render.policy import content_security_policy
from geo_app.render.templates import environment
from geo_app.site.places import find_pages


@dataclass(frozen=True, kw_only=True)
class _Saying:
    language: str
    direction: str
    title: str
    corridor_title: str
    home: str


def write_not_found(corridor: Corridor, languages: tuple[str, ...], base_url: str) -> bytes:
    """The page, in all `languages`: nobody knows which one its reader came for.

    It leads home where the site's address is known: nothing relative would from every depth.
    """
    pages = find_pages(languages) if base_url else {}
    homes = {tag: base_url + page.address for tag, page in pages.items()}
    style = error_style()
    html = (
        environment(languages[0])
        .get_template("pages/not_found.html")
        .render(
            sayings=[_say(corridor, tag, homes.get(tag, "")) for tag in languages],
            policy=content_security_policy(styles=[csp_hash(style)]),
            style=Markup(style),  # noqa: S704 - our own file
        )
    )
    return html.encode()


def _say(corridor: Corridor, language: str, home: str) -> _Saying:
    formats = Formats(language)
    return _Saying(
        language=language,
        direction=formats.direction,
        title=formats.words.gettext("There is no page at this address"),
        corridor_title=corridor.words("corridor.title", language).text,
        home=home,
    )
