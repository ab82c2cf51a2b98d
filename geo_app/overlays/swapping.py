"""Whether the latitudes and longitudes of a file are swapped: noticed, never put right unasked."""

import math

from geo_app.domain.overlay import Problem
from geo_app.errors import SwappedCoordinatesError
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import shown_number

_NEARLY_ALL = 0.95
_SOME = 0.1
_POLE, _ANTIMERIDIAN = 90, 180


class SwapJudge:
    """Is shown every position of a file as it stands there, and then asked.

    Positions look swapped where at least one in ten has a latitude beyond the poles and nearly all
    are positions the other way round; or where none lies in the corridor and nearly all would.
    """

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._count = self._beyond = self._sound_swapped = self._inside = self._inside_swapped = 0
        self._example: tuple[Problem, float, float] | None = None

    def show(self, place: Problem, longitude: float, latitude: float) -> None:
        """Count the position of a row or element."""
        if not (math.isfinite(longitude) and math.isfinite(latitude)):
            return
        self._count += 1
        self._inside += self._is_inside(longitude, latitude)
        self._inside_swapped += self._is_inside(latitude, longitude)
        sound_swapped = abs(longitude) <= _POLE and abs(latitude) <= _ANTIMERIDIAN
        beyond = sound_swapped and abs(latitude) > _POLE
        self._sound_swapped += sound_swapped
        self._beyond += beyond
        if self._example is None or (beyond and abs(self._example[2]) <= _POLE):
            self._example = (place, longitude, latitude)

    def _is_inside(self, longitude: float, latitude: float) -> bool:
        whole = self._context.whole
        return whole.west <= longitude <= whole.east and whole.south <= latitude <= whole.north

    @property
    def looks_swapped(self) -> bool:
        """What the positions look like."""
        nearly_all = _NEARLY_ALL * self._count
        beyond = self._beyond and self._beyond >= _SOME * self._count
        if beyond and self._sound_swapped >= nearly_all:
            return True
        return bool(self._count) and not self._inside and self._inside_swapped >= nearly_all

    def decide(self, file: str) -> bool:
        """Whether the positions are to be swapped.

        Raises:
            SwappedCoordinatesError: they look swapped, and nobody has said whether they are.
        """
        if self._context.swap is not None:
            return self._context.swap
        if self._example and self.looks_swapped:
            place, longitude, latitude = self._example
            raise SwappedCoordinatesError(
                file,
                Problem(
                    "latitude and longitude look swapped: %(place)s says latitude %(latitude)s, "
                    "longitude %(longitude)s; swapped, it would be latitude %(longitude)s, "
                    "longitude %(latitude)s",
                    {
                        "place": place,
                        "latitude": shown_number(latitude),
                        "longitude": shown_number(longitude),
                    },
                ),
            )
        return False
