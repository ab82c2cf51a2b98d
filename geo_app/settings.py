"""One frozen Settings: defaults, then GEO_APP_* from the environment, then the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from geo_app.errors import SettingsError
from geo_app.resources import bundled

PREFIX = "GEO_APP_"
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can choose; checked when made.

    Attributes:
        corridor: the corridor folder that is shown.
        host: the address the server listens on.
        port: its TCP port, 1 to 65535.
        cached_pages: how many rendered pages are kept in memory, at least 1.
    """

    corridor: Path = field(default_factory=lambda: bundled("geodata"))
    host: str = "127.0.0.1"
    port: int = 5000
    cached_pages: int = 64

    def __post_init__(self) -> None:
        if not 1 <= self.port <= _HIGHEST_PORT:
            raise SettingsError(f"port must be 1 to {_HIGHEST_PORT}, not {self.port}")
        if self.cached_pages < 1:
            raise SettingsError(f"cached_pages must be at least 1, not {self.cached_pages}")
        if not self.corridor.is_dir():
            raise SettingsError(f"no corridor folder at {self.corridor}")

    @classmethod
    def read(cls, environment: Mapping[str, str], **chosen: Any) -> Self:
        """Settings from `environment` (names GEO_APP_PORT, …), overridden by what was `chosen`.

        A chosen value of None counts as not chosen.

        Raises:
            SettingsError: a value is not usable; the message names the setting.
        """
        values = {
            each.name: environment[PREFIX + each.name.upper()]
            for each in fields(cls)
            if PREFIX + each.name.upper() in environment
        }
        values |= {name: value for name, value in chosen.items() if value is not None}
        return cls(**{name: _convert(name, value) for name, value in values.items()})


def _convert(name: str, value: Any) -> Any:
    try:
        match name:
            case "corridor":
                return Path(value).resolve()
            case "port" | "cached_pages":
                return int(value)
            case _:
                return value
    except ValueError as error:
        raise SettingsError(f"{name} must be a whole number, not {value!r}") from error
