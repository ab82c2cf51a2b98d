"""Positions of a table's cells, before and after it is settled which is the latitude."""

from geo_app.domain.overlay import Problem
from geo_app.domain.place import Coordinate
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.positions import Angle, WrittenPosition, read_angle
from geo_app.overlays.shapes import require_in_range, require_possible


def read_cells(latitude: str, longitude: str) -> WrittenPosition:
    """The position that two cells say.

    Raises:
        PartError: one of them says none.
    """
    first, second = read_angle(latitude), read_angle(longitude)
    if not latitude:
        raise PartError(Problem("it has no latitude"))
    if not longitude:
        raise PartError(Problem("it has no longitude"))
    if first is None or first.side in ("E", "W"):
        raise PartError(Problem("“%(text)s” is no latitude", {"text": shown(latitude)}))
    if second is None or second.side in ("N", "S"):
        raise PartError(Problem("“%(text)s” is no longitude", {"text": shown(longitude)}))
    return WrittenPosition(first.degrees, second.degrees, certain=_is_certain(first, second))


def _is_certain(first: Angle, second: Angle) -> bool:
    return bool(first.side or second.side)


def settle(position: WrittenPosition, *, swap: bool) -> Coordinate:
    """Where it is, on the earth.

    Raises:
        PartError: it is out of range.
    """
    longitude, latitude = position.longitude, position.latitude
    if swap and not position.certain:
        longitude, latitude = latitude, longitude
    require_in_range(longitude, latitude)
    return Coordinate(longitude, latitude)


def require_settleable(position: WrittenPosition, *, swap: bool | None) -> None:
    """Check that a position can be settled, so that nothing is kept of a row that cannot be drawn.

    Raises:
        PartError: it is out of range, whichever is the latitude.
    """
    swapped = False if position.certain else swap
    require_possible(position.longitude, position.latitude, swap=swapped)
