"""A file of several languages: its switch keeps what is seen, and nothing of it needs a network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import geo_app
from tests.browser.conftest import DESK, STARTED, Visit
from tests.browser.test_address import near
from tests.browser.test_overlay_list import choose, payload
from tests.corridors import copy_corridor
from tests.hostile import ATTACK, poison
from tests.sampling import EVERYTHING, sample
from tests.subjects import EDITIONS, KASHGAR, SUBJECTS, Subject

Open = Callable[..., Visit]
Export = Callable[[Path, str], Path]

SEEN = """() => ({
  view: location.hash.slice(1).split("&").filter(each => !each.startsWith("lang=")).sort(),
  layers: [...document.querySelectorAll("[data-layer]:checked")].map(each => each.id),
  tab: document.querySelector(".tabs [aria-selected=true]").id,
  card: (document.querySelector(".leaflet-popup .card") || {}).id,
  theme: document.documentElement.dataset.theme,
  checked: document.querySelector("[name=theme]:checked").value,
})"""
SAID = """() => {
  document.querySelectorAll(".panel-links, .symbols, script, style").forEach(each => each.remove());
  // The order of attributes says nothing: whichever is set first comes first.
  const told = node => node.nodeType !== Node.ELEMENT_NODE ? node.data.trim() : [
    node.localName, [...node.attributes].map(({name, value}) => [name, value].join("=")).sort(),
    node.localName === "noscript" ? node.innerHTML  // text or elements, as it was parsed
      : [...node.childNodes].map(told).filter(child => child !== "")];
  return {
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    description: document.querySelector("meta[name=description]").content,
    body: told(document.body),
    cards: [...geoApp.viewOf(map_corridor).cards].map(([id, card]) => [id, told(card)]),
    data: geoApp.viewOf(map_corridor).data,
  };
}"""
"""Every element, attribute and word of the page but its switch, and the data that was drawn."""


def turn(page: Page, language: str) -> None:
    """Press the switch, and wait until the map in that language answers."""
    page.locator(f".languages a[hreflang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator(STARTED).wait_for()


def settled(page: Page) -> dict[str, Any]:
    page.wait_for_timeout(400)  # the address is written once things have come to rest
    found: dict[str, Any] = page.evaluate(SEEN)
    return found


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: each.name)
def test_the_switch_of_a_file_keeps_what_is_seen(
    visit: Open, export: Export, subject: Subject
) -> None:
    corridor = subject.corridor
    first, *others = corridor.languages
    file, card = export(subject.folder, "all").as_uri(), corridor.hub
    at = f"view={near(subject)},8.5&layers=ports,routes&open={card}&tab=layers"
    opened = visit(f"{file}#{at}", offline=True)
    page = opened.page
    page.locator('.theme input[value="dark"]').check(force=True)
    before = settled(page)
    assert before["card"] == f"card-{card}"
    for language in (*others, first):
        turn(page, language)
        assert settled(page) == before
        assert page.title() == corridor.words("corridor.title", language).text
        current = page.locator(".languages [aria-current]")
        assert current.get_attribute("lang") == language
        assert ("lang=" in page.url) == (language != first)
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", others[-1])
    assert opened.complaints == []
    assert all(each.startswith(("file:", "data:", "blob:")) for each in opened.requests)


FLIGHTS = """from,to,kind,name
"39.47,75.99","55.75,37.62",freight,Kashgar to Moscow
"39.47,75.99","33.55,72.83",passenger,Kashgar to Islamabad
"39.47,75.99","-33.9,151.2",freight,Kashgar to Sydney
"""
ROUTES = """() => geoApp.viewOf(map_corridor).overlays.map(({name, shown, style, document}) =>
  [name, shown, style, document.data])"""
FULL_STORE = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
}"""


