"""The corridor that comes with geo_app says what the facts say, where the facts say it."""

import csv
import json
import math
import re

import pytest
import shapely
from babel import Locale
from geographiclib.geodesic import Geodesic
from shapely.geometry.base import BaseGeometry

from geo_app.domain.corridor import Corridor
from geo_app.domain.place import PlaceKind
from geo_app.resources import bundled
from tests.conftest import FACTS
from tests.topology import decode

MAX_FOLDER_BYTES = 3_000_000
MAX_METRES_FROM_BOUNDARY = 500
EIGHT = {"PK", "TJ", "KG", "AF", "IN", "UZ", "KZ", "TM"}
LAND_PORTS = {
    "khunjerab_line": "PK",
    "karasu_line": "TJ",
    "torugart_line": "KG",
    "irkeshtam_line": "KG",
}
IN_CLDR = {
    "moscow": "Europe/Moscow",
    "urumqi": "Asia/Urumqi",
    "samarkand": "Asia/Samarkand",
    "hongkong": "Asia/Hong_Kong",
    "macao": "Asia/Macau",
    "khi": "Asia/Karachi",
    "bud": "Europe/Budapest",
    "town_bishkek": "Asia/Bishkek",
    "town_almaty": "Asia/Almaty",
    "town_tashkent": "Asia/Tashkent",
    "town_dushanbe": "Asia/Dushanbe",
    "town_kabul": "Asia/Kabul",
    "town_ashgabat": "Asia/Ashgabat",
}
"""Cities that name a time zone."""


@pytest.fixture(scope="module")
def ground(corridor: Corridor) -> dict[str, list[tuple[dict[str, object], BaseGeometry]]]:
    return decode(json.loads(corridor.geometries["borders.topojson"]))


def metres_to(geometry: BaseGeometry, longitude: float, latitude: float) -> float:
    """Geodesic distance from a point to the nearest point of a geometry."""
    # Degrees of longitude are shortened first, so that the nearest point is the nearest one.
    squeeze = math.cos(math.radians(latitude))
    squeezed = shapely.transform(geometry, lambda points: points * [squeeze, 1])
    near = shapely.shortest_line(squeezed, shapely.Point(longitude * squeeze, latitude))
    lon, lat = near.coords[0][0] / squeeze, near.coords[0][1]
    return float(Geodesic.WGS84.Inverse(latitude, longitude, lat, lon)["s12"])


@pytest.mark.parametrize(("port", "neighbour"), LAND_PORTS.items())
def test_a_land_port_stands_on_the_drawn_boundary_with_its_neighbour(
    corridor: Corridor,
    ground: dict[str, list[tuple[dict[str, object], BaseGeometry]]],
    port: str,
    neighbour: str,
) -> None:
    position = corridor.places[port].position
    boundary = shapely.union_all(
        [
            line
            for told, line in ground["boundaries"]
            if told["countries"] == sorted(["CN", neighbour])
        ]
    )
    distance = metres_to(boundary, position.longitude, position.latitude)
    assert distance < MAX_METRES_FROM_BOUNDARY
    assert corridor.places[port].kind is PlaceKind.LAND_PORT
    assert corridor.places[port].neighbour == neighbour


def test_the_eight_countries_are_drawn_and_no_other(
    corridor: Corridor, ground: dict[str, list[tuple[dict[str, object], BaseGeometry]]]
) -> None:
    assert {str(told["id"]) for told, _ in ground["countries"]} == EIGHT
    assert {country.id for country in corridor.opened_to()} == EIGHT


def test_every_drawn_polygon_is_valid(
    ground: dict[str, list[tuple[dict[str, object], BaseGeometry]]],
) -> None:
    for name in ("countries", "land", "lakes"):
        for told, geometry in ground[name]:
            assert geometry.is_valid, (name, told, shapely.is_valid_reason(geometry))


def test_boundaries_are_the_edges_that_the_drawn_countries_share(
    ground: dict[str, list[tuple[dict[str, object], BaseGeometry]]],
) -> None:
    outlines = {str(told["id"]): geometry.boundary for told, geometry in ground["countries"]}
    for told, line in ground["boundaries"]:
        for country in set(told["countries"]) & EIGHT:  # type: ignore[call-overload]
            assert line.difference(outlines[country].buffer(1e-9)).length < 1e-6, told


def test_disputed_stretches_are_those_of_the_three_disputed_pairs(
    ground: dict[str, list[tuple[dict[str, object], BaseGeometry]]],
) -> None:
    disputed = {tuple(told["countries"]) for told, _ in ground["boundaries"] if told["disputed"]}  # type: ignore[arg-type]
    assert disputed == {("CN", "IN"), ("IN", "PK"), ("CN", "PK")}


