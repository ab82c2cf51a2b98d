"""Runs what is measured, each in a process of its own: how long, and in how much memory."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.huge_page import SETTLED, WITH_OVERLAYS, Opened, open_own
from tests.running import MEASURED, serving

OFTEN = 0.02
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Ran:
    """A process that has ended: wall time, and the most resident memory in bytes."""

    seconds: float
    peak: int


def export_own(out: Path, table: Path | None = None) -> Ran:
    """Write a file with `geo-app export`."""
    overlay = ["--overlay", str(table)] if table else []
    return _run([sys.executable, "-m", "geo_app", "export", str(out), "--lang", "en", *overlay])


def export_peer(out: Path, file: Path) -> Ran:
    """Write a file with folium-offline."""
    return _run([sys.executable, "-m", "tests.bench.huge_peer", str(file), str(out)])


def _run(command: list[str]) -> Ran:
    with tempfile.NamedTemporaryFile("r") as notes:
        measured = [sys.executable, "-c", MEASURED, notes.name, *command]
        subprocess.run(measured, stdout=subprocess.DEVNULL, check=True)
        seconds, peak = notes.read().split()
    return Ran(float(seconds), int(peak))


@dataclass(frozen=True)
class Sent:
    """A file that a page has sent to a server, and drawn: `ready` counts from the choice of it.

    Attributes:
        peak: the most resident memory of the server and its processes in bytes.
    """

    opened: Opened
    peak: int

    def download(self) -> str:
        """What the button “Download data” gives."""
        page = self.opened.page
        entry = page.locator(".own-entry")
        entry.get_by_role("button", name="Report", exact=True).click()
        with page.expect_download() as downloading:
            entry.get_by_role("button", name="Download data").click()
        return Path(downloading.value.path()).read_text("utf-8")


def upload(browser: Browser, file: Path) -> Sent:
    """Choose `file` on a page that a server of its own serves, and wait until it is drawn."""
    with serving() as running:
        page = open_own(browser, f"{running.address}?lang=en#tab=routes", 0).page
        watch = _Watch(running.process.pid)
        start = time.perf_counter()
        page.locator("#route-files").set_input_files(file)
        page.evaluate(WITH_OVERLAYS, 1)
        page.evaluate(SETTLED)
        took = time.perf_counter() - start
        return Sent(Opened(page, 1000 * took), watch.stop())


class _Watch:
    """Looks often at the memory of a process and of those that come from it."""

    def __init__(self, process: int) -> None:
        self._process, self._peak, self._ends = process, 0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> int:
        """End it: the most bytes that were resident at once."""
        self._ends.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._ends.wait(OFTEN):
            self._peak = max(self._peak, _resident(self._process))


def _resident(process: int) -> int:
    try:
        own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE_BYTES
        tasks = list(Path(f"/proc/{process}/task").glob("*/children"))
        children = {int(each) for task in tasks for each in task.read_text().split()}
    except (OSError, ValueError, IndexError):  # it has just ended
        return 0
    return own + sum(map(_resident, children))
