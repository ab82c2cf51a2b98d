"""Routes (lines through the air or over sea) and roads (schematic lines over land)."""

from dataclasses import dataclass
from enum import StrEnum


class RouteKind(StrEnum):
    """What a route carries."""

    FREIGHT = "freight"
    PASSENGER = "passenger"


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """A route between two places, drawn as the WGS 84 geodesic.

    Attributes:
        origin, destination: place ids; the order says nothing about a direction.
        paragraph: the paragraph of the article that names it; None for context.
    """

    id: str
    layer: str
    kind: RouteKind
    origin: str
    destination: str
    paragraph: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def is_context(self) -> bool:
        """Whether the article does not name this route."""
        return self.paragraph is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Road:
    """A schematic road through known points.

    Attributes:
        via: ids of the places it passes, in order.
    """

    id: str
    layer: str
    via: tuple[str, ...]
    sources: tuple[str, ...] = ()
