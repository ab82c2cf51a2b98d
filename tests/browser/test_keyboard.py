"""Without a mouse: everything is reached by Tab and opened by Enter, or by a finger."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, STARTED, Visit
from tests.browser.focus import assert_focus_is_seen, find_focus
from tests.sampling import EVERYTHING, sample
from tests.subjects import EDITIONS, Subject

Open = Callable[..., Visit]
MOST_STEPS = 400
POINT_TO_TAP = """feature => {
  const box = feature.getBoundingClientRect();
  const steps = [...Array(39).keys()].map(step => (step + 1) / 40);
  // In whole pixels, as a touch is.
  const at = (i, j) => [box.left + box.width * i, box.top + box.height * j].map(Math.round);
  const hits = steps.flatMap(i => steps.map(j => at(i, j))).filter(([x, y]) =>
    x > 8 && feature.contains(document.elementFromPoint(x, y)));
  return hits.length ? hits[Math.floor(hits.length / 2)] : null;
}"""
"""The middle of what a finger can meet of a feature."""


def open_and_close(page: Page, name: str) -> str:
    """Open the card of the feature that has the focus, leave it, and return the card's id."""
    page.keyboard.press("Enter")
    card = page.locator(".leaflet-popup article.card")
    card.wait_for()
    assert page.locator(".leaflet-popup").get_attribute("role") == "dialog"
    assert page.evaluate("document.activeElement.classList.contains('card-title')"), name
    shown = str(card.get_attribute("id")).removeprefix("card-")
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    return shown


