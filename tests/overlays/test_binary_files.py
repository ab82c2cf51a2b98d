"""GeoPackage, FlatGeobuf and zipped Shapefile: real files, and bad ones with their messages."""

import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay, OverlayLimits
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data" / "overlays"
A_CENTIMETRE = 2e-7


def read(name: str) -> Overlay:
    return geo_app.read_overlay(DATA / name)


def positions(overlay: Overlay) -> list[list[float]]:
    shapes = [each.feature["geometry"] for each in overlay.features if each.feature["geometry"]]
    return [shape["coordinates"] for shape in shapes if shape["type"] == "Point"]


def test_all_layers_of_a_geopackage_are_read_each_from_its_own_reference_system(
    corridor: Corridor,
) -> None:
    overlay = read("corridor.gpkg")
    layers = [each.feature["properties"]["layer"] for each in overlay.features]
    assert layers == ["ports"] * 4 + ["roads"] * 5
    hub = corridor.places[corridor.hub].position
    for road in (each.feature["geometry"] for each in overlay.features[4:8]):
        longitude, latitude = road["coordinates"][0]
        assert abs(longitude - hub.longitude) < A_CENTIMETRE
        assert abs(latitude - hub.latitude) < A_CENTIMETRE


def test_cells_come_as_json_has_them() -> None:
    first, second, *_ = read("corridor.gpkg").features
    assert first.feature["properties"]["weight"] is None
    assert second.feature["properties"]["weight"] == 1.5
    assert first.feature["properties"]["number"] == 1
    assert first.feature["properties"]["date"].startswith("2024-08-01")
    json.dumps([first.feature, second.feature], allow_nan=False)


def test_a_row_without_a_geometry_is_told_and_the_others_are_drawn() -> None:
    overlay = read("corridor.gpkg")
    assert (overlay.read, overlay.drawn) == (9, 8)
    assert [str(each) for each in overlay.faults] == [
        "layer “roads”, feature 5: it has no geometry to draw"
    ]


def test_a_flatgeobuf_has_the_routes_that_were_put_in(corridor: Corridor) -> None:
    overlay = read("routes.fgb")
    assert overlay.read == overlay.drawn == len(corridor.routes)
    assert {each.feature["properties"]["kind"] for each in overlay.features} == {
        str(route.kind) for route in corridor.routes.values()
    }


def test_a_zipped_shapefile_keeps_chinese_names_and_is_brought_to_wgs84(
    corridor: Corridor,
) -> None:
    overlay = read("roads_utm43.zip")
    known = {place.names.by_language["zh-Hans"] for place in corridor.places.values()}
    assert {each.feature["properties"]["名称"] for each in overlay.features} <= known
    hub = corridor.places[corridor.hub].position
    for each in overlay.features:
        longitude, latitude = each.feature["geometry"]["coordinates"][0]
        assert abs(longitude - hub.longitude) + abs(latitude - hub.latitude) < A_CENTIMETRE


def parts() -> dict[str, bytes]:
    """The parts of the Shapefile, by ending."""
    with zipfile.ZipFile(DATA / "roads_utm43.zip") as archive:
        return {Path(name).suffix: archive.read(name) for name in archive.namelist()}


