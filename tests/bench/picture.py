"""How long pictures take, against Chromium's screenshot of the same page; outside the tests.

    python -m tests.bench.picture [against] [paper] [routes]

Needs the extra `bench` and a Chromium. Each run is a process of its own, ours and the browser's by
turns; times are medians with the lowest and the highest in brackets. A bar that is missed is named,
and the exit code is 1.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.huge_data import write_routes
from tests.conftest import CHROMIUM_NAMES

ROUNDS, ROUTES = 3, 67_000
MOST_OF_SCREENSHOT = 1 / 3
SIZE = (1600, 1000)
EXPORT = (sys.executable, "-m", "geo_app", "export")
OURS_WARM = """
import sys, time, geo_app
from geo_app.domain.export_options import ExportOptions, Size
from geo_app.outputs import export_png
known = geo_app.load_corridor()
layers = known.select_layers(None)
size = Size(int(sys.argv[1]), int(sys.argv[2]))
asked = ExportOptions(languages=("en",), layers=layers, size=size)
for _ in range(int(sys.argv[3]) + 1):
    begun = time.perf_counter()
    export_png(known, asked)
    print(time.perf_counter() - begun)
"""
THEIRS_WARM = """
import sys, time
from playwright.sync_api import sync_playwright
program, page, width, height, rounds = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    for _ in range(int(rounds) + 1):
        begun = time.perf_counter()
        tab = browser.new_page(viewport={"width": int(width), "height": int(height)})
        tab.goto(page)
        tab.wait_for_selector(".folium-map:not(.is-starting) .relief")
        tab.screenshot()
        tab.close()
        print(time.perf_counter() - begun)
    browser.close()
"""
SCREENSHOT = """
import sys
from playwright.sync_api import sync_playwright
program, page, out, width, height = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    tab = browser.new_page(viewport={"width": int(width), "height": int(height)})
    tab.goto(page)
    tab.wait_for_selector(".folium-map:not(.is-starting) .relief")
    tab.screenshot(path=out)
    browser.close()
"""


def measure_against(folder: Path) -> bool:
    """The whole command against a browser that is started, opens the file and is photographed."""
    print(f"\nA picture of {SIZE[0]} x {SIZE[1]} pixels, the whole process (s)")
    page, program = folder / "map.html", _chromium()
    _run([*EXPORT, str(page)])
    size = f"{SIZE[0]}x{SIZE[1]}"
    shot = [sys.executable, "-c", SCREENSHOT, program, page.as_uri(), str(folder / "shot.png")]
    runs = {
        "geo-app export map.png": [*EXPORT, str(folder / "map.png"), "--size", size],
        "Chromium's screenshot": [*shot, *map(str, SIZE)],
        "geo-app export map.svg": [*EXPORT, str(folder / "map.svg"), "--size", size],
        "geo-app export map.pdf": [*EXPORT, str(folder / "map.pdf"), "--size", size],
        "geo-app export map.html": [*EXPORT, str(page)],
    }
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine meets all
        for name, command in runs.items():
            took[name].append(_run(command))
    for name, times in took.items():
        print(f"  {name:<26} {_spread(times)}")
    return _measure_warm(program, page.as_uri())


def _measure_warm(program: str, page: str) -> bool:
    """The same with everything started: our modules loaded, the browser open."""
    sides, rounds = [*map(str, SIZE)], [str(ROUNDS)]
    ours = _told([sys.executable, "-c", OURS_WARM, *sides, *rounds])
    theirs = _told([sys.executable, "-c", THEIRS_WARM, program, page, *sides, *rounds])
    print(f"  png, all loaded            {_spread(ours)}")
    print(f"  screenshot, browser open   {_spread(theirs)}")
    ratio = statistics.median(ours) / statistics.median(theirs)
    return _judge("png / screenshot", ratio, MOST_OF_SCREENSHOT)


def measure_paper(folder: Path) -> bool:
    """A3 at 300 dpi: time, bytes, and the memory of the largest process."""
    print("\nA3 at 300 dpi, the whole process")
    for name in ("png", "svg", "pdf"):
        out = folder / f"a3.{name}"
        took = [_run([*EXPORT, str(out), "--size", "A3"]) for _ in range(3)]
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(f"  {name}  {_spread(took)} s  {out.stat().st_size:>9,} bytes, so far {most:.0f} MB")
    return True


def measure_routes(folder: Path) -> bool:
    """Very many routes: the file stays small."""
    print(f"\n{ROUTES:,} routes over the world, the whole process")
    table = folder / "routes.csv"
    write_routes(table, ROUTES)
    for name in ("svg", "png"):
        out = folder / f"routes.{name}"
        words = ["--overlay", str(table), "--extent=-170,-55,179,75"]
        took = _run([*EXPORT, str(out), *words])
        print(f"  {name}  {took:.1f} s  {out.stat().st_size:>9,} bytes")
    return True


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    if not found:
        sys.exit("no Chromium here: install one, or name it in the variable CHROMIUM")
    return found


def _run(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def _told(command: Sequence[str]) -> list[float]:
    """The times that a process tells, but for its first."""
    told = subprocess.run(command, check=True, capture_output=True).stdout.split()
    return [float(each) for each in told[1:]]


def _spread(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.2f} [{min(times):.2f}, {max(times):.2f}]"


def _judge(what: str, ratio: float, most: float) -> bool:
    is_met = ratio <= most
    print(f"  {what}: {ratio:.2f} (at most {most:.2f}: {'met' if is_met else 'MISSED'})")
    return is_met


PARTS: dict[str, Callable[[Path], bool]] = {
    "against": measure_against,
    "paper": measure_paper,
    "routes": measure_routes,
}


def main() -> None:
    """Measure the parts that are named, or all of them."""
    chosen = sys.argv[1:] or list(PARTS)
    with tempfile.TemporaryDirectory() as name:
        verdicts = [PARTS[each](Path(name)) for each in chosen]
    sys.exit(not all(verdicts))


if __name__ == "__main__":
    main()