def test_label_points_lie_in_their_country(
    corridor: Corridor, ground: dict[str, list[tuple[dict[str, object], BaseGeometry]]]
) -> None:
    outlines = {str(told["id"]): geometry for told, geometry in ground["countries"]}
    for country in corridor.opened_to():
        assert country.label_points, country.id
        for point in country.label_points:
            inside = outlines[country.id].contains(shapely.Point(point.longitude, point.latitude))
            assert inside, (country.id, point)


def test_the_corridor_folder_is_small() -> None:
    size = sum(path.stat().st_size for path in bundled("geodata").rglob("*") if path.is_file())
    assert size <= MAX_FOLDER_BYTES


def test_every_file_of_the_folder_is_explained_in_it() -> None:
    folder = bundled("geodata")
    explained = "".join(path.read_text("utf-8") for path in folder.glob("*.md"))
    for path in folder.iterdir():
        if path.is_file() and path.name != "README.md":
            assert path.name in explained, path.name


@pytest.mark.skipif(FACTS is None, reason="the facts lie beside the checkout only here")
def test_every_figure_of_the_facts_is_carried_to_the_digit(corridor: Corridor) -> None:
    assert FACTS is not None
    with (FACTS / "figures.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert [fact["id"] for fact in facts] == list(corridor.figures)
    with (bundled("geodata") / "figures.csv").open(encoding="utf-8", newline="") as file:
        carried = {row["id"]: row for row in csv.DictReader(file)}
    columns = [
        "paragraph",
        "subject",
        "scope",
        "value",
        "unit",
        "kind",
        "period_start",
        "period_end",
        "growth_pct",
    ]
    for fact in facts:
        for column in columns:
            assert carried[fact["id"]][column] == fact[column], (fact["id"], column)


def test_group_figures_are_shown_at_no_single_partner(corridor: Corridor) -> None:
    for figure in corridor.figures.values():
        if figure.scope == "partner_group":
            members = set(figure.shown_at) & EIGHT
            assert members in (set(), {"KG", "KZ", "TJ"}), figure.id
    shown = corridor.figures["three_partners"].shown_at
    assert {"KG", "KZ", "TJ"} <= set(shown)
    for group in ("asean", "eu", "belt_and_road"):
        assert corridor.figures[group].shown_at == ("kashgar",)


def test_no_text_claims_a_record(corridor: Corridor) -> None:
    for key, text in corridor.texts.items():
        english = text.by_language["en"].lower()
        assert "record" not in english, key
        assert "best ever" not in english, key
        assert "рекорд" not in text.by_language.get("ru", "").lower(), key
        assert "رېكور" not in text.by_language.get("ug", ""), key


def numbers_of(text: str, *, decimal: str) -> list[str]:
    """The numbers of a text, digits and decimal points only, in order of their size as text."""
    group = "," if decimal == "." else "\u00a0\u202f "
    version = r"\d+(?:\.\d+){2,}"
    thousands = rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)"
    found = re.findall(rf"{version}|{thousands}|\d+(?:\{decimal}\d+)?", text)
    return sorted(re.sub(rf"[{group}]", "", each).replace(decimal, ".") for each in found)


@pytest.mark.parametrize(("language", "decimal"), [("ru", ","), ("ug", ".")])
def test_a_translation_says_the_numbers_of_the_english(
    corridor: Corridor, language: str, decimal: str
) -> None:
    for key, text in corridor.texts.items():
        if said := text.by_language.get(language):
            wanted = numbers_of(text.by_language["en"], decimal=".")
            assert numbers_of(said, decimal=decimal) == wanted, key


def test_context_always_names_its_source(corridor: Corridor) -> None:
    context = [each for each in corridor.statements.values() if each.section == "context"]
    assert len(context) > 20
    assert all(each.sources for each in context)


def test_russian_names_of_cities_are_those_of_cldr_where_it_has_them(corridor: Corridor) -> None:
    zones = Locale("ru").time_zones
    for city, zone in IN_CLDR.items():
        assert corridor.places[city].names.by_language["ru"] == zones[zone]["city"], city


def test_every_statement_reaches_a_card(corridor: Corridor) -> None:
    carded = {*corridor.places, *corridor.routes, *(each.id for each in corridor.opened_to())}
    for statement in corridor.statements.values():
        assert set(statement.subjects) & carded, statement.id
