"""Huge overlays against folium-offline: 67,000 routes, a million points, and how that grows.

    python -m tests.bench.huge [routes] [distinct] [track] [growing] [limit]

Needs the extra `bench` and Chromium; takes about half an hour. Everything is made anew with fixed
seeds; each peer runs in a process of its own, one after the other. A bar that is missed is named,
and the exit code is 1. Say it of a machine that does nothing else: the load is printed.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.bench import huge_limit
from tests.bench.huge_data import write_routes, write_track
from tests.bench.huge_page import (
    CLICK_ZOOM,
    DEBOUNCE,
    Opened,
    blocked,
    browsing,
    change,
    click,
    frames,
    heap_bytes,
    open_own,
    open_peer,
    p95,
)
from tests.bench.huge_process import Ran, export_own, export_peer, upload
from tests.bench.huge_truth import Truth

ROUTES, POINTS, CLICKS = 67_000, 1_000_000, 12
SIZES = (1_000, 10_000, 100_000)
FEW, TURNS = 99, 9
MOST_TIME, MOST_BYTES, MOST_READY, MOST_TRACK = 0.5, 0.1, 0.25, 0.25
MOST_FRAME, MOST_CLICK, MOST_CHANGE = 4.0, 100.0, 200.0
MOST_MEMORY = 1e9
LINEAR = 1.15
"""Ten times as much may cost that many times ten times: no measurement is exact."""
METRES_A_PIXEL = 156_543 / 2**CLICK_ZOOM


class Report:
    """Prints each measurement with its bar, and remembers whether all were met."""

    def __init__(self) -> None:
        self.met = True

    def row(self, what: str, found: float, most: float, detail: str = "") -> None:
        """A number that has to be at most `most`."""
        met = found <= most
        self.met &= met
        verdict = "met" if met else "MISSED"
        print(f"  {what}: {found:.3g}, at most {most:g}: {verdict}  {detail}", flush=True)

    def say(self, text: str) -> None:
        """Something without a bar."""
        print(f"  {text}", flush=True)


@contextmanager
def _folder(title: str) -> Iterator[Path]:
    print(f"\n{title} (load {os.getloadavg()[0]:.1f})", flush=True)
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def measure_routes(report: Report, *, distinct: bool = False) -> None:
    """Our file and theirs of the same routes, and what a reader does in ours."""
    kind = "all of them distinct" if distinct else "as many lines as airlines fly"
    with _folder(f"{ROUTES:,} routes, {kind}") as folder:
        table, own, peer = folder / "routes.csv", folder / "own.html", folder / "peer.html"
        routes = write_routes(table, ROUTES, distinct=distinct)
        ours, theirs = export_own(own, table), export_peer(peer, table)
        _compare_files(report, (own, ours), (peer, theirs))
        empty = folder / "empty.html"
        export_own(empty)
        with browsing() as browser:
            bare = open_own(browser, _routes_tab(empty), 0)
            bare_frames = p95(frames(bare.page))
            bare.page.close()
            others = open_peer(browser, peer)
            others.page.close()
            opened = open_own(browser, _routes_tab(own), 1)
            ready = f"{opened.ready / 1000:.2f} s : {others.ready / 1000:.2f} s"
            report.row("page ready, ratio", opened.ready / others.ready, MOST_READY, ready)
            found = p95(frames(opened.page))
            detail = f"{found:.1f} ms; an empty map {bare_frames:.1f} ms"
            report.row("95 % of frames, ms more", found - bare_frames, MOST_FRAME, detail)
            _use(report, opened, Truth(routes))


def _routes_tab(file: Path) -> str:
    return f"{file.as_uri()}#tab=routes"


def _compare_files(report: Report, own: tuple[Path, Ran], peer: tuple[Path, Ran]) -> None:
    (ours, run), (theirs, other) = own, peer
    detail = f"{run.seconds:.1f} s : {other.seconds:.1f} s"
    report.row("export, ratio of time", run.seconds / other.seconds, MOST_TIME, detail)
    sizes = ours.stat().st_size, theirs.stat().st_size
    detail = f"{sizes[0] / 1e6:.2f} MB : {sizes[1] / 1e6:.2f} MB"
    report.row("export, ratio of bytes", sizes[0] / sizes[1], MOST_BYTES, detail)
    report.say(f"memory of the export: {run.peak / 1e6:.0f} MB : {other.peak / 1e6:.0f} MB")


def _use(report: Report, opened: Opened, truth: Truth) -> None:
    """Click on routes, colour them by a column, filter them."""
    page = opened.page
    took, wrong = [], 0
    for place in truth.places(CLICKS):
        milliseconds, row = click(page, place.longitude, place.latitude)
        took.append(milliseconds)
        wrong += row < 0 or not truth.is_nearest(row, place, METRES_A_PIXEL)
    report.row("clicks that open another route than the nearest", wrong, 0, f"of {CLICKS}")
    report.row("slowest click, ms", max(took), MOST_CLICK, f"the first {took[0]:.0f} ms")
    colour = change(page, "Style", "carrier")
    report.row("colour by a column, ms until drawn", colour, MOST_CHANGE)
    kept = change(page, "Routes", "EK", wait=DEBOUNCE)
    report.row("filter, ms until drawn", kept, MOST_CHANGE, f"after the {DEBOUNCE} ms it waits")


def measure_track(report: Report) -> None:
    """A track of a million points: sent to the server, drawn, moved; and theirs of the same."""
    with _folder(f"A GPX file of {POINTS:,} points") as folder:
        track, peer = folder / "track.gpx", folder / "peer.html"
        segments = write_track(track, POINTS)
        report.say(f"the file: {track.stat().st_size / 1e6:.1f} MB")
        theirs = export_peer(peer, track)
        with browsing() as browser:
            others = open_peer(browser, peer)
            other_frames = frames(others.page)
            others.page.close()
            sent = upload(browser, track)
            own_frames = frames(sent.opened.page)
            own = sent.opened.ready / 1000, blocked(own_frames)
            other = theirs.seconds + others.ready / 1000, blocked(other_frames)
            detail = "{:.1f} + {:.1f} s : {:.1f} + {:.1f} s".format(*own, *other)
            ratio = sum(own) / sum(other)
            report.row("until drawn, and blocked while moved; ratio", ratio, MOST_TRACK, detail)
            detail = f"{p95(own_frames):.1f} ms; theirs {p95(other_frames):.1f} ms"
            report.say(f"95 % of frames: {detail}")
            report.row("memory of the server, bytes", sent.peak, MOST_MEMORY)
            taken = json.loads(sent.download())
            kept = taken["features"][0]["geometry"]["coordinates"] == segments
            report.row("positions lost in “Download data”", 0 if kept else 1, 0)


def measure_growing(report: Report) -> None:
    """Time, bytes, memory and frames of tables of all sizes."""
    with _folder("Growing") as folder, browsing() as browser:
        found = {}
        for size in (0, FEW, *SIZES):
            out, table = folder / f"{size}.html", folder / f"{size}.csv"
            write_routes(table, size, distinct=True)
            ran = min((export_own(out, table if size else None) for _ in range(2)), key=_seconds)
            opened = open_own(browser, _routes_tab(out), 1 if size else 0)
            found[size] = {
                "export, s": ran.seconds,
                "file, MB": out.stat().st_size / 1e6,
                "memory of the export, MB": ran.peak / 1e6,
                "page ready, s": opened.ready / 1000,
                "memory of the page, MB": heap_bytes(opened.page) / 1e6,
                "95 % of frames, ms": p95(frames(opened.page)),
            }
            opened.page.close()
            cells = ", ".join(f"{name} {value:.2f}" for name, value in found[size].items())
            report.say(f"{size:>7,} routes: {cells}")
        *_, large, largest = SIZES
        for name in found[0]:
            base = min(found[0][name], found[FEW][name])  # a busy moment may have met one of them
            if name.startswith("95 %"):
                report.row(f"{name} more at {largest:,}", found[largest][name] - base, MOST_FRAME)
                continue
            grown = (found[largest][name] - base) / max(found[large][name] - base, 1e-9)
            report.row(f"{name}: {largest:,} to {large:,}", grown, LINEAR * largest / large)
        _compare_few(report, browser, folder)


def _compare_few(report: Report, browser: Browser, folder: Path) -> None:
    """What few routes cost, by turns with none: one run tells nothing of so little."""
    table = folder / f"{FEW}.csv"
    took: dict[str, dict[int, list[float]]] = {"export": {}, "page ready": {}}
    for _ in range(TURNS):
        for count in (0, FEW):
            out = folder / f"{count}.html"
            ran = export_own(out, table if count else None)
            opened = open_own(browser, _routes_tab(out), 1 if count else 0)
            opened.page.close()
            took["export"].setdefault(count, []).append(ran.seconds)
            took["page ready"].setdefault(count, []).append(opened.ready / 1000)
    for name, seconds in took.items():
        none, few = map(median, seconds.values())
        spread = f"{min(seconds[0]):.2f} to {max(seconds[0]):.2f} s"
        report.say(f"{name}: {few:.2f} s with {FEW} routes, {none:.2f} s without ({spread})")


def _seconds(ran: Ran) -> float:
    return ran.seconds


def measure_limit(report: Report) -> None:
    """What nobody can be faster or smaller than on this machine."""
    with _folder("The limit") as folder, browsing() as browser:
        empty = p95(huge_limit.empty_frames(browser))
        report.say(f"95 % of frames of an empty canvas: {empty:.1f} ms")
        rate = huge_limit.segments_a_second(browser)
        report.say(f"strokes: {rate / 1e6:.2f} million segments a second")
        for distinct in (False, True):
            table, out = folder / "routes.csv", folder / "own.html"
            routes = write_routes(table, ROUTES, distinct=distinct)
            export_own(out, table)
            size = out.stat().st_size
            export_own(out)
            ours = (size - out.stat().st_size) / ROUTES
            entropy, columns = huge_limit.fewest_bytes(routes)
            report.say(
                f"bytes a route{', all distinct' if distinct else ''}: {ours:.1f}; ends and three"
                f" columns as binary columns {columns:.1f}, their entropy {entropy:.1f}"
            )


MEASURES: dict[str, Callable[[Report], None]] = {
    "routes": measure_routes,
    "distinct": lambda report: measure_routes(report, distinct=True),
    "track": measure_track,
    "growing": measure_growing,
    "limit": measure_limit,
}


def main() -> None:
    """Take the measurements that the command line names; all without any."""
    report = Report()
    for name in sys.argv[1:] or MEASURES:
        MEASURES[name](report)
    raise SystemExit(0 if report.met else 1)


if __name__ == "__main__":
    main()
