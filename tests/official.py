"""An official boundary file, invented for the tests, in a copy of a corridor folder."""

import json
from pathlib import Path
from typing import Any

from tests.corridors import copy_corridor, replace
from tests.subjects import Subject

NUMBER = "TEST(1900)0000号"
"""Obviously no number that anybody issued."""
TITLE = "Invented office of maps"
FILE = "official.geojson"


def bring_official(to: Path, subject: Subject, *, tinted: str = "") -> Path:
    """A copy of a corridor with an official file: one straight line, and a box if `tinted`."""
    folder = copy_corridor(to, subject.folder)
    home = subject.corridor.home
    middle = (home.south + home.north) / 2
    line = [[home.west, middle], [home.east, middle]]
    features = [_feature("LineString", line, {"countries": ["XX", "XY"]})]
    if tinted:
        west, east = home.west, (home.west + home.east) / 2
        corners = [(west, home.south), (east, home.south), (east, middle), (west, middle)]
        ring = [list(each) for each in (*corners, corners[0])]
        features.append(_feature("Polygon", [ring], {}) | {"id": tinted})
    write_official(folder, features)
    return declare_official(folder)


def declare_official(folder: Path, number: str = NUMBER) -> Path:
    """Name the official file in the catalogue, with its number and whose it is."""
    said = f'official = "{FILE}"\napproval = "{number}"\nofficial_source = "office"'
    replace(folder / "catalog.toml", "accuracy_km =", f"{said}\naccuracy_km =")
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"office,dataset,{TITLE},,,,invented,{TITLE},\n")
    return folder


def write_official(folder: Path, features: list[dict[str, Any]]) -> None:
    content = {"type": "FeatureCollection", "features": features}
    (folder / FILE).write_text(json.dumps(content), "utf-8")


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
