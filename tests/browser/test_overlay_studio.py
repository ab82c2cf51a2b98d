"""The studio weaves by itself what a map came with, or was answered; its pictures are whole."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, Visit
from tests.browser.test_overlay_many import HAS_WORKER, PIXELS, drawn, ink, look
from tests.overlay_documents import leg
from tests.running import run_geo_app

pytestmark = pytest.mark.server_only  # sends files to the server

Open = Callable[..., Visit]
COUNT = 10_000
WATCHED = """
  window.messages = [];
  const Own = Worker;
  window.Worker = class extends Own {
    postMessage(data, ...rest) {
      const isGliding = Boolean(document.querySelector('.leaflet-zoom-anim'));
      messages.push({...data, isGliding});
      super.postMessage(data, ...rest);
    }
  };
  const step = left => requestAnimationFrame(() => {
    const map = window.map_corridor;
    const isThere = map && window.geoApp?.viewOf?.(map)?.overlays?.length;
    if (isThere && left % 2) map.panBy([left, 0], {animate: false});
    if (isThere && !left) window.hasHurried = true;
    else step(isThere ? left - 1 : left);
  });
  step(20);
"""
"""Keeps what the studio is told, and moves the map in each other frame once there are routes."""
TOLD = """() => {
  const jobs = messages.filter(each => 'layers' in each);
  return [messages.length - jobs.length, ...['woven', 'networks'].map(
    name => jobs.reduce((sum, each) => sum + each[name].length, 0))];
}"""
"""How many texts the studio was told, overlays it wove, and networks that the page gave it."""

GLIDE = """async () => {
  const scale = map_corridor.getZoomScale(map_corridor.getZoom() + 1, 0);
  messages.length = 0;
  map_corridor.zoomIn(1);
  await new Promise(resolve => { map_corridor.once('moveend', resolve); });
  await new Promise(resolve => { setTimeout(resolve, 1500); });
  const jobs = messages.filter(({sheet}) => sheet && sheet.scale === scale);
  return jobs.map(({isGliding, sheet}) => [isGliding, sheet.width]);
}"""
"""Of the pictures that a zoom asks for: whether it was under way then, and how wide each is."""
RESTS = """() => !document.querySelector('.is-drawing')
  && document.querySelector('.overlay-canvas').width >= 1.4 * map_corridor.getSize().x"""
"""What lies around the map is drawn, too, which comes last."""
HERE = """() => {
  const {lat, lng} = map_corridor.getCenter();
  return [lat, lng, map_corridor.getZoom()];
}"""


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(3)  # noqa: S311 - to be the same each time
    ends = [[chance.uniform(-170, 170), chance.uniform(-60, 70)] for _ in range(2 * COUNT)]
    legs = [leg(one, other) for one, other in zip(ends[::2], ends[1::2], strict=True)]
    path = tmp_path_factory.mktemp("studio") / "routes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": legs}), "utf-8")
    return path


def settled(page: Page) -> list[int]:
    expect(page.locator(".own-entry")).to_have_count(1, timeout=60_000)
    page.wait_for_function("() => window.hasHurried")
    drawn(page)
    page.wait_for_function(HAS_WORKER, arg=True)
    found: list[int] = page.evaluate(TOLD)
    return found


@pytest.fixture(scope="module")
def file(routes: Path) -> Path:
    out = routes.with_suffix(".html")
    assert run_geo_app("export", str(out), "--lang", "en", "--overlay", str(routes)).returncode == 0
    return out


def test_the_studio_weaves_what_came_while_the_map_is_moved(
    visit: Open, server: str, routes: Path, file: Path
) -> None:
    pictures = []
    for address, sent in ((file.as_uri(), None), (f"{server}?lang=en", routes)):
        opened = visit(f"{address}#tab=routes", before=WATCHED)
        page = opened.page
        if sent:
            page.locator("#route-files").set_input_files(sent)
        assert settled(page) == [1, 1, 0]
        expect(page.locator(".own-about")).to_have_text("10,000 of 10,000 features")
        look(page, 40, 75, 5)
        assert ink(page, [40, 75], 20) > 0
        page.wait_for_function(RESTS)
        pictures.append(page.evaluate(PIXELS))
        assert opened.complaints == []
    assert pictures[0] == pictures[1]
    # In another language the same overlays come with the page.
    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**lang=ru*")
    assert settled(page) == [1, 1, 0]
    expect(page.locator(".own-about")).to_have_text("объектов: 10\xa0000 из 10\xa0000")
    look(page, 40, 75, 5)
    assert ink(page, [40, 75], 20) > 0


def test_routes_that_were_removed_and_brought_back_are_drawn_by_the_studio_again(
    visit: Open, server: str, routes: Path
) -> None:
    opened = visit(f"{server}?lang=en#tab=routes", before=WATCHED)
    page, entries = opened.page, opened.page.locator(".own-entry")
    for count in (1, 2):
        page.locator("#route-files").set_input_files(routes)
        expect(entries).to_have_count(count, timeout=60_000)
        drawn(page)
    assert page.evaluate(TOLD) == [2, 2, 0]
    entries.first.get_by_role("button", name="Remove", exact=True).click()
    drawn(page)
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Undo").click()
    # It is woven in slices before it is handed over.
    page.wait_for_function(f"() => String(({TOLD})()) === '2,2,1'")
    drawn(page)
    page.wait_for_function(HAS_WORKER, arg=True)
    assert opened.complaints == []


def test_what_a_zoom_leads_to_is_drawn_while_the_map_glides_there(
    browser: Browser, file: Path
) -> None:
    with browser.new_context(viewport=DESK) as context:  # whose reader is not against motion
        context.add_init_script(WATCHED)
        page = context.new_page()
        page.goto(file.as_uri())
        settled(page)
        seen, around = page.evaluate(GLIDE)
        assert [seen[0], around[0]] == [True, False]
        assert seen[1] < around[1]
        page.wait_for_function(RESTS)
        here, glided = page.evaluate(HERE), page.evaluate(PIXELS)
        look(page, 0, 0, 2)
        look(page, *here)
        page.wait_for_function(RESTS)
        assert page.evaluate(PIXELS) == glided
