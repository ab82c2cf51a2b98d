"""Routes that leave the corridor's ground have the land of the world behind them."""

import base64
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Visit
from tests.subjects import STRAIT

Open = Callable[..., Visit]
PACIFIC = b"""name,origin,destination
Tokyo to Los Angeles,"35.77, 140.39","33.94, -118.41"
"""
ADD = """async (packed) => {
  const view = geoApp.viewOf(map_corridor);
  if (!await geoApp.loadOverlays(view)) throw new Error('overlays');
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  geoApp.addOverlay(view, await geoApp.readOverlay(view, 'pacific.csv', bytes));
  await view.world;
}"""
REMOVE = """() => {
  const view = geoApp.viewOf(map_corridor);
  geoApp.removeOverlay(view, view.overlays[0]);
}"""
LIMITS = "() => [map_corridor.getMinZoom(), map_corridor.options.maxBounds.toBBoxString()]"
SHOW = """([latitude, longitude, zoom]) => {
  map_corridor.setView([latitude, longitude], zoom, {animate: false});
  map_corridor.panInsideBounds(map_corridor.options.maxBounds, {animate: false});
  const { lat, lng } = map_corridor.getCenter();
  return [lat, lng];
}"""
COLOURS = """async ([picture, places]) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const paper = new OffscreenCanvas(image.width, image.height)
    .getContext('2d', { willReadFrequently: true });
  paper.drawImage(image, 0, 0);
  return places.map((place) => {
    const { x, y } = map_corridor.latLngToContainerPoint(place);
    return [...paper.getImageData(Math.round(x), Math.round(y), 1, 1).data.slice(0, 3)].join();
  });
}"""
TOKENS = """() => ['--ground', '--water'].map((name) => {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).join();
  probe.remove();
  return colour;
})"""
LAND = {
    "Honshu": (36.6, 138.3),
    "California, east": (37.0, 241.0),
    "Australia": (-25.0, 134.0),
    "Fiji": (-17.8, 178.0),
    "Hawaii": (19.6, 204.5),
}
ANTIMERIDIAN = 180
FAINT = 3
SEA = {"North Pacific": (40.0, 190.0), "Tasman Sea": (-38.0, 162.0), "Bering Sea": (58.0, 180.0)}


def add_pacific(page: Page) -> None:
    page.evaluate(ADD, base64.b64encode(PACIFIC).decode())


def colours_at(page: Page, places: list[tuple[float, float]]) -> list[str]:
    picture = base64.b64encode(page.locator("#map_corridor").screenshot()).decode()
    found: list[str] = page.evaluate(
        COLOURS, [f"data:image/png;base64,{picture}", [list(place) for place in places]]
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_land_lies_behind_both_ends_of_a_route_across_the_pacific(
    visit: Open, site: str, theme: str
) -> None:
    opened = visit(site, theme=theme)
    page = opened.page
    before: Any = page.evaluate(LIMITS)
    assert not [each for each in opened.requests if "world" in each or "overlays" in each]
    add_pacific(page)
    assert page.evaluate(SHOW, [0, 190, 2.25])[1] == pytest.approx(190, abs=1)
    ground, water = page.evaluate(TOKENS)
    # An island may be smaller than a pixel: of its colour there is only some.
    for name, seen in zip(LAND, colours_at(page, list(LAND.values())), strict=True):
        assert _distance(seen, ground) < _distance(seen, water), name
    assert colours_at(page, list(SEA.values())) == [water] * len(SEA)
    page.evaluate(REMOVE)
    assert page.evaluate(LIMITS) == before
    opened.rest()
    assert abs(page.evaluate("() => map_corridor.getCenter().lng")) < ANTIMERIDIAN
    assert not opened.complaints


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_the_whole_world_can_be_seen_at_once(
    visit: Open, serve: Callable[..., str], screen: dict[str, int]
) -> None:
    opened = visit(serve(STRAIT.folder), viewport=screen)
    page = opened.page
    add_pacific(page)
    page.evaluate(SHOW, [20, 0, 0])
    west, east = page.evaluate(
        "() => [-180, 180].map((at) => map_corridor.latLngToContainerPoint([0, at]).x)"
    )
    assert east - west <= screen["width"]
    # Antarctica goes on as far down as the window does.
    ground, _ = page.evaluate(TOKENS)
    assert colours_at(page, [(-82.0, 0.0)]) == [ground]
    assert "Natural Earth" in page.locator(".leaflet-control-attribution").inner_text()


def test_nothing_shows_where_the_corridors_own_ground_ends(
    visit: Open, serve: Callable[..., str]
) -> None:
    page = visit(serve(STRAIT.folder)).page
    add_pacific(page)
    page.evaluate(SHOW, [-43, -69, 7])
    ground, _ = page.evaluate(TOKENS)
    across = [(-43 + step / 20, -69.0) for step in range(-6, 7)]
    found = colours_at(page, across)
    assert set(found[6:]) == {ground}
    assert all(_distance(one, other) <= FAINT for one, other in pairwise(found)), found


def _distance(one: str, other: str) -> int:
    """How far two colours are apart, of 255."""
    pairs = zip(one.split(","), other.split(","), strict=True)
    return max(abs(int(a) - int(b)) for a, b in pairs)
