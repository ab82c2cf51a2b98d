"""Every screen a reader can come to: no text cut, covered, laid over another or without glyphs.

A run looks at a sample of languages, windows and themes, with GEO_APP_EVERYTHING=1 at all of them;
with GEO_APP_SCREENS=FOLDER it leaves a picture of each in that folder.
"""

import os
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import STARTED, Visit, name_edition
from tests.browser.looking import find_faults
from tests.sampling import sample
from tests.subjects import EDITIONS, KASHGAR, Subject

Theme = Literal["light", "dark"]
WINDOWS = {320: 256, 360: 740, 390: 844, 768: 1024, 1440: 900, 2560: 1440}
"""Heights by width, in CSS pixels; the first is 1280 × 1024 at 400 %."""
THEMES: tuple[Theme, ...] = ("light", "dark")
FOLDER = os.environ.get("GEO_APP_SCREENS", "")
SCREENS = tuple(product(EDITIONS, WINDOWS, THEMES))
"""Every edition in every window and theme; a run takes every eleventh: each edition once."""
SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, [role=tab]')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]'))
  .filter((each) => !each.matches('.visually-hidden, .skip-link, .leaflet-control-attribution a'))
  .filter((each) => [each, ...(each.labels || [])].every((target) => {
    const { width, height } = target.getBoundingClientRect();
    return Math.min(width, height) < 24;
  }))
  .map((each) => each.outerHTML.slice(0, 90))"""
"""Controls that are narrower or lower than 24 px, and their labels too."""
PLANTED = {
    "cut": "<div class='planted' style='inline-size: 40px; overflow: hidden; white-space: nowrap'>"
    "far too long for its box</div>",
    "covered": "<div class='planted'><span>under</span><b style='position: absolute; inset: 0;"
    " background: #fff'></b></div>",
    "overlap": "<div class='planted'>one line"
    "<i style='position: absolute; inset: 0'>other</i></div>",
    "no glyph": "<div class='planted'>\U0010fffd</div>",
}


def cards_of_each_kind(subject: Subject) -> list[str]:
    """A card for each kind of place and of route, and of a country."""
    corridor = subject.corridor
    kinds = {each.kind: each.id for each in corridor.places.values() if corridor.has_card(each.id)}
    kinds |= {f"route {each.kind}": each.id for each in corridor.routes.values()}
    countries = [each for each in corridor.countries if corridor.has_card(each)]
    return [*kinds.values(), *countries[:1]]


def walk(opened: Visit, subject: Subject, width: int) -> Iterator[str]:
    """Go from screen to screen, and name each."""
    page = opened.page
    yield "first"
    page.evaluate("geoApp.showWhole(geoApp.viewOf(map_corridor))")
    yield "whole"
    page.evaluate("geoApp.showHome(geoApp.viewOf(map_corridor))")
    if width <= 720:
        page.locator("#panel-handle").click()
    for tab in ("figures", "layers", "sources", "story"):
        page.locator(f"#tab-{tab}").click()
        yield f"tab-{tab}"
    for chapter in subject.corridor.chapters:
        page.locator(f".story-contents a[data-chapter={chapter}]").click()
        yield f"chapter-{chapter}"
    for card in cards_of_each_kind(subject):
        opened.open_card(card)
        opened.rest()  # the map may slide back onto its ground
        yield f"card-{card}"
    page.keyboard.press("Escape")
    yield from walk_routes(opened, subject, width)


def walk_routes(opened: Visit, subject: Subject, width: int) -> Iterator[str]:
    """Lay routes over the map, and open each part of their entry."""
    page = opened.page
    if width <= 720:
        page.locator("#panel-handle").click()
    page.locator("#tab-routes").click()
    page.locator("#route-files").set_input_files(subject.routes)
    parts = page.locator(".own-entry [aria-expanded]")
    parts.first.wait_for()
    yield "routes"
    for number in range(parts.count()):
        parts.nth(number).click()
        yield f"routes-part-{number}"


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens an address in a window of a width, in a theme."""
    contexts = []

    def open_address(address: str, width: int, theme: Theme) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": WINDOWS[width]},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        opened = Visit(context.new_page())
        opened.page.goto(address)
        opened.page.locator(STARTED).wait_for()
        return opened

    yield open_address
    for context in contexts:
        context.close()


def picture(page: Page, name: str) -> None:
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(FOLDER) / f"{name}.png")


@pytest.mark.parametrize(
    ("edition", "width", "theme"),
    sample(SCREENS, 19),
    ids=lambda value: name_edition(value) if isinstance(value, tuple) else str(value),
)
def test_no_text_is_cut_covered_overlaid_or_without_glyphs(
    look: Callable[..., Visit],
    serve: Callable[[Path], str],
    edition: tuple[Subject, str],
    width: int,
    theme: Theme,
) -> None:
    subject, language = edition
    opened = look(f"{serve(subject.folder)}?lang={language}", width, theme)
    faults = {}
    for screen in walk(opened, subject, width):
        opened.rest()
        picture(opened.page, f"{subject.name}-{language}-{width}-{theme}-{screen}")
        if found := find_faults(opened.page):
            faults[screen] = found
    assert faults == {}


def test_every_control_is_large_enough_for_a_finger(
    look: Callable[..., Visit], serve: Callable[[Path], str]
) -> None:
    """24 × 24 px (WCAG 2.5.8), but for links within a line and what lies on the map to scale."""
    opened = look(f"{serve(KASHGAR.folder)}?lang=en", 390, "light")
    page = opened.page
    small = {
        screen: found for screen in walk(opened, KASHGAR, 390) if (found := page.evaluate(SMALL))
    }
    assert small == {}
    page.locator(".map-tool-table").evaluate("each => each.click()")
    for table in ("figures", "places"):
        page.locator(f"#tables [data-table={table}]").click()
        assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(visit: Callable[..., Visit], site: str, fault: str) -> None:
    page = visit(f"{site}?lang=en").page
    assert find_faults(page) == []
    page.evaluate(
        """text => {
          const made = new DOMParser().parseFromString(text, "text/html").body.firstChild;
          for (const each of [made, ...made.querySelectorAll("[style]")]) {
            const style = each.getAttribute("style");
            each.removeAttribute("style");
            each.style.cssText = style || "";
          }
          Object.assign(made.style, { position: "relative", "z-index": 1 });
          document.getElementById("panel-body").prepend(made);
        }""",
        PLANTED[fault],
    )
    assert [each for each in find_faults(page) if each.startswith(fault)]
