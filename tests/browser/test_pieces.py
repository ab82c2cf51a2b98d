"""A page that comes over a slow wire, piece by piece: nothing on it moves as more of it comes."""

import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Browser

from tests.browser.conftest import DESK
from tests.browser.test_first_view import opened
from tests.sampling import EVERYTHING
from tests.subjects import KASHGAR

PAUSE = 0.05
"""Seconds in which the browser paints what it has."""
LANGUAGES = KASHGAR.corridor.languages if EVERYTHING else ("zh-Hans",)


def pieces(page: bytes) -> list[bytes]:
    """The page, cut before each element of the panel's head; the rest is one piece."""
    head = page.index(b"<header")
    end = page.index(b"</header>")
    cuts = [head + found.start() for found in re.finditer(rb"<[a-z]", page[head:end])]
    return [page[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(page)], strict=True)]


@contextmanager
def slow_wire(address: str) -> Iterator[str]:
    """What is served at `address`, the page itself in pieces; the address, ending in a slash."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            with urllib.request.urlopen(address.rstrip("/") + self.path) as answer:  # noqa: S310
                content = answer.read()
                kind = answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            for piece in pieces(content) if kind.startswith("text/html") else [content]:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(PAUSE)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_nothing_moves_as_the_head_of_the_panel_comes_in_pieces(
    browser: Browser, serve: Callable[..., str]
) -> None:
    with slow_wire(serve(KASHGAR.folder)) as address:
        for language in LANGUAGES:
            with opened(browser, f"{address}?lang={language}", DESK) as (page, _wire):
                assert page.evaluate("window.shifts") == [], language
