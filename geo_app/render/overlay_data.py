"""The overlays that are on a map from the start, as the one text that page and file carry."""

import json
from collections.abc import Sequence

from geo_app.domain.overlay import Overlay
from geo_app.language.formats import Formats
from geo_app.render.assets import Asset
from geo_app.render.overlays import carried_document

COLORS = 8
"""The palette's; the ninth overlay has the first one's again."""


def overlay_data(overlays: Sequence[Overlay], formats: Formats) -> Asset:
    """The documents of `overlays` in one language, each with a colour of its own: a JSON list."""
    documents = [carried_document(each, formats.words.gettext) for each in overlays]
    for at, document in enumerate(documents):
        document["style"] = {"color": at % COLORS + 1, **document["style"]}
    text = json.dumps(documents, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Asset.of("overlay-data", "json", "application/json", text.encode())
