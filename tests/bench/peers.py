"""One peer in one process: writes the same features again and again, and prints how long it took.

python -m tests.bench.peers geo_app|folium|offlinefolium [RUNS]
"""

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable
from html import escape
from typing import Any

import shapely

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.geodesic import geodesic_line
from geo_app.domain.place import PlaceKind
from geo_app.pipeline import export_html
from geo_app.render.contents import Contents
from geo_app.render.packing import pack_geometry
from tests.topology import decode

PORTS = frozenset({PlaceKind.LAND_PORT, PlaceKind.AIRPORT_PORT})
WARM_UPS = 3

Writer = Callable[[], bytes]


def geo_app_writer(corridor: Corridor, *, again: bool) -> Writer:
    """The whole bundled corridor: the peers' features are a part of what it writes.

    Args:
        corridor: what is written.
        again: the ground, packed for an earlier file, is remembered, as a server does.
    """

    def write() -> bytes:
        if not again:
            pack_geometry.cache_clear()
        return export_html(corridor, "en", None)

    return write


def folium_writer(module: str, corridor: Corridor) -> Writer:
    """folium, or its offline edition: eight countries, five ports with popups, two routes."""
    folium = importlib.import_module(module)
    countries = _countries(corridor)
    markers = _ports(corridor)
    routes = _routes(corridor)

    def write() -> bytes:
        made = folium.Map(location=[39, 75], zoom_start=5, tiles=None)
        for code, country in countries:
            folium.GeoJson(country, name=code, tooltip=code).add_to(made)
        for position, title, text in markers:
            popup = folium.Popup(text, max_width=340)
            folium.Marker(position, popup=popup, tooltip=title).add_to(made)
        for line in routes:
            folium.PolyLine(line).add_to(made)
        rendered: str = made.get_root().render()
        return rendered.encode()

    return write


def _countries(corridor: Corridor) -> list[tuple[str, dict[str, Any]]]:
    topology = json.loads(corridor.geometries["borders.topojson"])
    return [
        (
            str(told["id"]),
            {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shape)},
        )
        for told, shape in decode(topology)["countries"]
    ]


def _ports(corridor: Corridor) -> list[tuple[list[float], str, str]]:
    cards = {card.id: card for card in Contents.write(corridor, "en", None).cards}
    return [
        (
            [place.position.latitude, place.position.longitude],
            escape(cards[place.id].title.text),
            "".join(
                f"<p>{escape(each.measure)}: {escape(each.value)}</p>"
                for each in cards[place.id].figures
            ),
        )
        for place in corridor.places.values()
        if place.kind in PORTS
    ]


def _routes(corridor: Corridor) -> list[list[tuple[float, float]]]:
    places = corridor.places
    return [
        [
            (latitude, longitude)
            for longitude, latitude in geodesic_line(
                places[route.origin].position, places[route.destination].position
            )
        ]
        for route in corridor.routes.values()
        if not route.is_context
    ]


def main() -> None:
    """Measure the peer that the command line names."""
    peer, runs = sys.argv[1], int(sys.argv[2])
    corridor = geo_app.load_corridor()
    write = (
        geo_app_writer(corridor, again=peer == "geo_app_again")
        if peer.startswith("geo_app")
        else folium_writer(peer, corridor)
    )
    size = {len(write()) for _ in range(WARM_UPS)}
    took = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        write()
        took.append(1000 * (time.perf_counter() - start))
    print(json.dumps({"milliseconds": took, "bytes": max(size)}))


if __name__ == "__main__":
    main()
