"""The first view comes over the wire in few bytes, and nothing on it moves while it comes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, STARTED
from tests.subjects import KASHGAR, Subject

MOST_BYTES = 250_000
"""The promise is 300 kB; the rest is room for what comes."""
FINER = "/static/relief."
LIGHT = "/static/relief_light."
WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(each => ({
    value: each.value,
    nodes: each.sources.map(({ node }) => node && (node.className || node.nodeName)).join(" "),
  })))).observe({ type: "layout-shift", buffered: true });
"""
SHOWN_RELIEF = "() => document.querySelector('img.relief')?.currentSrc ?? ''"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
Serve = Callable[..., str]


@dataclass
class Wire:
    """What came over the wire, in the order in which the browser told of it.

    Attributes:
        bytes_of: headers and body as they were sent, by path.
        order: paths as they were asked for; "load" where the page had loaded.
    """

    bytes_of: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        paths: dict[str, str] = {}

        def ask(event: dict[str, Any]) -> None:
            address = str(event["request"]["url"])
            if address.startswith("http"):
                paths[event["requestId"]] = "/" + address.split("/", 3)[3]
                self.order.append(paths[event["requestId"]])

        def finish(event: dict[str, Any]) -> None:
            if path := paths.get(event["requestId"]):
                self.bytes_of[path] = int(event["encodedDataLength"])

        session.on("Network.requestWillBeSent", ask)
        session.on("Network.loadingFinished", finish)
        session.on("Page.loadEventFired", lambda _event: self.order.append("load"))
        session.send("Network.enable")
        session.send("Page.enable")


@contextmanager
def opened(
    browser: Browser, address: str, size: dict[str, int], script: str = ""
) -> Iterator[tuple[Page, Wire]]:
    """A page at `address`, watched from before its first byte until its map is drawn."""
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    page, wire = context.new_page(), Wire()
    context.add_init_script(WATCH_SHIFTS + script)
    wire.watch(page)
    page.goto(address)
    page.locator(STARTED).wait_for()
    page.wait_for_load_state("networkidle")
    yield page, wire
    context.close()


def wait_for_finer(page: Page, subject: Subject) -> None:
    if subject is KASHGAR:
        page.wait_for_function(f"() => ({SHOWN_RELIEF})().includes('{FINER}')")
    two_frames = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"
    page.evaluate(two_frames)


@SIZES
def test_the_first_view_needs_few_bytes_and_nothing_moves_while_it_comes(
    browser: Browser, serve: Serve, edition: tuple[Subject, str], size: dict[str, int]
) -> None:
    subject, language = edition
    with opened(browser, f"{serve(subject.folder)}?lang={language}", size) as (page, wire):
        wait_for_finer(page, subject)
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifts") == []
    first = {path: count for path, count in wire.bytes_of.items() if FINER not in path}
    assert len(first) == (5 if subject is KASHGAR else 4), first
    assert all(first.values()), first
    assert sum(first.values()) <= MOST_BYTES, first


def test_a_page_that_moves_would_be_told(browser: Browser, server: str) -> None:
    with opened(browser, server, DESK) as (page, _wire):
        page.evaluate("document.querySelector('.panel-title').style.marginTop = '80px'")
        page.wait_for_function("() => window.shifts.length > 0")


def test_a_finer_relief_takes_the_place_of_the_light_one_once_the_page_has_loaded(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, DESK) as (page, wire):
        wait_for_finer(page, KASHGAR)
        assert page.locator("img.relief").count() == 1
        assert page.evaluate("document.querySelector('img.relief').naturalWidth") == 1600
    last = [path for path in wire.order if LIGHT in path or FINER in path or path == "load"][-1]
    assert FINER in last, wire.order
    assert len([path for path in wire.order if LIGHT in path]) == 1


def test_who_saves_data_keeps_the_light_relief(browser: Browser, server: str) -> None:
    saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"
    with opened(browser, server, DESK, saving) as (page, wire):
        page.wait_for_timeout(2_500)
        assert LIGHT in page.evaluate(SHOWN_RELIEF)
        assert not [path for path in wire.order if FINER in path]


def test_where_the_finer_relief_does_not_come_the_light_one_stays(
    browser: Browser, server: str
) -> None:
    context = browser.new_context()
    page, failed = context.new_page(), list[str]()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.route(f"**{FINER}*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(server)
    page.wait_for_timeout(300)
    assert [FINER in each for each in failed] == [True]
    assert LIGHT in page.evaluate(SHOWN_RELIEF)
    assert page.evaluate("document.querySelector('img.relief').naturalWidth") == 700
    assert errors == []
    context.close()


@pytest.mark.server_only  # which reads a query; a fragment is read too late
def test_a_relief_that_is_off_fetches_neither_picture(browser: Browser, server: str) -> None:
    with opened(browser, f"{server}?layers=ports,routes", DESK) as (page, wire):
        page.wait_for_timeout(300)
        assert not [path for path in wire.order if "relief" in path]
        page.locator("#tab-layers").click()
        page.locator("#layer-relief").check()
        wait_for_finer(page, KASHGAR)


def test_the_file_carries_the_finer_relief_alone(exports: Mapping[str, Path]) -> None:
    text = exports["en"].read_text("utf-8")
    assert text.count("data:image/avif") == 1
    assert '"finer"' not in text
