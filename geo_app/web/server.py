"""The production server: granian, one process that listens and others that work."""

import multiprocessing
import os
import socket
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from functools import partial
from threading import Thread

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from geo_app.errors import ServerError
from geo_app.settings import Settings
from geo_app.web.app import create_app
from geo_app.web.front import Front
from geo_app.web.memo import Memo
from geo_app.web.overlays import prepare_reader

START_SECONDS = 60
STOP_SECONDS = 30
"""How long an answer that is on its way may take to arrive once the server has to stop."""

HEAD_SECONDS = 5
"""How long a client may take over the head of a request, and how long an idle connection is kept:
who sends a byte a second is let go, and stopping never waits longer than this for the silent."""

MOST_HEAD_BYTES = 65_536
"""The longest head of a request; what is longer is answered with 431."""

MOST_CONNECTIONS = 512
"""Open at once. Below the 1,024 files that a process may usually open, for a listener that runs out
of them spins; the next connections wait in the backlog."""


def load_application() -> Front:
    """The application of the settings in the environment; granian's worker calls this."""
    settings = Settings.read(os.environ)
    memo: Memo = create_app(settings).wsgi_app  # type: ignore[assignment] # as create_app says
    at = (settings.host, settings.port)
    return Front(memo, at, settings.overlay_bytes, partial(prepare_reader, settings))


def serve(settings: Settings, announce: Callable[[str], None], *, open_browser: bool) -> None:
    """Serve until told to stop (SIGINT, SIGTERM); what has begun is finished.

    Args:
        settings: which corridor, at which address.
        announce: called with a line for the user once the map is there.
        open_browser: show the address in the user's browser.

    Raises:
        ServerError: the address cannot be listened on.
    """
    listening_at = _find_free(settings.host, settings.port)
    os.environ.update(settings.as_environment())
    server = Granian(
        f"{__name__}:load_application",
        factory=True,
        address=listening_at,
        port=settings.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,  # no browser speaks HTTP/2 without TLS
        websockets=False,
        workers=settings.workers,
        backpressure=MOST_CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEAD_SECONDS * 1_000, max_buffer_size=MOST_HEAD_BYTES
        ),
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
    )

    address = address_of(settings)

    def tell() -> None:
        if not _answers(address):
            announce(f"No answer yet from {address}")
            return
        announce(f"The map is at {address} (stop with Ctrl+C)")
        if open_browser:
            webbrowser.open(address)

    # A worker that is forked beside a running thread may inherit a lock that nobody opens.
    multiprocessing.set_start_method("spawn", force=True)
    Thread(target=tell, daemon=True).start()
    server.serve()


def address_of(settings: Settings) -> str:
    """The address of the map on the server of `settings`."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - told apart, not chosen
    host = everywhere.get(settings.host, settings.host)
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{settings.port}/"


def _answers(address: str) -> bool:
    """Wait until the map is served at `address`; this draws the first page before anyone asks."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            direct.open(address, timeout=START_SECONDS).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return True
    return False


def _find_free(host: str, port: int) -> str:
    """The numeric address of `host`, which is what granian takes, once it can be listened on."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise ServerError(f"cannot listen on {host}, port {port}: {error.strerror}") from error
    except UnicodeError as error:
        raise ServerError(f"cannot listen on {host[:64]!r}: no such host") from error
    numeric = str(address[0])
    if "%" in numeric:
        raise ServerError(f"cannot listen on {host}: addresses of one network card are not offered")
    return numeric
