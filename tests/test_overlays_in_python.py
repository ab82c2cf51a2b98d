"""Overlays in Python: paths, tables, shapes and dictionaries."""

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

import geo_app
from geo_app.domain.overlay import OverlayLimits
from geo_app.pipeline import overlay_limits
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data" / "overlays"
LINE = {"type": "LineString", "coordinates": [[76.0, 39.5], [74.0, 40.0]]}


class Route:
    """Something of a user's own that says what it is."""

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        return {"type": "Feature", "geometry": LINE, "properties": {}}


def documents(file: Path) -> list[dict[str, Any]]:
    """The overlays that a file carries."""
    found = re.search(r'id="packed-overlay-data">([^<]*)<', file.read_text("utf-8"))
    assert found
    told: list[dict[str, Any]] = json.loads(zlib.decompress(base64.b64decode(found[1])))
    return told


def test_a_map_takes_paths_shapes_dictionaries_and_overlays(tmp_path: Path) -> None:
    read = geo_app.read_overlay(DATA / "routes.fgb")
    given = [str(DATA / "corridor.gpkg"), read, shapely.geometry.shape(LINE), LINE, Route()]
    geo_app.corridor_map(lang="en", overlays=given).save(tmp_path / "map.html")
    told = documents(tmp_path / "map.html")
    assert [each["name"] for each in told[:2]] == ["corridor", "routes"]
    assert [each["data"]["features"][0]["geometry"] for each in told[2:]] == [LINE] * 3
    assert [each["style"]["color"] for each in told] == [1, 2, 3, 4, 5]


def test_a_table_is_reprojected_from_its_own_reference_system() -> None:
    table = geopandas.GeoDataFrame(
        {"名称": ["路", None], "weight": [1.5, float("nan")]},
        geometry=[shapely.geometry.shape(LINE), None],
        crs="EPSG:4326",
    )
    plain = geo_app.read_overlay(table)
    moved = geo_app.read_overlay(table.to_crs("EPSG:32643"))
    unsaid = geo_app.read_overlay(table.set_crs(None, allow_override=True))
    assert plain.features[0].feature["geometry"] == LINE
    assert unsaid.features[0].feature["geometry"] == LINE
    found = moved.features[0].feature["geometry"]["coordinates"]
    for position, wanted in zip(found, LINE["coordinates"], strict=True):
        assert position == pytest.approx(wanted, abs=1e-9)
    assert [each.feature["properties"] for each in plain.features] == [
        {"名称": "路", "weight": 1.5},
        {"名称": None, "weight": None},
    ]


def test_what_is_no_route_is_refused_by_its_kind() -> None:
    with pytest.raises(geo_app.OverlayError, match="not int"):
        geo_app.read_overlay(3)
    with pytest.raises(TypeError, match="brackets"):
        geo_app.corridor_map(overlays=str(DATA / "routes.fgb"))


def test_without_overlays_a_map_is_byte_for_byte_as_before(tmp_path: Path) -> None:
    geo_app.corridor_map(lang="en").save(tmp_path / "a.html")
    geo_app.corridor_map(lang="en", overlays=[]).save(tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert "packed-overlay-data" not in (tmp_path / "a.html").read_text("utf-8")


def test_the_limits_of_settings_and_of_python_are_the_same() -> None:
    assert overlay_limits(geo_app.Settings()) == OverlayLimits()
