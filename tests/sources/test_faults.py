"""Every fault of a corridor folder is named at once: file, row, column and what was expected."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geo_app
from geo_app.errors import CorridorError, Fault
from geo_app.sources.faults import MOST_OF_A_FILE
from geo_app.sources.geometry import MAX_BYTES
from tests.corridors import copy_corridor, edit_rows, replace, set_cell
from tests.running import run_geo_app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled corridor, to be broken."""
    return copy_corridor(tmp_path / "corridor")


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(CorridorError) as caught:
        geo_app.load_corridor(folder)
    return caught.value.faults


CELLS = [
    # missing, duplicate and unknown ids
    ("places.csv", "moscow", "id", "", "expected a value"),
    ("places.csv", "urumqi", "id", "moscow", "'moscow' stands twice, first in row"),
    ("places.csv", "moscow", "id", "a; b", "expected an id"),
    ("countries.csv", "PK", "id", "XQ", "expected an ISO 3166-1 alpha-2 code"),
    ("routes.csv", "freight_moscow", "to", "atlantis", "'atlantis' is not in places"),
    ("routes.csv", "freight_moscow", "to", "moscw", "did you mean 'moscow'?"),
    ("routes.csv", "freight_moscow", "to", "khg", "expected another place"),
    ("roads.csv", "road_karasu", "via", "karasu_line", "at least 2 values"),
    ("roads.csv", "road_karasu", "via", "karasu_line|", "found an empty one"),
    ("places.csv", "kashgar", "layer", "water", "expected a layer of kind places or routes"),
    ("statements.csv", "kizilsu", "subjects", "torugart_line|hatchet", "'hatchet' is not in"),
    ("charts.csv", "growth", "bars", "eu:growth", "'eu' has no growth"),
    ("charts.csv", "partners", "bars", "asean|one_road", "'one_road' is no number"),
    ("charts.csv", "partners", "whole", "shares", "'shares' is not in figures"),
    ("derived.csv", "share_eu", "operands", "eu", "does not take 1 operands"),
    ("derived.csv", "trade_rise", "operands", "eu", "figure eu has no growth"),
    # coordinates
    ("places.csv", "moscow", "longitude", "190", "expected -180 to 180 (degrees east, WGS 84)"),
    ("places.csv", "moscow", "latitude", "-91", "expected -90 to 90 (degrees north, WGS 84)"),
    ("places.csv", "moscow", "latitude", "55,7", "expected a number, not '55,7'"),
    ("places.csv", "moscow", "latitude", "nan", "expected a number"),
    ("places.csv", "moscow", "latitude", "5e999", "expected a number"),
    # places
    ("places.csv", "ftz_kashgar", "uncertainty_km", "", "how far off a position of low confidence"),
    ("places.csv", "ftz_kashgar", "uncertainty_km", "-1", "expected at least 0 (km)"),
    ("places.csv", "moscow", "sources", "", "expected the source of the position"),
    ("places.csv", "kashgar", "kind", "town hall", "expected one of hub, land_port"),
    ("places.csv", "kashgar", "altitude_m", "12.5", "expected a whole number"),
    ("places.csv", "karasu_line", "neighbour", "", "the country across the border"),
    ("places.csv", "karasu_line", "neighbour", "RU", "no boundary with RU is drawn"),
    ("places.csv", "karasu_facility", "parent", "moscow", "expected the port"),
    ("places.csv", "moscow", "unverified_names", "tlh", "there is no name in 'tlh'"),
    ("countries.csv", "PK", "label_points", "76 40", "lies outside the country's shape"),
    ("countries.csv", "PK", "label_points", "76", "expected 'longitude latitude' in degrees"),
    ("countries.csv", "CN", "tint", "3", "has a shape with the id 'CN'"),
    ("countries.csv", "PK", "tint", "9", "expected 1 to 8"),
    # figures
    ("figures.csv", "eu", "source", "", "expected a value: the article that says it"),
    ("figures.csv", "eu", "source", "osm", "expected a source of kind article, not dataset"),
    ("figures.csv", "eu", "paragraph", "", "expected a value: where the article says it"),
    ("figures.csv", "eu", "paragraph", "-1", "expected at least 0"),
    ("figures.csv", "eu", "scope", "", "expected a value: key of the words"),
    ("figures.csv", "eu", "period_end", "", "expected a value: the last day"),
    ("figures.csv", "eu", "period_end", "June", "expected a date such as 2024-08-08"),
    ("figures.csv", "eu", "period_end", "2024-06-31", "expected a date such as 2024-08-08"),
    ("figures.csv", "eu", "period_start", "", "the first day that a flow figure covers"),
    ("figures.csv", "eu", "period_start", "2024-07-01", "not after the period's end"),
    ("figures.csv", "eu", "unit", "yuan", "expected a unit (count"),
    ("figures.csv", "eu", "unit", "QQQ_1e8", "expected a currency of ISO 4217"),
    ("figures.csv", "eu", "value", "five hundred", "expected a number, not 'five hundred'"),
    ("figures.csv", "eu", "value", "1" * 40, "expected a number of at most 30 digits"),
    ("figures.csv", "published", "value", "2024-99-08", "expected a date such as 2024-08-08T15"),
    ("figures.csv", "ftz_unveiled", "value", "2023-11-11", "expected a date such as 2024-08,"),
    ("figures.csv", "port_projects", "growth_pct", "3", "only a flow grows, this is a stock"),
    ("figures.csv", "published", "growth_pct", "3", "only a flow grows, this is a date"),
    ("figures.csv", "published", "inferred", "value", "expected one of period_start"),
    ("figures.csv", "port_projects", "inferred", "period_start", "said to be inferred"),
    ("figures.csv", "belt_and_road", "shown_at", "kashgar|PK", "does not list among its members"),
    ("figures.csv", "three_partners", "shown_at", "kashgar|KG", "show it at 'KZ', 'TJ' too"),
    ("figures.csv", "three_partners", "shown_at", "KG|KZ|TJ|PK", "stands at 'PK'"),
    # sources and texts
    ("sources.csv", "osm", "licence", "", "expected the licence of a data set"),
    ("sources.csv", "osm", "url", "javascript:alert(1)", "starts with https://"),
    ("sources.csv", "osm", "url", 'https://a"onload=x', "starts with https://"),
    ("sources.csv", "osm", "date", "lately", "expected a date such as"),
    ("statements.csv", "karasu_pass", "sources", "", "the source of a context line"),
    ("statements.csv", "karasu_pass", "aspect", "", "the heading of a context line"),
    ("statements.csv", "pakistan_named", "paragraph", "", "where the article says it"),
    ("texts.csv", "figure.asean.measure", "zh-Hant", "", "in zh-Hant"),
    ("texts.csv", "figure.asean.measure", "key", "figure.asean.measured", "nothing shows a text"),
    ("texts.csv", "figure.port_projects.value", "en", "15 projects", "expected {number} once"),
]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: "-".join(case[:3]))
def test_a_faulty_cell_is_named(folder: Path, case: tuple[str, str, str, str, str]) -> None:
    file, name, column, value, problem = case
    row = set_cell(folder / file, name, column, value)
    found = [fault for fault in faults_of(folder) if (fault.file, fault.row) == (file, row)]
    assert (column, True) in {(fault.column, problem in fault.problem) for fault in found}


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("latitude", "38.22", "from the drawn boundary with TJ; expected at most 0.55 km"),
        ("neighbour", "KG", "from the drawn boundary with KG"),
    ],
)
def test_a_land_port_far_from_its_boundary_is_named(
    folder: Path, column: str, value: str, problem: str
) -> None:
    row = set_cell(folder / "places.csv", "karasu_line", column, value)
    [fault] = faults_of(folder)
    assert (fault.file, fault.row, fault.column) == ("places.csv", row, "longitude")
    assert problem in fault.problem


