"""A faulty key of catalog.toml is named with its line."""

from pathlib import Path

import pytest

from tests.corridors import faults_of, replace

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
    (
        'languages = ["en", "zh-Hans", "zh-Hant", "ru", "ug"]',
        "languages = []",
        "languages",
        "expected a value",
    ),
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
    ('id = "relief"', 'id = "land"', "id", "'land' stands twice, first in row 29"),
    ('languages = ["en", ', 'languages = ["en|zh-Hans", ', "languages", "a list of texts"),
    ("accuracy_km = 0.25", "accuracy_km = 0x" + "f" * 5_000, "accuracy_km", "expected a number"),
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


def test_a_number_of_thousands_of_digits_is_no_valid_toml(folder: Path) -> None:
    replace(folder / "catalog.toml", "accuracy_km = 0.25", "accuracy_km = " + "9" * 5_000)
    [fault] = faults_of(folder)
    assert fault.problem.startswith("no valid TOML: ")
    assert len(fault.problem) < 300


def test_a_relief_without_bounds_is_named(folder: Path) -> None:
    replace(folder / "catalog.toml", "bounds = [68.0, 33.0, 84.0, 44.5]\n", "")
    [fault] = faults_of(folder)
    assert (fault.column, fault.problem) == (
        "bounds",
        "expected a value: a layer of kind relief needs it",
    )
