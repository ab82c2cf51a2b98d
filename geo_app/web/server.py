"""The production server: granian, one process that listens and one that works."""

import os
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import fields

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from geo_app.errors import ServerError
from geo_app.settings import PREFIX, Settings
from geo_app.web.app import create_app

THREADS = 4


def load_application() -> Flask:
    """The application of the settings in the environment; granian's worker calls this."""
    return create_app(Settings.read(os.environ))


def serve(settings: Settings, announce: Callable[[str], None], *, open_browser: bool) -> None:
    """Serve until told to stop (SIGINT, SIGTERM); what has begun is finished.

    Args:
        settings: which corridor, at which address.
        announce: called with the address once the server listens.
        open_browser: show the address in the user's browser.

    Raises:
        ServerError: the address cannot be listened on.
    """
    _require_free(settings.host, settings.port)
    for each in fields(settings):
        os.environ[PREFIX + each.name.upper()] = str(getattr(settings, each.name))
    server = Granian(
        f"{__name__}:load_application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
    )

    def listening() -> None:
        address = address_of(settings)
        announce(address)
        if open_browser:
            webbrowser.open(address)

    server.on_startup(listening)
    server.serve()


def address_of(settings: Settings) -> str:
    """The address of the map on the server of `settings`."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


def _require_free(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ServerError(f"cannot listen on {host}, port {port}: {error.strerror}") from error