def pack(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def named(*endings: str, stem: str = "a") -> dict[str, bytes]:
    return {f"{stem}{ending}": parts()[ending] for ending in endings}


def geopackage(tmp_path: Path, statement: str) -> bytes:
    """The GeoPackage after an SQL statement."""
    changed = tmp_path / "changed.gpkg"
    shutil.copy(DATA / "corridor.gpkg", changed)
    with sqlite3.connect(changed) as database:
        database.execute("PRAGMA writable_schema=ON")
        database.execute(statement)
    database.close()
    return changed.read_bytes()


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a truncated GeoPackage": (
        "a.gpkg",
        lambda: (DATA / "corridor.gpkg").read_bytes()[:5_000],
        "it cannot be read: the file is broken, or needs too much memory",
    ),
    "the head of a GeoPackage": (
        "a.gpkg",
        lambda: b"SQLite format 3\x00",
        "its ending says GeoPackage, but that is not what it holds",
    ),
    "a truncated FlatGeobuf": (
        "a.fgb",
        lambda: (DATA / "routes.fgb").read_bytes()[:60],
        "it cannot be read: the file is broken, or needs too much memory",
    ),
    "a VRT that would fetch something, renamed": (
        "a.gpkg",
        lambda: (
            b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://127.0.0.1'
            b"</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
        ),
        "it is XML, but neither GPX nor KML",
    ),
    "a FlatGeobuf cut in the middle of a row": (
        "a.fgb",
        lambda: (DATA / "routes.fgb").read_bytes()[:9_000],
        "it cannot be read: the file is broken, or needs too much memory",
    ),
    "an archive without a Shapefile": (
        "a.zip",
        lambda: pack({"readme.txt": b"nothing"}),
        "there is no Shapefile (.shp) in the archive",
    ),
    "an archive that leaves its folder": (
        "a.zip",
        lambda: pack({f"../../{name}": each for name, each in named(".shp", ".shx").items()}),
        "a file of the archive would leave its folder",
    ),
    "a Shapefile without its table": (
        "a.zip",
        lambda: pack(named(".shp", ".shx")),
        "“a.shp” lacks its parts: .dbf",
    ),
    "a Shapefile in metres of nobody knows where": (
        "a.zip",
        lambda: pack(named(".shp", ".shx", ".dbf")),
        "layer “a” does not say its reference system, and its coordinates are no degrees; save it "
        "with its reference system (CRS)",
    ),
    "a Shapefile in a system of its own": (
        "a.zip",
        lambda: pack({**named(".shp", ".shx", ".dbf"), "a.prj": b'LOCAL_CS["Mine",UNIT["m",1]]'}),
        "layer “a” is in the reference system “Mine”, which cannot be brought to WGS 84; save it "
        "in WGS 84 (EPSG:4326)",
    ),
    "an archive cut short": (
        "a.zip",
        lambda: (DATA / "roads_utm43.zip").read_bytes()[:-30],
        "it is a broken or encrypted zip archive",
    ),
}


@pytest.mark.parametrize(("name", "make", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_has_its_message(
    tmp_path: Path, name: str, make: Callable[[], bytes], message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(geo_app.OverlayError) as caught:
        geo_app.read_overlay(path)
    assert str(caught.value) == f"{name}: {message}"


def test_degrees_that_do_not_say_so_are_taken_as_wgs84_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    # Layer ports is in degrees; without a reference system it says nothing of the earth.
    path.write_bytes(
        geopackage(tmp_path, "UPDATE gpkg_geometry_columns SET srs_id=-1 WHERE table_name='ports'")
    )
    overlay = geo_app.read_overlay(path)
    assert positions(overlay) == positions(read("corridor.gpkg"))
    assert (
        "layer “ports”: it does not say its reference system; its positions were taken as WGS 84 "
        "degrees"
    ) in map(str, overlay.faults)


def test_an_archive_that_unpacks_to_more_than_is_allowed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(pack({**named(".shx", ".dbf"), "a.shp": bytes(10_000_000)}))
    with pytest.raises(geo_app.OverlayError, match="more than 1,000,000 bytes"):
        geo_app.read_overlay(path, limits=OverlayLimits(bytes=1_000_000))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (OverlayLimits(features=8), "more than 8 rows or features"),
        (OverlayLimits(vertices=20), "more than 20 points"),
        (OverlayLimits(seconds=0.01), "reading took more than 0.01 seconds"),
    ],
)
def test_limits_hold_for_all_layers_together(limits: OverlayLimits, message: str) -> None:
    with pytest.raises(geo_app.OverlayError, match=message):
        geo_app.read_overlay(DATA / "corridor.gpkg", limits=limits)


def test_several_shapefiles_of_an_archive_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    endings = (".shp", ".shx", ".dbf", ".prj", ".cpg")
    path.write_bytes(pack({**named(*endings, stem="x/一"), **named(*endings, stem="y/二")}))
    overlay = geo_app.read_overlay(path)
    assert [each.feature["properties"]["layer"] for each in overlay.features] == [
        *["一"] * 4,
        *["二"] * 4,
    ]
