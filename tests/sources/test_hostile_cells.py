"""An attack is refused where no text belongs; where a text belongs, it is no fault."""

import tomllib
from pathlib import Path

import pytest

from geo_app.sources.fields import Field, Table, tables
from geo_app.sources.rows import OFFICIAL_KEYS
from tests.corridors import edit_rows, faults_of, replace
from tests.hostile import ATTACK, FREE_TEXTS, LONG
from tests.running import run_geo_app

STRICT = [
    (table, field)
    for table in tables().values()
    for field in table.columns
    if (table.name, field.name) not in FREE_TEXTS
]


def put(folder: Path, table: Table, field: Field, value: str) -> None:
    """Put `value` into the first row that has something in the column."""
    if table.path.endswith(".csv"):
        done: list[bool] = []

        def edit(row: dict[str, str]) -> dict[str, str]:
            if done or not row.get(field.name):
                return row
            done.append(True)
            return row | {field.name: value}

        edit_rows(folder / table.path, edit)
        assert done, (table.name, field.name)
        return
    file = folder / table.path
    text = file.read_text("utf-8")
    if field.name in OFFICIAL_KEYS:  # the bundled corridor has no official file
        replace(file, "\naccuracy_km", f'\n{field.name} = ""\naccuracy_km')
        text = file.read_text("utf-8")
    assert field.name in str(tomllib.loads(text))
    old = next(line for line in text.splitlines() if line.startswith(f"{field.name} ="))
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    replace(file, f"\n{old}\n", f'\n{field.name} = "{escaped}"\n')


@pytest.mark.parametrize("value", [ATTACK, LONG], ids=["attack", "long"])
@pytest.mark.parametrize(
    ("table", "field"), STRICT, ids=[f"{table.name}.{field.name}" for table, field in STRICT]
)
def test_an_attack_where_no_text_belongs_is_refused(
    folder: Path, table: Table, field: Field, value: str
) -> None:
    put(folder, table, field, value)
    faults = faults_of(folder)
    assert [each for each in faults if each.column == field.name]
    for fault in faults:
        assert str(fault).isprintable()
        assert len(str(fault)) < 1_000


def test_a_file_name_with_an_attack_is_told_escaped(folder: Path) -> None:
    replace(folder / "catalog.toml", '"relief.avif"', '"\\u001b[31m<script>\\u202e.avif"')
    done = run_geo_app("check", str(folder))
    assert done.returncode == 1
    assert "'\\x1b[31m<script>\\u202e.avif'" in done.stdout
    assert "Traceback" not in done.stderr
