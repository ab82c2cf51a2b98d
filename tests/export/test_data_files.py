"""The map as data: opened by programs that we did not write, read back, always the same bytes."""

import csv
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from defusedxml.ElementTree import parse

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.geodesic import geodesic_length_km
from geo_app.domain.overlay import Overlay
from geo_app.domain.overlay_geojson import lines_of, positions_of
from geo_app.domain.place import Coordinate
from tests.corridors import copy_corridor
from tests.hostile import ATTACK, FORMULAS, poison
from tests.official import NUMBER, bring_official
from tests.running import run_geo_app
from tests.subjects import SUBJECTS, Subject
from tests.web.test_server import ask

KINDS = ("geojson", "gpkg", "kml", "csv")
MEDIA_TYPES = {
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
VALIDATOR = ("/usr/bin/python3", "-W", "ignore", "-m", "osgeo_utils.samples.validate_gpkg")
ACROSS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "=1+1",
            "method": "geodesic",
            "geometry": {"type": "LineString", "coordinates": [[170, 50], [-150, 55]]},
            "properties": {"name": ATTACK, "Name": "=1+1", "fid": 7, "nested": {"a": [1, None]}},
        },
        {
            "type": "Feature",
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[70, 30], [70, 31], [71, 31], [71, 30], [70, 30]]],
            },
            "properties": {"geom": True, "big": 2**70, "none": None, "\u0001": "a\u0000b"},
        },
    ],
}
"""A route across the antimeridian, a ring that runs clockwise, columns that formats need."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The bundled corridor in every data format, in its default language."""
    folder = tmp_path_factory.mktemp("data")
    files = {kind: folder / f"map.{kind}" for kind in KINDS}
    for file in files.values():
        geo_app.export(file)
    return files


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A corridor whose every text is an attack, in all languages, under an overlay like it."""
    folder = tmp_path_factory.mktemp("hostile_data")
    corridor = geo_app.load_corridor(poison(copy_corridor(folder / "corridor"), ATTACK))
    (folder / "=1+1.geojson").write_text(json.dumps(ACROSS))
    files = {kind: folder / f"map.{kind}" for kind in KINDS}
    for file in files.values():
        geo_app.export(file, corridor, lang="all", overlays=[folder / "=1+1.geojson"])
    return files


def features_of(file: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["features"]
    return features


def ogr(*words: str) -> str:
    if not shutil.which(words[0]):
        pytest.skip(f"no {words[0]} here: install gdal-bin")
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.sub(
        r"Warning 1: Integer values .* Will be clamped .*\n", "", done.stderr, flags=re.IGNORECASE
    )
    return done.stdout


def opened(file: Path, to: Path) -> list[dict[str, Any]]:
    """What GDAL finds in a file, as it writes it in GeoJSON."""
    layers = [line.split(": ", 1)[1] for line in ogr("ogrinfo", "-q", "-ro", str(file)).splitlines()
              if "(None)" not in line and line[:1].isdigit()]  # fmt: skip
    found = []
    for number, layer in enumerate(layers):
        out = to / f"{number}.json"
        ogr("ogr2ogr", "-f", "GeoJSON", str(out), str(file), layer.split(" (")[0])
        found += features_of(out)
    return found


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "kml"])
def test_gdal_finds_every_feature_with_its_name_where_it_is(
    data: dict[str, Path], kind: str, tmp_path: Path
) -> None:
    found = opened(data[kind], tmp_path)
    expected = features_of(data["geojson"])
    assert len(found) == len(expected) > 80
    for theirs, ours in zip(found, expected, strict=True):
        said, known = theirs["properties"], ours["properties"]
        assert said.get("id", theirs.get("id")) == known["id"]
        assert (said.get("name") or said.get("Name")) == known.get("name")
        assert said.get("figures") == known.get("figures")
        assert said.get("licences") == known.get("licences")
        shapes = (shapely.from_geojson(json.dumps(each["geometry"])) for each in (theirs, ours))
        one, other = map(shapely.force_2d, map(shapely.normalize, shapes))
        assert one.equals_exact(other, 1e-6), known["id"]


@pytest.mark.parametrize("which", ["data", "hostile"])
def test_gdals_validator_passes_the_geopackage(request: pytest.FixtureRequest, which: str) -> None:
    file = request.getfixturevalue(which)["gpkg"]
    there = subprocess.run([*VALIDATOR, "--help"], capture_output=True, check=False)
    if b"No module" in there.stderr or not Path(VALIDATOR[0]).exists():
        pytest.skip("no validator here: install python3-gdal")
    done = subprocess.run([*VALIDATOR, "--extra", str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout


@pytest.mark.parametrize("kind", ["geojson", "gpkg"])
def test_read_as_an_overlay_it_gives_the_same_features(
    data: dict[str, Path], corridor: Corridor, kind: str, tmp_path: Path
) -> None:
    read = geo_app.read_overlay(data[kind])
    expected = features_of(data["geojson"])
    assert not read.faults
    assert_same(read, expected)
    for route in corridor.routes.values():
        found = next(each.feature for each in read.features if id_of(each.feature) == route.id)
        (line,) = lines_of(found["geometry"])
        ends = [corridor.places[each].position for each in (route.origin, route.destination)]
        assert [tuple(line[0]), tuple(line[-1])] == [(e.longitude, e.latitude) for e in ends]
        assert found["properties"]["length_km"] == pytest.approx(
            geodesic_length_km(*ends), abs=1e-3
        )
    if kind == "gpkg":
        return
    out = tmp_path / "again.html"
    done = run_geo_app("export", str(out), "--overlay", str(data[kind]))
    assert done.returncode == 0, done.stderr


def assert_same(read: Overlay, expected: list[dict[str, Any]]) -> None:
    found = {id_of(each.feature): each.feature for each in read.features}
    assert len(found) == len(expected)
    for feature in expected:
        again = found[feature["properties"]["id"]]
        assert again["geometry"] == feature["geometry"]
        known = {key: said for key, said in again["properties"].items() if said is not None}
        assert known == feature["properties"]


def id_of(feature: dict[str, Any]) -> str:
    return str(feature["properties"]["id"])


def test_an_overlay_comes_out_as_it_was_put_in_but_drawn(hostile: dict[str, Path]) -> None:
    route, area = features_of(hostile["geojson"])[-2:]
    put_route, put_area = ACROSS["features"]
    assert route["id"] == "=1+1"
    assert put_route["properties"].items() <= route["properties"].items()  # type: ignore[attr-defined]
    assert put_area["properties"].items() <= area["properties"].items()  # type: ignore[attr-defined]
    assert "method" not in route
    west, east = route["geometry"]["coordinates"]
    assert (west[0], east[-1]) == ([170, 50], [-150, 55])
    assert (west[-1][0], east[0][0]) == (180, -180)
    assert west[-1][1] == east[0][1]


@pytest.mark.parametrize("which", ["data", "hostile"])
def test_the_geojson_keeps_to_the_letter_of_its_standard(
    request: pytest.FixtureRequest, which: str
) -> None:
    features = features_of(request.getfixturevalue(which)["geojson"])
    for feature in features:
        assert set(feature) <= {"type", "id", "geometry", "properties"}
        for longitude, latitude in positions_of(feature["geometry"]):
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
        for area in shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"]))):
            if area.geom_type == "Polygon":
                assert area.exterior.is_ccw
                assert not any(hole.is_ccw for hole in area.interiors)
    ids = [feature["id"] for feature in features if "id" in feature]
    assert len(set(ids)) == len(ids)


def test_what_is_uncertain_is_said_in_a_column(data: dict[str, Path], corridor: Corridor) -> None:
    by_id = {each["id"]: each["properties"] for each in features_of(data["geojson"])}
    for road in corridor.roads.values():
        assert by_id[road.id]["basis"] == "schematic"
        assert by_id[road.id]["limits"]
    for route in corridor.routes.values():
        assert by_id[route.id]["basis"] == ("context" if route.is_context else "article")
    for place in corridor.places.values():
        known = by_id[place.id]
        assert known.get("uncertainty_km") == place.uncertainty_km
        assert known["confidence"] == place.confidence
        assert set(known.get("unverified_names", "").split("; ")) - {""} == place.unverified
    assert {by_id[each.id]["basis"] for each in corridor.opened_to()} == {"context"}


def test_no_figure_is_a_number_of_a_feature_and_all_are_in_their_table(
    data: dict[str, Path], corridor: Corridor
) -> None:
    collection = json.loads(data["geojson"].read_text("utf-8"))
    for feature in collection["features"]:
        assert not {"value", "number", "growth_pct"} & set(feature["properties"])
    rows = {each["id"]: each for each in collection["figures"]}
    assert set(rows) == {*corridor.figures, *corridor.derivations}
    for figure in corridor.figures.values():
        row = rows[figure.id]
        assert (row["paragraph"], row["basis"]) == (figure.paragraph, "article")
        assert row.get("value", "") == figure.value
        assert row["period_end"] == figure.period_end.isoformat()
        assert row["scope_text"]
    assert all(rows[each]["basis"] == "derived" for each in corridor.derivations)
    with sqlite3.connect(data["gpkg"]) as package:
        assert {each[0] for each in package.execute("SELECT id FROM figures")} == set(rows)
        licences = dict(package.execute("SELECT id, licence FROM sources"))
        (metadata,) = package.execute("SELECT metadata FROM gpkg_metadata").fetchone()
    package.close()
    assert licences == {each.id: each.licence or None for each in corridor.sources.values()}
    credited = {each.attribution for each in corridor.sources.values() if each.licence}
    assert all(each in metadata for each in credited)


def test_every_language_has_columns_of_its_own(corridor: Corridor, tmp_path: Path) -> None:
    geo_app.export(tmp_path / "map.geojson", lang="ru,all")
    by_id = {each["id"]: each["properties"] for each in features_of(tmp_path / "map.geojson")}
    for place in corridor.places.values():
        names = place.names.by_language
        said = {
            tag: by_id[place.id].get(f"name_{tag}") for tag in corridor.languages if tag != "ru"
        }
        assert said == {tag: names.get(tag) for tag in said}
        assert by_id[place.id].get("name") == names.get("ru")


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: each.name)
def test_an_official_file_replaces_what_it_replaces_on_the_map(
    subject: Subject, tmp_path: Path
) -> None:
    country = subject.corridor.opened_to()[0]
    folder = bring_official(tmp_path / "corridor", subject, tinted=country.id)
    geo_app.export(tmp_path / "map.geojson", folder, layers="countries,boundaries")
    collection = json.loads((tmp_path / "map.geojson").read_text("utf-8"))
    area, line = collection["features"]
    assert (area["id"], area["geometry"]["type"]) == (country.id, "Polygon")
    assert line["geometry"]["type"] == "LineString"
    replaced = {
        source
        for layer in subject.corridor.layers.values()
        if layer.id in {"countries", "boundaries"}
        for source in layer.sources
    }
    for feature in (area, line):
        sources = set(feature["properties"]["sources"].split("; "))
        assert "office" in sources
        assert not sources & replaced
        assert "invented" in feature["properties"]["licences"]
    assert "disputed" not in line["properties"]
    assert any(NUMBER in each.get("approval", "") for each in collection["sources"])
    assert any(NUMBER in note for note in collection["notes"])


def test_layers_choose_what_is_in_it(corridor: Corridor, tmp_path: Path) -> None:
    geo_app.export(tmp_path / "map.geojson", layers="routes")
    found = features_of(tmp_path / "map.geojson")
    expected = [each.id for each in corridor.routes.values() if each.layer == "routes"]
    assert [each["id"] for each in found] == expected


def test_the_csv_runs_nothing_and_is_read_whole(hostile: dict[str, Path]) -> None:
    content = hostile["csv"].read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,layer,kind,basis,name,longitude,latitude,")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+\-@\t\r＝＋－＠]", cell) or re.fullmatch(r"[-+][\d.]+%?", cell), (
            cell
        )
    assert rows[-1][0]
    assert any(row[0] == "'=1+1" for row in rows)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_name_is_text(formula: str, tmp_path: Path) -> None:
    feature = {"geometry": {"type": "Point", "coordinates": [76, 39]}, "properties": {}}
    overlay = {"type": "Feature", **feature, "id": formula}
    geo_app.export(tmp_path / "map.csv", layers="", overlays=[overlay])
    assert f"'{formula}" in tmp_path.joinpath("map.csv").read_text("utf-8").replace('""', '"')


def test_a_balloon_tells_apart_what_the_article_says(data: dict[str, Path]) -> None:
    """What stands under each heading is what the card has under it."""
    root = parse(data["kml"]).getroot()
    space = "{http://www.opengis.net/kml/2.2}"
    for placemark in root.iter(f"{space}Placemark"):
        values = {
            each.get("name"): each.findtext(f"{space}value") or ""
            for each in placemark.iter(f"{space}Data")
        }
        told = placemark.findtext(f"{space}description") or ""
        whole, _, context = told.partition("Context, not from the article<br>")
        article, _, derived = whole.partition("Derived from the article’s figures<br>")
        for column, said in (("figures", article), ("derived", derived), ("context", context)):
            for line in values.get(column, "").splitlines():
                assert escape(line) in said, column


def test_the_kml_says_hostile_texts_as_text(hostile: dict[str, Path], corridor: Corridor) -> None:
    root = parse(hostile["kml"]).getroot()
    space = "{http://www.opengis.net/kml/2.2}"
    names = [each.findtext(f"{space}name") or "" for each in root.iter(f"{space}Placemark")]
    assert sum(each.startswith("<img src=x") for each in names) >= len(corridor.places)
    for balloon in root.iter(f"{space}description"):
        assert "<" not in (balloon.text or "").replace("<br>", "")
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(set(ids)) == len(ids)
    styles = {each.get("id") for each in root.iter(f"{space}Style")}
    assert {(each.text or "")[1:] for each in root.iter(f"{space}styleUrl")} <= styles


def test_gdal_opens_what_is_hostile_too(hostile: dict[str, Path]) -> None:
    count = len(features_of(hostile["geojson"]))
    for kind, tables in (("geojson", 0), ("gpkg", 2), ("kml", 0)):
        told = ogr("ogrinfo", "-ro", "-so", "-al", str(hostile[kind]))
        counts = [int(each) for each in re.findall(r"^Feature Count: (\d+)", told, re.MULTILINE)]
        assert sum(counts[: len(counts) - tables]) == count, kind


def test_other_seeds_zones_locales_and_folders_give_the_same_bytes(
    data: dict[str, Path], tmp_path: Path
) -> None:
    program = (
        "import sys, geo_app\n"
        f"for kind in {KINDS!r}: geo_app.export(f'{{sys.argv[1]}}/map.{{kind}}')"
    )
    settings = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C"}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [sys.executable, "-c", program, str(tmp_path)]
    subprocess.run(command, env=os.environ | settings, cwd=elsewhere, check=True)
    for kind, file in data.items():
        again = tmp_path / f"map.{kind}"
        digests = {hashlib.sha256(each.read_bytes()).hexdigest() for each in (file, again)}
        assert len(digests) == 1, kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_server_gives_the_same_file_with_its_type(
    server: str, data: dict[str, Path], kind: str
) -> None:
    address = f"{server}export.{kind}?lang=en"
    answer = ask(address)
    assert answer.body == data[kind].read_bytes()
    assert answer.headers["Content-Type"] == MEDIA_TYPES[kind]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="kashgar.{kind}"'
    assert ask(address, If_None_Match=answer.headers["ETag"]).status == 304
    zipped = ask(address, Accept_Encoding="gzip")
    assert len(zipped.body) < len(answer.body) / 2
    assert gzip.decompress(zipped.body) == answer.body


def test_an_area_of_a_geodesic_is_where_its_ends_say(data: dict[str, Path]) -> None:
    """No straight line of a program that knows no geodesics is far from the geodesic."""
    for feature in features_of(data["geojson"]):
        if feature["properties"].get("course") != "geodesic":
            continue
        (line,) = lines_of(feature["geometry"])
        steps = pairwise(line)
        longest = max(geodesic_length_km(Coordinate(*a), Coordinate(*b)) for a, b in steps)
        assert longest <= 30.1