def test_the_printed_coordinates_that_are_wrong_are_caught(folder: Path) -> None:
    """The traps of the facts: posts and villages that are printed for the crossings."""
    for port, longitude, latitude in (
        ("khunjerab_line", "75.55", "37.0333"),
        ("torugart_line", "75.4167", "40.5833"),
        ("irkeshtam_line", "73.9667", "39.7"),
    ):
        set_cell(folder / "places.csv", port, "longitude", longitude)
        set_cell(folder / "places.csv", port, "latitude", latitude)
    assert len([each for each in faults_of(folder) if "from the drawn" in each.problem]) == 3


KEYS = [
    ('hub = "kashgar"', 'hub = "nowhere"', "hub", "'nowhere' is not in places"),
    ('hub = "kashgar"', 'hub = "moscow"', "hub", "expected a place of kind hub, not city"),
    ('hub = "kashgar"', "hub = 5", "hub", "expected a text"),
    ('hub = "kashgar"', 'huv = "kashgar"', None, "did you mean 'hub'?"),
    ('article = "article"', 'article = "osm"', "article", "expected a source of kind article"),
    ("home = [73.2,", "home = [3.2,", "home", "expected a view within 'whole'"),
    ("home = [73.2,", "home = [76.9,", "home", "expected a view that holds the hub"),
    ("home = [73.2, ", 'home = ["x", ', "home", "expected a list of numbers"),
    ("home = [73.2, ", "home = [", "home", "expected four numbers"),
    ('id = "kashgar"', 'id = "a; b"', "id", "expected an id"),
    ("as_of = 2024-08-08", 'as_of = "August"', "as_of", "expected a date"),
    ('languages = ["en", "zh-Hans"', 'languages = ["fr"', "languages", "the interface speaks: en"),
    ('languages = ["en", "zh-Hans", "zh-Hant"]', "languages = []", "languages", "expected a value"),
    ('kind = "land"', 'kind = "sky"', "kind", "expected one of land, relief"),
    ('objects = ["land"]', "objects = [5]", "objects", "expected a list of texts"),
    ('objects = ["land"]', 'objects = ["moon"]', "objects", "has no object 'moon'"),
    ("bounds = [68.0,", "bounds = [88.0,", "bounds", "west < east"),
    ('file = "borders.topojson"', 'file = "../../etc/passwd"', "file", "inside the corridor"),
    ('file = "borders.topojson"', 'file = "/etc/passwd"', "file", "inside the corridor folder"),
    ('file = "borders.topojson"', 'file = "a\\u0000b"', "file", "inside the corridor folder"),
    ('file = "borders.topojson"', 'file = ""', "file", "a layer of kind land needs it"),
    ('sources = ["osm", "naturalearth"]', "sources = []", "sources", "land needs it"),
    ("accuracy_km = 0.25", "accuracy_km = -1", "accuracy_km", "expected at least 0 (km)"),
    ("shown = true", 'shown = "yes"', "shown", "expected true or false"),
]


