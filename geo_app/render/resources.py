"""What a map needs only at times: a page fetches it when it is wanted, a file carries it packed."""

from collections.abc import Sequence

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.language.formats import Formats
from geo_app.render.assets import Asset, overlay_script, world_land
from geo_app.render.overlay_data import overlay_data
from geo_app.render.stop_names import stop_names


def resources(
    corridor: Corridor, formats: Formats, overlays: Sequence[Overlay]
) -> dict[str, Asset]:
    """The assets by the name that the map's script knows them by, in the language of `formats`."""
    found = {
        "overlays": overlay_script(formats.language),
        "world": world_land(),
        "stops": stop_names(corridor, formats.language),
    }
    if overlays:
        found["overlay-data"] = overlay_data(overlays, formats)
    return found
