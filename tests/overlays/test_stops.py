"""What a text that names a stop, or says a position, is taken for."""

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.overlays.faults import PartError
from geo_app.overlays.nearest import count_slips
from geo_app.overlays.positions import read_angle, read_position
from geo_app.overlays.stops import StopFinder


@pytest.fixture(scope="module")
def finder(corridor: Corridor) -> StopFinder:
    return StopFinder(corridor)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KHG", "khg"),
        (" zwsh ", "khg"),
        ("ＫＨＧ", "khg"),
        ("opis", "isb"),
        ("Kashgar", "kashgar"),
        ("KASHI", "kashgar"),
        ("喀什", "kashgar"),
        ("喀什市", "kashgar"),
        ("喀什機場", "khg"),
        ("喀什徕宁国际机场", "khg"),
        ("Кашгар", "kashgar"),
        ("قەشقەر", "kashgar"),
        ("khunjerab_line", "khunjerab_line"),
        ("Khunjerab", "khunjerab_line"),
        ("Torugart port", "torugart_line"),
        ("Kulma pass", "karasu_line"),
        ("liege", "lgg"),
    ],
)
def test_codes_names_and_ids_of_the_corridor(text: str, place: str, finder: StopFinder) -> None:
    assert finder.find(text).place == place


@pytest.mark.parametrize(("text", "title"), [("SVO", "Sheremetyevo"), ("uuee", "Sheremetyevo")])
def test_codes_of_the_worlds_airports(text: str, title: str, finder: StopFinder) -> None:
    stop = finder.find(text)
    assert stop.place is None
    assert stop.name == f"{title} International Airport (SVO)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Urumki", "unknown stop “Urumki”; nearest: Urumqi, URC (Urumqi Diwopu International"),
        ("Paris", "unknown stop “Paris”; nearest: "),
        ("Reykjavik", "unknown stop “Reykjavik”; nearest: "),
        ("no such place anywhere", "unknown stop “no such place anywhere”"),
        ("x" * 500, f"unknown stop “{'x' * 60}…”"),
        ("a\nb\x1b", "unknown stop “a\\nb\\x1b”"),
    ],
)
def test_whatever_else_is_only_suggested(text: str, message: str, finder: StopFinder) -> None:
    with pytest.raises(PartError) as caught:
        finder.find(text)
    assert str(caught.value).startswith(message)


def test_places_are_named_in_the_language_asked_for(corridor: Corridor) -> None:
    assert StopFinder(corridor, "zh-Hans").find("kashgar").name == "喀什市"


@pytest.mark.parametrize(
    "text",
    [
        "39.4680556, 75.9938889",
        "39.4680556 75.9938889",
        "39,4680556; 75,9938889",
        "39,4680556,75,9938889",
        "39°28′05″N 75°59′38″E",
        "39°28'05\"N, 75°59'38\"E",
        '39º28´05"N 75º59´38"E',
        "N39 28 05 E75 59 38",
        "E 75 59 38, N 39 28 05",
        "75°59′38″E 39°28′05″N",
        "北纬39°28′05″，东经75°59′38″",
        "北緯39°28′05″東經75°59′38″",
        "北纬39度28分5秒 东经75度59分38秒",
        "39°28′05″ с.ш. 75°59′38″ в.д.",
        "39°28′05″ с. ш., 75°59′38″ в. д.",
        "39° 28.083333' N / 75° 59.633333' E",
    ],
)
def test_positions_as_people_write_them(text: str) -> None:
    position = read_position(text)
    assert position is not None
    assert position[:2] == pytest.approx((39.4680556, 75.9938889), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("33°51′S 151°12′E", -33.85, 151.2),
        ("-33.85, 151.2", -33.85, 151.2),
        ("40°42′N 74°00′W", 40.7, -74),
        ("南纬33°51′ 西经70°30′", -33.85, -70.5),
        ("33.85 ю.ш. 70.5 з.д.", -33.85, -70.5),
        ("0,0", 0, 0),
    ],
)
def test_each_half_of_the_earth(text: str, latitude: float, longitude: float) -> None:
    position = read_position(text)
    assert position is not None
    assert position[:2] == pytest.approx((latitude, longitude))


@pytest.mark.parametrize(
    "text",
    [
        "", "KHG", "39", "39 N", "39N 40N", "75E 76E", "39°61′N 75°E", "39°10′60″N 75°E",
        "39,54,76", "39.5 76 12 13", "N39S 76E", "-39S 76E", "nan, inf", "39°N", "1" * 200,
        "39.5N 76",
    ],
)  # fmt: skip
def test_what_is_no_position(text: str) -> None:
    assert read_position(text) is None


@pytest.mark.parametrize(
    ("text", "degrees"),
    [("39.5", 39.5), ("-39,5", -39.5), ("+.5", 0.5), ("39°30′S", -39.5), ("1e1", 10)],
)
def test_one_angle(text: str, degrees: float) -> None:
    angle = read_angle(text)
    assert angle is not None
    assert angle.degrees == pytest.approx(degrees)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("khg", "khg", 0), ("kgh", "khg", 1), ("kh", "khg", 1), ("xhg", "khg", 1), ("abc", "xyz", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert count_slips(one, other) == count_slips(other, one) == slips
