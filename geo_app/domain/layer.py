"""Layers: what can be switched on and off, in the order in which it is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from geo_app.domain.place import Bounds


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


GEOMETRY_KINDS = frozenset(
    {LayerKind.LAND, LayerKind.WATER, LayerKind.COUNTRIES, LayerKind.BOUNDARIES}
)
OFFICIAL_KINDS = frozenset({LayerKind.COUNTRIES, LayerKind.BOUNDARIES})
"""Layers whose content an official file replaces."""
FILE_KINDS = GEOMETRY_KINDS | {LayerKind.RELIEF}
"""Layers that have a file of their own; rows of the tables name the others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficialFile:
    """Boundaries as an authority approved them, which take the place of a corridor's own.

    Attributes:
        file: name of the file in the corridor folder: lines, and polygons for the tints.
        approval: the number of the approval (审图号), as it was issued.
        source: id of whose it is.
    """

    file: str
    approval: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """One layer of a corridor.

    Attributes:
        file: name of its file in the corridor folder.
        objects: which objects of a TopoJSON file it draws; empty is all of a GeoJSON file.
        shown: on at first.
        switchable: the reader can turn it on and off.
        bounds: of an image.
        light: name of the file with the same image in fewer bytes, which is shown first where the
            other has to be fetched; "" where there is none.
        accuracy_km: how far its lines may be from the true ones, in kilometres.
        official: of boundaries, what is drawn in their place and in that of the tints.
    """

    id: str
    kind: LayerKind
    file: str = ""
    objects: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    shown: bool = True
    switchable: bool = True
    bounds: Bounds | None = None
    light: str = ""
    accuracy_km: float = 1.0
    official: OfficialFile | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image that lies on the map."""

    media_type: str
    content: bytes
