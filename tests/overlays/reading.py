"""What the tests of overlays share: reading a file as the program does."""

from collections.abc import Mapping

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay, OverlayLimits
from geo_app.overlays.airports import Airport, world_airports
from geo_app.overlays.context import ReadContext
from geo_app.overlays.read import read_overlay
from geo_app.overlays.stops import StopFinder


def no_airports() -> Mapping[str, Airport]:
    """What a reader without the world's airports has."""
    return {}


def read(  # noqa: PLR0913 - each with its usual value
    content: bytes,
    name: str,
    corridor: Corridor,
    *,
    swap: bool | None = None,
    limits: OverlayLimits | None = None,
    airports: bool = True,
    packed: bool = False,
) -> Overlay:
    """The overlay of a file."""
    finder = StopFinder(corridor, airports=world_airports if airports else no_airports)
    context = ReadContext(
        stops=finder,
        whole=corridor.whole,
        swap=swap,
        limits=limits or OverlayLimits(),
        packed=packed,
    )
    return read_overlay(content, name, context)
