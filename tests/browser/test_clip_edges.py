"""No cut edge of the ground is seen, wherever a reader can get to."""

import base64
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Theme, Visit
from tests.subjects import Subject

Open = Callable[..., Visit]
WIDE = {"width": 2560, "height": 1440}
SCREENS = {"desk": DESK, "phone": PHONE, "wide": WIDE}
CORNERS = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
ZOOMS = (4, 5.5, 7)
CUTS = {
    "kashgar": {"west": 180.0, "east": 180.0, "south": 85.0, "north": 85.0},
    "strait": {"north": -43.0},
}
"""Where each corridor's land was cut off, in degrees outwards; elsewhere it ends in the sea."""

FARTHEST = """([zoom, right, down]) => {
  const map = map_corridor;
  map.setView(map.getCenter(), map.getMinZoom() + zoom, {animate: false});
  for (let step = 0; step < 24; step += 1) {
    map.panBy([right * 400, down * 400], {animate: false});
    map.panInsideBounds(map.options.maxBounds, {animate: false});
  }
  const seen = map.getBounds();
  return [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
}"""
"""What is seen where the map is dragged that way as far as it goes, `zoom` above the least."""
LAND_BOXES = """() => Object.values(map_corridor._layers)
  .filter((layer) => layer.options.className === 'area area-land')
  .map((layer) => layer.getBounds())
  .map((box) => [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()])"""
ONLY_GROUND = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:is(.panel, .leaflet-control-container, .leaflet-marker-pane,
    .leaflet-labels-pane, .leaflet-edges-pane, .notices) { display: none !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
ACROSS = """async ([picture, from, to]) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
  paper.drawImage(image, 0, 0);
  const { data, width, height } = paper.getImageData(0, 0, image.width, image.height);
  const colour = (x, y) => data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3);
  const [start, end] = [from, to].map((at) => map_corridor.latLngToContainerPoint(at));
  const upright = Math.abs(end.x - start.x) < 1;
  const length = upright ? height : width;
  const ends = upright ? [start.y, end.y] : [start.x, end.x];
  const first = Math.max(0, Math.ceil(Math.min(...ends)));
  const last = Math.min(length, Math.floor(Math.max(...ends)));
  const steps = (shift) => {
    const line = Math.round(upright ? start.x : start.y) + shift;
    let found = 0;
    for (let at = first; at < last; at += 1) {
      const [one, other] = [-2, 2].map((side) => (
        upright ? colour(line + side, at) : colour(at, line + side)));
      if (one.some((part, index) => Math.abs(part - other[index]) > 3)) found += 1;
    }
    return found;
  };
  return { length: last - first, on: steps(0), beside: [-24, -12, 12, 24].map(steps) };
}"""
"""At how many pixels of a line the ground changes across it, and across lines beside it."""


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_beyond_a_cut_is_seen_however_far_one_drags(
    visit: Open, site: str, subject: Subject, screen: str
) -> None:
    page = visit(site, viewport=SCREENS[screen]).page
    for zoom, corner in product((0, 1, 3), CORNERS):
        west, south, east, north = page.evaluate(FARTHEST, [zoom, *corner])
        for side, limit in CUTS[subject.name].items():
            seen = {"west": -west, "east": east, "south": -south, "north": north}[side]
            assert seen <= limit, (zoom, corner, side)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_where_land_and_relief_were_cut_nothing_changes_along_the_line(
    visit: Open, site: str, subject: Subject, theme: Theme
) -> None:
    ground = {"relief", "ports"} & set(subject.corridor.layers)
    page = visit(f"{site}?layers={','.join(sorted(ground))}", theme=theme).page
    page.evaluate(ONLY_GROUND)
    for box, zoom in product(_cut_boxes(page, subject), ZOOMS):
        for start, end in _sides(*box):
            found = _look_across(page, start, end, zoom)
            allowed = max(found["beside"]) + found["length"] // 20
            assert found["on"] <= allowed, (start, end, zoom, found)


def _cut_boxes(page: Page, subject: Subject) -> list[list[float]]:
    pictures = [each.bounds.as_list() for each in subject.corridor.layers.values() if each.bounds]
    return [*page.evaluate(LAND_BOXES), *pictures]


def _sides(
    west: float, south: float, east: float, north: float
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Of a box, those within the world that a reader gets to see, as latitudes and longitudes."""
    corners = [(south, west), (south, east), (north, east), (north, west)]
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    return [side for side in sides if all(abs(lat) < 75 and abs(lon) < 179 for lat, lon in side)]


def _look_across(
    page: Page, start: tuple[float, float], end: tuple[float, float], zoom: float
) -> dict[str, Any]:
    middle = [(one + other) / 2 for one, other in zip(start, end, strict=True)]
    page.evaluate(
        "([at, zoom]) => { map_corridor.setView(at, zoom, {animate: false}); }", [middle, zoom]
    )
    picture = base64.b64encode(page.locator("#map_corridor").screenshot()).decode()
    found: dict[str, Any] = page.evaluate(
        ACROSS, [f"data:image/png;base64,{picture}", list(start), list(end)]
    )
    return found
