"""What a reader sees stands in the address, and is the same again for whoever opens it."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import DESK, PHONE, STARTED, Visit
from tests.hostile import ATTACK
from tests.sampling import WAYS, is_page, sample
from tests.subjects import Subject

Open = Callable[..., Visit]
WALKS, STATES_A_WALK = 5, 10
"""For each corridor and each of two viewports: 200 states in all, 400 with page and file."""

STATE = """() => {
  const point = ({lat, lng}) => [lat.toFixed(5), lng.toFixed(5)];
  const card = document.querySelector(".leaflet-popup article.card");
  const seen = {
    view: [...point(map_corridor.getCenter()), map_corridor.getZoom()],
    layers: [...document.querySelectorAll("input[data-layer]:checked")].map(each => each.id),
    marks: document.querySelectorAll(".leaflet-marker-icon").length,
    paths: document.querySelectorAll(".leaflet-pane path").length,
    tab: document.querySelector("[role=tab][aria-selected=true]").id,
    card: card && card.id,
    chapter: [...document.querySelectorAll(".chapter:not([hidden])")].map(each => each.dataset.id),
    lit: document.querySelectorAll(".is-lit:not([hidden])").length,
    lent: [...geoApp.viewOf(map_corridor).lent].sort(),
    table: [...document.querySelectorAll(".has-table #tables table")]
      .filter(each => each.checkVisibility()).map(table => [
        table.id,
        ...[...table.querySelectorAll("[aria-sort$=ing]")].map(each => each.outerHTML),
        document.getElementById("table-filter").value,
        ...[...table.querySelectorAll("tbody tr:not([hidden])")].map(each => each.dataset.raw),
      ]),
  };
  map_corridor.eachLayer(layer => {
    if (layer instanceof L.Popup) seen.popup = point(layer.getLatLng());
  });
  return seen;
}"""
"""Everything that the address holds, read from the map and the page themselves."""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Walker:
    """A reader who does one thing after another, at random but the same each time."""

    def __init__(self, opened: Visit, chance: random.Random) -> None:
        self.opened, self.page, self.chance = opened, opened.page, chance
        size = self.page.viewport_size
        assert size
        self.left = 420 if size["width"] > 720 else 20
        self.right, self.bottom = size["width"] - 80, min(size["height"] - 220, 700)

    def go(self) -> None:
        """Do three things, and wait until the map has moved."""
        for _ in range(2):
            self.chance.choice(
                (
                    *(self.drag, self.zoom, self.wheel, self.switch, self.tab, self.link),
                    *(self.chapter, self.table, self.sort, self.filter),
                )
            )()
        # Under a table the map stands still: what answers then is the table.
        over = (self.sort, self.filter, self.close, self.link)
        beside = (self.click, self.close, self.drag, self.view, self.link, self.table, self.row)
        is_covered = self.page.locator("#tables").is_visible()
        self.chance.choice(over if is_covered else beside)()
        self.opened.rest()

    def arrive(self) -> tuple[dict[str, Any], str]:
        """What is seen, and the address, once neither changes: the map may slide into bounds."""
        for _ in range(20):
            before = state(self.opened)
            self.page.locator(".panel-title").evaluate("title => title.click()")
            if state(self.opened) == before:
                return before, fragment(self.opened)
        raise AssertionError("the map never comes to rest")

    def point(self) -> tuple[int, int]:
        return self.chance.randint(self.left, self.right), self.chance.randint(80, self.bottom)

    def drag(self) -> None:
        mouse, (x, y) = self.page.mouse, self.point()
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + self.chance.randint(-180, 180), y + self.chance.randint(-120, 120), steps=3)
        self.page.wait_for_timeout(70)  # so that the map does not glide on
        mouse.up()

    def zoom(self) -> None:
        self.press(f".leaflet-control-zoom-{self.chance.choice(('in', 'out'))}")

    def view(self) -> None:
        self.press(f".map-tool-{self.chance.choice(('home', 'whole'))}")

    def wheel(self) -> None:
        self.page.mouse.move(*self.point())
        self.page.mouse.wheel(0, self.chance.choice((-200, -90, 90, 200)))
        self.page.wait_for_timeout(60)

    def switch(self) -> None:
        self.press(".layers input")

    def tab(self) -> None:
        self.press("[role=tab]")

    def link(self) -> None:
        self.press(".place-link")

    def chapter(self) -> None:
        self.press(".story-contents a")

    def table(self) -> None:
        self.press("[data-table]")

    def sort(self) -> None:
        self.press(".table-scroll:not([hidden]) thead button")

    def filter(self) -> None:
        box = self.page.locator("#table-filter")
        if box.is_visible():
            box.fill(self.chance.choice(("", "port", "2024 article", "nothing such")))

    def row(self) -> None:
        self.press(".card-row a")

    def click(self) -> None:
        self.page.mouse.click(*self.point())

    def close(self) -> None:
        self.page.keyboard.press("Escape")

    def press(self, selector: str) -> None:
        """Press one of the controls, whether or not the panel is scrolled to it."""
        found = self.page.locator(
            f"#panel {selector}, .leaflet-container {selector}, #tables {selector}"
        )
        if count := found.count():
            which = found.nth(self.chance.randrange(count))
            which.evaluate("control => control.click()")


def near(subject: Subject) -> str:
    """Latitude and longitude of a point that the map may have in its middle."""
    latitude, longitude, _ = subject.views[0]
    return f"{latitude:g},{longitude:g}"


def state(opened: Visit) -> dict[str, Any]:
    opened.page.evaluate(FRAMES)
    found: dict[str, Any] = opened.page.evaluate(STATE)
    return found


def fragment(opened: Visit) -> str:
    return str(opened.page.evaluate("location.hash"))


def follow(opened: Visit, to: str) -> None:
    """Go to another fragment of the same page, as by typing it."""
    opened.page.evaluate("to => { location.hash = to; }", to)
    opened.page.evaluate(FRAMES)
    opened.rest()


@pytest.fixture(params=WAYS)
def address(
    request: pytest.FixtureRequest,
    subject: Subject,
    serve: Callable[[Path], str],
    export: Callable[[Path, str], Path],
) -> str:
    """The address of the map, from the server or as a file, in its first language."""
    language = subject.corridor.languages[0]
    if is_page(request.param, subject):
        return f"{serve(subject.folder)}?lang={language}"
    return export(subject.folder, language).as_uri()


@pytest.mark.parametrize(
    "viewport", sample((PHONE, DESK), 2), ids=lambda view: "phone" if view is PHONE else "desk"
)
def test_states_that_the_controls_reach_are_the_same_after_reloading(
    visit: Open, address: str, viewport: dict[str, int]
) -> None:
    walking, reading = visit(address, viewport=viewport), visit(address, viewport=viewport)
    seen = set()
    for seed in range(WALKS):
        walker = Walker(walking, random.Random(f"{seed}{viewport}"))  # noqa: S311
        for _ in range(STATES_A_WALK):
            walker.go()
            left, where = walker.arrive()
            follow(reading, where)
            assert state(reading) == left, where
            seen.add(where)
        walking.page.reload()
        walking.page.locator(STARTED).wait_for()
        assert state(walking) == left, where
    # Some steps change nothing: at the least zoom, and under a table.
    assert len(seen) > WALKS * STATES_A_WALK * 0.75
    assert walking.complaints + reading.complaints == []


def test_the_first_view_needs_no_fragment_and_others_say_only_what_differs(
    visit: Open, address: str
) -> None:
    opened = visit(address)
    opened.page.wait_for_timeout(400)
    assert fragment(opened) == ""
    opened.page.locator("#tab-sources").click()
    opened.page.wait_for_timeout(400)
    assert fragment(opened) == "#tab=sources"
    opened.page.locator("#tab-story").click()
    opened.page.wait_for_timeout(400)
    assert fragment(opened) == ""
    opened.page.set_viewport_size(PHONE)
    opened.page.wait_for_timeout(600)
    assert fragment(opened) == ""


def test_keys_stand_in_one_order_and_can_be_read(
    visit: Open, address: str, subject: Subject
) -> None:
    hub = subject.corridor.hub
    opened = visit(f"{address}#tab=layers&open={hub}&layers=ports&view={near(subject)},9.25")
    opened.page.wait_for_timeout(400)
    assert fragment(opened) == f"#view={near(subject)},9.25&layers=ports&open={hub}&tab=layers"


def test_moving_the_map_writes_the_address_seldom(visit: Open, site: str) -> None:
    page = visit(site).page
    page.evaluate(
        """() => {
          window.written = 0;
          const write = history.replaceState.bind(history);
          history.replaceState = (...all) => { window.written += 1; write(...all); };
        }"""
    )
    page.evaluate(
        """() => {
          for (let step = 0; step < 60; step += 1) {
            map_corridor.panBy([step % 9, 3], {animate: false});
          }
        }"""
    )
    page.wait_for_function("() => window.written > 0")
    page.wait_for_timeout(500)
    assert page.evaluate("window.written") == 1


def test_back_goes_to_the_state_before(visit: Open, address: str, subject: Subject) -> None:
    opened = visit(f"{address}#view={near(subject)},9&tab=layers")
    before = state(opened)
    follow(opened, f"#view={near(subject)},8.5&layers=ports")
    assert state(opened) != before
    opened.page.go_back()
    opened.page.evaluate(FRAMES)
    assert state(opened) == before


@pytest.mark.server_only  # which reads a query
def test_the_fragment_wins_over_the_layers_of_the_query(visit: Open, site: str) -> None:
    opened = visit(f"{site}?layers=countries#layers=ports,routes")
    assert set(state(opened)["layers"]) == {"layer-ports", "layer-routes"}


def test_language_links_and_export_keep_what_is_seen(
    visit: Open, site: str, subject: Subject
) -> None:
    first, second = subject.corridor.languages[:2]
    opened = visit(f"{site}?lang={first}#view={near(subject)},9.5&layers=ports&tab=layers")
    page = opened.page
    before = state(opened)
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".leaflet-control-zoom-out").click()
    page.locator(f".languages a[hreflang={second}]").click()
    page.locator(f"html[lang={second}] {STARTED}").wait_for()
    assert state(opened) == before
    page.wait_for_timeout(400)
    export = str(page.locator("#export-button").get_attribute("href"))
    assert export.endswith(f"#view={near(subject)},9.5&layers=ports&tab=layers")


@pytest.mark.parametrize("how", ["at once", "later"])
def test_links_to_cards_open_them(visit: Open, address: str, subject: Subject, how: str) -> None:
    card = f"card-{subject.corridor.hub}"
    opened = visit(f"{address}#{card}" if how == "at once" else address)
    if how == "later":
        follow(opened, f"#{card}")
    opened.page.locator(f".leaflet-popup #{card}").wait_for()
    opened.page.wait_for_timeout(400)
    assert f"open={subject.corridor.hub}" in fragment(opened)
    assert opened.page.locator(".notice").count() == 0


def test_a_card_in_the_address_opens_even_where_nothing_says_what_to_look_at(
    visit: Open, address: str, subject: Subject
) -> None:
    end = list(subject.corridor.routes.values())[-1].destination
    opened = visit(f"{address}#open={end}")
    box = opened.page.locator(f".leaflet-popup #card-{end}").bounding_box()
    assert box
    assert 0 < box["x"] < DESK["width"]
    assert state(opened)["card"] == f"card-{end}"


def test_a_chapter_waits_behind_another_tab(visit: Open, address: str, subject: Subject) -> None:
    chapter = [*subject.corridor.chapters][-1]
    opened = visit(f"{address}#tab=layers&chapter={chapter}")
    opened.page.wait_for_timeout(400)
    assert fragment(opened) == f"#tab=layers&chapter={chapter}"
    assert opened.page.locator("#pane-layers").is_visible()
    assert opened.page.locator(".has-lit").count() == 0
    opened.page.locator("#tab-story").click()
    assert opened.page.locator(f"[data-id={chapter}]").is_visible()
    assert opened.page.locator(".has-lit").count() == 1


BAD = {
    "numbers that are none": "view=NaN,1e9,99",
    "a view beyond the world": "view=89,500,6",
    "a zoom that there is not": "view=40,75,30",
    "a card that there is not": "open=nowhere",
    "a name of every object": "open=__proto__",
    "markup": "open=<img src=x onerror=canary=1>",
    "an attack": f"open={ATTACK}",
    "a layer that there is not": "layers=nothing",
    "a tab that there is not": "tab=panel",
    "an element's id as a tab": "tab=figures'][x",
    "a key that there is not": "colour=red",
    "a chapter that cannot be": "chapter=<svg>",
    "percent signs": "view=%E0%A4%A&%=%&open=%",
    "a card that there is not, as a link": "card-nowhere",
    "no state at all": "%%%",
    "a hundred thousand digits": "view=" + "9" * 100_000,
    "as many keys": "&".join(["view=1,2,3"] * 10_000),
}


def test_a_broken_or_hostile_fragment_is_left_out_and_said_so(visit: Open, site: str) -> None:
    opened = visit(f"{site}?lang=en")
    page, first = opened.page, state(opened)
    for name, bad in BAD.items():
        follow(opened, bad)
        assert state(opened) == first, name
        said = page.locator("#announcer").inner_text()
        assert re.match(r"Part of the address could not|There is no chapter", said), name
        assert said in page.locator(".notice-address").inner_text(), name
        page.locator(".notice-address .notice-close").click()
        assert page.locator(".notice-address").count() == 0, name
        assert fragment(opened) == "", name
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("typeof canary === 'undefined'")
    assert opened.complaints == []


@pytest.mark.parametrize("name", ["markup", "percent signs", "a hundred thousand digits"])
def test_a_page_that_starts_with_such_a_fragment_starts_all_the_same(
    visit: Open, address: str, name: str
) -> None:
    opened = visit(f"{address}#{BAD[name]}")
    assert state(opened) == state(visit(address))
    assert opened.page.locator(".notice-address").is_visible()
    assert opened.complaints == []


def test_what_can_be_read_of_a_broken_fragment_is_taken(
    visit: Open, address: str, subject: Subject
) -> None:
    opened = visit(
        f"{address}#view={near(subject)},9.5&open=nowhere&layers=ports,nothing&tab=%E0%A4%A"
    )
    found = state(opened)
    assert [*map(float, found["view"])] == [*map(float, near(subject).split(",")), 9.5]
    assert found["layers"] == ["layer-ports"]
    assert opened.page.locator(".notice-address").is_visible()
    assert opened.complaints == []


def test_without_any_layer_the_map_says_so_and_brings_the_first_ones_back(
    visit: Open, site: str
) -> None:
    opened = visit(f"{site}?lang=en")
    page = opened.page
    first = state(opened)["layers"]
    page.goto(f"{site}?lang=en&layers=")
    page.locator(STARTED).wait_for()
    notice = page.locator(".notice-layers")
    assert notice.locator(".notice-body").inner_text().startswith("All layers are off")
    assert "All layers are off" in page.locator("#announcer").inner_text()
    assert page.locator(".leaflet-marker-icon").count() == 0
    assert page.locator(".leaflet-pane path.area-land").count() > 0
    notice.get_by_role("button").click()
    notice.wait_for(state="detached")
    assert state(opened)["layers"] == first
    page.locator("#tab-layers").click()
    for layer in first:
        box = page.locator(f"#{layer}")
        if box.get_attribute("type") == "radio":
            page.locator(f"#{layer}-hidden").check()
        else:
            box.uncheck()
    notice.wait_for()
    page.wait_for_timeout(400)
    assert re.search(r"[#&]layers=(&|$)", fragment(opened)) or "layers=" in page.url
    page.locator("#layer-ports").check()
    notice.wait_for(state="detached")
    assert opened.complaints == []
