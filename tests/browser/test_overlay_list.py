"""The reader's own routes in the Routes tab: added, asked about, styled, filtered, taken along."""

import itertools
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests import colours
from tests.browser.conftest import PHONE, Theme, Visit, assert_large_enough
from tests.hostile import ATTACK, SEEN
from tests.running import serving
from tests.sampling import EVERYTHING
from tests.subjects import SUBJECTS, Subject

pytestmark = pytest.mark.server_only  # sends files to the server

Open = Callable[..., Visit]
Export = Callable[[Path, str], Path]
GeoJson = dict[str, Any]
Payload = dict[str, Any]

TABLE = """from,to,kind,name,per week,carrier
"39.47,75.99","55.75,37.62",freight,Kashgar to Moscow,3,CA
"39.47,75.99","33.55,72.83",passenger,Kashgar to Islamabad,5,PK
"39.47,75.99","43.91,87.47",passenger,Kashgar to Ürümqi,70,CZ
"39.47,75.99",nowhere at all,freight,Kashgar to nowhere,1,CA
"33.55,72.83","24.91,67.16",passenger,Islamabad to Karachi,40,PK
"""
SWAPPED = 'from,to\n"176.0,39.5","174.2,38.1"\n"106.0,39.5","104.2,38.1"\n'
DROP = """([name, content]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name));
  const options = {dataTransfer, bubbles: true, cancelable: true};
  const stage = document.getElementById('stage');
  stage.dispatchEvent(new DragEvent('dragover', options));
  const framed = document.documentElement.classList.contains('is-dropping');
  stage.dispatchEvent(new DragEvent('drop', options));
  return framed && !document.documentElement.classList.contains('is-dropping');
}"""
PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true}));
}"""
PAINTED = """() => geoApp.viewOf(map_corridor).overlays.map(({items, paint}) => items.map(item => {
  const {color, width, dash, shown} = paint(item);
  return [color, width, dash, shown];
}))"""
KEPT = """() => geoApp.viewOf(map_corridor).overlays.map(({name, shown, style, document}) =>
  [name, shown, style.color, style.line, style.color_by, style.kind, style.text, document.data])"""


@pytest.fixture(params=("page", "file"))
def routes(request: pytest.FixtureRequest, serve: Callable[[Path], str], export: Export) -> str:
    """The Routes tab of the first corridor's page, and of the second one's file, in English."""
    if request.param == "page":
        return f"{serve(SUBJECTS[0].folder)}?lang=en#tab=routes"
    return f"{export(SUBJECTS[1].folder, 'en').as_uri()}#tab=routes"


@pytest.fixture
def tab(serve: Callable[[Path], str]) -> str:
    """The Routes tab of a page, in English."""
    return f"{serve(SUBJECTS[0].folder)}?lang=en#tab=routes"


def payload(name: str, content: str | GeoJson) -> Payload:
    text = content if isinstance(content, str) else json.dumps(content)
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


def choose(page: Page, *files: Payload) -> None:
    """Choose files as a reader does: by the button and the system's dialog."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add routes").click()
    chooser.value.set_files(list(files))


def entries(page: Page) -> Locator:
    return page.locator(".own-entry")


def named(page: Page, name: str) -> Locator:
    return entries(page).filter(has=page.get_by_role("heading", name=name, exact=True))


def press(entry: Locator, word: str) -> None:
    entry.get_by_role("button", name=word, exact=True).click()


def said(page: Page, text: str) -> None:
    expect(page.locator("#announcer")).to_have_text(text)


def download(page: Page, entry: Locator) -> tuple[str, GeoJson]:
    """The name and the content of the file that "Download data" gives."""
    report = entry.get_by_role("button", name="Report", exact=True)
    if report.get_attribute("aria-expanded") == "false":
        report.click()
    with page.expect_download() as downloading:
        press(entry, "Download data")
    found = downloading.value
    return found.suggested_filename, json.loads(Path(found.path()).read_text("utf-8"))


def without_answers(complaints: Sequence[str]) -> list[str]:
    """What a console says beside the statuses that the server answers with, on purpose."""
    return [each for each in complaints if "the server responded with a status" not in each]


