"""Writes geodesic_vectors.csv: geodesics on WGS 84 by GeographicLib.

Neither the Python nor the JavaScript under test uses that library.

    .venv/bin/python -m tests.data.build_geodesic_vectors
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from geographiclib.geodesic import Geodesic

VECTORS = Path(__file__).with_name("geodesic_vectors.csv")
COLUMNS = ("kind", "lat1", "lon1", "lat2", "lon2", "metres")
PARTS = (0.25, 0.5, 0.75)
Ends = tuple[float, float, float, float]
"""Latitude and longitude of the start and of the end."""

CHOSEN: tuple[tuple[str, Ends], ...] = (
    ("long", (39.5429, 76.02, 55.7558, 37.6173)),
    ("long", (51.47, -0.4543, -37.6733, 144.8433)),
    ("long", (-33.9461, 151.1772, -33.393, -70.7858)),
    ("short", (39.5429, 76.02, 39.5429, 76.0201)),
    ("short", (39.5429, 76.02, 39.54290001, 76.02)),
    ("short", (85.0, 10.0, 85.00001, 10.0001)),
    ("equal", (39.5429, 76.02, 39.5429, 76.02)),
    ("equal", (90.0, 0.0, 90.0, 0.0)),
    ("antimeridian", (35.5494, 139.7798, 33.9425, -118.4081)),
    ("antimeridian", (-17.7554, 177.4434, -13.83, -172.0083)),
    ("antimeridian", (60.0, 179.999, 60.0, -179.999)),
    ("antimeridian", (60.0, 180.0, 62.0, -180.0)),
    ("north pole", (78.2461, 15.4656, 71.2854, -156.766)),
    ("north pole", (64.8, 10.0, 64.8, -170.0)),
    ("north pole", (89.9, 0.0, 89.9, 120.0)),
    ("north pole", (90.0, 0.0, 10.0, 25.0)),
    ("south pole", (-77.85, 166.667, -51.6921, -57.8577)),
    ("south pole", (-60.0, 30.0, -60.0, -150.0)),
    ("south pole", (-90.0, 50.0, 0.0, -100.0)),
    ("equator", (0.0, 10.0, 0.0, 11.0)),
    ("equator", (0.0, -179.0, 0.0, 179.0)),
    ("equator", (0.0, 0.0, 0.0, 179.0)),
    ("meridian", (-40.0, 76.0, 70.0, 76.0)),
    ("meridian", (10.0, -180.0, 20.0, 180.0)),
    ("near antipodal", (0.0, 0.0, 0.5, 179.5)),
    ("near antipodal", (30.0, 20.0, -30.0, -160.1)),
    ("near antipodal", (10.0, 0.0, -9.9999, 179.9)),
    ("near antipodal", (-45.0, 5.0, 44.9, -174.6)),
)
DRAWN = 4
"""How many more of each kind are drawn by chance."""


def chance_ends() -> Iterator[tuple[str, Ends]]:
    """Pairs of each kind, the same at each run."""
    chance = random.Random(5)  # noqa: S311
    for _ in range(DRAWN):
        lat, lon = chance.uniform(-84, 84), chance.uniform(-180, 180)
        off = chance.uniform(-1, 1)
        yield "long", (lat, lon, chance.uniform(-84, 84), chance.uniform(-180, 180))
        yield "short", (lat, lon, lat + off / 500, lon + off / 700)
        yield "antimeridian", (lat, 179 + off / 2, chance.uniform(-84, 84), -179 + off / 2)
        yield "north pole", (88 + off, lon, 80 + off, -lon)
        yield "south pole", (-88 + off, lon, -80 + off, lon + 170)
        yield "equator", (0.0, lon, 0.0, lon + 90 + 80 * off)
        yield "meridian", (lat, lon, chance.uniform(-84, 84), lon)
        yield "near antipodal", (lat, lon, -lat + off, lon + 180 - off / 2)


def rows() -> Iterator[list[object]]:
    """Each pair with its length, and the points at PARTS of its length."""
    for kind, given in (*CHOSEN, *chance_ends()):
        lat1, lon1, lat2, lon2 = (round(each, 9) for each in given)
        lon1, lon2 = (
            (each + 180) % 360 - 180 if abs(each) > 180 else each for each in (lon1, lon2)
        )
        line = Geodesic.WGS84.InverseLine(lat1, lon1, lat2, lon2)
        points = (line.Position(line.s13 * part) for part in PARTS)
        between = [round(each[name], 9) for each in points for name in ("lat2", "lon2")]
        yield [kind, lat1, round(lon1, 9), lat2, round(lon2, 9), f"{line.s13:.4f}", *between]


def write_vectors() -> None:
    """Write the file anew."""
    names = [f"{name}_{part}" for part in PARTS for name in ("lat", "lon")]
    with VECTORS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*COLUMNS, *names])
        writer.writerows(rows())


if __name__ == "__main__":
    write_vectors()
