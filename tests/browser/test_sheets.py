"""Sheets and stacks: the ground is drawn as seldom as can be, and stays where it belongs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, STARTED, Visit

Open = Callable[..., Visit]


DRAWN = """() => {
  const svg = document.querySelector(".leaflet-land-pane svg");
  const [drawn, seen] = [svg, map_corridor.getContainer()].map(each =>
    each.getBoundingClientRect());
  return {
    paths: [...document.querySelectorAll("path.country, .leaflet-land-pane path")].map(each =>
      each.getAttribute("d")),
    covers: drawn.left <= seen.left && drawn.top <= seen.top
      && drawn.right >= seen.right && drawn.bottom >= seen.bottom,
  };
}"""


def test_the_ground_is_drawn_anew_only_where_the_map_leaves_what_is_drawn(
    visit: Open, site: str
) -> None:
    page = visit(site).page

    def move(across: int, down: int) -> dict[str, object]:
        page.evaluate("by => { map_corridor.panBy(by, {animate: false}); }", [across, down])
        found: dict[str, object] = page.evaluate(DRAWN)
        return found

    before = move(0, 0)
    assert before["covers"]
    assert move(-90, 60) == before
    page.evaluate("map_corridor.setZoom(map_corridor.getZoom() + 2, {animate: false}) && 0")
    nearer = move(0, 0)
    assert nearer["covers"]
    assert nearer["paths"] != before["paths"]
    beyond = move(500, 0)
    assert beyond["covers"]
    assert beyond["paths"] != nearer["paths"]


WATCH = """() => {
  const {land} = geoApp.viewOf(map_corridor).renderers;
  const relief = Object.values(map_corridor._layers).find(layer => layer._image);
  const watched = window.watched = {apart: 0, relief: 0, scales: new Set()};
  const drawing = name => document.querySelector(`.leaflet-${name}-pane svg`);
  const still = ['land', 'tint', 'water', 'bounds'].filter(drawing);
  const at = (name, x, y) => new DOMPoint(x, y).matrixTransform(drawing(name).getScreenCTM());
  const far = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
  const look = () => {
    if (!window.watched) return;
    watched.scales.add(drawing('routes').getScreenCTM().a);
    for (const [x, y] of [[0, 0], [700, 500]]) {
      watched.apart = Math.max(watched.apart,
        ...still.map(name => far(at(name, x, y), at('routes', x, y))));
    }
    if (relief) {
      const {x, y} = map_corridor.project(relief.getBounds().getNorthWest(), land._zoom)
        .subtract(land.drawnAt.origin);
      watched.relief = Math.max(watched.relief,
        far(relief._image.getBoundingClientRect(), at('routes', x, y)));
    }
    requestAnimationFrame(look);
  };
  look();
}"""
"""In each frame: how far what stands still in a stack is from where Leaflet has the routes."""
SEEN = """() => {
  const {scales, ...found} = window.watched;
  window.watched = null;
  return {...found, scales: scales.size};
}"""
ROUNDED = 3
"""Pixels: Leaflet puts what it draws on whole ones, which grow as it is zoomed."""


def fly(page: Page) -> None:
    page.evaluate(
        """() => new Promise(resolve => {
          const {lat, lng} = map_corridor.getCenter();
          map_corridor.once('moveend', resolve);
          map_corridor.flyTo([lat + 2, lng - 3], map_corridor.getZoom() + 1.5, {duration: 0.4});
        })"""
    )


def pinch(page: Page) -> None:
    gesture = {"x": 500, "y": 300, "scaleFactor": 1.7, "gestureSourceType": "touch"}
    page.context.new_cdp_session(page).send("Input.synthesizePinchGesture", gesture)


def wheel(page: Page) -> None:
    page.mouse.move(600, 300)
    before = page.evaluate("map_corridor.getZoom()")
    page.mouse.wheel(0, -120)
    page.wait_for_function("before => map_corridor.getZoom() > before", arg=before)


@pytest.mark.parametrize("zoom", [wheel, pinch, fly])
def test_all_of_the_ground_stays_on_its_place_while_the_map_is_zoomed(
    browser: Browser, site: str, zoom: Callable[[Page], None]
) -> None:
    page = browser.new_page(viewport=DESK, has_touch=True)
    page.goto(site)
    page.locator(STARTED).wait_for()
    page.evaluate("geoApp.viewOf(map_corridor).renderers.routes.addTo(map_corridor) && 0")
    page.evaluate(WATCH)
    zoom(page)
    page.wait_for_timeout(300)
    found = page.evaluate(SEEN)
    page.close()
    assert found["scales"] > 1, found
    assert found["apart"] < ROUNDED, found
    assert found["relief"] < ROUNDED, found
