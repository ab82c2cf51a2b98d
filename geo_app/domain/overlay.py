"""Overlays: routes that a reader lays over the corridor, from a file of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from geo_app.domain.place import Coordinate

GeoJson = dict[str, Any]
"""A GeoJSON object (RFC 7946): positions are [longitude, latitude, altitude?] on WGS 84."""


class Method(StrEnum):
    """How a line runs between its positions."""

    RECORDED = "recorded"
    """Straight on the map from one position to the next, as RFC 7946 says."""
    GEODESIC = "geodesic"
    """The shortest line on the WGS 84 ellipsoid: its positions are the ends of legs."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as a message that can be translated.

    Attributes:
        message: the English message with `%(name)s` places, which is its id in the catalogues.
        values: what stands in these places; a Problem among them is said in the same language.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.in_words(lambda message: message)

    def in_words(self, gettext: Callable[[str], str]) -> str:
        """The message in the language of `gettext`."""
        said = {
            name: value.in_words(gettext) if isinstance(value, Problem) else value
            for name, value in self.values.items()
        }
        return gettext(self.message) % said


@dataclass(frozen=True, slots=True)
class OverlayFault:
    """A row or element of a file that could not be drawn, or not wholly.

    Attributes:
        place: where it is: "row 7", "feature 3", "Placemark 4".
        lost: whether nothing of it is drawn.
    """

    place: Problem
    problem: Problem
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """An end of a leg.

    Attributes:
        text: as the file has it.
        name: what it was found to be; empty where the file says a position.
        place: id of the corridor's place that it is, or None.
    """

    text: str
    position: Coordinate
    name: str = ""
    place: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OverlayFeature:
    """A route, a track, a point or an area of a file.

    Attributes:
        feature: the GeoJSON Feature, with everything the file says of it; its geometry may be None.
        method: how its lines run.
        stops: the ends of its legs where the file names stops, in the order of its positions.
    """

    feature: GeoJson
    method: Method = Method.RECORDED
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlay:
    """What was read of a file.

    Attributes:
        name: what the list of overlays calls it: the file's name without its ending.
        format: id in the table of formats ("csv", "geojson", …).
        unit: what the file is made of, in the singular: "row", "feature", "element".
        read: how many of these it has, good or not.
        members: members of a GeoJSON FeatureCollection other than type and features.
    """

    name: str
    format: str
    unit: str
    read: int
    features: Sequence[OverlayFeature]
    faults: Sequence[OverlayFault] = ()
    members: GeoJson = field(default_factory=dict)

    @property
    def drawn(self) -> int:
        """How many of what was read are on the map: those that are not lost and have a geometry."""
        lost = sum(fault.lost for fault in self.faults)
        return self.read - lost - sum(each.feature["geometry"] is None for each in self.features)


@dataclass(frozen=True, kw_only=True, slots=True)
class OverlayLimits:
    """How much of a file is read at most.

    Attributes:
        bytes: of the file, and of what it unpacks to.
        features: rows, features or elements.
        vertices: positions of all of them.
        seconds: that reading may take.
    """

    bytes: int = 50_000_000
    features: int = 200_000
    vertices: int = 5_000_000
    seconds: float = 60.0
