"""Files as people have them are read as they mean them."""

import json
from pathlib import Path

import pytest
from pyproj import Geod

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.geodesic import line_length_km
from geo_app.domain.overlay import Method, Overlay
from geo_app.language.catalogue import catalogue
from geo_app.render.overlays import overlay_document
from tests.overlays.reading import read

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = DATA / "overlays"


def read_file(name: str, corridor: Corridor) -> Overlay:
    return read((FILES / name).read_bytes(), name, corridor)


def faults_of(overlay: Overlay) -> list[str]:
    return [str(fault) for fault in overlay.faults]


def test_flights_in_english(corridor: Corridor) -> None:
    overlay = read_file("flights.csv", corridor)
    assert (overlay.name, overlay.format, overlay.unit) == ("flights", "csv", "row")
    assert (overlay.read, overlay.drawn) == (14, 11)
    first = overlay.features[0]
    assert first.method is Method.GEODESIC
    assert first.feature["geometry"]["coordinates"] == [[76.02, 39.5429], [72.8256, 33.5491]]
    assert first.feature["properties"]["Weight"] == 18.5
    assert [stop.place for stop in first.stops] == ["khg", "isb"]
    assert faults_of(overlay) == [
        "row 11: unknown stop “KGH”; nearest: KHG (Kashgar Laining International Airport "
        "(KHG/ZWSH)), AGH (Angelholm-Helsingborg Airport), BGH (Abbaye Airport)",
        "row 12: unknown stop “London”; nearest: BQH (London Biggin Hill Airport), "
        "LCY (London City Airport), LGW (London Gatwick Airport)",
        "row 13: its origin and its destination are the same place",
    ]


def test_the_corridors_position_wins_over_that_of_the_list_of_airports(corridor: Corridor) -> None:
    overlay = read_file("flights.csv", corridor)
    to_liege = next(each.stops[1] for each in overlay.features if each.stops[1].text == "LGG")
    assert to_liege.place == "lgg"
    assert to_liege.position == corridor.places["lgg"].position


def test_flights_in_chinese_and_gb18030(corridor: Corridor) -> None:
    overlay = read_file("航班.csv", corridor)
    assert (overlay.read, overlay.drawn) == (8, 7)
    assert [stop.place for stop in overlay.features[1].stops] == ["khg", "moscow"]
    assert faults_of(overlay) == ["row 8: unknown stop “火星”"]
    document = overlay_document(overlay, str)
    assert document["roles"] == {
        "kind": "类型",
        "date": "日期",
        "frequency": "每周班次",
        "weight": "重量",
    }


def test_flights_in_russian_with_semicolons_in_utf_16(corridor: Corridor) -> None:
    overlay = read_file("рейсы.csv", corridor)
    assert (overlay.read, overlay.drawn) == (5, 4)
    assert overlay.features[0].feature["properties"]["Вес"] == "42,5"
    start = overlay.features[3].stops[0].position
    assert (start.longitude, start.latitude) == pytest.approx((76.02, 39.54278), abs=1e-5)
    assert faults_of(overlay) == ["row 6: it has no origin"]


def test_a_list_of_places_with_tabs(corridor: Corridor) -> None:
    overlay = read_file("ports.tsv", corridor)
    assert [each.feature["geometry"]["type"] for each in overlay.features] == ["Point"] * 4
    assert overlay.features[2].feature["properties"] == {
        "name": "Irkeshtam",
        "kind": "land port",
        "note": "tab\tinside",
    }


def test_a_track_in_degrees_minutes_and_seconds(corridor: Corridor) -> None:
    overlay = read_file("karakoram_highway.csv", corridor)
    (track,) = overlay.features
    assert (overlay.read, overlay.drawn) == (17, 17)
    assert track.method is Method.RECORDED
    coordinates = track.feature["geometry"]["coordinates"]
    assert len(coordinates) == 17
    assert coordinates[0] == pytest.approx([76.0238, 39.4681], abs=1e-4)


def test_geometries_as_wkt(corridor: Corridor) -> None:
    overlay = read_file("wkt.csv", corridor)
    kinds = [each.feature["geometry"]["type"] for each in overlay.features]
    assert kinds == ["LineString", "Point", "MultiLineString", "Polygon"]
    assert overlay.features[1].feature["geometry"]["coordinates"] == [75.2248, 37.7776, 3100]
    assert faults_of(overlay) == [
        "row 4: “SRID=4326” is no WKT",
        "row 6: its SRID is 3857; expected 4326, WGS 84",
        "row 8: its geometry is empty",
        "row 9: “LINESTRING (1 2” is no WKT",
    ]


