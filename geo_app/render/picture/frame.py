"""The map's frame: which part of the world it shows, and where a position lies in it.

Web Mercator (EPSG:3857), as on the page, in pixels of the picture's layout.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from geo_app.domain.place import Bounds, Coordinate
from geo_app.errors import ExportOptionError

if TYPE_CHECKING:
    from numpy import ndarray

MAX_LATITUDE = 85.0
_TILE = 256
_EQUATOR_KM, _ECCENTRICITY_SQUARED = 40_075.016686, 0.00669437999014
"""WGS 84."""
_DEGREES_SEEN = 0.02
"""The smallest extent that is drawn: two kilometres, far less than the ground is exact to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the layout; y runs downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: "Box", air: float = 0.0) -> bool:
        """Whether the two have more than an edge in common, or less than `air` between them."""
        return (
            self.left < other.right + air
            and self.right > other.left - air
            and self.top < other.bottom + air
            and self.bottom > other.top - air
        )

    def contains(self, other: "Box") -> bool:
        """Whether `other` lies wholly within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def has(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, by: float) -> "Box":
        """The same with `by` more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Web Mercator in degrees of longitude, y running north."""
    bounded = max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude))
    return longitude, math.degrees(math.asinh(math.tan(math.radians(bounded))))


def latitude_of(y: float) -> float:
    """The latitude of a Mercator y in degrees."""
    return math.degrees(math.atan(math.sinh(math.radians(y))))


@dataclass(frozen=True)
class MapFrame:
    """A rectangle of the sheet, and what of the world it shows.

    Attributes:
        box: on the sheet.
        west, north: Mercator of its upper left corner, in degrees.
        pixels: of the layout, for a degree of longitude.
    """

    box: Box
    west: float
    north: float
    pixels: float

    @classmethod
    def fit(cls, extent: Bounds, box: Box) -> Self:
        """The frame that shows all of `extent` in the middle of `box`, as large as it can be.

        Raises:
            ExportOptionError: the extent is too small, or reaches further than Mercator does.
        """
        if extent.south < -MAX_LATITUDE or extent.north > MAX_LATITUDE:
            raise ExportOptionError(
                f"extent: expected latitudes from -{MAX_LATITUDE:g} to {MAX_LATITUDE:g}"
            )
        left, bottom = mercator(extent.west, extent.south)
        right, top = mercator(extent.east, extent.north)
        if min(right - left, top - bottom) < _DEGREES_SEEN:
            raise ExportOptionError(f"extent: expected at least {_DEGREES_SEEN:g} degrees a side")
        pixels = min(box.width / (right - left), box.height / (top - bottom))
        west = (left + right) / 2 - box.width / pixels / 2
        north = (top + bottom) / 2 + box.height / pixels / 2
        return cls(box, west, north, pixels)

    @property
    def zoom(self) -> float:
        """The zoom at which the page shows as much."""
        return math.log2(self.pixels * 360 / _TILE)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position lies on the sheet."""
        x, y = mercator(longitude, latitude)
        return (
            self.box.left + (x - self.west) * self.pixels,
            self.box.top + (self.north - y) * self.pixels,
        )

    def at(self, position: Coordinate) -> tuple[float, float]:
        """Where a position lies on the sheet."""
        return self.point(position.longitude, position.latitude)

    def position(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the sheet, in degrees."""
        longitude = self.west + (x - self.box.left) / self.pixels
        return longitude, latitude_of(self.north - (y - self.box.top) / self.pixels)

    def points(self, positions: "ndarray[Any, Any]") -> "ndarray[Any, Any]":
        """Points of the sheet for an array of longitudes and latitudes."""
        import numpy as np  # noqa: PLC0415 - a tenth of a second

        latitudes = np.clip(positions[:, 1], -MAX_LATITUDE, MAX_LATITUDE)
        y = np.degrees(np.arcsinh(np.tan(np.radians(latitudes))))
        across = self.box.left + (positions[:, 0] - self.west) * self.pixels
        return np.column_stack((across, self.box.top + (self.north - y) * self.pixels))

    def bounds(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """West, south, east, north of what is seen, with `margin` pixels around it, in degrees."""
        grown = self.box.grown(margin)
        west, north = self.position(grown.left, grown.top)
        east, south = self.position(grown.right, grown.bottom)
        return west, south, east, north

    def kilometre(self, latitude: float) -> float:
        """How many pixels a kilometre from west to east is at `latitude`, on the ellipsoid."""
        phi = math.radians(latitude)
        flattened = math.sqrt(1 - _ECCENTRICITY_SQUARED * math.sin(phi) ** 2)
        return self.pixels * 360 * flattened / (_EQUATOR_KM * math.cos(phi))
