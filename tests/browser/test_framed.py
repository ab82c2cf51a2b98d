"""A map within another page: it does not hold up who scrolls that page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import DESK, STARTED
from tests.subjects import STRAIT

ZOOM = "map_corridor.getZoom()"


@pytest.fixture
def around(
    request: pytest.FixtureRequest,
    browser: Browser,
    export: Callable[[Path, str], Path],
    tmp_path: Path,
) -> Iterator[Page]:
    """A long page that holds the map in a frame, for a mouse and for a finger."""
    host = tmp_path / "host.html"
    address = export(STRAIT.folder, "en").as_uri()
    host.write_text(
        '<!doctype html><title>Host</title><meta name="viewport" content="width=device-width">'
        f'<body style="height: 4000px">'
        f'<iframe src="{address}" style="width: 100%; height: 700px"></iframe>',
        "utf-8",
    )
    context = browser.new_context(viewport=DESK, has_touch=request.param, is_mobile=request.param)
    page = context.new_page()
    page.goto(host.as_uri())
    frame_of(page).locator(STARTED).wait_for()
    yield page
    context.close()


def frame_of(page: Page) -> Frame:
    page.wait_for_function("() => window.frames.length === 1")
    return page.frames[-1]


@pytest.mark.parametrize("around", [False], indirect=True, ids=["mouse"])
def test_a_page_around_the_map_scrolls_on_until_the_map_is_pressed(around: Page) -> None:
    frame = frame_of(around)
    zoom = frame.evaluate(ZOOM)
    around.mouse.move(900, 350)
    around.mouse.wheel(0, 300)
    around.wait_for_function("() => scrollY > 0")
    assert frame.evaluate(ZOOM) == zoom
    body = frame.locator("#panel-body")
    assert body.evaluate("each => getComputedStyle(each).overscrollBehaviorY") == "auto"
    around.evaluate("scrollTo(0, 0)")
    around.mouse.click(900, 350)
    around.mouse.wheel(0, -300)
    frame.wait_for_function(f"before => {ZOOM} > before", arg=zoom)
    assert around.evaluate("scrollY") == 0


@pytest.mark.parametrize("around", [True], indirect=True, ids=["finger"])
def test_one_finger_scrolls_the_page_around_until_the_map_is_tapped(around: Page) -> None:
    frame = frame_of(around)
    action = "getComputedStyle(map_corridor.getContainer()).touchAction"
    assert frame.evaluate(action) == "pan-x pan-y"
    around.touchscreen.tap(900, 350)
    frame.wait_for_function(f"() => {action} === 'none'")
