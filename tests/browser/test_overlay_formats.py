"""A real file of each format, chosen as a reader does, is on the map where its routes are.

With GEO_APP_SCREENS=FOLDER it leaves a picture of each in that folder.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import geo_app
from tests.browser.conftest import Visit

pytestmark = pytest.mark.server_only  # sends files to the server

FILES = Path(__file__).parent.parent / "data" / "overlays"
NAMES = (
    "flights.csv",
    "航班.csv",
    "рейсы.csv",
    "ports.tsv",
    "karakoram_highway.csv",
    "wkt.csv",
    "mixed.geojson",
    "hike.gpx",
    "pacific.gpx",
    "corridor.kml",
    "corridor.kmz",
    "corridor.gpkg",
    "routes.fgb",
    "roads_utm43.zip",
)
FOLDER = os.environ.get("GEO_APP_SCREENS", "")
INK = """() => {
  const canvas = document.querySelector('.overlay-canvas');
  const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
  pen.drawImage(canvas, 0, 0);
  const {data} = pen.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((alpha, index) => index % 4 === 3 && alpha === 255);
}"""
IN_VIEW = """() => {
  const [{items}] = geoApp.viewOf(map_corridor).overlays;
  return items.filter(({bounds}) => bounds).map(({bounds}) =>
    [-360, 0, 360].some(turn => map_corridor.getBounds().contains(
      [bounds.getCenter().lat, bounds.getCenter().lng + turn])));
}"""


def test_files_of_every_format_are_read_drawn_and_told_as_python_reads_them(
    visit: Callable[..., Visit], server: str
) -> None:
    opened = visit(f"{server}?lang=en#tab=routes")
    for name in NAMES:
        read = geo_app.read_overlay(FILES / name)
        entry = add(opened.page, name)
        expect(entry).to_contain_text(f"{read.drawn:,} of {read.read:,} {read.unit}s")
        entry.get_by_role("button", name="Zoom to", exact=True).click()
        opened.rest()
        drawn = opened.page.evaluate(IN_VIEW)
        assert len(drawn) == sum(bool(each.feature["geometry"]) for each in read.features), name
        assert all(drawn), name
        assert opened.page.evaluate(INK), name
        if FOLDER:
            opened.page.screenshot(path=Path(FOLDER) / f"overlay-{name}.png")
        entry.get_by_role("button", name="Remove", exact=True).click()
    assert opened.complaints == []


def add(page: Page, name: str) -> Locator:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add routes").click()
    chooser.value.set_files(FILES / name)
    title = page.get_by_role("heading", name=Path(name).stem, exact=True)
    entry = page.locator(".own-entry").filter(has=title)
    entry.wait_for()
    return entry
