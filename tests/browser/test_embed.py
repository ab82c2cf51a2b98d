"""The page for an iframe: on another origin, for a finger, for the ear, in a small frame."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, CDPSession, FrameLocator, Page, expect

from tests.browser.conftest import STARTED, Visit, assert_large_enough
from tests.browser.test_accessibility import find_violations
from tests.conftest import LANGUAGES
from tests.sampling import sample

SMALL = {"width": 320, "height": 420}
CAMERA = """(() => {
  const {lat, lng} = map_corridor.getCenter();
  return [lat, lng, map_corridor.getZoom()];
})()"""


@contextmanager
def hosting(body: str, **headers: str) -> Iterator[str]:
    """The address of a page with `body`, of an origin that is not the map's."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    # Another host, too: "localhost" is no more the same site as 127.0.0.1 than any other.
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}/"
        server.shutdown()


def page_around(address: str, height: int = 420) -> str:
    frame = (
        f'<iframe src="{html.escape(address)}" title="Map" width="100%" height="{height}"></iframe>'
    )
    return (
        '<!doctype html><html lang="en"><title>Host</title>'
        '<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">'
        f'<body style="margin: 0"><main><h1>Article</h1>{frame}'
        '<p style="height: 3000px">More</p></main>'
    )


@pytest.fixture(scope="session")
def embed(server: str) -> Callable[[str], str]:
    """Gives the address of a language's page for an iframe, which its page tells."""

    def address_of(language: str) -> str:
        with urlopen(f"{server}?lang={language}") as page:  # noqa: S310 - our own
            told = re.search(r'id="embed-link" href="([^"]*)"', page.read().decode())
            assert told
            return urljoin(page.url, html.unescape(told[1]))

    return address_of


@pytest.mark.parametrize("isolated", [False, True], ids=["plain", "isolated"])
def test_a_page_of_another_origin_shows_the_map(
    embed: Callable[[str], str], browser: Browser, *, isolated: bool
) -> None:
    headers = {"Cross_Origin_Embedder_Policy": "require-corp"} if isolated else {}
    address = f"{embed('en')}#layers=ports,routes&chapter=five_ports"
    with hosting(page_around(address), **headers) as host:
        page, complaints = browser.new_page(), []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(host)
        frame = page.frame_locator("iframe")
        frame.locator(STARTED).wait_for()
        expect(frame.locator(".stage .mark-land_port")).to_have_count(4)
        assert complaints == []
        page.close()


def test_no_other_page_can_be_framed(server: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server}?lang=en")
    export = page.locator("#export-button").evaluate("link => link.href")
    assert_cannot_be_framed(browser, f"{server}?lang=en", server)
    assert_cannot_be_framed(browser, export, server)
    page.close()


@pytest.mark.server_only  # hosts of files send no headers of ours with an address of no file
def test_an_error_cannot_be_framed(server: str, browser: Browser) -> None:
    assert_cannot_be_framed(browser, f"{server}embed?lang=tlh", server)


def assert_cannot_be_framed(browser: Browser, address: str, server: str) -> None:
    with hosting(page_around(address)) as host:
        page = browser.new_page()
        page.goto(host)
        frame = page.frames[1]
        assert not frame.url.startswith(server) or not frame.locator("body *").count()
        page.close()


@pytest.mark.parametrize("language", sample(LANGUAGES, 2))
def test_a_small_frame_holds_all_of_it_in_every_language(
    embed: Callable[[str], str], visit: Callable[..., Visit], language: str
) -> None:
    address = embed(language)
    dark = LANGUAGES.index(language) % 2
    opened = visit(address, viewport=SMALL, theme=["light", "dark"][dark])
    page = opened.page
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    assert not page.locator("[role=tab], .search, #tables").count()
    for link in page.locator(".embed-bar > :not(.embed-names)").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= SMALL["width"]
    assert_large_enough(page.locator(".embed-bar a, .embed-bar summary, .leaflet-bar > *"))
    assert find_violations(page, "html") == []
    page.locator("summary").press("Enter")
    expect(page.locator(".embed-legend .legend-entry").last).to_be_visible()
    assert find_violations(page, ".embed-legend") == []
    page.locator("summary").press("Enter")
    page.goto(f"{address}#chapter=five_ports")
    page.reload()
    page.locator(STARTED).wait_for()
    expect(page.locator(".embed-story .chapter-title:visible")).to_have_count(1)
    assert find_violations(page, ".embed-story") == []
    assert opened.complaints == []


