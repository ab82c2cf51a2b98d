"""One frozen Settings: defaults, then GEO_APP_* from the environment, then the command line."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from geo_app.errors import SettingsError
from geo_app.hosting import EVERY_SITE, parse_base_url, parse_frame_ancestors
from geo_app.resources import bundled

PREFIX = "GEO_APP_"
_HIGHEST_PORT = 65_535
_MOST_WORKERS = 64
_LONGEST_SHOWN = 80
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can choose; checked when made.

    Attributes:
        corridor: the corridor folder that is shown.
        host: the address the server listens on.
        port: its TCP port, 1 to 65535.
        cached_pages: how many rendered pages are kept in memory, at least 1.
        overlays: files of routes that are on the map from the start.
        overlay_swap: whether their latitudes and longitudes are to be swapped; None: not said.
        overlay_bytes, overlay_features, overlay_vertices, overlay_seconds: how much of a file of
            routes is read at most, and how long that may take.
        read_only: the server takes no files of routes.
        base_url: the map's absolute address, ending in a slash; empty where nobody has said it.
        trust_proxy: without base_url, believe the X-Forwarded-Proto, -Host and -Prefix of requests.
        frame_ancestors: who may frame /embed, as CSP has it.
        workers: processes that answer.
    """

    corridor: Path = field(default_factory=lambda: bundled("geodata"))
    host: str = "127.0.0.1"
    port: int = 5000
    cached_pages: int = 64
    overlays: tuple[Path, ...] = ()
    overlay_swap: bool | None = None
    overlay_bytes: int = 50_000_000
    overlay_features: int = 200_000
    overlay_vertices: int = 5_000_000
    overlay_seconds: float = 60.0
    read_only: bool = False
    base_url: str = ""
    trust_proxy: bool = False
    frame_ancestors: str = EVERY_SITE
    workers: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.port <= _HIGHEST_PORT:
            raise SettingsError(f"port must be 1 to {_HIGHEST_PORT}, not {self.port}")
        if self.cached_pages < 1:
            raise SettingsError(f"cached_pages must be at least 1, not {self.cached_pages}")
        if not 1 <= self.workers <= _MOST_WORKERS:
            raise SettingsError(f"workers must be 1 to {_MOST_WORKERS}, not {self.workers}")
        for name in ("overlay_bytes", "overlay_features", "overlay_vertices", "overlay_seconds"):
            if not 0 < getattr(self, name) < float("inf"):
                raise SettingsError(f"{name} must be more than 0, not {getattr(self, name)}")
        if not self.corridor.is_dir():
            raise SettingsError(f"no corridor folder at {self.corridor}")
        if self.base_url:
            self._normalise("base_url", parse_base_url)
        self._normalise("frame_ancestors", parse_frame_ancestors)

    def _normalise(self, name: str, parse: Callable[[str], str]) -> None:
        text = getattr(self, name)
        try:
            object.__setattr__(self, name, parse(text))
        except ValueError as error:
            shown = text[:_LONGEST_SHOWN]
            raise SettingsError(f"{name} must be {error}, not {shown!r}") from None

    def as_environment(self) -> dict[str, str]:
        """The variables from which `read` makes the same settings in another process."""
        return {
            PREFIX + each.name.upper(): _write(getattr(self, each.name)) for each in fields(self)
        }

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


def _write(value: object) -> str:
    match value:
        case tuple():
            return json.dumps([str(each) for each in value])
        case None:
            return ""
        case _:
            return str(value)


def _convert(name: str, value: Any) -> Any:  # noqa: PLR0911 - one a kind of setting
    try:
        match name:
            case "corridor":
                return Path(value).resolve()
            case "overlays":
                return tuple(Path(each).absolute() for each in _read_list(value))
            case "overlay_swap":
                return None if value == "" else _read_bool(name, value)
            case "read_only" | "trust_proxy":
                return value != "" and _read_bool(name, value)
            case "overlay_seconds":
                return float(value)
            case "host" | "base_url" | "frame_ancestors":
                return value
            case _:
                return int(value)
    except ValueError as error:
        kind = "number" if name == "overlay_seconds" else "whole number"
        raise SettingsError(f"{name} must be a {kind}, not {value!r}") from error


def _read_list(value: Any) -> list[Any]:
    """Paths as PATH has them, or as a JSON list: names may hold the character between them."""
    if not isinstance(value, str):
        return list(value)
    return (
        json.loads(value) if value.startswith("[") else list(filter(None, value.split(os.pathsep)))
    )


def _read_bool(name: str, value: str | bool) -> bool:
    said = str(value).lower()
    if said not in (*_TRUE, *_FALSE):
        raise SettingsError(f"{name} must be 1 or 0, true or false, not {value!r}")
    return said in _TRUE
