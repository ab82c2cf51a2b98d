"""What the tests share: the corridor, a real server, and a real browser where there is one."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.resources import bundled
from tests.corridors import copy_corridor
from tests.running import Served, run_geo_app, serving
from tests.sampling import site_languages

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ru", "ug")
CHROMIUM_NAMES = (
    "chromium-headless-shell",  # the same engine without a window: a page costs a third less of it
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FACTS = next(
    (
        folder
        for folder in (
            Path(os.environ.get("GEO_APP_FACTS", ROOT.parent / "shared" / "facts")),
            ROOT.parent.parent / "shared" / "facts",  # beside a worktree's parent
        )
        if folder.is_dir()
    ),
    None,
)
"""The folder of facts that lies beside the checkout where this project is made, or None."""
Make = Callable[[Path], None]
"""Writes a file or a folder at a path."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a minute comes first: at the end one worker alone would be at it."""
    items.sort(key=lambda item: not item.get_closest_marker("long"))


@pytest.fixture(scope="session")
def corridor() -> Corridor:
    return geo_app.load_corridor()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that is on this machine."""
    chosen = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    found = _shell_beside(Path(chosen)) if chosen else found
    if found is None and os.environ.get("GEO_APP_REQUIRE_BROWSER"):
        pytest.fail("the browser tests must run here, but there is no Chromium")
    if found is None:
        pytest.skip("no Chromium here: install one, or name it in the variable CHROMIUM")
    return found


def _shell_beside(chosen: Path) -> str:
    """Of a Chromium that Playwright keeps, the shell of the same version, where it is kept too."""
    cache, version = chosen.parent.parent.parent, chosen.parent.parent.name
    shells = cache.glob(version.replace("chromium-", "chromium_headless_shell-") + "/*/*shell")
    return str(next(iter(sorted(shells)), chosen))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled corridor, to be broken."""
    return copy_corridor(tmp_path / "corridor")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Gives the address of a running `geo-app serve` of a corridor folder, ending in a slash."""
    with ExitStack() as stack:
        running: dict[Path, Served] = {}

        def address_of(folder: Path) -> str:
            if folder not in running:
                running[folder] = stack.enter_context(serving("--corridor", str(folder)))
            return running[folder].address

        yield address_of
        for each in running.values():
            assert b"Traceback" not in each.complaints(), each.complaints().decode()


@pytest.fixture(scope="session")
def server(serve: Callable[[Path], str]) -> str:
    """The address of a running `geo-app serve`, ending in a slash."""
    return serve(bundled("geodata"))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Make], Path]:
    """Makes what has that name, for all workers of a run, when the first of them asks for it."""
    to = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        to = to.parent  # which the workers share
    (to / "once" / "unfinished").mkdir(parents=True, exist_ok=True)

    def made(name: str, make: Make) -> Path:
        at = to / "once" / name
        if not at.exists():
            with at.with_name(f"{name}.lock").open("a+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not at.exists():
                    unfinished = at.parent / "unfinished" / name
                    make(unfinished)
                    unfinished.rename(at)  # nobody is to find half of it
        return at

    return made


def _number(folder: Path) -> str:
    return hashlib.sha256(str(folder).encode()).hexdigest()[:12]


@pytest.fixture(scope="session")
def export(once: Callable[[str, Make], Path]) -> Callable[[Path, str], Path]:
    """Gives the file that the command line exports of a corridor folder in a language."""

    def file_of(folder: Path, language: str) -> Path:
        def make(file: Path) -> None:
            done = run_geo_app("export", str(file), "--lang", language, "--corridor", str(folder))
            assert done.returncode == 0, done.stderr

        return once(f"{folder.name}.{_number(folder)}.{language}.html", make)

    return file_of


@pytest.fixture(scope="session")
def build(once: Callable[[str, Make], Path]) -> Callable[[Path], Path]:
    """Gives the static site that the command line builds of a corridor folder."""

    def site_of(folder: Path) -> Path:
        def make(site: Path) -> None:
            languages = site_languages(geo_app.load_corridor(folder))
            words = ("--corridor", str(folder), "--lang", ",".join(languages))
            told = run_geo_app("build", str(site), *words)
            assert told.returncode == 0, told.stderr

        return once(f"site.{_number(folder)}", make)

    return site_of


class Exports(Mapping[str, Path]):
    """An exported file of the corridor in each language, written when it is asked for."""

    def __init__(self, export: Callable[[Path, str], Path]) -> None:
        self._export = export

    def __getitem__(self, language: str) -> Path:
        return self._export(bundled("geodata"), language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


@pytest.fixture(scope="session")
def exports(export: Callable[[Path, str], Path]) -> Exports:
    """An exported file in each language, written by the command line."""
    return Exports(export)
