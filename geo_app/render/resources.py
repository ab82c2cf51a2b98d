"""What a map needs only at times: a page fetches it when it is wanted, a file carries it packed."""

import json
from collections.abc import Mapping, Sequence

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.language.formats import Formats
from geo_app.render.assets import SCRIPT_TYPE, Asset, overlay_script, world_land
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


def as_scripts(found: Mapping[str, Asset]) -> dict[str, Asset]:
    """The same, all of it scripts: a page opened from a disk may run these, but fetch nothing."""
    return {name: _as_script(name, asset) for name, asset in found.items()}


def _as_script(name: str, asset: Asset) -> Asset:
    if asset.media_type == SCRIPT_TYPE:
        return asset
    text = f"geoApp.deliver({json.dumps(name)},{json.dumps(asset.text, ensure_ascii=False)});\n"
    stem = asset.name.split(".")[:-2]
    return Asset.of(".".join(stem), "js", SCRIPT_TYPE, text.encode())
