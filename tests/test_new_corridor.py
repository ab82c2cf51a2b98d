"""`geo-app new` starts a corridor folder that can be shown, checked and understood at once."""

import json
import re
from pathlib import Path

import geo_app
from geo_app.pipeline import describe_columns
from geo_app.resources import bundled
from geo_app.sources.fields import tables
from tests.corridors import set_cell
from tests.running import run_geo_app


def test_a_new_folder_is_sound_and_exports_at_once(tmp_path: Path) -> None:
    folder, out = tmp_path / "a new" / "corridor", tmp_path / "out.html"
    done = run_geo_app("new", str(folder))
    assert done.returncode == 0
    assert f"geo-app serve --corridor '{folder}'" in done.stdout
    assert run_geo_app("check", str(folder)).returncode == 0
    assert run_geo_app("export", str(out), "--corridor", str(folder)).returncode == 0
    assert "Harbour Town (invented)" in out.read_text("utf-8")


def test_everything_in_it_says_that_it_is_invented(tmp_path: Path) -> None:
    run_geo_app("new", str(tmp_path / "new"))
    corridor = geo_app.load_corridor(tmp_path / "new")
    assert "invented" in corridor.words("corridor.summary", "en").text
    assert "invented" in corridor.sources[corridor.article].title
    assert all("invented" in place.names.by_language["en"] for place in corridor.places.values())


def test_a_fault_in_it_is_found(tmp_path: Path) -> None:
    run_geo_app("new", str(tmp_path / "new"))
    row = set_cell(tmp_path / "new" / "figures.csv", "quays", "period_end", "soon")
    done = run_geo_app("check", str(tmp_path / "new"))
    assert done.stdout.startswith(f"figures.csv, row {row}, column period_end: expected a date")


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run_geo_app("new", str(tmp_path))
    assert done.returncode == 1
    assert (
        done.stderr == f"geo-app: {tmp_path} is there already and not empty; nothing was written\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    done = run_geo_app("new", str(tmp_path / "file" / "new"))
    assert done.returncode == 1
    assert done.stderr.startswith("geo-app: cannot write ")
    assert done.stderr.count("\n") == 1


def test_its_documentation_says_what_every_column_means(tmp_path: Path) -> None:
    run_geo_app("new", str(tmp_path / "new"))
    told = (tmp_path / "new" / "COLUMNS.md").read_text("utf-8")
    for table in tables().values():
        assert f"## {table.path}" in told
        for field in table.fields:
            row = rf"^\| `{re.escape(field.name)}`.*{re.escape(field.description)}"
            assert re.search(row, told, re.MULTILINE), (table.name, field.name)
    descriptor = json.loads((tmp_path / "new" / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        assert (
            resource["path"] in {path.name for path in (tmp_path / "new").iterdir()}
            or (resource["optional"])
        )


def test_the_columns_of_the_bundled_corridor_are_told_by_the_same_table() -> None:
    assert (bundled("geodata") / "COLUMNS.md").read_text("utf-8") == describe_columns()