def walk(page: Page) -> Iterator[dict[str, Any]]:
    """Press Tab from the head of the page to its end; what has the focus, step by step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = find_focus(page)
        if focused is None:
            return
        yield focused
    pytest.fail(f"Tab never left the page after {MOST_STEPS} steps")


def name_part(part: Subject | str) -> str:
    return part.name if isinstance(part, Subject) else part


WALKED = ("en", "ug") if EVERYTHING else ("en",)


@pytest.mark.parametrize(
    ("subject", "language"), [each for each in EDITIONS if each[1] in WALKED], ids=name_part
)
def test_tab_goes_to_everything_and_enter_opens_it_and_escape_gives_the_focus_back(
    visit: Open, serve: Callable[[Path], str], subject: Subject, language: str
) -> None:
    opened = visit(f"{serve(subject.folder)}?lang={language}&layers={subject.all_layers}")
    page, seen = opened.page, list[str]()
    for focused in walk(page):
        assert_focus_is_seen(focused)
        if focused["feature"]:
            seen.append(open_and_close(page, focused["name"]))
            assert_focus_is_seen(find_focus(page) or {})
    assert sorted(seen) == sorted(opened.card_ids())
    assert seen[0] == subject.corridor.hub, "what weighs most comes first"
    assert opened.complaints == []


def test_the_focus_is_seen_in_the_dark(visit: Open, server: str) -> None:
    for focused in walk(visit(f"{server}?lang=en", theme="dark").page):
        assert_focus_is_seen(focused)


def test_a_mark_that_is_drawn_only_nearer_is_reached_from_afar(visit: Open, server: str) -> None:
    opened = visit(f"{server}?lang=en")
    page = opened.page
    page.evaluate("() => { map_corridor.setView([50, 60], 3, {animate: false}); }")
    opened.rest()
    mark = page.locator(".mark-icon-facility").first
    assert mark.evaluate("mark => getComputedStyle(mark).opacity") == "0"
    page.locator(".mark-icon-zone").first.focus()
    page.keyboard.press("Tab")
    assert_focus_is_seen(find_focus(page) or {})
    assert mark.evaluate("mark => mark === document.activeElement")


def test_a_country_out_of_view_comes_into_view_with_the_focus(visit: Open, server: str) -> None:
    opened = visit(f"{server}?lang=en")
    page = opened.page
    country = page.locator(".country[aria-label^=Pakistan]")
    country.evaluate("""country => {
      const all = [...document.querySelectorAll('.leaflet-pane [role=button]')];
      all[all.indexOf(country) - 1].focus();
    }""")
    opened.rest()
    page.evaluate("() => { map_corridor.setView([42.6, 72.1], 7, {animate: false}); }")
    opened.rest()
    height = page.evaluate("window.innerHeight")
    assert country.evaluate("country => country.getBoundingClientRect().top") > height
    page.keyboard.press("Tab")
    assert country.evaluate("country => country === document.activeElement")
    opened.rest()
    assert_focus_is_seen(find_focus(page) or {})


def test_the_list_of_routes_leads_to_every_route_and_back(
    visit: Open, site: str, subject: Subject
) -> None:
    page = visit(f"{site}?lang=en#tab=routes").page
    links = page.locator("#pane-routes .route-list a").all()
    assert len(links) == len(subject.corridor.routes)
    for link in links:
        link.focus()
        page.keyboard.press("Enter")
        card = page.locator(".leaflet-popup article.card")
        card.wait_for()
        page.wait_for_function("() => document.activeElement.classList.contains('card-title')")
        page.keyboard.press("Escape")
        card.wait_for(state="detached")
        assert link.evaluate("link => link === document.activeElement")


def test_the_table_leads_to_every_place_on_the_map(
    visit: Open, site: str, subject: Subject
) -> None:
    opened = visit(f"{site}?lang=en")
    page, rows = opened.page, "#table-places tbody [href^='#card-']"
    cards = page.locator(f"{rows}:first-child").evaluate_all(
        "links => links.map(link => link.closest('tr').id.replace('row-', ''))"
    )
    assert {each for each in subject.corridor.places if subject.corridor.has_card(each)} <= set(
        cards
    )
    for card in sample(sorted(set(cards)), of_each=9):
        page.locator(".map-tool-table").press("Enter")
        page.locator("#tables [data-table=places]").press("Enter")
        page.locator(f"#row-{card} th a").press("Enter")
        page.locator(f".leaflet-popup #card-{card}").wait_for()
        page.wait_for_function("() => document.activeElement.classList.contains('card-title')")
        page.keyboard.press("Escape")
        page.locator(".leaflet-popup").wait_for(state="detached")
        assert (find_focus(page) or {})["feature"], "the focus goes to what the card was of"


def test_the_skip_links_lead_past_the_map(visit: Open, site: str) -> None:
    page = visit(f"{site}?lang=en").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    page.reload()
    page.locator(STARTED).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tab-routes"
    assert page.locator("#pane-routes").is_visible()
    page.reload()
    page.locator(STARTED).wait_for()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "search"


SHOW = """id => {
  const view = geoApp.viewOf(map_corridor);
  const feature = view.features.get(id);
  const {latLngs, latLng, labelPoints} = feature;
  const [point, zoom] = latLng ? [latLng, 9]
    : latLngs ? [latLngs[Math.floor(latLngs.length / 3)], 6] : [labelPoints[0], 5];
  map_corridor.setView(point, Math.min(zoom, map_corridor.getMaxZoom()), {animate: false});
}"""
"""What a reader does with two fingers: bring a feature near."""


def tap(page: Page, card: str) -> None:
    """Tap what opens `card`, where a finger meets it."""
    page.evaluate(SHOW, card)
    Visit(page).rest()
    feature = page.evaluate_handle(
        "id => geoApp.viewOf(map_corridor).features.get(id).element()", card
    )
    point = feature.evaluate(POINT_TO_TAP)
    assert point, f"no finger meets {card}"
    page.touchscreen.tap(*point)


def test_a_finger_opens_and_closes_the_card_of_everything(
    browser: Browser, site: str, subject: Subject
) -> None:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{site}?lang=en&layers={subject.all_layers}")
    page.locator(STARTED).wait_for()
    cards = sample(Visit(page).card_ids(), of_each=3)
    assert cards
    for each in cards:
        tap(page, each)
        card = page.locator(f".leaflet-popup #card-{each}")
        card.wait_for()
        page.locator(".leaflet-popup-close-button").tap()
        card.wait_for(state="detached")
    context.close()
