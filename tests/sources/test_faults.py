"""A fault in a corridor folder is named: which file, which row, which column, what was expected."""

import shutil
from pathlib import Path

import pytest

import geo_app
from geo_app.errors import CorridorError
from geo_app.resources import bundled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled corridor, to be broken."""
    return Path(shutil.copytree(bundled("geodata"), tmp_path / "corridor"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("figures.csv", "564.32", "five hundred", r"figures\.csv, row 7, column value: .*number"),
        ("figures.csv", "CNY_1e8", "yuan", r"figures\.csv, row 7, column unit: expected a unit"),
        ("figures.csv", "2024-06-30", "June", r"column period_end: expected a date"),
        ("places.csv", "75.9938", "175.9938e9", r"places\.csv, row 2, column longitude"),
        ("places.csv", ",hub,", ",town hall,", r"places\.csv, row 2, column kind"),
        ("routes.csv", ",moscow,", ",atlantis,", r"routes\.csv, column to: .*'atlantis'"),
        ("catalog.toml", 'hub = "kashgar"', 'hub = "nowhere"', r"catalog\.toml, column hub"),
        ("catalog.toml", "borders.topojson", "../../etc/passwd", r"inside the corridor folder"),
        (
            "catalog.toml",
            "borders.topojson",
            "missing.geojson",
            r"missing\.geojson: cannot be read",
        ),
        ("catalog.toml", 'kind = "land"', 'kind = "sky"', r"'kind' of layer 'land'"),
        ("catalog.toml", '"zh-Hant"]', '"fr"]', r"the interface speaks: en, zh-Hans, zh-Hant"),
        ("borders.topojson", '"Topology"', '"Typology"', r"expected a TopoJSON Topology"),
        ("catalog.toml", 'id = "kashgar"', 'id = "a; b"', r"expected an id"),
        (
            "catalog.toml",
            'languages = ["en", "zh-Hans", "zh-Hant"]',
            "languages = []",
            "at least one",
        ),
        ("catalog.toml", 'objects = ["land"]', "objects = [5]", r"'objects' of layer 'land'"),
        ("figures.csv", "2024-08-08T15:41:24", "2024-99-08", r"figures\.csv, row 3, column value"),
        (
            "figures.csv",
            ",prefecture,",
            ",province,",
            r"expected the key 'scope\.province'",
        ),
        ("figures.csv", ",67.2,", ",,", r"derived\.csv: figure trade_total_h1_2024 has no growth"),
        ("places.csv", "kashgar,ports,", "kashgar,water,", r"'kashgar' names 'water'"),
        ("places.csv", "moscow,", "PK,", r"countries\.csv, column id: the id 'PK'"),
        ("texts.csv", "figure.asean.measure", "figure.asean.size", "figure.asean.measure"),
        ("borders.topojson", '"arcs":[[', '"arcs":[[1e999],[', r"no valid JSON"),
        ("sources.csv", "https://", "javascript://", r"sources\.csv, row \d+, column url"),
    ],
)
def test_a_fault_is_named(folder: Path, file: str, old: str, new: str, message: str) -> None:
    replace(folder / file, old, new)
    with pytest.raises(CorridorError, match=message):
        geo_app.load_corridor(folder)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "figures.csv").unlink()
    with pytest.raises(CorridorError, match=r"figures\.csv: cannot be read"):
        geo_app.load_corridor(folder)


def test_a_ragged_row_is_named(folder: Path) -> None:
    with (folder / "routes.csv").open("a", encoding="utf-8") as file:
        file.write("one,two\n")
    with pytest.raises(CorridorError, match=r"routes\.csv, row \d+: expected 7 cells, found 2"):
        geo_app.load_corridor(folder)


def test_an_id_that_stands_twice_is_named(folder: Path) -> None:
    text = (folder / "routes.csv").read_text("utf-8").splitlines()
    (folder / "routes.csv").write_text("\n".join([*text, text[-1]]) + "\n", "utf-8")
    with pytest.raises(CorridorError, match="stands twice"):
        geo_app.load_corridor(folder)


def test_a_file_that_is_no_utf8_is_named(folder: Path) -> None:
    (folder / "texts.csv").write_bytes("key,en\nname,喀什\n".encode("gb18030"))
    with pytest.raises(CorridorError, match=r"texts\.csv: expected UTF-8"):
        geo_app.load_corridor(folder)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    shutil.move(folder / "texts.csv", outside)
    (folder / "texts.csv").symlink_to(outside)
    with pytest.raises(CorridorError, match="inside the corridor folder"):
        geo_app.load_corridor(folder)
