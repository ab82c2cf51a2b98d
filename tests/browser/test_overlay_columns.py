"""Many routes travel as columns: what comes out of them is what went in."""

import csv
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo_app.pipeline import read_overlay
from geo_app.render.columnar import to_columns
from geo_app.render.overlays import MANY, carried_document, overlay_document
from tests.browser.conftest import Visit
from tests.hostile import ATTACK, SEEN
from tests.overlay_documents import document
from tests.running import run_geo_app
from tests.test_overlays_in_python import documents

pytestmark = pytest.mark.server_only  # sends files to the server

Open = Callable[..., Visit]
STOPS = ("KHG", "URC", "ISB", "SVO", "DXB", "FRA", "JFK", "30.5,60.25")
HEADER = ("origin", "destination", "kind", "name", "carrier", "per week", "__proto__", "7")
COUNT = MANY // 2 + 1
UNPACKED = """async text => {
  await geoApp.loadOverlays(geoApp.viewOf(map_corridor));
  return JSON.parse(text).map(each => JSON.stringify(geoApp.unpackDocument(each).data.features));
}"""
PLAIN = """text => JSON.parse(text).map(each => JSON.stringify(each))"""
AS_CARRIED = """() => geoApp.viewOf(map_corridor).overlays.map(({document}) => [
  JSON.stringify(document), 'columns' in geoApp.packDocument(document)])"""
TITLES = """() => geoApp.viewOf(map_corridor).overlays[0].items.map(
  ({title, metres}) => [title, metres])"""


LAID = """async texts => {
  const view = geoApp.viewOf(map_corridor);
  await geoApp.loadOverlays(view);
  const digest = async text => [...new Uint8Array(await crypto.subtle.digest('SHA-256',
    new TextEncoder().encode(text)))].join();
  return Promise.all(texts.map(async text => {
    const overlay = geoApp.addOverlay(view, geoApp.unpackDocument(JSON.parse(text)));
    const {items: [{title, metres, shape: {box, lines, points}, bounds}]} = overlay;
    const drawn = [...lines, ...points].map(each => each.length);
    const told = [title, metres, box, drawn, bounds.toBBoxString(), overlay.bounds.toBBoxString()];
    geoApp.removeOverlay(view, overlay);
    return [JSON.stringify(told), await digest(JSON.stringify(overlay.document.data.features))];
  }));
}"""


def tricky() -> list[list[Any]]:
    """Values of which each list has its own way of going wrong."""
    chance = random.Random(7)  # noqa: S311 - to be the same each time
    some = [True, 1, 1.5, "1", None, 0, False, "", "a", [1], [True], {}, {"a": 1}, [[]], []]
    return [
        [],
        [None, None],
        [True, 1, True, 1, False, 0] * 3,
        [0.1, 0.2, 0.30000000000000004, 1e300, -1e-300, 5e-324],
        [0.1, 0.25, 0.3, 1234567.123456789, -7],
        [2**53 + 2, 2**52, -(2**52), 10**21, 12],
        [chance.randrange(-(10**6), 10**6) / 10**5 for _ in range(500)],
        [[chance.random(), 1], [2, 3, 4.5], [], [2, 3, 4.5], [1, 2, 3, 4], [1, 2, 3, 4]] * 9,
        [[1, 2], [True, 2], [1, 2], [None, 2]] * 5,
        [{"a": 1, "b": [1]}, {"b": [], "a": None}, {"__proto__": 5}, {"2": 1, "1": 2}] * 5,
        [{"constructor": index % 3, "x": {"y": {"z": [index % 5]}}} for index in range(60)],
        [{f"k{index}": index} for index in range(300)],
        [chance.choice(some) for _ in range(400)],
        [{"a": chance.choice(some), "b": chance.choice(some)} for _ in range(400)],
        [{"a": "xyz"[at % 3], "b": "XYZ"[at % 3] if at != 50 else "?"} for at in range(100)],
        [[[chance.choice("xyz"), 1], [chance.choice("xyz"), 2]] for _ in range(100)],
    ]


def test_columns_come_apart_into_the_values_they_were_made_of(visit: Open, server: str) -> None:
    given = tricky()
    carried = [document() | {"columns": to_columns(each)} for each in given]
    opened = visit(f"{server}?lang=en")
    found = opened.page.evaluate(UNPACKED, json.dumps(carried))
    plain = opened.page.evaluate(PLAIN, json.dumps(given))
    for values, one, other in zip(given, found, plain, strict=True):
        assert one == other, values
    assert opened.complaints == []


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of many routes; some cells are empty, the first one's carrier is an attack."""
    path = tmp_path_factory.mktemp("columns") / "many.csv"
    chance = random.Random(3)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(COUNT):
            ends = chance.sample(STOPS, 2)
            carrier = chance.choice(("CA", "CZ", "")) if number else ATTACK
            kind, often = chance.choice(("freight", "passenger")), chance.choice((1, 2.5, ""))
            writer.writerow([*ends, kind, f"Route {number}", carrier, often, "x", number % 3])
    return path


