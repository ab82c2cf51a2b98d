"""A file that cannot be used is named; the faults of all files are told at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_app.sources.faults import MOST_OF_A_FILE
from geo_app.sources.geometry import MAX_BYTES
from tests.corridors import faults_of, replace, set_cell


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