def test_a_chosen_file_is_listed_and_its_look_says_what_its_columns_do(
    visit: Open, routes: str
) -> None:
    opened = visit(routes)
    page = opened.page
    choose(page, payload("flights.csv", TABLE))
    entry = named(page, "flights")
    entry.wait_for()
    said(page, "flights: 4 of 5 rows drawn")
    assert page.evaluate("document.activeElement.textContent") == "flights"
    expect(entry.locator(".own-about")).to_have_text("4 of 5 rows")
    assert page.evaluate(PAINTED) == [[[1, 2, "solid", True]] * 4]

    press(entry, "Style")
    entry.get_by_role("radio", name="Green").check(force=True)
    entry.get_by_role("combobox", name="Line", exact=True).select_option("Dashed")
    entry.get_by_label("Width", exact=True).fill("5")
    assert page.evaluate(PAINTED) == [[[3, 5, "dashed", True]] * 4]
    entry.get_by_label("Colour by").select_option("kind")
    entry.get_by_label("Width by").select_option("per week")
    painted = page.evaluate(PAINTED)[0]
    assert [each[0] for each in painted] == [2, 1, 1, 1], "the most frequent comes first"
    assert [each[1] for each in painted] == [3, 3, 8, 6.5], "1.5 px and the root of its part"
    assert entry.get_by_role("list", name="Colour: kind").inner_text().split("\n") == [
        "passenger",
        "freight",
    ]
    assert entry.get_by_role("list", name="Width: per week").inner_text().split("\n") == [
        "70",
        "18",
        "2.8",
    ]
    entry.get_by_label("Colour by").select_option("per week")
    assert [each[0] for each in page.evaluate(PAINTED)[0]] == [11, 12, 15, 14]
    expect(entry.get_by_role("list", name="Colour: per week").locator("li")).to_have_text(
        ["3", "5", "40", "70"]
    )

    name = entry.get_by_role("textbox", name="Name")
    name.fill("not this")
    name.press("Escape")
    expect(name).to_have_value("flights")
    name.fill("Flights of the week")
    name.press("Enter")
    named(page, "Flights of the week").wait_for()
    assert opened.complaints == []


def test_routes_are_filtered_by_kind_and_text_and_reached_by_keyboard(
    visit: Open, routes: str
) -> None:
    opened = visit(routes)
    page = opened.page
    choose(page, payload("flights.csv", TABLE))
    entry = named(page, "flights")
    press(entry, "Routes")
    expect(entry.locator(".own-items li")).to_have_count(4)
    entry.get_by_label("kind").select_option("passenger")
    said(page, "3 of 4 shown")
    entry.get_by_label("Containing").fill("uRUMQI")
    said(page, "1 of 4 shown")
    assert [each[3] for each in page.evaluate(PAINTED)[0]] == [False, False, True, False]
    expect(entry.locator(".own-about")).to_have_text("4 of 5 rows · 1 of 4 shown")
    route = entry.get_by_role("button", name="Kashgar to Ürümqi")
    route.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup .card-title")).to_have_text("Kashgar to Ürümqi")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Kashgar to Ürümqi"
    entry.get_by_label("Containing").fill("no such route")
    said(page, "0 of 4 shown")
    entry.get_by_label("Containing").fill("")
    entry.get_by_label("kind").select_option("All")
    said(page, "4 of 4 shown")

    entry.get_by_role("checkbox").uncheck()
    assert not any(each[3] for each in page.evaluate(PAINTED)[0])
    press(entry, "Zoom to")
    expect(entry.get_by_role("checkbox")).to_be_checked()
    assert opened.complaints == []


