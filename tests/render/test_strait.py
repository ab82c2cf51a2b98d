"""The second corridor: southern, western, by sea, and without much that the first one has."""

import csv
import json
import re
from pathlib import Path

import pytest
import shapely

import geo_app
from geo_app.exporting.html import write_html
from tests.conftest import ROOT, run_geo_app
from tests.corridors import copy_corridor, replace

STRAIT = ROOT / "tests" / "data" / "strait"
ARTICLE = ROOT / "tests" / "data" / "strait_article.txt"
DRAWN = ["hub", "sea_port", "airport", "city", "freight", "passenger", "context", "boundary"]


@pytest.fixture(scope="module", params=["en", "zh-Hant"])
def file(request: pytest.FixtureRequest) -> str:
    corridor = geo_app.load_corridor(STRAIT)
    return write_html(geo_app.corridor_map(corridor, lang=request.param)).decode()


def shapes(name: str) -> list[shapely.Geometry]:
    content = json.loads((STRAIT / f"{name}.geojson").read_text("utf-8"))
    return [shapely.from_geojson(json.dumps(each["geometry"])) for each in content["features"]]


def test_the_folder_has_no_fault() -> None:
    done = run_geo_app("check", str(STRAIT))
    assert done.returncode == 0, done.stdout


def test_every_number_of_its_article_is_accounted_for() -> None:
    done = run_geo_app("trace", str(ARTICLE), "--corridor", str(STRAIT))
    assert done.returncode == 0, done.stdout


def test_the_boundary_lies_on_the_edges_of_both_countries() -> None:
    (boundary,) = shapes("boundaries")
    for country in shapes("countries"):
        assert shapely.covers(shapely.boundary(country), boundary)


def test_every_link_opens_a_card_that_is_there(file: str) -> None:
    links = set(re.findall(r'class="place-link" href="#card-([^"]+)"', file))
    assert "AR" in links
    assert links <= set(re.findall(r'id="card-([^"]+)"', file))


def test_the_legend_explains_only_what_is_drawn(file: str) -> None:
    assert re.findall(r'class="legend-entry" data-style="([^"]+)"', file) == [*DRAWN, "tints"]


def test_a_note_or_heading_with_nothing_to_say_is_left_out(file: str) -> None:
    said = re.findall(r'<(?:p|h2) class="(?:[a-z]+-note[a-z-]*|group-title)"[^>]*>([^<]*)<', file)
    assert said
    assert all(map(str.strip, said))


def test_a_language_that_no_native_speaker_reviewed_says_so_once(tmp_path: Path, file: str) -> None:
    corridor = geo_app.load_corridor(speak_russian(copy_corridor(tmp_path / "strait", STRAIT)))
    russian = write_html(geo_app.corridor_map(corridor, lang="ru")).decode()
    assert '<html lang="ru" dir="ltr">' in russian
    assert russian.count("Тексты на этом языке не проверены его носителем.") == 1
    unsaid = ("No native speaker has reviewed", "未經母語者審校")
    assert not any(each in file for each in unsaid)


def speak_russian(folder: Path) -> Path:
    """`folder` with a column of Russian, whose words are the English ones."""
    replace(folder / "catalog.toml", '"zh-Hant"]', '"zh-Hant", "ru"]')
    texts = folder / "texts.csv"
    lines = texts.read_text("utf-8").splitlines()
    rows = [*csv.reader(lines)]
    with texts.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows(
            [*row, "ru" if row is rows[0] else row[rows[0].index("en")]] for row in rows
        )
    return folder
