"""The corridors that the browser tests drive: what each has, and where to look for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.resources import bundled

DATA = Path(__file__).parent / "data"
View = tuple[float, float, float]
"""Latitude, longitude and zoom."""


@dataclass(frozen=True)
class Subject:
    """One corridor under test.

    Attributes:
        expected: what a reader must find, written down and checked by hand: id, language, value,
            growth, scope, period, paragraph.
        drawn: how many of each mark, line and tint are on the map at first, by class.
        views: together they show every feature.
        cited: what its sources panel must say.
        attribution: some of what the foot of the map credits.
        edges: what the first view, in English, says at its edge of what lies beyond.
        lines: what its two routes say of themselves along their lines, in English.
        routes: a file of routes that its page can read without a server's list of airports.
    """

    name: str
    folder: Path
    expected: Path
    drawn: Mapping[str, int]
    views: tuple[View, ...]
    cited: tuple[str, ...]
    attribution: str
    edges: tuple[str, ...]
    lines: frozenset[str]
    routes: Path

    @cached_property
    def corridor(self) -> Corridor:
        return geo_app.load_corridor(self.folder)

    @property
    def all_layers(self) -> str:
        """Every switchable layer, as an address names them."""
        layers = self.corridor.layers.values()
        return ",".join(layer.id for layer in layers if layer.switchable)


KASHGAR = Subject(
    name="kashgar",
    folder=bundled("geodata"),
    expected=DATA / "expected_figures.csv",
    drawn={
        "mark-hub": 1,
        "mark-land_port": 4,
        "mark-airport_port": 1,
        "line-freight": 1,
        "line-passenger": 1,
        "country": 8,
    },
    views=((39.0, 75.0, 7.5), (38.0, 67.0, 4.5), (50.0, 14.0, 4.5), (24.0, 109.0, 5.0)),
    cited=(
        *("释放“自贸”新动能 喀什外贸创新高", "加孜拉·泥斯拜克", "张治立", "2024"),
        *("OpenStreetMap", "ODbL-1.0", "Natural Earth", "GLOBE", "CC-BY-4.0", "MIT"),
    ),
    attribution="OpenStreetMap",
    edges=("Moscow 3,338 km", "Islamabad 724 km"),
    lines=frozenset({"Freight, 3,338 km", "Passengers, 724 km"}),
    routes=DATA / "overlays" / "flights.csv",
)

STRAIT = Subject(
    name="strait",
    folder=DATA / "strait",
    expected=DATA / "expected_strait_figures.csv",
    drawn={
        "mark-hub": 1,
        "mark-sea_port": 4,
        "mark-land_port": 0,
        "mark-airport": 1,
        "line-freight": 1,
        "line-passenger": 1,
        "country": 1,
        "relief": 0,
    },
    views=((-53.5, -70.0, 7.0), (-53.1, -70.6, 9.0)),
    cited=("A. Reporter", "2025", "Natural Earth", "GeoNames", "CC-BY-4.0", "MIT"),
    attribution="Natural Earth",
    edges=("Ushuaia 250 km", "Puerto Williams 292 km"),
    lines=frozenset({"Freight, 250 km", "Passengers, 292 km"}),
    routes=DATA / "overlays" / "wkt.csv",
)
"""Another continent, another kind: seaports, two languages, GeoJSON, no relief and no water."""

SUBJECTS = (KASHGAR, STRAIT)
EDITIONS = tuple((subject, tag) for subject in SUBJECTS for tag in subject.corridor.languages)
"""Each corridor in each of its languages."""
SOME_EDITIONS = ((KASHGAR, "en"), (KASHGAR, "zh-Hans"), (STRAIT, "zh-Hant"))
"""Each corridor and each language at least once."""
