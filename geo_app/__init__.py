"""geo_app: a corridor map that is true, whole in one file and open to everyone.

>>> import geo_app
>>> geo_app.corridor_map(lang="en").save("corridor.html")  # doctest: +SKIP
>>> geo_app.export("corridor.html", lang="all")  # doctest: +SKIP
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

from geo_app.errors import (
    ArticleError,
    CorridorError,
    ExportError,
    ExportOptionError,
    ExternalAddressError,
    GeoAppError,
    MissingPartError,
    OverlayError,
    ServerError,
    SettingsError,
    SwappedCoordinatesError,
    UnknownChoiceError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownLayerError,
)
from geo_app.formats import export
from geo_app.pipeline import corridor_map, load_corridor, read_overlay
from geo_app.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

__version__ = version("geo-app")

__all__ = [
    "ArticleError",
    "CorridorError",
    "ExportError",
    "ExportOptionError",
    "ExternalAddressError",
    "GeoAppError",
    "MissingPartError",
    "OverlayError",
    "ServerError",
    "Settings",
    "SettingsError",
    "SwappedCoordinatesError",
    "UnknownChoiceError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownLayerError",
    "__version__",
    "corridor_map",
    "create_app",
    "export",
    "load_corridor",
    "read_overlay",
]


def create_app(settings: Settings | None = None) -> "Flask":
    """The Flask application that serves a corridor's map.

    Raises:
        CorridorError: the corridor folder has a fault.
    """
    from geo_app.web.app import create_app as create  # noqa: PLC0415 - the map needs no server

    return create(settings or Settings())
