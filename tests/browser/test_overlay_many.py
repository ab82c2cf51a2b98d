"""So many routes, or so long a track, that they are drawn in slices: in place, found, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.test_overlay_drawing import SHOW, click
from tests.overlay_documents import document, feature, leg

pytestmark = pytest.mark.server_only  # sends files to the server

Open = Callable[..., Visit]
View = tuple[float, float, float]
KASHGAR, BEYOND = [70.0, 39.0], [80.0, 39.0]
ELSEWHERE = [
    leg([120 + at / 250, -34], [135 + at / 250, -16], kind="bundle", name=f"bundle {at}")
    for at in range(4500)
]
"""Of more than 4,000 lines none has a casing, and the pen draws none of them."""
INK = """([place, reach]) => {
  const canvas = document.querySelector('.overlay-canvas');
  const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {
    willReadFrequently: true});
  pen.drawImage(canvas, 0, 0);
  const [origin, map] = [canvas, map_corridor.getContainer()].map(each =>
    each.getBoundingClientRect());
  const {x, y} = map_corridor.latLngToContainerPoint(place);
  const [left, top] = [x + map.left - origin.left - reach, y + map.top - origin.top - reach];
  const size = 2 * reach + 1;
  const {data} = pen.getImageData(Math.floor(left), Math.floor(top), size, size);
  return data.reduce((most, each, at) => (at % 4 === 3 ? Math.max(most, each) : most), 0);
}"""
STYLE = """style => {
  const view = geoApp.viewOf(map_corridor);
  Object.assign(view.overlays[0].style, style);
  geoApp.overlayChanged(view, view.overlays[0]);
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
LOOK = "view => { map_corridor.setView(view.slice(0, 2), view[2], {animate: false}); }"
FORBIDDEN = """() => {
  const Own = Worker;
  window.Worker = class extends Own { constructor() { super('data:text/javascript,'); } };
}"""
"""The page's policy lets a worker come from nothing but a text of its own."""
HAS_WORKER = """wanted => {
  const canvas = geoApp.viewOf(map_corridor).overlayCanvas;
  return Boolean(canvas?.painter) === wanted && canvas?.isAlone === !wanted;
}"""
PIXELS = """async () => {
  const {width, height} = document.querySelector('.overlay-canvas');
  const pen = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
  pen.drawImage(document.querySelector('.overlay-canvas'), 0, 0);
  const digest = await crypto.subtle.digest('SHA-256', pen.getImageData(0, 0, width, height).data);
  return [...new Uint8Array(digest)];
}"""
PRINTED = f"""place => {{
  dispatchEvent(new Event('beforeprint'));
  const isDrawing = map_corridor.getContainer().classList.contains('is-drawing');
  const ink = ({INK})([place, 2]);
  dispatchEvent(new Event('afterprint'));
  return [isDrawing, ink > 0];
}}"""


def drawn(page: Page) -> None:
    """Wait until all is drawn that there is to see."""
    page.wait_for_function("() => !document.querySelector('.is-drawing')")


def look(page: Page, *view: float) -> None:
    page.evaluate(LOOK, view)
    drawn(page)


def ink(page: Page, place: list[float], reach: int = 1) -> int:
    """How opaque, to 255, the overlays are within so many pixels of a latitude and longitude."""
    found: int = page.evaluate(INK, [place, reach])
    return found


@pytest.fixture
def show(visit: Open, server: str) -> Callable[..., Page]:
    def laid(view: View, *documents: dict[str, Any]) -> Page:
        opened = visit(f"{server}?lang=en")
        opened.page.evaluate(SHOW, [documents, view])
        drawn(opened.page)
        return opened.page

    return laid


def test_thousands_of_routes_lie_where_they_are_and_are_found_filtered_and_printed(
    show: Callable[..., Page],
) -> None:
    routes = [
        *ELSEWHERE,
        leg(KASHGAR, BEYOND, kind="mine", name="Below"),
        leg(BEYOND, KASHGAR, kind="mine", name="Above"),
        leg([70, 38.5], [80, 38.5], kind="mine", name="Other"),
    ]
    page = show((39, 75, 7), document(*routes) | {"roles": {"kind": "kind", "name": "name"}})
    points = page.evaluate(
        """ends => {
          const [from, to] = ends.map(([lng, lat]) => ({lat, lng}));
          return [0.2, 0.4].map(part => geoApp.geodesic(from, to).at(part));
        }""",
        [KASHGAR, BEYOND],
    )
    for zoom in (11, 8.5, 3):
        for north, east in points:
            look(page, north, east, zoom)
            assert ink(page, [north, east]) > 60, (zoom, east)
            away = 4000 / 2**zoom / 256  # degrees of about ten pixels
            assert ink(page, [north + away, east]) == 0, (zoom, east)
    look(page, 39, 75, 7)
    north, east = points[1]
    assert click(page, points[1]) == "Above"
    assert click(page, [north - 0.5, east]) == "Other"
    page.keyboard.press("Escape")
    # Moved by a part of the window, and back by another: what was kept is where it was.
    page.evaluate("() => { map_corridor.panBy([230, -170], {animate: false}); }")
    drawn(page)
    assert ink(page, points[1]) > 60
    assert ink(page, [north + 0.05, east]) == 0
    assert ink(page, [39, 79.97]) > 60
    assert ink(page, [39, 80.06]) == 0
    assert page.evaluate(PRINTED, points[1]) == [False, True]
    drawn(page)
    page.evaluate(STYLE, {"kind": "bundle"})
    drawn(page)
    assert ink(page, points[1], 9) == 0
    look(page, -25, 130, 4)
    assert ink(page, [-25, 137], 40) > 200
    page.evaluate(STYLE, {"kind": "mine"})
    drawn(page)
    assert ink(page, [-25, 137], 40) == 0


def test_where_no_worker_may_run_the_picture_is_the_same(visit: Open, server: str) -> None:
    routes = [*ELSEWHERE, leg(KASHGAR, BEYOND, kind="mine"), feature("Point", [75, 38])]
    view = (0, 100, 2)
    shown = []
    for blocked in (False, True):
        opened = visit(f"{server}?lang=en")
        page = opened.page
        if blocked:
            page.evaluate(FORBIDDEN)
        page.evaluate(SHOW, [[document(*routes, color=2)], view])
        drawn(page)
        page.wait_for_function(HAS_WORKER, arg=not blocked)
        drawn(page)
        shown.append(page.evaluate(PIXELS))
        assert ink(page, [38, 75], 3) > 0
    assert shown[0] == shown[1]


def test_a_track_of_very_many_points_is_drawn_whole_and_found(show: Callable[..., Page]) -> None:
    # Up and down between two latitudes, slowly to the east, over the date line.
    points = [
        [
            170 + at / 1500 if at < 15000 else at / 1500 - 190,
            (at % 50 if at // 50 % 2 else 50 - at % 50) / 10,
        ]
        for at in range(30000)
    ]
    track = feature("LineString", points, name="Wave")
    page = show((2.5, 180, 5), document(track, line="dashed", width=3))
    page.evaluate(STYLE, {"line": "solid"})
    drawn(page)
    assert ink(page, [2.5, 171.0], 3) == 255
    assert ink(page, [2.5, 189.0], 3) == 255
    assert ink(page, [2.5, 191.5], 9) == 0
    look(page, 2.5, 180, 11)
    assert ink(page, [2.5, 180 - 1 / 60], 12) == 255
    assert click(page, points[14975][::-1]) == "Wave"
