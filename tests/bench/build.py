"""What a page of the static site costs to build, beside the same page from the server and folium.

    python -m tests.bench.build [--rounds 5]

Needs the extra `bench`. One process does all of it in turn, each round every language once, the
geometry remembered; times are medians a page, of processor and clock, with the lowest and the
highest in brackets. A bar that is missed is named, and the exit code is 1.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.exporting import site as writing
from geo_app.exporting.site import SiteFile, write_site
from geo_app.settings import Settings
from geo_app.site.plan import plan_site
from geo_app.web.app import create_app
from geo_app.web.pages import BodyCache, Site
from tests.bench.peers import folium_writer

MOST_OF_SERVER, MOST_UNCHANGED = 1.5, 1.5
"""Without Brotli, which a server does not do for each reader; and where nothing has changed."""
TITLES = {
    "server": "a page of the server: composed, gzip",
    "plain": "a page of the site: composed, gzip, written",
    "build": "the same, and Brotli",
    "again": "the same again, nothing changed",
    "folium": "folium saves its map",
}


def pages_of(corridor: Corridor) -> list[SiteFile]:
    """The pages of the map, each language's."""
    files = plan_site(Settings(), corridor).files()
    pages = (each for each in files if each.path.endswith("index.html"))
    return [each for each in pages if "embed/" not in each.path]


def ask_server(corridor: Corridor) -> Callable[[], None]:
    """Let the application answer a first reader of each language."""
    app = create_app(Settings())
    known: Site = app.extensions["geo_app"]

    def ask() -> None:
        object.__setattr__(known, "cache", BodyCache(64))
        app.wsgi_app._answers.clear()  # type: ignore[attr-defined]
        for tag in corridor.languages:
            answer = app.test_client().get(f"/?lang={tag}", headers={"Accept-Encoding": "gzip"})
            assert answer.status_code == 200

    return ask


def build(corridor: Corridor, folder: Path) -> Callable[[], None]:
    """Write the pages of every language."""
    return lambda: void(write_site(folder, pages_of(corridor)))


def void(_value: object) -> None:
    """Nothing."""


def save_folium(corridor: Corridor, folder: Path) -> Callable[[], None]:
    """Let folium write as many files as there are languages."""
    write = folium_writer("folium", corridor)

    def save() -> None:
        for tag in corridor.languages:
            (folder / f"folium.{tag}.html").write_bytes(write())

    return save


@contextmanager
def only_gzip() -> Iterator[None]:
    with patch.dict(writing.COMPRESSORS, clear=True, values={".gz": writing.COMPRESSORS[".gz"]}):
        yield


def take(act: Callable[[], None], pages: int) -> tuple[float, float]:
    """Milliseconds a page, of processor and clock."""
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    act()
    took = time.process_time() - processor, time.perf_counter() - clock
    return 1000 * took[0] / pages, 1000 * took[1] / pages


def measure(rounds: int) -> dict[str, list[tuple[float, float]]]:
    corridor = geo_app.load_corridor()
    count = len(corridor.languages)
    ask = ask_server(corridor)
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in TITLES}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        save = save_folium(corridor, home)
        ask(), save()
        for at in range(rounds):
            took["server"].append(take(ask, count))
            with only_gzip():
                took["plain"].append(take(build(corridor, home / f"plain{at}"), count))
            took["build"].append(take(build(corridor, home / f"site{at}"), count))
            took["again"].append(take(build(corridor, home / f"site{at}"), count))
            took["folium"].append(take(save, count))
    return took


def spread(took: Sequence[float]) -> str:
    return f"{statistics.median(took):6.0f} [{min(took):.0f}–{max(took):.0f}]"


def judge(what: str, ratios: Sequence[float], most: float) -> bool:
    middle = statistics.median(ratios)
    verdict = "met" if middle <= most else "MISSED"
    print(f"  {what}: {middle:.2f}, at most {most}: {verdict}")
    return middle <= most


def main() -> None:
    """Measure, print, and fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    took = measure(parser.parse_args().rounds)
    print("Milliseconds a page      of processor           by the clock")
    for name, title in TITLES.items():
        processor, clock = zip(*took[name], strict=True)
        print(f"  {title:<44} {spread(processor)}   {spread(clock)}")

    def ratios(one: str, other: str) -> list[float]:
        pairs = zip(took[one], took[other], strict=True)
        return [mine[0] / theirs[0] for mine, theirs in pairs]

    print(f"  the same, and Brotli / server: {statistics.median(ratios('build', 'server')):.2f}")
    print(f"  server / folium: {statistics.median(ratios('server', 'folium')):.2f}")
    verdicts = (
        judge("site without Brotli / server", ratios("plain", "server"), MOST_OF_SERVER),
        judge("nothing changed / server", ratios("again", "server"), MOST_UNCHANGED),
    )
    raise SystemExit(0 if all(verdicts) else 1)


if __name__ == "__main__":
    main()