@pytest.fixture(params=("page", "file"))
def everywhere(request: pytest.FixtureRequest, serve: Callable[[Path], str], export: Export) -> str:
    """The address of the first corridor's page in English, and of its file in all languages."""
    if request.param == "page":
        return f"{serve(KASHGAR.folder)}?lang=en"
    return export(KASHGAR.folder, "all").as_uri()


def add_styled_routes(page: Page) -> None:
    """Add routes beyond the corridor's ground, style and filter them, and look there."""
    choose(page, payload("flights.csv", FLIGHTS))
    page.locator(".own-entry").wait_for()
    page.evaluate(
        """() => {
          const view = geoApp.viewOf(map_corridor);
          const [overlay] = view.overlays;
          Object.assign(overlay.style, {color: 5, line: "dashed", text: "moscow"});
          geoApp.overlayChanged(view, overlay);
          geoApp.jumpTo(view, [-20, 100], 3.5);
        }"""
    )


def test_the_switch_takes_the_readers_own_routes_and_all_that_is_seen_along(
    visit: Open, everywhere: str
) -> None:
    opened = visit(f"{everywhere}#chapter=five_ports&layers=ports,boundaries&tab=routes")
    page = opened.page
    page.locator('.theme input[value="dark"]').check(force=True)
    add_styled_routes(page)
    before, routes = settled(page), page.evaluate(ROUTES)
    assert before["view"][-1] == "view=-20,100,3.5", "beyond the ground of the corridor itself"
    assert before["view"][:-1] == ["chapter=five_ports", "layers=boundaries,ports", "tab=routes"]
    others = KASHGAR.corridor.languages[1:] if EVERYTHING else ("ug",)
    for language in (*others, "en"):
        turn(page, language)
        page.locator(".own-entry").wait_for()
        assert (settled(page), page.evaluate(ROUTES)) == (before, routes)
    page.reload()
    page.locator(STARTED).wait_for()
    assert page.locator(".own-entry").count() == 0
    assert opened.complaints == []


def test_the_switch_warns_before_routes_are_lost(visit: Open, everywhere: str) -> None:
    page = visit(f"{everywhere}#tab=routes").page
    choose(page, payload("flights.csv", FLIGHTS))
    page.locator(".own-entry").wait_for()
    page.evaluate(FULL_STORE)
    page.locator(".languages a[hreflang=ug]").click()
    without = page.get_by_role("button", name="Go on without them")
    expect(without).to_be_focused()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".own-entry").count() == 1
    without.click()
    expect(page.locator("html")).to_have_attribute("lang", "ug")
    page.locator(STARTED).wait_for()
    assert page.locator(".own-entry").count() == 0


def test_the_switch_keeps_an_open_table_with_its_order_and_filter(
    visit: Open, everywhere: str
) -> None:
    page = visit(f"{everywhere}#table=places,name,desc&rows=geonames").page
    before = settled(page)
    assert {"table=places,name,desc", "rows=geonames"} <= set(before["view"])
    turn(page, "ug")
    assert settled(page) == before


def said(visit: Open, address: str) -> Any:
    opened = visit(address, offline=True)
    settled(opened.page)
    found = opened.page.evaluate(SAID)
    assert opened.complaints == []
    return found


LATER = [(each, tag) for each, tag in EDITIONS if tag != each.corridor.languages[0]]


@pytest.mark.parametrize(
    ("subject", "language"),
    sample(LATER, 2, 1),
    ids=lambda each: each.name if isinstance(each, Subject) else each,
)
def test_a_further_language_is_to_the_last_attribute_the_file_of_that_language(
    visit: Open, export: Export, subject: Subject, language: str
) -> None:
    alone = said(visit, export(subject.folder, language).as_uri())
    among_others = said(visit, f"{export(subject.folder, 'all').as_uri()}#lang={language}")
    for part, value in alone.items():  # so that a failure names the part, not the whole page
        assert among_others[part] == value, part


