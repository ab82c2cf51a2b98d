"""What pages link to and do not carry: style sheet, scripts, pictures, and what comes later."""

from collections.abc import Iterable
from itertools import chain

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.language.formats import Formats
from geo_app.render.assets import Asset, embed_script, embed_style, scripts, style_sheet
from geo_app.render.document import image_asset
from geo_app.render.resources import as_scripts, resources


def linked_assets(
    corridor: Corridor,
    languages: Iterable[str],
    overlays: Iterable[Overlay],
    *,
    only_scripts: bool = False,
) -> tuple[Asset, ...]:
    """Every asset of a corridor's pages, each once.

    Args:
        corridor: what the pages show.
        languages: in which they show it.
        overlays: routes of the map's maker that are on it from the start.
        only_scripts: what comes later are scripts, as pages need it that may be opened as files.
    """
    given = tuple(overlays)
    needed = (resources(corridor, Formats(tag), given) for tag in languages)
    later = (as_scripts(each) if only_scripts else each for each in needed)
    images = (image_asset(name, image) for name, image in corridor.images.items())
    framed = (embed_style(), embed_script())
    linked = (
        style_sheet(),
        *scripts(),
        *framed,
        *images,
        *chain.from_iterable(map(dict.values, later)),
    )
    return tuple({each.name: each for each in linked}.values())
