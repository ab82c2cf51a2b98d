"""Places and countries of a corridor."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from geo_app.domain.text import Text

KM_WORTH_SAYING = 1.0
"""An uncertainty is told to the reader when it exceeds this many kilometres."""


class Confidence(StrEnum):
    """How sure a position is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PlaceKind(StrEnum):
    """What a place is, and so which mark it gets."""

    HUB = "hub"
    LAND_PORT = "land_port"
    SEA_PORT = "sea_port"
    AIRPORT_PORT = "airport_port"
    FACILITY = "facility"
    FORMER_FACILITY = "former_facility"
    AIRPORT = "airport"
    ZONE = "zone"
    CITY = "city"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A point on the WGS 84 ellipsoid, in degrees."""

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        if not -180 <= self.longitude <= 180:  # noqa: PLR2004 - degrees
            raise ValueError(f"longitude must be -180 to 180 degrees, not {self.longitude}")
        if not -90 <= self.latitude <= 90:  # noqa: PLR2004 - degrees
            raise ValueError(f"latitude must be -90 to 90 degrees, not {self.latitude}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in degrees; west is less than east, south less than north."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        Coordinate(self.west, self.south)
        Coordinate(self.east, self.north)
        if not (self.west < self.east and self.south < self.north):
            raise ValueError("expected [west, south, east, north] with west < east, south < north")

    @classmethod
    def of(cls, values: list[float]) -> Self:
        """Bounds of four numbers: west, south, east, north.

        Raises:
            ValueError: not four numbers, or not a box.
        """
        if len(values) != 4:  # noqa: PLR2004 - a box has four sides
            raise ValueError("expected four numbers: [west, south, east, north]")
        return cls(*(float(value) for value in values))

    def as_list(self) -> list[float]:
        """[west, south, east, north], as GeoJSON writes a bbox."""
        return [self.west, self.south, self.east, self.north]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A point of the corridor.

    Attributes:
        position: where it is drawn, WGS 84.
        uncertainty_km: how far off that may be, in kilometres.
        altitude_m: metres above sea level.
        road_km: kilometres by road from the hub.
        parent: id of the port whose facility this is.
        neighbour: ISO 3166-1 alpha-2 code of the country across the border.
        iata, icao: the airport's codes; empty where it is none, or has none.
        sources: ids of the sources of the position, and of the rest where that has none of its own.
        altitude_sources, road_sources: ids of the sources of the altitude and of `road_km`.
        names: its name by language.
        unverified: languages whose name nobody has checked.
    """

    id: str
    layer: str
    kind: PlaceKind
    position: Coordinate
    names: Text
    confidence: Confidence
    uncertainty_km: float | None = None
    altitude_m: int | None = None
    road_km: int | None = None
    parent: str | None = None
    neighbour: str | None = None
    iata: str = ""
    icao: str = ""
    sources: tuple[str, ...] = ()
    altitude_sources: tuple[str, ...] = ()
    road_sources: tuple[str, ...] = ()
    unverified: frozenset[str] = frozenset()

    @property
    def uncertainty_worth_saying(self) -> float | None:
        """The uncertainty in kilometres where a reader must be told of it."""
        if self.uncertainty_km is not None and self.uncertainty_km > KM_WORTH_SAYING:
            return self.uncertainty_km
        return None


class CountryRole(StrEnum):
    """What a country is to the corridor."""

    OPENED_TO = "opened_to"
    HOST = "host"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Country:
    """A country, by ISO 3166-1 alpha-2 code; its name comes from CLDR.

    Attributes:
        tint: the number of its tint in the palette, 1 to 8; None is plain land.
        label_points: where its name may stand, best first.
    """

    id: str
    role: CountryRole
    tint: int | None
    label_points: tuple[Coordinate, ...]
    sources: tuple[str, ...] = ()
