"""What the tests share: the corridor, a real server, and a real browser where there is one."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import geo_app
from geo_app.domain.corridor import Corridor

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 30
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
    found = chosen or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None and os.environ.get("GEO_APP_REQUIRE_BROWSER"):
        pytest.fail("the browser tests must run here, but there is no Chromium")
    if found is None:
        pytest.skip("no Chromium here: install one, or name it in the variable CHROMIUM")
    return found


def run_geo_app(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as its user does."""
    return subprocess.run(
        [sys.executable, "-m", "geo_app", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running `geo-app serve`, ending in a slash."""
    port = free_port()
    command = [sys.executable, "-m", "geo_app", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        address = f"http://127.0.0.1:{port}/"
        _wait_for(address, process)
        yield address
        process.terminate()
        try:
            _, complaints = process.communicate(timeout=START_SECONDS)
        finally:
            process.kill()
    assert b"Traceback" not in complaints, complaints.decode()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An exported file in each language, written by the command line."""
    folder = tmp_path_factory.mktemp("exports")
    files = {}
    for tag in LANGUAGES:
        files[tag] = folder / f"{tag}.html"
        done = run_geo_app("export", str(files[tag]), "--lang", tag)
        assert done.returncode == 0, done.stderr
    return files
