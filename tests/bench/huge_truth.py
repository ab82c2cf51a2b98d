"""Which route really lies nearest to a place: by pyproj, which the page does not use."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from tests.bench.huge_data import Pair, positions

Numbers = NDArray[np.float64]
EARTH = Geod(ellps="WGS84")
ROUGH, FINE, CANDIDATES = 64, 60, 60
METRES_A_DEGREE = 111_320
CORRIDOR = (35.0, 15.0, 140.0, 62.0)
"""West, south, east, north: within, the map has marks and routes of its own that answer a click."""
FAR_NORTH = 65


@dataclass(frozen=True)
class Place:
    longitude: float
    latitude: float


class Truth:
    """The geodesics of all routes."""

    def __init__(self, routes: Sequence[Pair]) -> None:
        at = positions()
        ends = np.array([[*at[one], *at[other]] for one, other in routes])
        self._start = ends[:, 0], ends[:, 1]
        self._azimuth, _, self._length = EARTH.inv(*ends.T)
        self._rough = self._points(np.arange(len(routes)), np.linspace(0, 1, ROUGH + 1))

    def places(self, count: int, seed: int = 1) -> list[Place]:
        """Places on routes, away from what else can be clicked on the map."""
        chance = random.Random(seed)  # noqa: S311
        west, south, east, north = CORRIDOR
        found: list[Place] = []
        while len(found) < count:
            row, part = chance.randrange(len(self._length)), chance.uniform(0.2, 0.8)
            longitudes, latitudes = self._points(np.array([row]), np.array([part]))
            place = Place(float(longitudes[0, 0]), float(latitudes[0, 0]))
            within = west < place.longitude < east and south < place.latitude < north
            if not within and abs(place.latitude) < FAR_NORTH:
                found.append(place)
        return found

    def is_nearest(self, row: int, place: Place, within: float) -> bool:
        """Whether no route lies nearer to `place` than that of `row`, but for `within` metres."""
        rough = _metres(*self._rough, place)
        near = np.argsort(rough)[:CANDIDATES]
        rows = np.append(near, row)
        fine = _metres(*self._points(rows, np.linspace(0, 1, FINE * ROUGH + 1)), place)
        return bool(fine[-1] <= fine.min() + within)

    def _points(self, rows: NDArray[np.int64], parts: Numbers) -> tuple[Numbers, Numbers]:
        """Longitudes and latitudes of these parts of the way of each route."""
        columns = (self._start[0][rows], self._start[1][rows], self._azimuth[rows])
        spread = [np.repeat(each, len(parts)) for each in columns]
        lengths = np.outer(self._length[rows], parts).ravel()
        longitudes, latitudes, _ = EARTH.fwd(*spread, lengths)
        shape = len(rows), len(parts)
        return longitudes.reshape(shape), latitudes.reshape(shape)


def _metres(longitudes: Numbers, latitudes: Numbers, place: Place) -> Numbers:
    """How far each line runs from a place, where that is near enough to be flat."""
    x = (longitudes - place.longitude + 180) % 360 - 180
    x *= np.cos(np.radians(place.latitude))
    y = latitudes - place.latitude
    dx, dy = np.diff(x), np.diff(y)
    square = np.maximum(dx**2 + dy**2, 1e-300)
    part = np.clip(-(x[:, :-1] * dx + y[:, :-1] * dy) / square, 0, 1)
    distance = np.hypot(x[:, :-1] + part * dx, y[:, :-1] + part * dy)
    nearest: Numbers = distance.min(axis=1) * METRES_A_DEGREE
    return nearest
