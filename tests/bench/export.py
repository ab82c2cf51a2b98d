"""How long the export takes, how that grows, and when its page is ready; outside the tests.

    python -m tests.bench.export [writing] [starting] [growing]

Needs the extra `bench`. Each peer runs in a process of its own; times are medians with the lowest
and the highest in brackets. A bar that is missed is named, and the exit code is 1.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.synthetic import write_corridor

ROUNDS, RUNS, STARTS, LOOKS = 5, 8, 15, 5
SIZES = (5, 50, 500, 5000)
MOST_OF_OFFLINE, MOST_OF_FOLIUM, MOST_OF_IMPORT = 0.2, 1.0, 1.2
NAMES = {
    "geo_app": "geo_app",
    "geo_app_again": "geo_app, its ground packed before",
    "folium": "folium",
    "offlinefolium": "folium-offline",
}
READY = """() => new Promise(resolve => {
  const look = () => (document.querySelector('.leaflet-marker-icon')
    && document.querySelector('.folium-map:not(.is-starting)')
    ? requestAnimationFrame(() => resolve(performance.now())) : requestAnimationFrame(look));
  look();
})"""
"""Once the map answers, and has been painted."""


def measure_writing() -> bool:
    """Write the same features with each peer, nothing that was rendered before remembered."""
    print("\nWriting the export, imports warm (ms)")
    took: dict[str, list[float]] = {name: [] for name in NAMES}
    sizes = {}
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine meets all
        for name in NAMES:
            found, sizes[name] = _run_peer(name)
            took[name] += found
    for name, title in NAMES.items():
        print(f"  {title:<34} {_spread(took[name])}  {sizes[name]:>9,} bytes")
    middle = {name: statistics.median(each) for name, each in took.items()}
    offline = middle["geo_app"] / middle["offlinefolium"]
    plain = middle["geo_app"] / middle["folium"]
    verdicts = (
        _judge("geo_app / folium-offline", offline, MOST_OF_OFFLINE),
        _judge("geo_app / folium", plain, MOST_OF_FOLIUM),
    )
    return all(verdicts)


def _run_peer(name: str) -> tuple[list[float], int]:
    command = [sys.executable, "-m", "tests.bench.peers", name, str(RUNS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return told["milliseconds"], told["bytes"]


def measure_starting() -> bool:
    """Run the whole command, and beside it an import of what others would use, in turn."""
    print("\nA whole process (ms)")
    with tempfile.TemporaryDirectory() as folder:
        program = str(Path(sys.executable).parent / "geo-app")
        export = [program, "export", str(Path(folder) / "out.html")]
        imports = [sys.executable, "-c", "import folium, geopandas"]
        pairs = [(_time_process(export), _time_process(imports)) for _ in range(STARTS)]
    own, others = zip(*pairs[1:], strict=True)
    print(f"  geo-app export             {_spread(own)}")
    print(f"  import folium, geopandas   {_spread(others)}")
    return _judge(
        "export / import", statistics.median(own) / statistics.median(others), MOST_OF_IMPORT
    )


def _time_process(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - start)


def measure_growing() -> bool:
    """The bundled corridor with more and more places: the command, the file, its page."""
    print(f"\nplaces added | geo-app export | file | page ready in Chromium (lowest of {LOOKS})")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        _time_ready(browser, _export(Path(folder), 0)[0])  # the browser's own first start
        for size in SIZES:
            file, took = _export(Path(folder), size)
            ready = min(_time_ready(browser, file) for _ in range(LOOKS))
            print(
                f"  {size:>10,} | {took / 1000:.2f} s | {file.stat().st_size / 1e6:.2f} MB"
                f" | {ready / 1000:.2f} s"
            )
        browser.close()
    return True


def _export(folder: Path, size: int) -> tuple[Path, float]:
    corridor = write_corridor(folder / f"corridor_{size}", size)
    file = folder / f"{size}.html"
    command = [sys.executable, "-m", "geo_app", "export", str(file), "--corridor", str(corridor)]
    return file, min(_time_process(command) for _ in range(LOOKS))


def _time_ready(browser: Browser, file: Path) -> float:
    """Milliseconds from the start of the navigation until the finished map has been painted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(120_000)
    page.goto(file.as_uri())
    ready = float(page.evaluate(READY))
    page.close()
    return ready


def _spread(took: Sequence[float]) -> str:
    return f"{statistics.median(took):6.1f} [{min(took):.1f}–{max(took):.1f}]"


def _judge(what: str, ratio: float, most: float) -> bool:
    verdict = "met" if ratio <= most else "MISSED"
    print(f"  {what}: {ratio:.2f}, at most {most}: {verdict}")
    return ratio <= most


MEASURES: dict[str, Callable[[], bool]] = {
    "writing": measure_writing,
    "starting": measure_starting,
    "growing": measure_growing,
}


def main() -> None:
    """Take the measurements that the command line names; all without any."""
    chosen = sys.argv[1:] or list(MEASURES)
    verdicts = [MEASURES[name]() for name in chosen]
    raise SystemExit(0 if all(verdicts) else 1)


if __name__ == "__main__":
    main()