def test_a_report_can_be_read_and_copied_and_a_removal_taken_back(visit: Open, routes: str) -> None:
    opened = visit(routes)
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert page.evaluate(DROP, ["one.csv", TABLE])
    entry = named(page, "one")
    press(entry, "Report")
    expect(entry.locator(".own-faults li")).to_have_count(1)
    expect(entry.locator(".own-faults")).to_contain_text("row 5: unknown stop “nowhere at all”")
    press(entry, "Copy the report")
    said(page, "Report copied.")
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert copied[:2] == ["one", "4 of 5 rows"]
    assert copied[2].startswith("row 5: unknown stop")
    name, data = download(page, entry)
    assert name == "one.geojson"
    assert data["features"][0]["properties"]["carrier"] == "CA"
    assert data["features"][0]["method"] == "geodesic"
    assert "stops" not in data["features"][0], "what was found for a row is no data of the row"

    page.evaluate(PASTE, json.dumps({"type": "LineString", "coordinates": [[70, 30], [80, 40]]}))
    named(page, "Pasted routes").wait_for()
    assert entries(page).locator("h3").all_inner_texts() == ["Pasted routes", "one"]
    press(named(page, "one"), "Remove")
    said(page, "Removed: one")
    assert entries(page).locator("h3").all_inner_texts() == ["Pasted routes"]
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    page.keyboard.press("Enter")
    assert entries(page).locator("h3").all_inner_texts() == ["Pasted routes", "one"]
    assert page.evaluate("document.activeElement.textContent") == "one"
    assert page.evaluate("geoApp.viewOf(map_corridor).overlays.map(({name}) => name)") == [
        "one",
        "Pasted routes",
    ]
    page.evaluate(PASTE, "just some words")
    expect(page.locator(".notice-overlays")).to_contain_text("neither GeoJSON nor a table")
    assert opened.complaints == []


def test_swapped_coordinates_are_asked_about_and_never_turned_unasked(
    visit: Open, routes: str
) -> None:
    opened = visit(routes)
    page = opened.page
    choose(page, payload("turned.csv", SWAPPED), payload("good.csv", TABLE))
    named(page, "good").wait_for()
    question = page.get_by_role("alertdialog", name="turned.csv")
    expect(question).to_contain_text("176")
    assert entries(page).count() == 1, "the others need not wait for the answer"
    press(question, "Leave the file out")
    expect(question).to_have_count(0)
    assert entries(page).count() == 1

    page.evaluate(DROP, ["turned.csv", SWAPPED])
    press(page.get_by_role("alertdialog"), "Swap them")
    _, data = download(page, named(page, "turned"))
    assert data["features"][0]["geometry"]["coordinates"] == [[176.0, 39.5], [174.2, 38.1]]
    page.evaluate(DROP, ["turned.csv", SWAPPED])
    press(page.get_by_role("alertdialog"), "Keep them as they are")
    expect(page.locator(".own-problem")).to_contain_text("turned.csv")
    press(page.locator(".own-problem"), "Close")
    expect(page.locator(".own-problem")).to_have_count(0)
    assert without_answers(opened.complaints) == []


def random_value(chance: random.Random, depth: int = 0) -> object:
    """Any JSON value."""
    if depth < 2 and chance.random() < 0.25:
        inner = [random_value(chance, depth + 1) for _ in range(chance.randrange(3))]
        return (
            inner if chance.random() < 0.5 else {f"key {at}": each for at, each in enumerate(inner)}
        )
    texts = ["", "喀什", "a\u2028b", "🚀", ATTACK, "1e3", "null", "__proto__"]
    return chance.choice([None, True, False, 0, -1.5, 1e21, 2**53, 1 / 3, chance.random(), *texts])


def random_feature(chance: random.Random) -> GeoJson:
    def point() -> list[float]:
        return [round(chance.uniform(60, 110), 7), round(chance.uniform(20, 55), 7)]

    line = [[*point(), chance.uniform(0, 9000)] for _ in range(chance.randint(2, 5))]
    corner, other, third = point(), point(), point()
    geometry = chance.choice(
        [
            {"type": "Point", "coordinates": point()},
            {"type": "LineString", "coordinates": line},
            {"type": "MultiLineString", "coordinates": [line, [point(), point()]]},
            {"type": "Polygon", "coordinates": [[corner, other, third, corner]]},
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": point()}],
            },
            None,
        ]
    )
    names = ["name", "kind", "constructor", "__proto__", "stops", "名称", ""]
    properties = {name: random_value(chance) for name in chance.sample(names, chance.randrange(5))}
    foreign = {
        name: random_value(chance)
        for name in ("stops", "bbox2", "toString")
        if chance.random() < 0.4
    }
    identity = {"id": chance.choice([7, "a", "喀什"])} if chance.random() < 0.5 else {}
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": properties,
        **identity,
        **foreign,
    }


def random_collection(seed: int) -> GeoJson:
    chance = random.Random(seed)  # noqa: S311 - a sample of cases
    line = {"type": "LineString", "coordinates": [[70, 30], [80, 40.5]]}
    anchor = {"type": "Feature", "geometry": line, "properties": None}
    features = [anchor, *(random_feature(chance) for _ in range(chance.randrange(1, 12)))]
    return {"type": "FeatureCollection", "features": features, "foreign": random_value(chance)}


