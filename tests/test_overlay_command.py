"""`geo-app overlay` and `--overlay`, as their user runs them."""

import json
from itertools import pairwise
from pathlib import Path

import pyproj
import pytest

from tests.conftest import ROOT
from tests.running import run_geo_app

DATA = ROOT / "tests" / "data" / "overlays"
FEATURE = {
    "type": "Feature",
    "id": 7,
    "geometry": {"type": "LineString", "coordinates": [[76.02, 39.54, 1380], [74, 40.1, 3000]]},
    "properties": {"名称": "路", "nothing": None, "deep": {"a": [1, 2.5]}},
    "foreign": [True],
}
COLLECTION = {"type": "FeatureCollection", "features": [FEATURE], "note": "mine"}
LEGS = {
    "type": "Feature",
    "method": "geodesic",
    "geometry": {"type": "LineString", "coordinates": [[139.78, 35.55], [-122.37, 37.62]]},
    "properties": {"name": "Tokyo to San Francisco"},
}


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_inspect_tells_what_would_be_drawn_and_every_fault() -> None:
    done = run_geo_app("overlay", "inspect", str(DATA / "corridor.gpkg"))
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "corridor (gpkg): 8 of 9 features are drawn",
        "geometries: 4 LineString, 4 Point, 1 none",
        "lines: 4 recorded",
        "length: total 784.2 km, shortest 130.7 km, longest 294.8 km",
        "box: west 73.9241, south 36.8504, east 75.9938, north 40.5515",
        "layer “roads”, feature 5: it has no geometry to draw",
    ]


def test_inspect_tells_programs_the_same_as_json() -> None:
    done = run_geo_app("overlay", "inspect", "--json", str(DATA / "corridor.gpkg"))
    told = json.loads(done.stdout)
    assert (told["read"], told["drawn"]) == (9, 8)
    assert told["geometries"] == {"Point": 4, "LineString": 4, "none": 1}
    assert told["bbox"] == [73.9241, 36.8504, 75.9938, 40.5515]
    assert told["faults"] == [
        {
            "place": "layer “roads”, feature 5",
            "problem": "it has no geometry to draw",
            "lost": False,
        }
    ]


def test_inspect_measures_legs_along_the_geodesic_and_their_box_across_the_antimeridian(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "a.geojson", LEGS)
    told = json.loads(run_geo_app("overlay", "inspect", "--json", str(path)).stdout)
    ends = LEGS["geometry"]["coordinates"]  # type: ignore[index]
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*ends[0], *ends[1])
    assert told["lengths_km"]["total"] == pytest.approx(metres / 1000, abs=0.001)
    west, south, east, north = told["bbox"]
    assert (west, east) == (139.78, -122.37)
    assert south == 35.55
    assert north > 47  # where the great circle is nearest to the pole


def test_nothing_usable_ends_with_one_line_and_exit_code_1(tmp_path: Path) -> None:
    bad = tmp_path / "bad\x1b[2J.geojson"
    bad.write_text("{")
    for command in (("inspect", str(bad)), ("convert", str(bad), str(tmp_path / "o.geojson"))):
        done = run_geo_app("overlay", *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("geo-app: ")
        assert done.stderr.count("\n") == 1
        assert "\x1b" not in done.stderr
    assert not (tmp_path / "o.geojson").exists()


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    done = run_geo_app("overlay", "inspect", str(tmp_path / "nowhere.csv"))
    assert done.returncode == 1
    assert done.stderr.endswith("nowhere.csv: cannot be read: No such file or directory\n")


def test_a_large_file_is_not_read_at_all(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte, of which nothing is on the disk
    done = run_geo_app("overlay", "inspect", str(large))
    assert done.returncode == 1
    assert "more than 50,000,000 bytes (setting overlay_bytes)" in done.stderr


def test_limits_are_settings() -> None:
    file = str(DATA / "corridor.gpkg")
    done = run_geo_app("overlay", "inspect", file, GEO_APP_OVERLAY_FEATURES="3")
    assert "more than 3 rows or features (setting overlay_features)" in done.stderr
    done = run_geo_app("overlay", "inspect", file, GEO_APP_OVERLAY_SECONDS="soon")
    assert done.stderr == "geo-app: overlay_seconds must be a number, not 'soon'\n"


@pytest.mark.parametrize("words", [("overlay", "inspect"), ("serve", "--overlay")])
def test_swapped_coordinates_are_refused_with_the_options_that_read_them(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    turned = {"type": "LineString", "coordinates": [[39.5, 76.0], [40.0, 74.0]]}
    path = write(tmp_path / "a.geojson", turned)
    done = run_geo_app(*words, str(path))
    assert done.returncode == 1
    assert "--swap" in done.stderr
    assert "--no-swap" in done.stderr


def test_the_options_swap_or_keep_what_looks_swapped(tmp_path: Path) -> None:
    turned = {"type": "LineString", "coordinates": [[39.5, 76.0], [40.0, 74.0]]}
    path, out = write(tmp_path / "a.geojson", turned), tmp_path / "o.geojson"
    assert run_geo_app("overlay", "convert", "--swap", str(path), str(out)).returncode == 0
    found = json.loads(out.read_text("utf-8"))["features"][0]["geometry"]["coordinates"]
    assert found == [[76.0, 39.5], [74.0, 40.0]]
    assert run_geo_app("overlay", "convert", "--no-swap", str(path), str(out)).returncode == 0
    assert json.loads(out.read_text("utf-8"))["features"][0]["geometry"] == turned


def test_geojson_is_converted_to_what_was_put_in(tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    path = write(tmp_path / "a.geojson", COLLECTION)
    assert run_geo_app("overlay", "convert", str(path), str(out)).returncode == 0
    assert json.loads(out.read_text("utf-8")) == COLLECTION
    again = tmp_path / "again.geojson"
    assert run_geo_app("overlay", "convert", str(out), str(again)).returncode == 0
    assert again.read_bytes() == out.read_bytes()


def test_legs_are_converted_as_their_ends_and_drawn_out_where_asked(tmp_path: Path) -> None:
    path, out = write(tmp_path / "a.geojson", LEGS), tmp_path / "out.geojson"
    assert run_geo_app("overlay", "convert", str(path), str(out)).returncode == 0
    assert json.loads(out.read_text("utf-8"))["features"] == [LEGS]
    assert run_geo_app("overlay", "convert", "--densify", str(path), str(out)).returncode == 0
    (feature,) = json.loads(out.read_text("utf-8"))["features"]
    assert "method" not in feature
    assert feature["geometry"]["type"] == "MultiLineString"
    west, east = feature["geometry"]["coordinates"]
    assert (west[-1][0], east[0][0]) == (180, -180)
    assert west[-1][1] == east[0][1]
    for piece in (west, east):
        assert all(abs(after[0] - before[0]) < 5 for before, after in pairwise(piece))
    geod = pyproj.Geod(ellps="WGS84")
    _, _, whole = geod.inv(*west[0], *east[-1])
    drawn = sum(geod.line_length(*zip(*piece, strict=True)) for piece in (west, east))
    assert drawn == pytest.approx(whole, abs=1)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_file_of_which_nothing_can_be_drawn_is_told_and_fails(
    tmp_path: Path, form: tuple[str, ...]
) -> None:
    path = tmp_path / "null.geojson"
    path.write_text('{"type": "Feature", "geometry": null, "properties": {}}')
    done = run_geo_app("overlay", "inspect", *form, str(path))
    assert done.returncode == 1
    assert "it has no geometry to draw" in done.stdout
