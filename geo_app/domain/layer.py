"""Layers: what can be switched on and off, in the order in which it is drawn."""

import re
from dataclasses import dataclass
from enum import StrEnum

from geo_app.domain.place import Bounds

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


class LayerKind(StrEnum):
    """What a layer draws."""

    LAND = "land"
    RELIEF = "relief"
    WATER = "water"
    COUNTRIES = "countries"
    BOUNDARIES = "boundaries"
    ROADS = "roads"
    ROUTES = "routes"
    PLACES = "places"


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """One layer of a corridor.

    Attributes:
        file: name of its file in the corridor folder.
        objects: which objects of a TopoJSON file it draws; empty is all of a GeoJSON file.
        shown: on at first.
        switchable: the reader can turn it on and off.
        bounds: of an image.
    """

    id: str
    kind: LayerKind
    file: str
    objects: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    shown: bool = True
    switchable: bool = True
    bounds: Bounds | None = None

    def __post_init__(self) -> None:
        if not _IDENTIFIER.fullmatch(self.id):
            raise ValueError(
                f"a layer's id is a-z, 0-9 and _, and begins with a letter: {self.id!r}"
            )


@dataclass(frozen=True, slots=True)
class Image:
    """An image that lies on the map."""

    media_type: str
    content: bytes