def test_downloaded_data_is_what_was_put_in(visit: Open, routes: str) -> None:
    opened = visit(routes)
    page = opened.page
    for seed in range(12 if EVERYTHING else 5):
        put_in = random_collection(seed)
        page.evaluate(DROP, [f"seed {seed}.geojson", json.dumps(put_in)])
        entry = named(page, f"seed {seed}")
        press(entry, "Routes")
        press(entry, "Style")
        _, got = download(page, entry)
        assert got == put_in, seed
    assert opened.complaints == []
    assert page.evaluate("window.canary") is None


def test_hostile_names_and_values_are_text_and_long_lists_come_in_parts(
    visit: Open, routes: str
) -> None:
    opened = visit(routes)
    page = opened.page
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[70, 30], [75 + at / 100, 40]]},
            "properties": {"name": f"{ATTACK} {at}", "kind": f"{ATTACK} {at % 12}", ATTACK: at},
            "stops": [None, {"text": 7}, "x", {"text": ATTACK}][at % 4],
        }
        for at in range(120)
    ]
    file = payload(
        f"{SEEN.replace('/', '∕')}.geojson", {"type": "FeatureCollection", "features": features}
    )
    page.locator("#route-files").set_input_files(file)
    entry = entries(page).first
    press(entry, "Style")
    entry.get_by_label("Colour by").select_option("kind")
    expect(entry.locator(".own-legend li")).to_have_count(9)
    expect(entry.locator(".own-legend li").last).to_have_text("Other, or nothing")
    assert {each[0] for each in page.evaluate(PAINTED)[0]} == set(range(1, 10))
    press(entry, "Routes")
    expect(entry.locator(".own-items li")).to_have_count(50)
    press(entry, "Show 50 more")
    expect(entry.locator(".own-items li")).to_have_count(100)
    assert page.evaluate("document.activeElement.textContent").endswith(" 50")
    press(entry, "Show 20 more")
    expect(entry.locator(".own-items li")).to_have_count(120)
    expect(entry.locator(".own-items li").first).to_contain_text(SEEN)
    press(entry, "Report")
    press(entry, "Remove")
    assert page.evaluate("window.canary") is None
    assert opened.complaints == []


def test_the_export_takes_the_readers_routes_along_as_they_are(
    visit: Open, tab: str, tmp_path: Path
) -> None:
    page = visit(tab).page
    choose(page, payload("flights.csv", TABLE), payload("other.csv", TABLE))
    entry = named(page, "flights")
    named(page, "other").wait_for()
    press(entry, "Style")
    entry.get_by_role("radio", name="Purple").check(force=True)
    entry.get_by_role("combobox", name="Line", exact=True).select_option("Dotted")
    entry.get_by_label("Colour by").select_option("kind")
    press(entry, "Routes")
    entry.get_by_label("Containing").fill("islamabad")
    said(page, "2 of 4 shown")
    named(page, "other").get_by_role("checkbox").uncheck()
    with page.expect_download() as downloading:
        page.locator("#export-button").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)

    opened = visit(f"{file.as_uri()}#tab=routes", offline=True)
    expect(entries(opened.page)).to_have_count(2)
    assert opened.page.evaluate(KEPT) == page.evaluate(KEPT)
    assert opened.page.evaluate(PAINTED) == page.evaluate(PAINTED)
    expect(named(opened.page, "flights").locator(".own-about")).to_contain_text("2 of 4 shown")
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (413, "<html>nginx</html>", "This file is larger than the server takes."),
        (403, "", "This server takes no files."),
        (415, "no", "The server did not take this for the bytes of a file"),
        (200, "<html>a portal</html>", "The server’s answer cannot be understood"),
        (200, '{"data": {}}', "The server’s answer cannot be understood"),
        (0, "", "The server cannot be reached"),
    ],
)
def test_what_stands_between_page_and_server_has_its_words(
    visit: Open, tab: str, status: int, body: str, told: str
) -> None:
    page = visit(tab).page

    def answer(route: Route) -> None:
        if status:
            route.fulfill(status=status, body=body)
        else:
            route.abort("connectionreset")

    page.route("**/overlays?**", answer)
    choose(page, payload("flights.csv", TABLE))
    problem = page.locator(".own-problem")
    expect(problem).to_contain_text(told)
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "add-routes"
    expect(problem).to_have_count(0)


