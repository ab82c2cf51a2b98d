"""Routes are true geodesics: checked against an independent library."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from geo_app.domain.corridor import Corridor
from geo_app.domain.geodesic import geodesic_length_km, geodesic_line
from geo_app.domain.place import Coordinate

WGS84 = Geodesic.WGS84
LARGEST_DEVIATION_M = 100
KASHGAR_AIRPORT = Coordinate(76.02, 39.5429)


def deviation_m(start: Coordinate, end: Coordinate, longitude: float, latitude: float) -> float:
    """Distance in metres of a point from the geodesic from start to end."""
    line = WGS84.InverseLine(start.latitude, start.longitude, end.latitude, end.longitude)
    low, high = 0.0, line.s13
    for _ in range(60):  # ternary search: the distance has one minimum along the line
        third = (high - low) / 3
        near, far = line.Position(low + third), line.Position(high - third)
        if _metres(near, longitude, latitude) < _metres(far, longitude, latitude):
            high -= third
        else:
            low += third
    return _metres(line.Position(low), longitude, latitude)


def _metres(position: dict[str, float], longitude: float, latitude: float) -> float:
    return float(WGS84.Inverse(position["lat2"], position["lon2"], latitude, longitude)["s12"])


def served_lines(exported: Path) -> Iterator[tuple[str, list[list[float]]]]:
    """The id and the points of every route, as the browser gets them."""
    found = re.search(r'id="corridor-data">(.*?)</script>', exported.read_text("utf-8"), re.DOTALL)
    assert found
    for layer in json.loads(found[1])["layers"].values():
        if layer["kind"] == "routes":
            for feature in layer["features"]["features"]:
                if feature["geometry"]["type"] == "LineString":
                    yield feature["properties"]["id"], feature["geometry"]["coordinates"]


def test_midpoints_of_the_served_segments_lie_on_the_geodesic(
    corridor: Corridor, exports: dict[str, Path]
) -> None:
    lines = dict(served_lines(exports["en"]))
    assert set(lines) == set(corridor.routes)
    for route in corridor.routes.values():
        start = corridor.places[route.origin].position
        end = corridor.places[route.destination].position
        line = lines[route.id]
        assert line[0] == pytest.approx((start.longitude, start.latitude), abs=1e-4)
        assert line[-1] == pytest.approx((end.longitude, end.latitude), abs=1e-4)
        for (lon, lat), (next_lon, next_lat) in pairwise(line):
            middle = (lon + next_lon) / 2, (lat + next_lat) / 2
            assert deviation_m(start, end, *middle) < LARGEST_DEVIATION_M, route.id


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
