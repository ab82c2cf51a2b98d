"""`geo-app check` tells people and machines every fault; serve and export say the same."""

import json
import re
from pathlib import Path

from tests.corridors import copy_corridor, set_cell
from tests.running import run_geo_app


def test_check_serve_and_export_say_the_same_words(folder: Path, tmp_path: Path) -> None:
    set_cell(folder / "figures.csv", "eu", "unit", "euro")
    set_cell(folder / "places.csv", "moscow", "latitude", "95")
    checked = run_geo_app("check", str(folder))
    assert checked.returncode == 1
    lines = checked.stdout.splitlines()
    assert [
        re.match(r"[\w.]+, row \d+, column \w+: expected", line) is not None for line in lines
    ] == [
        True,
        True,
    ]
    out = tmp_path / "out.html"
    for words in (("serve",), ("export", str(out))):
        done = run_geo_app(*words, "--corridor", str(folder))
        assert done.returncode == 1
        assert done.stderr.splitlines() == ["geo-app: the corridor folder has 2 faults", *lines]
    assert not out.exists()


def test_check_tells_machines_in_json(folder: Path) -> None:
    assert json.loads(run_geo_app("check", "--json", str(folder)).stdout)["faults"] == []
    row = set_cell(folder / "figures.csv", "eu", "unit", "euro")
    done = run_geo_app("check", "--json", str(folder))
    [fault] = json.loads(done.stdout)["faults"]
    assert done.returncode == 1
    assert list(fault) == ["file", "row", "column", "problem"]
    assert (fault["file"], fault["row"], fault["column"]) == ("figures.csv", row, "unit")


def test_what_cannot_be_printed_is_told_escaped_and_short(folder: Path) -> None:
    set_cell(folder / "figures.csv", "eu", "unit", "\u202e\x1b[31m" + "x" * 9_000)
    done = run_geo_app("check", str(folder))
    assert "'\\u202e\\x1b[31mx" in done.stdout
    assert "\x1b" not in done.stdout
    assert len(done.stdout) < 600


def test_the_corridor_that_comes_with_geo_app_has_no_faults() -> None:
    done = run_geo_app("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no faults" in done.stderr


def test_a_folder_whose_name_would_act_on_a_terminal_is_told_escaped(tmp_path: Path) -> None:
    folder = copy_corridor(tmp_path / "\x1b[31m\u202efolder")
    for words in (("check", str(folder)), ("new", str(folder)), ("serve", "--corridor", "\x1b[0m")):
        done = run_geo_app(*words)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\\x1b[" in done.stdout + done.stderr
