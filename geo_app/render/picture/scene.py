"""What the map shows, read from the very data that the page's script draws."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_app.domain.geodesic import geodesic_line
from geo_app.domain.layer import LayerKind
from geo_app.domain.place import Coordinate, PlaceKind
from geo_app.domain.route import RouteKind

Line = Sequence[Sequence[float]]
"""Positions: longitude and latitude in degrees."""


@dataclass(frozen=True, kw_only=True)
class ShownPlace:
    """A place with its words; see `LayerWriter`.

    Attributes:
        tie: the position of the facility where its checks are, if it has one.
    """

    id: str
    kind: PlaceKind
    position: Coordinate
    label: str
    sublabel: str = ""
    tie: Coordinate | None = None
    uncertainty_km: float = 0.0


@dataclass(frozen=True, kw_only=True)
class ShownRoute:
    """A route with its words.

    Attributes:
        line: its geodesic; longitudes may pass ±180°.
        label: of its far end.
    """

    id: str
    kind: RouteKind
    is_context: bool
    line: Line
    label: str
    distance: str
    line_label: str

    @property
    def style(self) -> str:
        """The style class of its line."""
        return f"line-{self.kind}" + (" line-context" if self.is_context else "")


@dataclass(frozen=True, kw_only=True)
class ShownCountry:
    """A country's name, and where it may stand, best first."""

    id: str
    title: str
    label_points: tuple[Coordinate, ...]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything that is drawn over the ground."""

    places: tuple[ShownPlace, ...]
    routes: tuple[ShownRoute, ...]
    roads: tuple[Line, ...]
    countries: tuple[ShownCountry, ...]

    @classmethod
    def of(cls, layers: Mapping[str, Mapping[str, Any]]) -> "Scene":
        """The scene of the layers that are on, as the page's data block has them."""
        shown = [layer for layer in layers.values() if layer["shown"]]
        features = [
            feature
            for layer in shown
            if layer["kind"] in (LayerKind.ROUTES, LayerKind.PLACES)
            for feature in layer["features"]["features"]
        ]
        return cls(
            places=tuple(map(_place, _of_type(features, "Point"))),
            routes=tuple(map(_route, _of_type(features, "LineString"))),
            roads=tuple(
                feature["geometry"]["coordinates"]
                for layer in shown
                if layer["kind"] == LayerKind.ROADS
                for feature in layer["features"]["features"]
            ),
            countries=tuple(
                _country(each)
                for layer in shown
                if layer["kind"] == LayerKind.COUNTRIES
                for each in layer["features"]
            ),
        )


def _of_type(features: Sequence[Mapping[str, Any]], kind: str) -> Iterator[Mapping[str, Any]]:
    return (each for each in features if each["geometry"]["type"] == kind)


def _place(feature: Mapping[str, Any]) -> ShownPlace:
    told = feature["properties"]
    return ShownPlace(
        id=told["id"],
        kind=PlaceKind(told["kind"]),
        position=Coordinate(*feature["geometry"]["coordinates"]),
        label=told.get("label") or told.get("title", ""),
        sublabel=told.get("sublabel", ""),
        tie=Coordinate(*told["tie"]) if "tie" in told else None,
        uncertainty_km=told.get("uncertainty_km", 0.0),
    )


def _route(feature: Mapping[str, Any]) -> ShownRoute:
    told = feature["properties"]
    start, end = (Coordinate(*each) for each in feature["geometry"]["coordinates"])
    return ShownRoute(
        id=told["id"],
        kind=RouteKind(told["kind"]),
        is_context=told.get("context", False),
        line=geodesic_line(start, end),
        label=told.get("label", ""),
        distance=told.get("distance", ""),
        line_label=told.get("line_label", ""),
    )


def _country(told: Mapping[str, Any]) -> ShownCountry:
    return ShownCountry(
        id=told["id"],
        title=told.get("title", ""),
        label_points=tuple(Coordinate(*each) for each in told.get("label_points", ())),
    )
