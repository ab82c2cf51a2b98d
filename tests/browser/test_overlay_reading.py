"""The browser's own readers of routes, for where there is no server: they read as Python's do."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.overlays.test_shared_cases import cases, content_of

Open = Callable[..., Visit]
READ = """async ([name, packed, options]) => {
  const view = geoApp.viewOf(map_corridor);
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  try {
    const { data, report, roles } = await geoApp.readOverlay(view, name, bytes, options);
    const { read, drawn, summary, faults } = report;
    return { data, read, drawn, summary, faults, roles };
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    return failure;
  }
}"""
AIRPORTS = ". codes of airports that are not on this map need the server (geo-app serve)"


@pytest.fixture
def page(visit: Open, exports: dict[str, Path]) -> Page:
    """An exported file, offline, with what reads routes loaded."""
    opened = visit(exports["en"].as_uri(), offline=True).page
    assert opened.evaluate("geoApp.loadOverlays(geoApp.viewOf(map_corridor))")
    return opened


def read(page: Page, name: str, content: bytes, **options: Any) -> Any:
    return page.evaluate(READ, [name, base64.b64encode(content).decode(), options])


def without_airports(found: Any) -> Any:
    """What was read, without what the browser alone adds to a code that it does not know."""
    for fault in found.get("faults", ()):
        fault["text"] = fault["text"].removesuffix(AIRPORTS)
    return found


def test_a_file_reads_routes_offline_as_the_server_does(page: Page) -> None:
    wrong = {}
    for case in cases():
        options = {} if case.get("swap") is None else {"swap": case["swap"]}
        found = without_airports(read(page, case["file"], content_of(case), **options))
        for key in found | case["expected"]:
            if found.get(key) != case["expected"].get(key):
                wrong[case["name"], key] = found.get(key), case["expected"].get(key)
    assert wrong == {}
