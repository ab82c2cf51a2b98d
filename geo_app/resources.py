"""The one place that knows whether geo_app runs from a wheel or from a checkout."""

from functools import cache
from pathlib import Path

from geo_app.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


@cache
def bundled(name: str) -> Path:
    """The folder `name` ("geodata" or "templates") that came with geo_app.

    Inside the package in a wheel, beside it in a checkout or an editable install.

    Raises:
        SettingsError: neither is there.
    """
    inside = _PACKAGE / name
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / name
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise SettingsError(f"the folder {name!r} is missing from this installation of geo_app")


def static_folder() -> Path:
    """The folder of geo_app's own style sheets and scripts."""
    return _PACKAGE / "static"


def locale_folder() -> Path:
    """The folder of gettext catalogues, one a language."""
    return _PACKAGE / "locale"