@pytest.fixture(scope="module")
def wanted(table: Path) -> dict[str, Any]:
    read = read_overlay(table, lang="en")
    assert read.drawn == COUNT
    return overlay_document(read, str)


def carried_on(page: Page) -> list[list[Any]]:
    """The document of each overlay as JSON, and whether an export would have it in columns."""
    page.locator(".own-entry").wait_for()
    found: list[list[Any]] = page.evaluate(AS_CARRIED)
    return found


def look(page: Page, wanted: dict[str, Any]) -> None:
    """Whatever a reader can see or take along of the routes is as the plain document has it."""
    features = wanted["data"]["features"]
    [[text, is_packed]] = carried_on(page)
    assert is_packed
    found = json.loads(text)
    assert found["data"] == wanted["data"]
    assert [*found["data"]["features"][5]] == [*features[5]]
    assert found["report"] == wanted["report"]
    titles = page.evaluate(TITLES)
    assert [title for title, _ in titles] == [each["properties"]["name"] for each in features]
    assert all(metres > 100_000 for _, metres in titles)
    entry = page.locator(".own-entry")
    entry.get_by_role("button", name="Routes", exact=True).click()
    entry.get_by_label("Containing").fill("canary=2")
    expect(entry.locator(".own-items li")).to_have_count(1)
    entry.locator(".own-items button").click()
    expect(page.locator(".leaflet-popup .card-overlay")).to_contain_text(SEEN)
    entry.get_by_role("button", name="Report", exact=True).click()
    with page.expect_download() as downloading:
        entry.get_by_role("button", name="Download data").click()
    taken = json.loads(Path(downloading.value.path()).read_text("utf-8"))
    for each in features:
        each.pop("stops", None)
    assert taken == wanted["data"]
    assert page.evaluate("typeof canary") == "undefined"


def test_a_file_and_its_page_hold_many_routes_as_the_table_has_them(
    visit: Open, server: str, table: Path, wanted: dict[str, Any], tmp_path: Path
) -> None:
    out = tmp_path / "many.html"
    assert run_geo_app("export", str(out), "--lang", "en", "--overlay", str(table)).returncode == 0
    of_file = visit(f"{out.as_uri()}#tab=routes")
    carried = carried_on(of_file.page)
    look(of_file.page, json.loads(json.dumps(wanted)))
    of_page = visit(f"{server}?lang=en#tab=routes")
    of_page.page.locator("#route-files").set_input_files(table)
    assert carried_on(of_page.page) == carried
    with of_page.page.expect_download() as downloading:
        of_page.page.locator("[data-export]").first.click()
    kept = tmp_path / "kept.html"
    downloading.value.save_as(kept)
    assert documents(kept)[0]["columns"] == documents(out)[0]["columns"]
    assert of_file.complaints == of_page.complaints == []


LONG = 20_000
"""Positions, from which on columnar.js keeps lines as columns."""


def long_geometries(count: int) -> Iterator[dict[str, Any]]:
    """Geometries of so many positions, some of them with heights."""
    chance = random.Random(11)  # noqa: S311
    flat = [[75 + chance.random(), 39 + chance.random()] for _ in range(count)]
    high = [[*each, chance.randrange(5000)] for each in flat]
    ring = [*flat, flat[0]]
    yield {"type": "LineString", "coordinates": flat}
    yield {"type": "MultiLineString", "coordinates": [flat[: count // 3], flat[count // 3 :]]}
    yield {"type": "MultiLineString", "coordinates": [high[:2], high[2:]]}
    yield {"type": "MultiPoint", "coordinates": high}
    yield {"type": "Polygon", "coordinates": [ring]}


def test_long_lines_are_the_same_to_a_reader_whether_they_are_columns_or_lists(
    visit: Open, server: str
) -> None:
    opened = visit(f"{server}?lang=en")
    for geometry in long_geometries(LONG):
        feature = {"type": "Feature", "id": 1, "geometry": geometry, "properties": {"name": "L"}}
        listed = document(feature, feature)
        carried = {**listed, "columns": to_columns(listed["data"]["features"])}
        found = opened.page.evaluate(LAID, [json.dumps(carried), json.dumps(listed)])
        assert found[0] == found[1], geometry["type"]
    assert opened.complaints == []


def test_few_routes_are_carried_as_they_are(table: Path) -> None:
    overlay = read_overlay(table, lang="en")
    assert "columns" in carried_document(overlay, str)
    few = read_overlay({"type": "Point", "coordinates": [76, 39]})
    assert carried_document(few, str) == overlay_document(few, str)