@pytest.mark.parametrize("case", KEYS, ids=lambda case: case[1])
def test_a_faulty_key_of_the_catalogue_is_named_with_its_line(
    folder: Path, case: tuple[str, str, str | None, str]
) -> None:
    old, new, column, problem = case
    file = folder / "catalog.toml"
    line = file.read_text("utf-8").partition(f"\n{old}")[0].count("\n") + 2
    replace(file, f"\n{old}", f"\n{new}")
    found = [fault for fault in faults_of(folder) if problem in fault.problem]
    assert [(each.file, each.row, each.column) for each in found] == [
        ("catalog.toml", line, column)
    ]


def test_a_relief_without_bounds_is_named(folder: Path) -> None:
    replace(folder / "catalog.toml", "bounds = [68.0, 33.0, 84.0, 44.5]\n", "")
    [fault] = faults_of(folder)
    assert (fault.column, fault.problem) == (
        "bounds",
        "expected a value: a layer of kind relief needs it",
    )


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


@pytest.mark.parametrize(
    ("spoil", "file", "problem"),
    [
        (lambda path: path.unlink(), "figures.csv", "cannot be read: no such file"),
        (lambda path: path.write_bytes("key,en\na,喀什".encode("gb18030")), "texts.csv", "UTF-8"),
        (lambda path: path.write_bytes(b"x" * 5_000_001), "texts.csv", "at most 5,000,000 bytes"),
        (lambda path: path.write_bytes(b"{" * (MAX_BYTES + 1)), "borders.topojson", "at most"),
        (lambda path: path.write_bytes(b"x" * 5_000_001), "relief.avif", "at most 5,000,000"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), "relief.avif", "type image/avif"),
        (lambda path: path.write_text('id,"a\n'), "roads.csv", "no valid CSV"),
        (lambda path: path.write_text("id = ["), "catalog.toml", "no valid TOML"),
        (lambda path: path.unlink(), "catalog.toml", "cannot be read: no such file"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    folder: Path, spoil: Callable[[Path], object], file: str, problem: str
) -> None:
    spoil(folder / file)
    [fault] = faults_of(folder)
    assert fault.file == file
    assert problem in fault.problem


def test_a_broken_catalogue_does_not_hide_the_faults_of_the_tables(folder: Path) -> None:
    (folder / "catalog.toml").write_text("id = [")
    set_cell(folder / "figures.csv", "eu", "unit", "euro")
    assert [fault.file for fault in faults_of(folder)] == ["catalog.toml", "figures.csv"]


def test_a_ragged_row_is_named(folder: Path) -> None:
    with (folder / "routes.csv").open("a", encoding="utf-8") as file:
        file.write("one,two\n")
    assert [str(fault) for fault in faults_of(folder)] == [
        "routes.csv, row 9: expected 7 cells, found 2"
    ]


def test_rows_are_counted_as_a_spreadsheet_does(folder: Path) -> None:
    file = folder / "routes.csv"
    header, first, *others = file.read_text("utf-8").splitlines()
    broken = [each.replace("freight,", "frieght,") for each in others]
    file.write_text("\n".join([header, f'"{first[:14]}"{first[14:]}', "", *broken]) + "\n", "utf-8")
    assert [fault.row for fault in faults_of(folder) if fault.file == "routes.csv"] == [
        5,
        6,
        7,
        8,
        9,
    ]


def test_columns_that_are_wrong_are_named_once(folder: Path) -> None:
    replace(folder / "figures.csv", ",scope,", ",scoop,")
    replace(folder / "places.csv", ",uncertainty_km,", ",altitude_m,")
    replace(folder / "texts.csv", ",zh-Hant", ",zh-Latn-x")
    found = [str(fault) for fault in faults_of(folder)]
    assert "figures.csv, row 1: no column is named 'scoop'; did you mean 'scope'?" in found
    assert "figures.csv, row 1: expected a column 'scope'" in found
    assert "places.csv, row 1: the column 'altitude_m' stands twice" in found
    assert "texts.csv, row 1: expected a column 'zh-Hant'" in found
    assert not [each for each in found if "column scope" in each or "in zh-Hant" in each]


def test_an_id_that_two_tables_share_is_named(folder: Path) -> None:
    row = set_cell(folder / "places.csv", "moscow", "id", "PK")
    found = [str(fault) for fault in faults_of(folder)]
    assert any(
        each.startswith("countries.csv, row 2, column id: 'PK' is the id of") for each in found
    )
    assert row


def test_a_text_that_is_missing_says_what_it_is_for(folder: Path) -> None:
    edit_rows(
        folder / "texts.csv",
        lambda row: row | {"key": "label.khg"} if row["key"] == "scope.ports" else row,
    )
    found = [str(fault) for fault in faults_of(folder)]
    assert any(
        each.startswith("texts.csv, column key: expected a row with the key 'scope.ports', for")
        for each in found
    )


def test_all_faults_are_told_at_once_in_the_order_of_the_files(folder: Path) -> None:
    set_cell(folder / "figures.csv", "eu", "unit", "euro")
    set_cell(folder / "figures.csv", "asean", "value", "many")
    set_cell(folder / "places.csv", "moscow", "latitude", "95")
    set_cell(folder / "texts.csv", "scope.ports", "en", "")
    replace(folder / "catalog.toml", "as_of = 2024-08-08", 'as_of = "August"')
    replace(folder / "borders.topojson", '"Topology"', '"Typology"')
    found = [(fault.file, fault.column) for fault in faults_of(folder)]
    assert found == [
        ("catalog.toml", "as_of"),
        ("places.csv", "latitude"),
        ("figures.csv", "value"),
        ("figures.csv", "unit"),
        ("texts.csv", "en"),
        ("borders.topojson", None),
    ]


def test_more_faults_than_anyone_reads_are_counted(folder: Path) -> None:
    with (folder / "roads.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"r{number},roads\n" for number in range(MOST_OF_A_FILE + 500))
    found = faults_of(folder)
    assert len(found) == MOST_OF_A_FILE + 1
    assert "500 more faults" in {fault.problem for fault in found}


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    shutil.move(folder / "texts.csv", outside)
    (folder / "texts.csv").symlink_to(outside)
    assert faults_of(folder)[0].problem == "expected a file inside the corridor folder"


def test_check_serve_and_export_say_the_same_words(folder: Path, tmp_path: Path) -> None:
    set_cell(folder / "figures.csv", "eu", "unit", "euro")
    set_cell(folder / "places.csv", "moscow", "latitude", "95")
    checked = run_geo_app("check", str(folder))
    assert checked.returncode == 1
    lines = checked.stdout.splitlines()
    assert [
        re.match(r"[\w.]+, row \d+, column \w+: expected", line) is not None for line in lines
    ] == [
        True,
        True,
    ]
    out = tmp_path / "out.html"
    for words in (("serve",), ("export", str(out))):
        done = run_geo_app(*words, "--corridor", str(folder))
        assert done.returncode == 1
        assert done.stderr.splitlines() == ["geo-app: the corridor folder has 2 faults", *lines]
    assert not out.exists()


def test_check_tells_machines_in_json(folder: Path) -> None:
    assert json.loads(run_geo_app("check", "--json", str(folder)).stdout)["faults"] == []
    row = set_cell(folder / "figures.csv", "eu", "unit", "euro")
    done = run_geo_app("check", "--json", str(folder))
    [fault] = json.loads(done.stdout)["faults"]
    assert done.returncode == 1
    assert list(fault) == ["file", "row", "column", "problem"]
    assert (fault["file"], fault["row"], fault["column"]) == ("figures.csv", row, "unit")


def test_what_cannot_be_printed_is_told_escaped_and_short(folder: Path) -> None:
    set_cell(folder / "figures.csv", "eu", "unit", "\u202e\x1b[31m" + "x" * 9_000)
    done = run_geo_app("check", str(folder))
    assert "'\\u202e\\x1b[31mx" in done.stdout
    assert "\x1b" not in done.stdout
    assert len(done.stdout) < 600


def test_the_corridor_that_comes_with_geo_app_has_no_faults() -> None:
    done = run_geo_app("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no faults" in done.stderr
