"""A faulty cell of a table is named: file, row, column and what was expected."""

from pathlib import Path

import pytest

import geo_app
from tests.corridors import edit_rows, faults_of, replace, set_cell

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
    ("charts.csv", "growth", "bars", "eu:growth", "figure eu has no growth"),
    ("charts.csv", "partners", "bars", "asean|one_road", "figure one_road has no number"),
    ("charts.csv", "partners", "whole", "shares", "'shares' is not in figures"),
    # chapters
    ("chapters.csv", "fair", "view", "60|31|91", "expected four numbers"),
    ("chapters.csv", "fair", "view", "91|31|60|46", "with west < east, south < north"),
    ("chapters.csv", "fair", "view", "60|31|92|46", "expected a view within 'whole'"),
    ("chapters.csv", "fair", "view", "", "expected a value: the part of the map"),
    ("chapters.csv", "fair", "lit", "kashgor", "did you mean 'kashgar'?"),
    ("chapters.csv", "fair", "lit", "moscow", "'moscow' lies outside the chapter's view"),
    ("chapters.csv", "fair", "lit", "freight_moscow", "lies outside the chapter's view"),
    ("chapters.csv", "five_ports", "lit", "KZ", "'KZ' has no label point in the chapter's view"),
    ("chapters.csv", "fair", "lit", "CN", "'CN' is plain land"),
    ("chapters.csv", "fair", "figures", "fair_numbr", "did you mean 'fair_number'?"),
    ("chapters.csv", "partners", "charts", "pie", "'pie' is not in charts"),
    ("chapters.csv", "partners", "layers", "rail", "'rail' is not in layers"),
    ("texts.csv", "chapter.fair.text", "zh-Hans", "", "in zh-Hans"),
    ("texts.csv", "chapter.fair.text", "key", "chapter.fair.txt", "nothing shows a text"),
    # derived figures
    ("derived.csv", "share_eu", "operands", "eu", "does not take 1 operands"),
    ("derived.csv", "trade_rise", "operands", "eu", "figure eu has no growth"),
    # coordinates
    ("places.csv", "moscow", "longitude", "190", "expected -180 to 180 (degrees east, WGS 84)"),
    ("places.csv", "moscow", "latitude", "-91", "expected -90 to 90 (degrees north, WGS 84)"),
    ("places.csv", "moscow", "latitude", "55,7", "expected a number such as 1234.5, not '55,7'"),
    ("places.csv", "moscow", "latitude", "nan", "expected a number"),
    ("places.csv", "moscow", "latitude", "5e999", "expected a number"),
    # places
    ("places.csv", "ftz_kashgar", "uncertainty_km", "", "how far off a position of low confidence"),
    ("places.csv", "ftz_kashgar", "uncertainty_km", "-1", "expected at least 0 (km)"),
    ("places.csv", "moscow", "sources", "", "expected the source of the position"),
    ("places.csv", "kashgar", "kind", "town hall", "expected one of hub, land_port"),
    ("places.csv", "kashgar", "altitude_m", "12.5", "expected a whole number"),
    ("places.csv", "khg", "iata", "khg", "expected an IATA code (three letters, as KHG)"),
    ("places.csv", "khg", "icao", "KHG", "expected an ICAO code (four letters, as ZWSH)"),
    ("places.csv", "isb", "iata", "KHG", "'KHG' stands twice, first in row 7"),
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
    ("figures.csv", "eu", "value", "five hundred", "expected a number such as 1234.5, not"),
    ("figures.csv", "eu", "value", "1" * 40, "expected a number of at most 20 digits"),
    ("figures.csv", "published", "value", "2024-99-08", "expected a date such as 2024-08-08T15"),
    ("figures.csv", "ftz_unveiled", "value", "2023-11-11", "expected a date such as 2024-08,"),
    ("figures.csv", "port_projects", "growth_pct", "3", "only a flow grows, this is a stock"),
    ("figures.csv", "published", "growth_pct", "3", "only a flow grows, this is no number"),
    ("figures.csv", "published", "inferred", "value", "expected one of period_start"),
    ("figures.csv", "port_projects", "inferred", "period_start", "said to be inferred"),
    ("figures.csv", "belt_and_road", "shown_at", "kashgar|PK", "does not list among its members"),
    ("figures.csv", "three_partners", "shown_at", "kashgar|KG", "show it at 'KZ', 'TJ' too"),
    ("figures.csv", "three_partners", "shown_at", "KG|KZ|TJ|PK", "stands at 'PK'"),
    ("figures.csv", "port_projects", "value", "15.5", "expected a whole number"),
    ("figures.csv", "port_projects", "value", "-15", "that is not negative"),
    ("figures.csv", "port_projects", "value", "１５", "expected a number such as 1234.5"),
    ("figures.csv", "eu", "unit", "CNY_1e99", "expected a unit"),
    ("figures.csv", "eu", "shown_at", "CN", "'CN' has no popup"),
    ("figures.csv", "eu", "shown_at", "town_osh", "'town_osh' has no popup"),
    ("figures.csv", "published", "kind", "stock", "expected kind date for dates"),
    ("statements.csv", "pakistan_named", "subjects", "town_osh", "'town_osh' has no popup"),
    ("derived.csv", "share_three_partners", "shown_at", "KG", "show it at 'KZ', 'TJ' too"),
    ("derived.csv", "share_eu", "unit", "CNY_1e8", "expected per_cent"),
    ("derived.csv", "trade_rise", "unit", "per_cent", "expected the unit of its operands"),
    ("charts.csv", "partners", "shown_at", "TJ", "show it at 'KG', 'KZ' too"),
    ("charts.csv", "partners", "whole", "asean", "that none of the bars exceeds"),
    ("groups.csv", "ports", "members", "khg|KG", "expected places, not 'KG'"),
    ("groups.csv", "ports", "id", "khg", "'khg' is the id of a place or route too"),
    ("places.csv", "karasu_line", "neighbour", "CN", "not the host CN"),
    # sources and texts
    ("sources.csv", "osm", "licence", "", "expected the licence of what layer"),
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


def test_a_chapter_that_tells_nothing_is_named(folder: Path) -> None:
    for column in ("lit", "figures"):
        row = set_cell(folder / "chapters.csv", "fair", column, "")
    [fault] = faults_of(folder)
    assert (fault.file, fault.row, fault.column) == ("chapters.csv", row, "figures")
    assert "at least one figure, chart or feature" in fault.problem


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
    set_cell(folder / "places.csv", "moscow", "id", "PK")
    found = [str(fault) for fault in faults_of(folder)]
    assert any(
        each.startswith("countries.csv, row 2, column id: 'PK' is the id of") for each in found
    )


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


def test_a_name_may_be_missing_in_a_language_but_not_in_all_of_them(folder: Path) -> None:
    texts = folder / "texts.csv"
    set_cell(texts, "label.khg", "zh-Hant", "")
    row = set_cell(texts, "source.article.publisher", "en", "")
    geo_app.load_corridor(folder)
    for language in ("zh-Hans", "zh-Hant"):
        set_cell(texts, "source.article.publisher", language, "")
    named = f"texts.csv, row {row}, column en: expected the text 'source.article.publisher' in en"
    assert named in map(str, faults_of(folder))
