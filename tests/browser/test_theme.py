"""Light, dark, or as the system has it: the reader's choice, kept, there before the first paint."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import DESK, PHONE, STARTED, Theme, Visit
from tests.subjects import Subject

Open = Callable[..., Visit]
THEMES: tuple[Theme, ...] = ("light", "dark")
IS_DARK = """() => {
  const lightness = (element) => Math.max(
    ...getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number));
  return lightness(document.body) < 128;
}"""
WATCH_FIRST_BODY = """
new MutationObserver((_, observer) => {
  if (!document.body) return;
  window.themeAtFirst = document.documentElement.dataset.theme;
  observer.disconnect();
}).observe(document, {childList: true, subtree: true});
"""
"""Notes which theme holds when there is first a body, that is, something to paint."""


def is_dark(page: Page | Frame) -> bool:
    return bool(page.evaluate(IS_DARK))


@pytest.mark.parametrize("theme", THEMES)
def test_without_a_choice_the_page_is_as_the_system_has_it(
    visit: Open, site: str, theme: Theme
) -> None:
    opened = visit(site, theme=theme)
    assert is_dark(opened.page) == (theme == "dark")
    assert opened.page.get_by_role("radio", checked=True).get_attribute("value") == "system"
    opened.page.emulate_media(color_scheme="light" if theme == "dark" else "dark")
    assert is_dark(opened.page) != (theme == "dark")
    assert opened.complaints == []


@pytest.mark.parametrize("source", ["page", "file"])
def test_a_choice_outlasts_a_reload_and_holds_before_anything_is_painted(
    visit: Open, site: str, export: Callable[[Path, str], Path], subject: Subject, source: str
) -> None:
    address = site if source == "page" else export(subject.folder, "en").as_uri()
    opened = visit(address, offline=source == "file")
    page = opened.page
    page.add_init_script(WATCH_FIRST_BODY)
    page.get_by_role("radio", name="Dark colours").check()
    assert is_dark(page)
    page.reload()
    assert page.evaluate("window.themeAtFirst") == "dark"
    assert is_dark(page)
    assert page.get_by_role("radio", name="Dark colours").is_checked()
    page.get_by_role("radio", name="Colours as the system has them").check()
    page.reload()
    assert not is_dark(page)
    assert opened.complaints == []


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_switch_is_large_enough_named_and_walked_by_arrow_keys(
    visit: Open, site: str, viewport: dict[str, int]
) -> None:
    opened = visit(f"{site}?lang=en", viewport=viewport)
    page = opened.page
    if viewport is PHONE:
        for _ in range(2):  # half way, then all of it
            page.get_by_role("button", name="Show or hide the panel").click()
    radios = page.get_by_role("group", name="Appearance").get_by_role("radio")
    for radio in radios.all():
        box = radio.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    radios.first.focus()
    for name in ("Light colours", "Dark colours"):
        page.keyboard.press("ArrowRight")
        assert page.get_by_role("radio", name=name).is_checked()
    assert is_dark(page)
    assert opened.complaints == []


def test_another_tab_follows(visit: Open, site: str) -> None:
    page = visit(site).page
    other = page.context.new_page()
    other.goto(site)
    page.get_by_role("radio", name="Dark").or_(page.locator("[name=theme][value=dark]")).check()
    other.wait_for_function(IS_DARK)


def test_where_nothing_may_be_kept_the_choice_holds_all_the_same(
    site: str, browser: Browser
) -> None:
    """A sandboxed frame, as notebooks have them, refuses `localStorage` with an error."""
    context = browser.new_context(viewport=DESK)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}?lang=en")
    export = page.locator("#export-button").evaluate("link => link.href")
    html = context.request.get(export).text()
    page.goto("about:blank")  # without the page's own policy
    page.set_content("<iframe sandbox='allow-scripts' width='1400' height='850'></iframe>")
    page.locator("iframe").evaluate("(frame, html) => { frame.srcdoc = html; }", html)
    inside = page.frame_locator("iframe")
    inside.locator(STARTED).wait_for()
    inside.get_by_role("radio", name="Dark colours").check()
    frame = page.frames[-1]
    assert is_dark(frame)
    assert (
        frame.evaluate("() => { try { return localStorage.length; } catch { return -1; } }") == -1
    )
    assert errors == []
    context.close()


def test_without_script_the_system_decides_and_no_switch_is_shown(
    browser: Browser, export: Callable[[Path, str], Path], subject: Subject
) -> None:
    for theme in THEMES:
        context = browser.new_context(java_script_enabled=False, color_scheme=theme)
        page = context.new_page()
        page.goto(export(subject.folder, "en").as_uri())
        assert not page.locator(".theme").is_visible()
        assert is_dark(page) == (theme == "dark")
        context.close()


@pytest.mark.parametrize("chosen", ["system", "dark"])
def test_paper_is_always_light(visit: Open, site: str, chosen: str) -> None:
    page = visit(site, theme="dark").page
    page.locator(f"[name=theme][value={chosen}]").check()
    assert is_dark(page)
    page.emulate_media(media="print")
    assert not is_dark(page)


def test_the_error_page_is_as_the_system_has_it(site: str, browser: Browser) -> None:
    grounds = set()
    for theme in THEMES:
        context = browser.new_context(color_scheme=theme)
        page = context.new_page()
        page.goto(f"{site}nowhere")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert len(grounds) == len(THEMES)


SEEN_COLOURS = """() => [
  ['.leaflet-pane path.line-freight', 'stroke'], ['.leaflet-pane path.line-boundary', 'stroke'],
  ['.leaflet-pane path.area-land', 'fill'], ['.folium-map', 'backgroundColor'],
  ['.label-hub', 'textShadow'], ['.legend-line .line-passenger', 'stroke'],
  ['.legend-tints span', 'backgroundColor'],
].map(([selector, property]) => getComputedStyle(document.querySelector(selector))[property])"""


def test_the_systems_own_colours_leave_marks_and_lines_as_they_are(visit: Open, site: str) -> None:
    page = visit(site).page
    before = page.evaluate(SEEN_COLOURS)
    page.emulate_media(forced_colors="active", color_scheme="light")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(SEEN_COLOURS) == before
    panel = page.evaluate("getComputedStyle(document.querySelector('.panel-title')).color")
    assert panel == page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("p"));
          probe.style.color = "canvastext";
          return getComputedStyle(probe).color;
        }"""
    )
