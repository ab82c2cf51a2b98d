"""Chromium draws the picture as resvg does, and nothing on it lies over anything else."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import geo_app
from geo_app.domain.export_options import ExportOptions, Size
from geo_app.domain.picture import Medium, Picture
from geo_app.domain.place import Bounds
from geo_app.exporting.png import write_png
from geo_app.outputs import draw_picture
from tests.conftest import LANGUAGES
from tests.pictures import assert_look_alike, open_picture
from tests.sampling import sample
from tests.subjects import SUBJECTS

LOOK = (Path(__file__).parent / "picture.js").read_text("utf-8")
SIZES = (Size(1200, 630), Size(800, 500), Size(500, 800), Size(1600, 1000))
CASES = [
    (language, SIZES[(at + more) % len(SIZES)])
    for at, language in enumerate(LANGUAGES)
    for more in range(len(SIZES))
]
Box = dict[str, Any]


def draw(language: str, size: Size, extent: Bounds | None = None) -> Picture:
    known = geo_app.load_corridor()
    options = ExportOptions(
        languages=(language,), layers=known.select_layers(None), size=size, extent=extent
    )
    return draw_picture(known, options, Medium.FILE)


def look(browser: Browser, picture: Picture, folder: Path) -> tuple[dict[str, Any], bytes]:
    """What Chromium says of the picture, and its screenshot."""
    file = folder / "map.svg"
    file.write_text(picture.svg, "utf-8")
    size = picture.size
    page = browser.new_page(viewport={"width": size.width, "height": size.height})
    page.goto(file.as_uri())
    seen, shot = page.evaluate(LOOK), page.screenshot()
    page.close()
    return seen, shot


@pytest.mark.parametrize(("language", "size"), sample(CASES, 9), ids=str)
def test_chromium_draws_it_as_resvg_does_and_nothing_overlaps(
    browser: Browser, tmp_path: Path, language: str, size: Size
) -> None:
    picture = draw(language, size)
    seen, shot = look(browser, picture, tmp_path)
    assert_look_alike(
        open_picture(shot), open_picture(write_png(lambda: picture)), mean=1.0, worst=22.0
    )
    assert_in_order(seen)


@pytest.mark.parametrize("extent", [(36, 31, 91, 57), (75.5, 39.2, 76.5, 39.9), (60, 20, 100, 50)])
def test_nothing_overlaps_near_or_far(
    browser: Browser, tmp_path: Path, extent: tuple[float, ...]
) -> None:
    seen, _ = look(browser, draw("ru", Size(1200, 630), Bounds(*extent)), tmp_path)
    assert_in_order(seen)


@pytest.mark.parametrize("subject", SUBJECTS[1:], ids=lambda subject: subject.name)
def test_other_corridors_have_their_pictures(
    browser: Browser, tmp_path: Path, subject: Any
) -> None:
    known = geo_app.load_corridor(subject.folder)
    options = ExportOptions(languages=known.languages[:1], layers=known.select_layers(None))
    seen, _ = look(browser, draw_picture(known, options, Medium.FILE), tmp_path)
    assert_in_order(seen)


def assert_in_order(seen: dict[str, Any]) -> None:
    frame, sheet = seen["frame"], seen["sheet"]
    assert len(seen["labels"]) > 3
    on_map = [*map(as_drawn, seen["labels"]), *map(as_round, seen["marks"])]
    assert not list(overlapping(on_map))
    assert all(is_within(each, frame) for each in seen["labels"])
    around = [as_drawn(each) for each in seen["around"]]
    assert not list(overlapping(around))
    assert not [each["text"] for each in around if not is_within(each, sheet)]
    assert not [each["text"] for each in around if overlaps(each, frame)]


def as_drawn(box: Box) -> Box:
    """A text's box without the room that fonts keep above and below their letters."""
    air = (box["bottom"] - box["top"]) * 0.24
    return {**box, "top": box["top"] + air, "bottom": box["bottom"] - air}


def as_round(box: Box) -> Box:
    """A mark's box without its corners: round marks may touch across them."""
    air = (box["right"] - box["left"]) * 0.15
    return {
        **box, "left": box["left"] + air, "right": box["right"] - air,
        "top": box["top"] + air, "bottom": box["bottom"] - air,
    }  # fmt: skip


def overlapping(boxes: list[Box]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(boxes, 2):
        if overlaps(one, other):
            yield one["text"], other["text"]


def overlaps(one: Box, other: Box) -> bool:
    return bool(
        one["left"] < other["right"] - 1
        and one["right"] > other["left"] + 1
        and one["top"] < other["bottom"] - 1
        and one["bottom"] > other["top"] + 1
    )


def is_within(box: Box, outer: Box) -> bool:
    return bool(
        box["left"] >= outer["left"] - 1
        and box["right"] <= outer["right"] + 1
        and box["top"] >= outer["top"] - 1
        and box["bottom"] <= outer["bottom"] + 1
    )