def test_the_keyboard_goes_through_all_of_it(
    embed: Callable[[str], str], visit: Callable[..., Visit]
) -> None:
    page = visit(embed("en"), viewport=SMALL).page
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.localName"))
    assert seen[:3] == ["summary", "full-map", "map_corridor"]
    page.locator(".mark-icon[role=button]").first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup [role=dialog], .leaflet-popup").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_the_address_says_view_layers_card_and_chapter_as_that_of_the_page_does(
    embed: Callable[[str], str], visit: Callable[..., Visit]
) -> None:
    state = "view=39,75,6.5&layers=ports,routes&open=khunjerab_line"
    page = visit(f"{embed('en')}#{state}").page
    page.locator(".leaflet-popup #card-khunjerab_line").wait_for()
    assert page.evaluate(CAMERA) == [39, 75, 6.5]
    expect(page.locator(".country")).to_have_count(0)
    with page.expect_popup() as opened:
        page.locator("#full-map").click()
    full = opened.value
    full.locator(STARTED).wait_for()
    full.locator(".leaflet-popup #card-khunjerab_line").wait_for()
    assert full.evaluate(CAMERA) == [39, 75, 6.5]
    expect(full.locator(".country")).to_have_count(0)
    full.close()


def test_a_chapter_is_told_below_the_map_and_walked(
    embed: Callable[[str], str], visit: Callable[..., Visit]
) -> None:
    window = {"width": 640, "height": 600}
    opened = visit(f"{embed('en')}#chapter=half_year", viewport=window)
    page = opened.page
    title = page.locator(".embed-story .chapter:not([hidden]) .chapter-title")
    first = title.inner_text()
    assert page.locator(".embed-story .chapter:not([hidden]) .figure-value").count()
    page.locator("#story-ahead").click()
    assert title.inner_text() != first
    opened.rest()
    assert page.locator(".is-lit").count()
    page.locator("#story-ahead").press("Escape")
    expect(page.locator(".embed-story")).to_be_hidden()


@pytest.mark.server_only  # which answers `theme=`; without it the reader's system decides
def test_the_author_chooses_the_colours_or_leaves_them_to_the_reader(
    server: str, visit: Callable[..., Visit]
) -> None:
    dark = "matchMedia('(prefers-color-scheme: dark)').matches"
    ground = "getComputedStyle(document.querySelector('.embed-bar')).color"
    seen = {}
    for query, theme in (("&theme=dark", "light"), ("", "dark"), ("&theme=light", "dark")):
        page = visit(f"{server}embed?lang=en{query}", theme=theme).page
        assert page.evaluate(dark) == (theme == "dark")
        seen[query] = page.evaluate(ground)
    assert seen["&theme=dark"] == seen[""] != seen["&theme=light"]


def open_on_phone(browser: Browser, host: str) -> tuple[Page, FrameLocator]:
    window = {"width": 390, "height": 700}
    context = browser.new_context(viewport=window, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(host)
    frame = page.frame_locator("iframe")
    frame.locator(STARTED).wait_for()
    return page, frame


def move_fingers(device: CDPSession, steps: list[list[tuple[int, int]]]) -> None:
    """Touch, move and let go, with one finger or more."""
    for number, fingers in enumerate(steps):
        points = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(fingers)]
        kind = "touchMove" if number else "touchStart"
        device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_finger_scrolls_the_page_around_even_after_a_tap(
    embed: Callable[[str], str], browser: Browser
) -> None:
    with hosting(page_around(embed("en"), 640)) as host:
        page, frame = open_on_phone(browser, host)
        within = page.frames[1]
        before = within.evaluate(CAMERA)
        page.touchscreen.tap(150, 400)
        device = page.context.new_cdp_session(page)
        apart = [[(150, 400 - 10 * step), (150, 410 + 10 * step)] for step in range(11)]
        move_fingers(device, apart)
        within.wait_for_function("zoom => map_corridor.getZoom() > zoom", arg=before[2])
        assert page.evaluate("scrollY") == 0
        before = within.evaluate(CAMERA)
        move_fingers(device, [[(150, 500 - 30 * step)] for step in range(11)])
        page.wait_for_function("() => scrollY > 100")
        assert within.evaluate(CAMERA) == before
        expect(frame.locator(".gesture-hint")).to_be_visible()
        page.context.close()
