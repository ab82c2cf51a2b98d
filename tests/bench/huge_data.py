"""Huge files of routes, the same for each seed: tables between real airports, one long track."""

import csv
import math
import random
from itertools import islice
from pathlib import Path

import airportsdata

KINDS = ("passenger", "freight", "mail")
CARRIERS = ("CA", "CZ", "MU", "HU", "PK", "SU", "TK", "EK", "LH", "QR")
HEADER = ("origin", "destination", "kind", "carrier", "per week")
LINES_OF_REAL = 19_000 / 67_000
"""Of so many lines, undirected, the world's airlines make their routes."""
SEGMENTS = 10
STEP = 0.0002
SOUTH, NORTH = 20.0, 54.0

Pair = tuple[str, str]


def positions() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each airport by its IATA code."""
    airports = airportsdata.load("IATA")
    return {code: (airports[code]["lon"], airports[code]["lat"]) for code in sorted(airports)}


def write_routes(path: Path, count: int, *, distinct: bool = False, seed: int = 1) -> list[Pair]:
    """Write a table of `count` routes, and return the ends of each.

    Args:
        path: of the CSV file.
        count: of its rows.
        distinct: no two of them have the same ends; otherwise as few lines as airlines fly.
        seed: of the sample.
    """
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    lines = _lines(count if distinct else max(1, round(count * LINES_OF_REAL)), chance)
    pairs = lines if distinct else [chance.choice(lines) for _ in range(count)]
    rows = [pair if chance.random() < 0.5 else pair[::-1] for pair in pairs]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for ends in rows:
            cells = chance.choice(KINDS), chance.choice(CARRIERS), chance.randint(1, 70)
            writer.writerow([*ends, *cells])
    return rows


def _lines(count: int, chance: random.Random) -> list[Pair]:
    at = positions()
    codes = list(at)
    found: dict[Pair, None] = {}
    while len(found) < count:
        one, other = sorted(chance.sample(codes, 2))
        if at[one] != at[other]:
            found[one, other] = None
    return list(islice(found, count))


def write_track(path: Path, count: int, seed: int = 1) -> list[list[list[float]]]:
    """Write a GPX file with one track of `count` points, and return its segments."""
    chance = random.Random(seed)  # noqa: S311
    longitude, latitude, heading = 75.99, 39.47, 0.3
    segments: list[list[list[float]]] = []
    for _ in range(SEGMENTS):
        segments.append([])
        for _ in range(count // SEGMENTS):
            heading += chance.uniform(-0.3, 0.3)
            longitude += STEP * math.cos(heading)
            latitude += STEP * math.sin(heading)
            if not SOUTH < latitude < NORTH:
                heading += math.pi
            segments[-1].append([round(longitude, 5), round(latitude, 5)])
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<gpx version="1.1" creator="geo_app tests" ')
        file.write('xmlns="http://www.topografix.com/GPX/1/1">\n<trk><name>Long</name>\n')
        for segment in segments:
            file.write("<trkseg>\n")
            file.writelines(f'<trkpt lat="{lat}" lon="{lon}"/>\n' for lon, lat in segment)
            file.write("</trkseg>\n")
        file.write("</trk>\n</gpx>\n")
    return segments
