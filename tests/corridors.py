"""Copies of corridor folders, to be broken; and what is said of them."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import geo_app
from geo_app.errors import CorridorError, Fault
from geo_app.resources import bundled


def copy_corridor(to: Path, folder: Path | None = None) -> Path:
    """A copy of a corridor folder, without its scripts; None is the one of geo_app."""
    ignored = shutil.ignore_patterns("scripts")
    return Path(shutil.copytree(folder or bundled("geodata"), to, ignore=ignored))


def replace(path: Path, old: str, new: str) -> None:
    """Put `new` in place of the first `old` of a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def edit_rows(path: Path, edit: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Write a table anew with each row edited."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), [edit(row) for row in reader]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def set_cell(path: Path, name: str, column: str, value: str) -> int:
    """Put `value` into a cell of the row whose id or key is `name`; the row's number."""
    numbers = []

    def edit(row: dict[str, str]) -> dict[str, str]:
        nonlocal count
        count += 1
        if row.get("id", row.get("key")) != name:
            return row
        assert column in row, column
        numbers.append(count)
        return row | {column: value}

    count = 1
    edit_rows(path, edit)
    assert len(numbers) == 1, (path.name, name)
    return numbers[0]


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults for which the folder is refused."""
    with pytest.raises(CorridorError) as caught:
        geo_app.load_corridor(folder)
    return caught.value.faults