def test_a_hike_as_gpx(corridor: Corridor) -> None:
    overlay = read_file("hike.gpx", corridor)
    waypoint, route, track = overlay.features
    assert waypoint.feature["geometry"]["coordinates"] == [75.2248, 37.7776, 3100]
    assert (route.method, len(route.feature["geometry"]["coordinates"])) == (Method.GEODESIC, 3)
    assert (track.method, track.feature["geometry"]["type"]) == (Method.RECORDED, "MultiLineString")
    assert [len(each) for each in track.feature["geometry"]["coordinates"]] == [40, 30]
    assert track.feature["properties"] == {
        "name": "Day one",
        "desc": "With <b>no</b> markup & all",
        "type": "hiking",
        "link": "https://example.org/day-one",
        "time": "2025-06-01T06:00:00Z",
    }
    assert (overlay.read, overlay.drawn) == (4, 3)
    assert faults_of(overlay) == [
        "waypoint 2: latitude 98.1 is not within -90 to 90",
        "track 1: 1 of its points cannot be drawn; the first: “NaN” is no latitude",
        "track 1: 1 of its segments have fewer than two points",
    ]


def test_a_track_across_the_antimeridian_stays_as_recorded(corridor: Corridor) -> None:
    overlay = read_file("pacific.gpx", corridor)
    (track,) = overlay.features
    (line,) = track.feature["geometry"]["coordinates"]
    longitudes = [position[0] for position in line]
    assert (max(longitudes), min(longitudes)) == (178.6, -179.5)
    metres = Geod(ellps="WGS84").line_length(*zip(*line, strict=True))
    assert line_length_km(line) == pytest.approx(metres / 1000)


@pytest.mark.parametrize("name", ["corridor.kml", "corridor.kmz"])
def test_folders_and_data_of_kml(name: str, corridor: Corridor) -> None:
    overlay = read_file(name, corridor)
    assert overlay.format == name[-3:]
    kinds = [each.feature["geometry"]["type"] for each in overlay.features]
    assert kinds == ["Point", "Point", "MultiLineString", "GeometryCollection", "LineString"]
    properties = [each.feature["properties"] for each in overlay.features]
    assert properties[0]["description"] == "<b>Pass</b>, 4693 m"
    assert properties[1] == {
        "name": "Torugart",
        "kind": "land port",
        "km": 165,
        "folder": "口岸 / North",
    }
    assert properties[2] == {"name": "G314", "lanes": 2, "folder": "Roads"}
    assert (properties[4]["begin"], properties[4]["end"]) == ("2025-06-01", "2025-06-02")
    assert len(overlay.faults) == 3


def test_geojson_comes_back_as_it_went_in(corridor: Corridor) -> None:
    overlay = read_file("mixed.geojson", corridor)
    document = overlay_document(overlay, str)
    assert document["data"] == json.loads((FILES / "mixed.geojson").read_text("utf-8"))
    methods = [each.method for each in overlay.features]
    assert methods == [Method.RECORDED] * 5 + [Method.GEODESIC, Method.RECORDED]
    assert faults_of(overlay) == ["feature 7: it has no geometry to draw"]
    assert document["report"]["summary"] == "6 of 7 features"


def test_the_report_is_in_the_readers_language(corridor: Corridor) -> None:
    document = overlay_document(read_file("flights.csv", corridor), catalogue("zh-Hans").gettext)
    report = document["report"]
    assert report["summary"] == "共14行，已绘制11行"
    assert report["faults"][2] == {"place": "第13行", "text": "起点和终点是同一地点"}


def test_a_report_lists_a_hundred_faults_and_counts_the_rest(corridor: Corridor) -> None:
    content = "from,to\n" + "KHG,\n" * 150 + "KHG,ISB\n"
    report = overlay_document(read(content.encode(), "a.csv", corridor), str)["report"]
    assert (len(report["faults"]), report["more"], report["drawn"]) == (100, 50, 1)


def test_another_corridor_knows_its_own_stops() -> None:
    strait = geo_app.load_corridor(DATA / "strait")
    content = "desde,origin,destination\n1,puq,Puerto Natales\n2,烏斯懷亞,WPR\n"
    overlay = read(content.encode(), "a.csv", strait)
    places = [[stop.place for stop in each.stops] for each in overlay.features]
    assert places == [["puq", "puerto_natales"], ["ushuaia", None]]