def test_what_is_on_its_way_can_be_stopped(visit: Open, tab: str) -> None:
    page = visit(tab).page
    page.route("**/overlays?**", lambda _: None)
    choose(page, payload("flights.csv", TABLE), payload("other.csv", TABLE))
    waiting = page.locator(".own-jobs > li")
    expect(waiting.first).to_contain_text("Sending…")
    expect(waiting.last).to_contain_text("Waiting…")
    expect(waiting.first.get_by_role("progressbar", name="flights.csv")).to_have_count(1)
    for _ in range(2):
        press(waiting.first, "Cancel")
    expect(waiting).to_have_count(0)
    page.unroute("**/overlays?**")
    choose(page, payload("third.csv", TABLE))
    named(page, "third").wait_for()
    assert entries(page).count() == 1


def test_a_server_that_takes_no_files_says_so_and_the_page_reads_what_it_can(visit: Open) -> None:
    folder = str(SUBJECTS[1].folder)
    with serving("--corridor", folder, "--read-only") as served:
        opened = visit(f"{served.address}?lang=en#tab=routes")
        page = opened.page
        expect(page.locator(".own-routes")).to_contain_text("This server takes no files")
        choose(page, payload("flights.csv", TABLE))
        expect(named(page, "flights")).to_contain_text("4 of 5 rows")
        choose(page, payload("walk.gpx", "<gpx/>"))
        expect(page.locator(".own-problem")).to_contain_text("geo-app serve")
        assert not any("/overlays?" in each for each in opened.requests)


def test_a_file_says_which_formats_need_the_server(visit: Open, export: Export) -> None:
    page = visit(f"{export(SUBJECTS[1].folder, 'en').as_uri()}#tab=figures", offline=True).page
    page.evaluate(DROP, ["walk.gpx", "<gpx xmlns='http://www.topografix.com/GPX/1/1'/>"])
    expect(page.locator(".own-problem")).to_contain_text("geo-app serve")
    assert page.locator("#tab-routes").get_attribute("aria-selected") == "true"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_on_a_phone_the_list_is_seen_and_its_controls_are_large_enough(
    visit: Open, serve: Callable[[Path], str], language: str
) -> None:
    subject: Subject = SUBJECTS[0]
    page = visit(f"{serve(subject.folder)}?lang={language}", viewport=PHONE, theme="dark").page
    page.evaluate(DROP, ["flights.csv", TABLE])
    entry = named(page, "flights")
    entry.wait_for()
    assert page.locator("#panel").get_attribute("data-stop") == "half"
    expect(entry.get_by_role("heading")).to_be_in_viewport()
    assert_large_enough(entry.locator(".own-actions .word-button"))
    assert_large_enough(entry.locator("> label"))
    for at, controls in (
        (1, "input:not([type=radio]), select, fieldset label"),
        (2, "input, button"),
    ):
        entry.locator(".own-actions .word-button").nth(at).click()
        assert_large_enough(entry.locator(".own-section").locator(controls).locator("visible=true"))
    width = page.evaluate("[panel.scrollWidth, panel.clientWidth].join()").split(",")
    assert width[0] == width[1], "nothing stands out of the panel"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_classes_from_little_to_much_are_told_apart_and_stand_out(
    visit: Open, server: str, theme: Theme
) -> None:
    page = visit(server, theme=theme).page
    ramp, rest, casing = page.evaluate(
        """() => {
          const probe = document.createElement('span');
          document.body.append(probe);
          const read = name => {
            probe.style.color = `var(${name})`;
            return getComputedStyle(probe).color;
          };
          const ramp = [11, 12, 13, 14, 15].map(number => read(`--overlay-${number}`));
          return [ramp, read('--overlay-9'), read('--casing')];
        }"""
    )
    classes = [colours.read(each)[0] for each in ramp]
    brightness = [colours.luminance(each) for each in classes]
    assert brightness == sorted(brightness, reverse=theme == "light"), "more stands out more"
    for each in (*classes, colours.read(rest)[0]):
        assert colours.contrast(each, colours.read(casing)[0]) >= 3
    for one, other in itertools.combinations(classes, 2):
        for deficiency in colours.DEFICIENCIES:
            assert colours.seen_apart(one, other, deficiency) >= 20
