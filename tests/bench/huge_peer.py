"""The peer in a process of its own: folium-offline writes the routes of a file.

python -m tests.bench.huge_peer FILE OUT.html

It gets the least that draws them: straight lines without popups. A track is one line a segment.
"""

import csv
import re
import sys
from pathlib import Path

import offlinefolium

from tests.bench.huge_data import positions

Line = list[tuple[float, float]]


def read_lines(file: Path) -> list[Line]:
    """Latitudes and longitudes of the lines of a table or of a GPX file."""
    if file.suffix == ".gpx":
        segments = file.read_text("utf-8").split("</trkseg>")
        found = (re.findall(r'lat="([\d.-]+)" lon="([\d.-]+)"', each) for each in segments)
        return [[(float(lat), float(lon)) for lat, lon in each] for each in found if each]
    at = positions()
    with file.open(encoding="utf-8", newline="") as table:
        return [
            [at[row[end]][::-1] for end in ("origin", "destination")]
            for row in csv.DictReader(table)
        ]


def main() -> None:
    """Write the map."""
    file, out = map(Path, sys.argv[1:])
    made = offlinefolium.Map(location=[39, 75], zoom_start=5, tiles=None)
    for line in read_lines(file):
        offlinefolium.PolyLine(line).add_to(made)
    made.save(str(out))


if __name__ == "__main__":
    main()
