"""Geometry that cannot be read, and coordinates that cannot be meant, are named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.corridors import edit_rows, faults_of, replace


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Topology"', '"Typology"', "expected a TopoJSON Topology"),
        ('"arcs":[[', '"arcs":[[1e999],[', "no valid JSON"),
        ('"scale"', '"size"', "expected 'scale' and 'translate'"),
        ('"type":"Polygon"', '"type":"Dodecahedron"', "expected a (Multi)LineString"),
        ('"type":"Topology"', '"type":"Topology","crs":{"name":"EPSG:3857"}', "expected WGS 84"),
        ("{", "[" * 100_000, "no valid JSON"),
        ("}", "", "no valid JSON"),
    ],
)
def test_an_unreadable_geometry_is_named(folder: Path, old: str, new: str, problem: str) -> None:
    replace(folder / "borders.topojson", old, new)
    [fault] = [each for each in faults_of(folder) if each.file == "borders.topojson"]
    assert problem in fault.problem


def _break_arc(topology: dict[str, Any], arc: Any) -> None:
    lake = topology["objects"]["lakes"]["geometries"][0]["arcs"]
    topology["arcs"][lake[0][0][0]] = arc


def _break_lake(topology: dict[str, Any], arcs: Any) -> None:
    topology["objects"]["lakes"]["geometries"][0]["arcs"] = arcs


@pytest.mark.parametrize(
    ("spoil", "value", "problem"),
    [
        (_break_arc, ["x"], ": expected positions, each of two numbers"),
        (_break_arc, [[0, 0]], ": expected at least two positions"),
        (_break_arc, [[0, 0], [0]], ": expected positions, each of two numbers"),
        (_break_arc, "_p~iF~ps|U", ": expected positions, each of two numbers"),
        (
            _break_arc,
            [[0, 0], [10**9, 0], [0, 10**9], [-(10**9), -(10**9)]],
            "expected longitude and latitude in degrees (WGS 84)",
        ),
        (_break_lake, [[[99_999]]], "object 'lakes', geometry 1: its arcs make no MultiPolygon"),
        (_break_lake, 5, "object 'lakes', geometry 1: its arcs make no MultiPolygon"),
        (_break_lake, None, "object 'lakes', geometry 1: its arcs make no MultiPolygon"),
    ],
)
def test_broken_arcs_are_named(
    folder: Path, spoil: Callable[[dict[str, Any], Any], None], value: Any, problem: str
) -> None:
    file = folder / "borders.topojson"
    topology = json.loads(file.read_text("utf-8"))
    spoil(topology, value)
    file.write_text(json.dumps(topology), "utf-8")
    [fault] = [each for each in faults_of(folder) if each.file == file.name]
    assert problem in fault.problem


def test_longitude_and_latitude_that_look_swapped_are_told(folder: Path) -> None:
    swap = {"longitude": "39.4681", "latitude": "75.9938"}
    edit_rows(folder / "places.csv", lambda row: row | (swap if row["id"] == "kashgar" else {}))
    found = [each for each in faults_of(folder) if "look swapped" in each.problem]
    assert [(each.file, each.row, each.column) for each in found] == [
        ("places.csv", 2, "longitude")
    ]


def test_a_layer_whose_axes_are_swapped_is_told(folder: Path) -> None:
    land = {"type": "Polygon", "coordinates": [[[10, 70], [50, 70], [50, 80], [10, 70]]]}
    feature = {"type": "Feature", "properties": {}, "geometry": land}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (folder / "land.geojson").write_text(json.dumps(collection), "utf-8")
    replace(folder / "catalog.toml", '"borders.topojson"\nobjects = ["land"]', '"land.geojson"')
    [fault] = faults_of(folder)
    assert (fault.file, fault.column) == ("catalog.toml", "file")
    assert "are longitude and latitude swapped" in fault.problem
