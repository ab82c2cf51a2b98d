"""The studio weaves by itself what a map came with, or was answered; its pictures are whole."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_overlay_many import HAS_WORKER, PIXELS, drawn, ink, look
from tests.overlay_documents import leg
from tests.running import run_geo_app

pytestmark = pytest.mark.server_only  # sends files to the server

Open = Callable[..., Visit]
COUNT = 15_000
WATCHED = """
  window.messages = [];
  const Own = Worker;
  window.Worker = class extends Own {
    postMessage(data, ...rest) {
      messages.push(data);
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


def test_the_studio_weaves_what_came_while_the_map_is_moved(
    visit: Open, server: str, routes: Path, tmp_path: Path
) -> None:
    out = tmp_path / "routes.html"
    assert run_geo_app("export", str(out), "--lang", "en", "--overlay", str(routes)).returncode == 0
    pictures = []
    for address, sent in ((out.as_uri(), None), (f"{server}?lang=en", routes)):
        opened = visit(f"{address}#tab=routes", before=WATCHED)
        page = opened.page
        if sent:
            page.locator("#route-files").set_input_files(sent)
        assert settled(page) == [1, 1, 0]
        look(page, 40, 75, 5)
        assert ink(page, [40, 75], 20) > 0
        pictures.append(page.evaluate(PIXELS))
        assert opened.complaints == []
    assert pictures[0] == pictures[1]
    # In another language the same overlays come with the page.
    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**lang=ru*")
    assert settled(page) == [1, 1, 0]
    look(page, 40, 75, 5)
    assert ink(page, [40, 75], 20) > 0
