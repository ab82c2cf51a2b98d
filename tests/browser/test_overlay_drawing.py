"""The reader's own routes: drawn where they are, found under the pointer, told as text."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import colours
from tests.browser.conftest import PHONE, Theme, Visit
from tests.geodesics import metres_between
from tests.hostile import ATTACK, LONG, SEEN
from tests.overlay_documents import BEIJING, LOS_ANGELES, NEW_YORK, TOKYO, document, feature, leg

Open = Callable[..., Visit]
FAR_APART = 20.0
"""Of CIE 1976; 10 is seen at a glance."""

SHOW = """async ([documents, view]) => {
  const mine = geoApp.viewOf(map_corridor);
  await geoApp.loadOverlays(mine);
  [...mine.overlays].forEach(each => geoApp.removeOverlay(mine, each));
  documents.forEach(each => geoApp.addOverlay(mine, each));
  map_corridor.setMaxBounds(null);
  map_corridor.setMinZoom(0);
  map_corridor.setView(view.slice(0, 2), view[2], {animate: false});
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
COPY = """() => {
  const canvas = document.querySelector('.overlay-canvas');
  const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {
    willReadFrequently: true});
  pen.drawImage(canvas, 0, 0);
  return [canvas, pen];
}"""
INKED = """longitudes => {
  const [canvas, pen] = (COPY)();
  const origin = canvas.getBoundingClientRect();
  const map = map_corridor.getContainer().getBoundingClientRect();
  const dense = canvas.width / origin.width;
  return longitudes.map(longitude => {
    const {x} = map_corridor.latLngToContainerPoint([0, longitude]);
    const column = Math.round((x + map.left - origin.left) * dense);
    const ink = pen.getImageData(column, 0, 1, canvas.height).data;
    return ink.some((alpha, index) => index % 4 === 3 && alpha > 0);
  });
}""".replace("COPY", COPY)
POINT = """place => {
  const {x, y} = map_corridor.latLngToContainerPoint(place);
  const {left, top} = map_corridor.getContainer().getBoundingClientRect();
  return [x + left, y + top];
}"""
ITEMS = """() => geoApp.viewOf(map_corridor).overlays.flatMap(({items}) => items.map(item => ({
  title: item.title, metres: item.metres, bounds: item.bounds && item.bounds.toBBoxString(),
  lines: item.lines.length, points: item.points.length, rings: item.shape.rings.length})))"""


def show(opened: Visit, view: tuple[float, float, float], *documents: dict[str, Any]) -> Page:
    """Lay overlays on the map and look at latitude, longitude and zoom."""
    opened.page.evaluate(SHOW, [documents, view])
    opened.rest()
    return opened.page


def inked(page: Page, *longitudes: float) -> list[bool]:
    """Whether anything of the overlays is drawn there, at any latitude."""
    found: list[bool] = page.evaluate(INKED, longitudes)
    return found


def click(page: Page, place: list[float]) -> str:
    """Click on a place (latitude, longitude), and return the title of the card that opens."""
    page.mouse.click(*page.evaluate(POINT, place))
    title = page.locator(".leaflet-popup .card-title")
    title.wait_for()
    return title.inner_text()


def bounds_of(item: dict[str, Any]) -> list[float]:
    return list(map(float, item["bounds"].split(",")))


def test_no_line_crosses_the_whole_map(visit: Open, server: str) -> None:
    opened = visit(server)
    page = show(opened, (40, 180, 2), document(leg(TOKYO, LOS_ANGELES)))
    assert inked(page, 150, 180, 230) == [True, True, True]
    assert inked(page, 100, 130, 250) == [False, False, False]
    over_the_pole = leg([10, 64.8], [-170, 64.8])
    page = show(opened, (60, 100, 2), document(over_the_pole))
    assert inked(page, 10, 60, 100, 160, 190) == [True, False, False, False, True]
    track = feature("LineString", [[177.4, -17.7], [179.5, -16], [-179, -15], [-172, -13.8]])
    page = show(opened, (-15, 180, 4), document(track))
    assert inked(page, 176, 179, 181, 187.5, 189) == [False, True, True, True, False]
    # The same, a turn of the world to the west, and both at once from afar.
    page = show(opened, (-15, -180, 4), document(track))
    assert inked(page, -184, -181, -173, -171) == [False, True, True, False]
    page = show(opened, (0, 0, 0), document(track))
    assert inked(page, -179, 0, 179) == [True, False, True]
    assert opened.complaints == []


def test_every_kind_of_geometry_has_its_shape_its_length_and_its_bounds(
    visit: Open, server: str
) -> None:
    square = [[[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]]
    line = {"type": "LineString", "coordinates": [[0, 0], [0, 1]]}
    page = show(
        visit(server),
        (0, 0, 2),
        document(
            leg(TOKYO, LOS_ANGELES, name="Across"),
            feature("MultiLineString", [[[170, 0], [175, 0]], [[-178, 0], [-170, 0]]]),
            feature("Point", [7, 8, 900]),
            feature("MultiPoint", [[179, 1], [-179, 2]]),
            feature("Polygon", square),
            feature("MultiPolygon", [square, [[[178, 0], [-178, 0], [180, 3], [178, 0]]]]),
            {"type": "Feature", "properties": None, "geometry": None},
            {"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": [line]}}
            | {"properties": {}},
            name="all",
        ),
    )
    across, lines, point, points, area, areas, nothing, collection = page.evaluate(ITEMS)
    assert across["title"] == "Across"
    assert across["metres"] == pytest.approx(
        metres_between((35.5494, 139.7798), (33.9425, -118.4081)), abs=0.02
    )
    west, south, east, north = bounds_of(across)
    assert (west, east) == pytest.approx((139.7798, 241.5919))
    assert (south, north) == pytest.approx((33.9425, 47.6), abs=0.5)
    assert lines["title"] == "all 2"
    assert lines["lines"] == 2
    assert bounds_of(lines)[::2] == pytest.approx([170, 190])
    assert lines["metres"] == pytest.approx(13 * 111_319.49, abs=1)
    assert (point["points"], point["metres"]) == (1, None)
    assert bounds_of(point) == pytest.approx([7, 8, 7, 8])
    assert points["points"] == 2
    assert bounds_of(points)[2] - bounds_of(points)[0] == pytest.approx(2)
    assert (area["rings"], area["metres"]) == (1, None)
    assert (areas["rings"], bounds_of(areas)[2] - bounds_of(areas)[0] < 185) == (2, True)
    assert (nothing["bounds"], nothing["metres"]) == (None, None)
    assert collection["metres"] == pytest.approx(110_574.4, abs=1)


def test_the_pointer_finds_the_route_under_it(visit: Open, server: str) -> None:
    opened = visit(f"{server}?lang=en")
    page = show(
        opened,
        (39, 75, 7),
        document(
            leg([70, 39], [80, 39], name="One"),
            leg([70, 38.5], [80, 38.5], name="Other", note="https://example.org/a"),
            feature("Point", [73.2, 37.2], name="Camp"),
            feature(
                "Polygon", [[[71, 36], [77, 36], [77, 37.8], [71, 37.8], [71, 36]]], name="Field"
            ),
        ),
        document(leg([74.2, 30], [74.2, 50], name="Above")),
    )
    middle = page.evaluate("() => geoApp.geodesic({lat: 39, lng: 70}, {lat: 39, lng: 80}).at(0.4)")
    assert click(page, middle) == "One"
    assert click(page, [middle[0] - 0.5, middle[1]]) == "Other"
    assert page.locator(".leaflet-popup a[href='https://example.org/a']").get_attribute("rel") == (
        "noopener noreferrer"
    )
    assert "overlay" not in page.evaluate("location.hash")
    assert click(page, [37.2, 73.2]) == "Camp"
    assert click(page, [36.6, 75]) == "Field"
    # A mark of the map answers first, and so does a country where no route is.
    assert click(page, [39.47, 75.99]) == "Kashgar (Kashi)"
    assert click(page, [38.2, 72.6]) == "Tajikistan"
    page.keyboard.press("Escape")
    page.evaluate(
        "geoApp.removeOverlay(geoApp.viewOf(map_corridor), geoApp.viewOf(map_corridor).overlays[1])"
    )
    assert click(page, [38.2, 74.2]) != "Above"
    assert opened.complaints == []


def test_a_card_says_what_the_file_says_and_never_runs_it(visit: Open, server: str) -> None:
    opened = visit(f"{server}?lang=en", viewport=PHONE)
    stops = [
        {"text": "KHG", "name": "Kashgar airport", "place": "kashgar_airport"},
        {"text": ATTACK},
    ]
    hostile = leg(
        [76.02, 39.54],
        [73.1, 33.6],
        name=ATTACK,
        kind=ATTACK,
        length=LONG,
        **{ATTACK: f"{ATTACK}!"},
    )
    hostile["properties"] |= {"link": "javascript:canary=5", "nested": {"a": [ATTACK]}}
    page = show(opened, (37, 74, 6), document(hostile | {"stops": stops}, name=ATTACK))
    page.evaluate(
        """() => {
          const opener = document.querySelector('.leaflet-control-zoom-in');
          opener.focus();
          const view = geoApp.viewOf(map_corridor);
          geoApp.openOverlayItem(view, view.overlays[0].items[0], {keyboard: true, opener});
        }"""
    )
    card = page.locator(".leaflet-popup article")
    card.wait_for()
    assert page.locator(".leaflet-popup").get_attribute("role") == "dialog"
    assert page.evaluate("document.activeElement.className") == "card-title"
    text = card.inner_text()
    assert text.count(SEEN) >= 5
    assert "Shortest line on the WGS 84 ellipsoid" in text
    assert f"{metres_between((39.54, 76.02), (33.6, 73.1)) / 1000:.0f} km" in text
    assert card.locator("img, script, a[href^=javascript]").count() == 0
    assert page.evaluate("typeof canary") == "undefined"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate("document.activeElement.className") == ("leaflet-control-zoom-in")
    assert opened.complaints == []


def test_the_card_of_a_track_without_stops_says_where_it_begins_and_ends(
    visit: Open, server: str
) -> None:
    opened = visit(f"{server}?lang=en")
    track = feature("LineString", [[178, -10], [-178.5, -12.25]], name="Across")
    page = show(opened, (-11, 180, 6), document(track))
    page.evaluate(
        """() => {
          const view = geoApp.viewOf(map_corridor);
          geoApp.openOverlayItem(view, view.overlays[0].items[0], {});
        }"""
    )
    text = page.locator(".leaflet-popup article").inner_text()
    assert "10° S, 178° E" in text
    assert "12.25° S, 178.5° W" in text
    assert "As recorded" in text
    assert opened.complaints == []


COLOUR = """number => {
  const probe = document.createElement('i');
  probe.style.color = `var(${number})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}"""
DRAWN = """place => {
  const [canvas, pen] = (COPY)();
  const origin = canvas.getBoundingClientRect();
  const {x, y} = map_corridor.latLngToContainerPoint(place);
  const {left, top} = map_corridor.getContainer().getBoundingClientRect();
  const dense = canvas.width / origin.width;
  const at = [x + left - origin.left, y + top - origin.top].map(each => Math.round(each * dense));
  return pen.getImageData(...at, 1, 1).data.slice(0, 3).join(' ');
}""".replace("COPY", COPY)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_overlays_have_their_colours_in_each_theme_and_follow_the_readers_choice(
    visit: Open, server: str, theme: Theme
) -> None:
    opened = visit(f"{server}?lang=en", theme=theme)
    page = show(opened, (37, 74, 6), document(leg([74, 30], [74, 50]), color=3, width=6))
    palette = [f"--overlay-{number}" for number in range(1, 9)]
    seen = {name: colours.read(page.evaluate(COLOUR, name))[0] for name in palette}
    casing = colours.read(page.evaluate(COLOUR, "--casing"))[0]
    assert colours.read(page.evaluate(DRAWN, [38, 74]))[0] == seen["--overlay-3"]
    for name, colour in seen.items():
        assert colours.contrast(colour, casing) >= 3, name
    for (one, first), (other, second) in itertools.combinations(seen.items(), 2):
        for deficiency in colours.DEFICIENCIES:
            assert colours.seen_apart(first, second, deficiency) >= FAR_APART, (one, other)
    page.evaluate(
        "theme => { document.documentElement.dataset.theme = theme; }",
        "dark" if theme == "light" else "light",
    )
    opened.rest()
    turned = colours.read(page.evaluate(COLOUR, "--overlay-3"))[0]
    assert turned != seen["--overlay-3"]
    assert colours.read(page.evaluate(DRAWN, [38, 74]))[0] == turned


def test_a_network_of_airports_is_drawn_on_every_corridor(visit: Open, site: str) -> None:
    opened = visit(site)
    ends = [TOKYO, LOS_ANGELES, BEIJING, NEW_YORK, [76.02, 39.54], [-0.45, 51.47], [151.2, -33.9]]
    network = [leg(one, other) for one, other in itertools.combinations(ends, 2)]
    page = show(opened, (30, 100, 1.5), document(*network, color=2))
    assert all(inked(page, 20, 75, 100, 140, 180, 220))
    assert opened.complaints == []
