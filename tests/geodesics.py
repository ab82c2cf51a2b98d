"""Geodesics that another library computed, and pairs of points to compare with it."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Numbers = NDArray[np.float64]
WGS84 = Geod(ellps="WGS84")
VECTORS = Path(__file__).with_name("data") / "geodesic_vectors.csv"
LARGEST_DEVIATION_M = 100
"""By which a drawn line may leave the geodesic."""
TELLING_M = 19_900_000
"""Longer geodesics end near the antipodes, where many ways are as short to the millimetre."""


@dataclass(frozen=True)
class Vector:
    """A line of geodesic_vectors.csv; points are latitude and longitude.

    Attributes:
        between: the points at a quarter, a half and three quarters of the length.
    """

    kind: str
    start: tuple[float, float]
    end: tuple[float, float]
    metres: float
    between: tuple[tuple[float, float], ...]


def read_vectors() -> list[Vector]:
    """All lines of the file, which tests/data/build_geodesic_vectors.py writes."""
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return [
            _vector(kind, *map(float, numbers)) for kind, *numbers in list(csv.reader(file))[1:]
        ]


def _vector(kind: str, *numbers: float) -> Vector:
    lat1, lon1, lat2, lon2, metres, *points = numbers
    between = tuple(zip(points[::2], points[1::2], strict=True))
    return Vector(kind, (lat1, lon1), (lat2, lon2), metres, between)


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Length of the geodesic between two points (latitude, longitude)."""
    return float(WGS84.inv(one[1], one[0], other[1], other[0])[2])


def chance_pairs(count: int) -> Numbers:
    """Rows of latitude, longitude, twice: pairs of all sorts, the same at each run."""
    chance = np.random.default_rng(2026)
    start = np.column_stack([_latitudes(chance, count), chance.uniform(-180, 180, count)])
    end = np.column_stack([_latitudes(chance, count), chance.uniform(-180, 180, count)])
    sort, off = np.arange(count) % 8, chance.uniform(-1, 1, (count, 2))
    size = 10.0 ** chance.integers(-7, 1, count)[:, None]
    near, antipodal, polar, meridian, equator = (sort == each for each in range(5))
    end[near] = (start + off * size)[near]
    end[antipodal] = (start * [-1, 1] + [0, 180] + off * size)[antipodal]
    start[polar, 0] = np.copysign(90 - 5 * size[polar, 0], off[polar, 0])
    end[meridian, 1] = start[meridian, 1]
    start[equator, 0] = end[equator, 0] = 0
    pairs = np.column_stack([start, end])
    pairs[:, ::2] = pairs[:, ::2].clip(-90, 90)
    return pairs


def _latitudes(chance: np.random.Generator, count: int) -> Numbers:
    """As they are spread over the sphere."""
    return np.degrees(np.arcsin(chance.uniform(-1, 1, count)))


def lengths(pairs: Numbers) -> Numbers:
    """Metres of each pair."""
    return np.asarray(WGS84.inv(pairs[:, 1], pairs[:, 0], pairs[:, 3], pairs[:, 2])[2])


def deviations(pairs: Numbers, points: Numbers) -> Numbers:
    """Metres from each point (latitude, longitude) to the geodesic of the pair in its row."""
    azimuth = WGS84.inv(pairs[:, 1], pairs[:, 0], pairs[:, 3], pairs[:, 2])[0]
    gone = WGS84.inv(pairs[:, 1], pairs[:, 0], points[:, 1], points[:, 0])[2]
    longitude, latitude, _ = WGS84.fwd(pairs[:, 1], pairs[:, 0], azimuth, gone)
    return np.asarray(WGS84.inv(longitude, latitude, points[:, 1], points[:, 0])[2])


def straight_on_the_map(line: Numbers, parts: tuple[float, ...]) -> Numbers:
    """Points (latitude, longitude) on the straight Mercator pieces between those of a line."""
    flat = np.column_stack([np.arcsinh(np.tan(np.radians(line[:, 0]))), line[:, 1]])
    on = np.concatenate([flat[:-1] + part * np.diff(flat, axis=0) for part in parts])
    return np.column_stack([np.degrees(np.arctan(np.sinh(on[:, 0]))), on[:, 1]])
