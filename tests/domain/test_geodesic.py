"""Routes are true geodesics: checked against what an independent library computed."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.domain.geodesic import geodesic_length_km, geodesic_line
from geo_app.domain.place import Coordinate
from tests.geodesics import Vector, metres_between, read_vectors

KASHGAR_AIRPORT = Coordinate(76.02, 39.5429)


def served_routes(exported: Path) -> Iterator[dict[str, Any]]:
    """Every route, as the browser gets it."""
    found = re.search(r'id="corridor-data">(.*?)</script>', exported.read_text("utf-8"), re.DOTALL)
    assert found
    for layer in json.loads(found[1])["layers"].values():
        if layer["kind"] == "routes":
            for feature in layer["features"]["features"]:
                if feature["geometry"]["type"] == "LineString":
                    yield feature


def test_routes_travel_as_their_ends_and_their_method(
    corridor: Corridor, exports: Mapping[str, Path]
) -> None:
    served = {each["properties"]["id"]: each for each in served_routes(exports["en"])}
    assert set(served) == set(corridor.routes)
    for route in corridor.routes.values():
        ends = (corridor.places[each].position for each in (route.origin, route.destination))
        feature = served[route.id]
        assert feature["method"] == "geodesic"
        assert feature["geometry"]["coordinates"] == [[e.longitude, e.latitude] for e in ends]


@pytest.mark.parametrize("vector", read_vectors(), ids=lambda vector: vector.kind)
def test_lengths_and_points_are_those_of_the_shared_vectors(vector: Vector) -> None:
    start, end = (Coordinate(*reversed(each)) for each in (vector.start, vector.end))
    length = geodesic_length_km(start, end)
    assert length * 1000 == pytest.approx(vector.metres, abs=0.001)
    if vector.metres < 1:
        return
    line = geodesic_line(start, end, step_km=length / 4 * 1.000001)
    assert len(line) == 5
    for (longitude, latitude), wanted in zip(line[1:-1], vector.between, strict=True):
        assert metres_between((latitude, longitude), wanted) < 0.01


@pytest.mark.parametrize(
    ("route", "kilometres"),
    [
        ("freight_moscow", 3338),
        ("passenger_islamabad", 724),
        ("freight_karachi", 1823),
        ("freight_lahore", 902),
        ("freight_budapest", 4570),
        ("freight_liege", 5473),
        ("freight_cologne", 5350),
    ],
)
def test_lengths_are_those_of_the_facts(corridor: Corridor, route: str, kilometres: int) -> None:
    ends = corridor.routes[route]
    start, end = corridor.places[ends.origin], corridor.places[ends.destination]
    assert round(geodesic_length_km(start.position, end.position)) == kilometres


def test_a_line_across_the_antimeridian_never_crosses_the_whole_map() -> None:
    line = geodesic_line(Coordinate(170, 60), Coordinate(-170, 62))
    steps = [abs(b[0] - a[0]) for a, b in pairwise(line)]
    assert max(steps) < 2
    assert line[-1][0] == pytest.approx(190)


def test_a_line_between_equal_points_is_a_line() -> None:
    assert len(geodesic_line(KASHGAR_AIRPORT, KASHGAR_AIRPORT)) == 2