def test_routes_are_added_and_told_in_the_language_of_the_page(visit: Open, export: Export) -> None:
    page = visit(f"{export(KASHGAR.folder, 'all').as_uri()}#lang=zh-Hans&tab=routes").page
    table = "from,to\n喀什,莫斯科\n喀什,Nowhere at all\n"
    with page.expect_file_chooser() as chooser:
        page.locator("#add-routes").click()
    chooser.value.set_files([payload("a.csv", table)])
    alone = visit(f"{export(KASHGAR.folder, 'zh-Hans').as_uri()}#tab=routes").page
    with alone.expect_file_chooser() as chooser:
        alone.locator("#add-routes").click()
    chooser.value.set_files([payload("a.csv", table)])
    entries = [each.locator(".own-entry") for each in (page, alone)]
    for entry in entries:
        expect(entry).to_have_count(1)
    assert entries[0].inner_text() == entries[1].inner_text()
    assert "共2行" in entries[0].inner_text()


def test_an_address_that_names_a_language_the_file_lacks_shows_the_first_and_says_so(
    visit: Open, export: Export
) -> None:
    page = visit(f"{export(KASHGAR.folder, 'all').as_uri()}#lang=tlh").page
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".notice", has_text="could not be read").wait_for()


def test_a_plain_anchor_leaves_the_language_as_it_is(visit: Open, export: Export) -> None:
    page = visit(f"{export(KASHGAR.folder, 'all').as_uri()}#lang=zh-Hant").page
    page.evaluate("window.stayed = true; location.hash = '#pane-sources'")
    page.wait_for_function("() => location.hash.includes('lang=zh-Hant')")
    assert page.evaluate("window.stayed && document.documentElement.lang") == "zh-Hant"


def test_without_script_the_first_language_is_read_and_there_is_no_switch(
    browser: Browser, export: Export
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{export(KASHGAR.folder, 'all').as_uri()}#lang=zh-Hans")
    assert page.locator("h1").inner_text() == KASHGAR.corridor.words("corridor.title", "en").text
    assert page.locator(".languages a").first.is_hidden()
    context.close()


def test_nothing_of_a_further_language_runs_and_all_of_it_is_text(
    visit: Open, export: Export, tmp_path: Path
) -> None:
    folder = poison(copy_corridor(tmp_path / "attacks", KASHGAR.folder), ATTACK)
    opened = visit(f"{export(folder, 'all').as_uri()}#lang=zh-Hans", offline=True)
    assert opened.page.locator("html").get_attribute("lang") == "zh-Hans"
    assert opened.page.evaluate("typeof canary") == "undefined"
    assert opened.page.locator("h1").inner_text().strip() == ATTACK.strip()
    assert opened.complaints == []


def test_the_switch_works_in_the_frame_of_a_notebook(browser: Browser, tmp_path: Path) -> None:
    cell = tmp_path / "cell.html"
    cell.write_text(f"<!DOCTYPE html><body>{geo_app.corridor_map(lang='all')._repr_html_()}")
    context = browser.new_context(viewport=DESK, offline=True)
    page = context.new_page()
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(STARTED).wait_for()
    frame.locator(".languages a[hreflang=zh-Hant]").click()
    expect(frame.locator("html")).to_have_attribute("lang", "zh-Hant")
    assert page.url == cell.as_uri()
    context.close()


def test_the_page_offers_the_file_in_all_languages_with_the_routes_of_its_reader(
    visit: Open, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    page = visit(f"{serve(KASHGAR.folder)}?lang=en#tab=routes").page
    choose(page, payload("mine.csv", "from,to\nKashgar,Moscow\n"))
    expect(page.locator(".own-entry")).to_have_count(1)
    with page.expect_download() as downloading:
        page.locator("#tab-sources").click()
        page.locator("#export-all").click()
    file = tmp_path / "all.html"
    downloading.value.save_as(file)
    opened = visit(f"{file.as_uri()}#tab=routes&lang=zh-Hans", offline=True)
    expect(opened.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(opened.page.locator(".own-entry")).to_have_count(1)
    assert opened.complaints == []
