"""What a stop of a file of routes may name, for the reader in the browser: as overlays/stops.py."""

import json
from collections.abc import Iterator
from typing import Any

from geo_app.domain.corridor import Corridor
from geo_app.domain.place import Place
from geo_app.render.assets import Asset


def stop_names(corridor: Corridor, language: str) -> Asset:
    """The corridor's places with their codes and all their names, titled in `language`."""
    order = corridor.reading_order(language)
    places = [_place(place, corridor, order) for place in corridor.places.values()]
    text = json.dumps(places, ensure_ascii=False, separators=(",", ":"))
    return Asset.of(f"stops.{language}", "json", "application/json", text.encode())


def _place(place: Place, corridor: Corridor, order: tuple[str, ...]) -> dict[str, Any]:
    said = {
        "id": place.id,
        "title": place.names.in_first_of(order).text or place.id,
        "at": [place.position.longitude, place.position.latitude],
        "codes": [code for code in (place.iata, place.icao) if code],
        "names": list(dict.fromkeys(_names(place, corridor))),
        "parent": place.parent,
    }
    return {key: value for key, value in said.items() if value is not None}


def _names(place: Place, corridor: Corridor) -> Iterator[str]:
    yield from place.names.by_language.values()
    yield from corridor.text(f"label.{place.id}").by_language.values()
