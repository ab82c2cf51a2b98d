"""What a reader of a huge overlay waits for, in Chromium: the page, its frames, clicks, changes."""

import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM_NAMES

DEBOUNCE = 150
"""Milliseconds that filter.js waits for another letter before it begins."""
CLICK_ZOOM = 7
FRAME = 1000 / 60
PANS = 3

SETTLED = """() => new Promise(resolve => {
  const map = document.querySelector('.folium-map');
  const look = quiet => requestAnimationFrame(() => {
    const busy = map.matches('.is-starting, .is-drawing, .leaflet-zoom-anim');
    return quiet > 1 && !busy ? resolve(performance.now()) : look(busy ? 0 : quiet + 1);
  });
  look(0);
})"""
"""Once nothing is under way any more, and has been painted; when that was."""
WITH_OVERLAYS = """count => new Promise(resolve => {
  const look = () => {
    const map = document.querySelector('.leaflet-marker-icon')
      && document.querySelector('.folium-map:not(.is-starting)');
    const found = map && geoApp.viewOf(map_corridor).overlays?.length || 0;
    const isListed = document.querySelectorAll('.own-entry').length === count;
    return map && found === count && isListed ? resolve() : requestAnimationFrame(look);
  };
  look();
})"""
PAINTED = """() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(
  () => resolve(performance.now()))))"""
IDLE = """() => new Promise(resolve => {
  const until = performance.now() + 30000;
  const look = (before, calm) => requestAnimationFrame(now => {
    const next = now - before < 25 ? calm + 1 : 0;
    return next > 90 || now > until ? resolve(next > 90) : look(now, next);
  });
  look(performance.now(), 0);
})"""
RECORD = """() => {
  window.frameTimes = [];
  const note = before => requestAnimationFrame(now => {
    if (!window.frameTimes) return;
    window.frameTimes.push(now - before);
    note(now);
  });
  requestAnimationFrame(now => note(now));
}"""
TAKE = "() => { const found = window.frameTimes; window.frameTimes = null; return found; }"
LOOK_AT = """([lat, lng, zoom]) => {
  map_corridor.closePopup();
  map_corridor.setView([lat, lng], zoom, {animate: false});
}"""
WATCH_CLICK = """([lat, lng]) => {
  window.clickTimes = {};
  const note = ({timeStamp}) => { clickTimes.from = timeStamp; };
  addEventListener('click', note, {capture: true, once: true});
  map_corridor.once('popupopen', () => { clickTimes.to = performance.now(); });
  const {x, y} = map_corridor.latLngToContainerPoint([lat, lng]);
  const {left, top} = map_corridor.getContainer().getBoundingClientRect();
  return [x + left, y + top];
}"""
CLICKED = """() => {
  const {openedItem} = geoApp.viewOf(map_corridor);
  return [clickTimes.to - clickTimes.from, openedItem ? openedItem.index : -1];
}"""
CHANGE = """([value, wait]) => new Promise(resolve => {
  const inputs = [...document.querySelectorAll('.own-section :is(select, [type=search])')];
  const field = inputs.find(({type, options}) => (wait
    ? type === 'search' : [...options || []].some(option => option.value === value)));
  const map = document.querySelector('.folium-map');
  field.value = value;
  const from = performance.now();
  field.dispatchEvent(new Event(wait ? 'input' : 'change', {bubbles: true}));
  const look = () => requestAnimationFrame(() => (map.matches('.is-drawing')
    ? look() : setTimeout(() => resolve(performance.now() - from - wait))));
  setTimeout(look, wait);
})"""
"""The time from a reader's change to what it shows, less what is waited for another letter."""


@dataclass(frozen=True)
class Opened:
    """A map in a page of its own; its readiness is in milliseconds since its navigation began."""

    page: Page
    ready: float


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser that has started already."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        browser.new_page().close()
        yield browser
        browser.close()


def open_own(browser: Browser, address: str, overlays: int) -> Opened:
    """Open a map of ours; it is ready once all of its overlays are drawn."""
    page = _page(browser)
    page.goto(address, wait_until="commit")
    page.wait_for_load_state("load")
    page.evaluate(WITH_OVERLAYS, overlays)
    return Opened(page, page.evaluate(SETTLED))


def open_peer(browser: Browser, file: Path) -> Opened:
    """Open a map of folium's; it is ready once it has been painted after all scripts have run."""
    page = _page(browser)
    page.goto(file.as_uri())
    return Opened(page, page.evaluate(PAINTED))


def _page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(300_000)
    return page


def frames(page: Page) -> list[float]:
    """Milliseconds between frames while a reader drags the map about, and zooms in and out."""
    page.evaluate(IDLE)
    page.evaluate(RECORD)
    for _ in range(PANS):
        for direction in (1, -1):
            _drag(page, 300 * direction)
        for turn in (-120, 120):
            page.mouse.wheel(0, turn)
            page.wait_for_timeout(700)
    taken: list[float] = page.evaluate(TAKE)
    return taken


def _drag(page: Page, across: int) -> None:
    page.mouse.move(800, 450)
    page.mouse.down()
    for step in range(1, 31):
        page.mouse.move(800 + across * step / 30, 450 + across * step / 60)
        page.wait_for_timeout(8)
    page.mouse.up()
    page.wait_for_timeout(300)


def blocked(times: list[float]) -> float:
    """Seconds in which frames came later than a screen of 60 Hz would have shown them."""
    return sum(max(0.0, each - FRAME) for each in times) / 1000


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def click(page: Page, longitude: float, latitude: float) -> tuple[float, int]:
    """Click on a place: milliseconds until the card is there, and the number of its route."""
    page.evaluate(LOOK_AT, [latitude, longitude, CLICK_ZOOM])
    page.evaluate(SETTLED)
    x, y = page.evaluate(WATCH_CLICK, [latitude, longitude])
    page.mouse.click(x, y)
    page.wait_for_timeout(50)
    page.evaluate(PAINTED)
    took, index = page.evaluate(CLICKED)
    return (took if took is not None else float("inf")), index


def change(page: Page, section: str, value: str, *, wait: int = 0) -> float:
    """Milliseconds from a change in a section of the only entry until it is all drawn."""
    button = page.locator(".own-entry").get_by_role("button", name=section, exact=True)
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    page.evaluate(SETTLED)
    page.evaluate(IDLE)
    return float(page.evaluate(CHANGE, [value, wait]))


def heap_bytes(page: Page) -> int:
    """What the page's script keeps, after what it does not need is gone."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return int(next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize"))
