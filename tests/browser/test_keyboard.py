"""Without a mouse: everything is reached by Tab and opened by Enter, or by a finger."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, STARTED, Visit
from tests.subjects import Subject

Open = Callable[..., Visit]
MOST_STEPS = 400
POINT_TO_TAP = """feature => {
  const box = feature.getBoundingClientRect();
  const steps = [...Array(39).keys()].map(step => (step + 1) / 40);
  const at = (i, j) => [box.left + box.width * i, box.top + box.height * j];
  const hits = steps.flatMap(i => steps.map(j => at(i, j))).filter(([x, y]) =>
    x > 8 && feature.contains(document.elementFromPoint(x, y)));
  return hits.length ? hits[Math.floor(hits.length / 2)] : null;
}"""
"""The middle of what a finger can meet of a feature."""
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const {width, height} = element.getBoundingClientRect();
  return {
    feature: element.matches('.leaflet-pane [role=button]'),
    name: element.getAttribute('aria-label') || '',
    seen: element.matches(':focus-visible') && width > 0 && height > 0,
    tag: element.outerHTML.slice(0, 160),
  };
}"""


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


def walk(page: Page) -> Iterator[Any]:
    """Press Tab from the head of the page to its end; what has the focus, step by step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        yield focused
    pytest.fail(f"Tab never left the page after {MOST_STEPS} steps")


def show_place(opened: Visit, place: str) -> None:
    """Go near a place, and put the focus on its mark."""
    opened.page.evaluate(
        """id => {
          const mark = geoApp.viewOf(map_corridor).places.find(each => each.id === id);
          map_corridor.setView(mark.latLng, 9, {animate: false});
        }""",
        place,
    )
    opened.rest()
    opened.page.locator(f"[data-place={place}]").focus()


def test_tab_goes_to_everything_and_enter_opens_it_and_escape_gives_the_focus_back(
    visit: Open, site: str, subject: Subject
) -> None:
    opened = visit(f"{site}?lang=en&layers={subject.all_layers}")
    page, seen = opened.page, set[str]()
    for focused in walk(page):
        assert focused["seen"], focused["tag"]
        if focused["feature"]:
            seen.add(open_and_close(page, focused["name"]))
    missing = set(opened.card_ids()) - seen
    small = {"facility", "former_facility"}  # marks that a reader sees who comes nearer
    assert {subject.corridor.places[each].kind for each in missing} <= small
    for each in missing:
        show_place(opened, each)
        assert open_and_close(page, page.evaluate(FOCUSED)["name"]) == each
    assert opened.complaints == []


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


def test_a_feature_says_its_name_its_kind_and_a_figure(
    visit: Open, site: str, subject: Subject
) -> None:
    opened = visit(f"{site}?lang=en")
    page = opened.page
    said = str(page.locator(f"[data-place={subject.corridor.hub}]").get_attribute("aria-label"))
    opened.open_card(subject.corridor.hub)
    card = page.locator(".leaflet-popup article.card")
    values = card.locator(".figure:not(.derived) .figure-value").all_text_contents()
    for part in (card.locator(".card-title"), card.locator(".card-kind")):
        assert str(part.text_content()).strip() in said
    assert any(" ".join(value.split()) in said for value in values if re.search(r"\d", value)), said
    help_id = str(page.locator(".folium-map").get_attribute("aria-describedby"))
    assert "Escape" in str(page.locator(f"#{help_id}").text_content())


def test_a_finger_opens_and_closes_a_card_of_each_kind_in_view(browser: Browser, site: str) -> None:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{site}?lang=en")
    page.locator(STARTED).wait_for()
    features = page.locator("#map_corridor .leaflet-pane [role=button][aria-label]")
    kinds = set()
    for feature in features.element_handles():
        point = feature.evaluate(POINT_TO_TAP)
        if point is None:
            continue
        page.touchscreen.tap(*point)
        card = page.locator(".leaflet-popup article.card")
        card.wait_for()
        kinds.add(card.get_attribute("data-kind"))
        page.locator(".leaflet-popup-close-button").tap()
        card.wait_for(state="detached")
        Visit(page).rest()
    assert len(kinds) >= 3, kinds
    context.close()
