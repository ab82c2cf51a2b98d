"""The browser's own readers of routes, for where there is no server: they read as Python's do."""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geo_app import load_corridor
from geo_app.domain.corridor import Corridor
from geo_app.overlays.faults import PartError
from geo_app.overlays.positions import read_position
from geo_app.overlays.stops import StopFinder
from tests.browser.conftest import STARTED
from tests.overlays.reading import no_airports
from tests.overlays.test_shared_cases import cases, content_of, read_case

READ = """async ([name, packed, options]) => {
  const view = geoApp.viewOf(map_corridor);
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  try {
    const { data, report, roles } = await geoApp.readOverlay(view, name, bytes, options);
    const { read, drawn, summary, faults } = report;
    return { data, read, drawn, summary, faults, roles };
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    return failure;
  }
}"""
TOO_LARGE = """() => geoApp.readOverlay(
  geoApp.viewOf(map_corridor), 'a.csv', new Uint8Array(50_000_001)).catch(failure => failure)"""
AIRPORTS = ". codes of airports that are not on this map need the server (geo-app serve)"

WKT = (
    "POINT (76 39.5)",
    "point z (76 39.5 1200)",
    "POINT M (76 39.5 7)",
    "POINT ZM (76 39.5 1200 7)",
    "POINTZ(76 39.5 1200)",
    "LINESTRING (76 39, 77 40, 78 41)",
    "LINESTRING Z (76 39 1, 77 40 2)",
    "LINESTRING (76 39)",
    "LINESTRING EMPTY",
    "MULTILINESTRING ((76 39, 77 40), (1e1 -2.5E0, 3 4))",
    "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 .5, 2 .5, 2 1, 1 .5))",
    "POLYGON ((0 0, 4 0, 4 4, 1 1))",
    "POLYGON ((0 0, 4 0, 0 0))",
    "MULTIPOINT (1 2, 3 4)",
    "MULTIPOINT ((1 2), (3 4))",
    "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((9 9, 10 9, 10 10, 9 9)))",
    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
    "SRID=4326;POINT (1 2)",
    "SRID=3857;POINT (1 2)",
    "POINT (1 2",
    "POINT (1 2))",
    "POINT (1)",
    "POINT (a b)",
    "CIRCLE (1 2)",
    "POINT (500 2)",
    "POINT (76 1e90.5)",
    "POINT (76 1e400)",
    "POINT (\ufeff76 39)",
)

REFUSED = [
    ("a.gpx", b"<?xml version='1.0'?><gpx version='1.1'></gpx>", "need the server"),
    ("routes", b"<kml xmlns='http://www.opengis.net/kml/2.2'></kml>", "need the server"),
    ("a.csv", b"PK\x03\x04 of a workbook or an archive", "need the server"),
    ("a.gpkg", b"SQLite format 3\x00", "need the server"),
    ("a.fgb", b"fgb\x03fgb\x00", "need the server"),
    ("a.csv", b"from,to\nSVO,JFK\n", "that are not on this map need the server"),
    (
        "a.geojson",
        b'{"type":"Point","coordinates":[0,0],"crs":{"properties":{"name":"EPSG:3857"}}}',
        "“EPSG:3857” needs the server",
    ),
    ("a.csv", b"lat,lon\n" + b"1,2\n" * 200_001, "more than 200,000 rows"),
]
FIND = """async (texts) => {
  const view = geoApp.viewOf(map_corridor);
  const places = JSON.parse(await geoApp.resource(view, 'stops'));
  return texts.map((text) => {
    // Searches are counted: as many as a file may ask for.
    const own = geoApp.makeStopFinder(view, places);
    try {
      const { name, place, at } = own(text);
      return [name, place, ...at];
    } catch (fault) {
      return fault.text;
    }
  });
}"""
LONG = """async () => {
  const view = geoApp.viewOf(map_corridor);
  const rows = Array.from({ length: 30000 }, (_, at) => `KHG,"${at % 80}.5, ${at % 170}.25"`);
  const bytes = new TextEncoder().encode(`from,to\\n${rows.join('\\n')}`);
  const fractions = [];
  let ticks = 0;
  const timer = setInterval(() => { ticks += 1; }, 1);
  const { report } = await geoApp.readOverlay(
    view, 'long.csv', bytes, { progress: (fraction) => fractions.push(fraction) });
  clearInterval(timer);
  return [ticks, fractions, report.summary];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, exports: Mapping[str, Path]) -> Iterator[Page]:
    """An exported file, offline, with what reads routes loaded; one, for none changes it."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto(exports["en"].as_uri())
    opened.locator(STARTED).wait_for()
    assert opened.evaluate("geoApp.loadOverlays(geoApp.viewOf(map_corridor))")
    yield opened
    context.close()


