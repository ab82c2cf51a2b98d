"""The map's tools: share, full screen, and a measure that is right to the metre."""

import random
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, STARTED, Visit, assert_large_enough
from tests.browser.test_address import FRAMES, fragment, state
from tests.subjects import Subject

Open = Callable[..., Visit]
Pair = tuple[float, float, float, float]
"""Latitude and longitude of one point and of another."""
CENTRE = "(() => { const {lat, lng} = map_corridor.getCenter(); return [lat, lng]; })()"


def geodesic(pair: Pair) -> float:
    return float(Geodesic.WGS84.Inverse(*pair)["s12"])


def measured(text: str) -> list[float]:
    """The numbers of a text that are lengths, whatever its language."""
    found = re.findall(r"([\d,.]*\d)\s*(?:km|公里)", text)
    return [float(each.replace(",", "")) for each in found]


def click_points(opened: Visit, count: int) -> list[tuple[float, float]]:
    """Click on the map, and say where that was on the Earth."""
    page, chance, points = opened.page, random.Random(7), []  # noqa: S311
    box = page.locator("#map_corridor").bounding_box()
    assert box
    for _ in range(count):
        x, y = chance.randint(60, int(box["width"]) - 80), chance.randint(120, 480)
        page.mouse.click(box["x"] + x, box["y"] + y)
        at = "at => { const {lat, lng} = map_corridor.containerPointToLatLng(at);return [lat, lng]}"
        points.append(tuple(page.evaluate(at, [x, y])))
    return points


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_distances_are_measured_by_pointer_in_every_language(
    visit: Open,
    serve: Callable[[Path], str],
    edition: tuple[Subject, str],
    viewport: dict[str, int],
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}", viewport=viewport)
    page = opened.page
    page.locator(".map-tool-measure").click()
    points = click_points(opened, 4)
    legs = [geodesic((*one, *two)) / 1000 for one, two in pairwise(points)]
    notice = page.locator(".notice-measure")
    text = notice.inner_text()
    assert "WGS 84" in text
    total, last = measured(text)
    assert total == pytest.approx(sum(legs), abs=0.51)
    assert last == pytest.approx(legs[-1], abs=0.51)
    assert measured(page.locator("#announcer").inner_text()) == [total, last]
    assert page.locator(".leaflet-popup").count() == 0
    assert page.locator("path.measure-line").count() == 3
    notice.locator(".button").click()
    assert page.locator("path.measure-line, path.measure-point").count() == 0
    notice.locator(".notice-close").click()
    assert notice.count() == 0
    assert opened.complaints == []


def test_distances_are_measured_by_keyboard_alone(visit: Open, server: str) -> None:
    opened = visit(f"{server}?lang=en")
    page = opened.page
    tool = page.get_by_role("button", name="Measure a distance")
    tool.focus()
    page.keyboard.press("Enter")
    assert tool.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Enter")
    start = page.evaluate(CENTRE)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    opened.rest()
    page.keyboard.press("Enter")
    length = geodesic((*start, *page.evaluate(CENTRE))) / 1000
    assert length > 10
    text = page.locator(".notice-measure").inner_text()
    assert measured(text)[0] == pytest.approx(length, abs=0.06)
    page.keyboard.press("Escape")
    assert page.locator(".notice-measure, path.measure-line, path.measure-point").count() == 0
    assert tool.get_attribute("aria-pressed") == "false"
    assert tool.evaluate("tool => tool === document.activeElement")
    page.locator(".leaflet-marker-icon[role=button]").first.click()
    page.locator(".leaflet-popup").wait_for()
    assert opened.complaints == []


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_share_copies_an_address_that_shows_the_same_to_anyone(
    visit: Open, server: str, browser: Browser, language: str
) -> None:
    opened = visit(f"{server}?lang={language}")
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".leaflet-control-zoom-in").click()
    page.locator("#tab-layers").click()
    page.locator("#layer-towns").uncheck()
    opened.open_card("kashgar")
    left = state(opened)
    page.locator(".map-tool-share").click()
    page.locator(".notice-share").wait_for()
    said = page.locator("#announcer").inner_text()
    assert said
    assert said in page.locator(".notice-share").inner_text()
    copied = page.evaluate("navigator.clipboard.readText()")
    context = browser.new_context(viewport=DESK, locale="fr-FR", reduced_motion="reduce")
    other = Visit(context.new_page())
    other.page.goto(copied)
    other.page.locator(STARTED).wait_for()
    other.page.locator(".leaflet-popup").wait_for()
    assert other.page.locator("html").get_attribute("lang") == language
    assert state(other) == left
    assert fragment(other) in copied
    context.close()


def test_where_nothing_can_be_copied_share_shows_the_address_selected(
    browser: Browser, exports: Mapping[str, Path], tmp_path: Path
) -> None:
    # A frame without an origin may not use the clipboard: so browsers have it.
    around = tmp_path / "around.html"
    around.write_text(
        '<iframe width="390" height="700" sandbox="allow-scripts"'
        f' src="{exports["en"].as_uri()}#tab=sources">'
    )
    context = browser.new_context(viewport=DESK, offline=True)
    page = context.new_page()
    page.goto(around.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".map-tool-share").click()
    field = frame.locator(".notice-share input")
    field.wait_for()
    assert field.input_value().endswith("#tab=sources")
    assert field.evaluate(
        "field => field.selectionEnd - field.selectionStart === field.value.length"
        " && field === document.activeElement"
    )
    context.close()


def test_full_screen_is_entered_and_left(visit: Open, server: str) -> None:
    page = visit(f"{server}?lang=en").page
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    page.get_by_role("button", name="Leave full screen").click()
    page.wait_for_function("() => document.fullscreenElement === null")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_tools_and_notices_are_large_enough_and_hidden_behind_nothing(
    visit: Open, site: str, viewport: dict[str, int]
) -> None:
    opened = visit(f"{site}#open=nowhere", viewport=viewport)
    page = opened.page
    page.locator(".map-tool-measure").click()
    click_points(opened, 2)
    page.evaluate(FRAMES)
    controls = page.locator(".map-tool, .leaflet-control-zoom a, .notice button")
    assert controls.count() == 11
    assert_large_enough(controls)
    for control in controls.all():
        assert control.evaluate(
            """control => {
              const box = control.getBoundingClientRect();
              const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return control.contains(at);
            }"""
        )
