"""GET /embed: the map as a lean page for an iframe, the one page that others may frame."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from geo_app.domain.export_options import Theme
from geo_app.pipeline import render_page
from geo_app.render.body import Served
from geo_app.render.headers import FRAMED_HEADERS, page_policy
from geo_app.web.choices import Choice, read_choice, read_theme
from geo_app.web.pages import Body, Site, answer_page, chosen_layers, site

embed = Blueprint("embed", __name__)

PATH = "/embed"


@embed.get(PATH)
def show_embed() -> Response:
    """The map without its panel."""
    choice, theme = read_choice(request, site().corridor), read_theme(request)
    body = site().cache.get(("embed", choice, theme), lambda: _render(site(), choice, theme))
    return answer_page(body)


def _render(shown: Site, choice: Choice, theme: Theme | None) -> Body:
    query = {"lang": choice.language, **chosen_layers(shown.corridor, choice)}
    served = Served(
        language_links=(),
        export_link="",
        overlays_post="",
        full_map=f"./?{urlencode(query)}",
        theme=str(theme or ""),
    )
    rendered = render_page(shown.corridor, choice.language, choice.layers, served, shown.overlays)
    policy = page_policy(rendered.policy, shown.settings.frame_ancestors)
    headers = FRAMED_HEADERS | {"Content-Security-Policy": policy}
    return Body.of(rendered.html.encode(), "text/html", headers)