def read(page: Page, name: str, content: bytes, **options: Any) -> Any:
    return page.evaluate(READ, [name, base64.b64encode(content).decode(), options])


def without_airports(found: Any) -> Any:
    """What was read, without what the browser alone adds to a code that it does not know."""
    for fault in found.get("faults", ()):
        fault["text"] = fault["text"].removesuffix(AIRPORTS)
    return found


def test_a_file_reads_routes_offline_as_the_server_does(page: Page) -> None:
    wrong = {}
    for case in cases():
        options = {} if case.get("swap") is None else {"swap": case["swap"]}
        found = without_airports(read(page, case["file"], content_of(case), **options))
        for key in found | case["expected"]:
            if found.get(key) != case["expected"].get(key):
                wrong[case["name"], key] = found.get(key), case["expected"].get(key)
    assert wrong == {}


def test_positions_are_read_alike_however_they_are_written(page: Page) -> None:
    texts = written_positions(Random(5))  # noqa: S311 - a sample
    found = page.evaluate("texts => texts.map((text) => geoApp.readPosition(text))", texts)
    expected = [None if each is None else each._asdict() for each in map(read_position, texts)]
    assert sum(each is not None for each in expected) > len(texts) / 10
    for text, one, other in zip(texts, found, expected, strict=True):
        assert one == (other and pytest.approx(other)), text


def written_positions(random: Random) -> list[str]:
    """Positions as people write them, and texts that are nearly some."""
    numbers = ("39", "39.4681", "75,99", "-12.5", "+3", "0", ".5", "180", "1e2", "３９")
    marks = ("°", "º", "度", "d", "°28'", "°28′05″", "° 28 05.5", "°28分5秒", "°61'", " ", "")
    sides = ("N", "s", "E", "w", "с.ш.", "в. д.", "北纬", "东经", "", "", "")
    between = (", ", ",", " ", "; ", "/", "、", "", "–")

    def angle() -> str:
        side = random.choice(sides)
        text = random.choice(numbers) + random.choice(marks)
        return side + text if random.random() < 0.3 else text + side

    return [angle() + random.choice(between) + angle() for _ in range(2000)]


def test_wkt_is_read_alike(page: Page) -> None:
    wrong = {}
    for text in WKT:
        content = f'name,wkt\nx,"{text}"\n'.encode()
        expected = read_case({"file": "a.csv", "text": content.decode()}, load_corridor())
        found = read(page, "a.csv", content)
        if found != expected:
            wrong[text] = found, expected
    assert wrong == {}


def test_stops_are_found_alike_and_what_was_meant_is_suggested_alike(page: Page) -> None:
    corridor = load_corridor()
    texts = list(stop_texts(corridor, Random(7)))  # noqa: S311 - a sample
    expected = [python_stop(StopFinder(corridor, "en", no_airports), text) for text in texts]
    found = page.evaluate(FIND, texts)
    assert len({json.dumps(each) for each in expected}) > len(corridor.places)
    for text, one, other in zip(texts, found, expected, strict=True):
        assert (one.removesuffix(AIRPORTS) if isinstance(one, str) else one) == other, text


def stop_texts(corridor: Corridor, random: Random) -> Iterator[str]:
    """Every name and code of the places, as it is and with a slip."""
    for place in corridor.places.values():
        labels = corridor.text(f"label.{place.id}").by_language.values()
        names = (place.id, place.iata, place.icao, *place.names.by_language.values(), *labels)
        for name in filter(None, names):
            at = random.randrange(len(name))
            yield from (name, name.upper(), name[:at] + name[at + 1 :], f"{name[:at]}x{name[at:]}")


def python_stop(finder: StopFinder, text: str) -> list[Any] | str:
    try:
        stop = finder.find(text)
    except PartError as error:
        return str(error)
    return [stop.name, stop.place, stop.position.longitude, stop.position.latitude]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED)
def test_what_cannot_be_read_without_a_server_is_said(
    page: Page, name: str, content: bytes, said: str
) -> None:
    assert said in read(page, name, content)["error"]


def test_a_file_that_is_too_large_is_not_read(page: Page) -> None:
    assert page.evaluate(TOO_LARGE)["error"].startswith("more than 50,000,000 bytes")


def test_a_long_file_is_read_while_the_page_answers(page: Page) -> None:
    ticks, fractions, summary = page.evaluate(LONG)
    assert summary == "30000 of 30000 rows"
    assert ticks > 1
    assert fractions == sorted(fractions)
    assert len(set(fractions)) > 1
    assert 0 <= fractions[0] <= fractions[-1] <= 1
