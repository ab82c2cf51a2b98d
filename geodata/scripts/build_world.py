"""Make geodata/world.topojson, the land behind overlays that leave a corridor's ground.

Fetch the package into one folder and unpack it:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz

Then, with shapely >= 2.2 and numpy installed:

    python geodata/scripts/build_world.py FOLDER

It prints what it made. Two runs with the same versions write the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import shapely
import sources
from shapely.geometry.base import BaseGeometry
from topojson import Topology

HERE = Path(__file__).resolve().parent.parent
TOLERANCE = 0.36
"""Square root of the least area, in square degrees, that a corner of a coast takes up. Degrees as
they are: between the true area, which would starve the Arctic, and that on a Mercator map, which
would spend half of the file on it."""
SCALE = 12
"""Grid points in a degree: 5′, a pixel at zoom 4."""
SOUTH = -85.0
ISLAND = 0.15
"""Square degrees: the least island that is kept wherever it lies."""
LONELY = 0.01
APART = 1.5
"""A smaller one is kept, down to LONELY square degrees, where nothing else is within so many
degrees: it is a landmark there, as Bermuda is, and one of a hundred in the Arctic is none."""
ARCTIC = 66.0


def read_land(folder: Path) -> list[BaseGeometry]:
    """The polygons, the largest first; they may reach beyond 180°."""
    shapes = [
        shapely.make_valid(shapely.Polygon(coast, seas), method="structure")
        for coast, *seas in sources.world_rings(folder)
    ]
    return sorted(shapes, key=lambda shape: (-shape.area, shape.bounds))


def choose(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Those that are worth their bytes."""
    kept = [shape for shape in shapes if shape.area >= ISLAND]
    for shape in shapes[len(kept) :]:
        lonely = shape.area >= LONELY and shape.bounds[1] < ARCTIC
        if lonely and shapely.distance(shape, kept).min() > APART:
            kept.append(shape)
    return kept


def build(folder: Path) -> tuple[str, int]:
    """The topology, and how many corners it has."""
    chosen = choose(read_land(folder))
    # A tiny island is its own landmark: it keeps a shape that the tolerance would make a splinter.
    large = [shape for shape in chosen if shape.area >= 4 * TOLERANCE**2]
    small = [shape for shape in chosen if shape.area < 4 * TOLERANCE**2]
    thin = [
        *shapely.coverage_simplify(large, TOLERANCE),
        *(shapely.coverage_simplify([each], each.area**0.5 / 3)[0] for each in small),
    ]
    whole = [part for shape in thin for part in sources.cut_at_antimeridian(shape, SOUTH)]
    units = shapely.transform(whole, lambda degrees: degrees * SCALE)
    land = shapely.union_all(units, grid_size=1)
    topology = Topology(SCALE)
    topology.objects["land"] = [topology.polygons(land)]
    return topology.encode(), int(shapely.get_num_coordinates(land))


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    text, corners = build(parser.parse_args().folder)
    target = HERE / "world.topojson"
    target.write_text(text, "utf-8")
    print(f"{target.name}: {len(text.encode()):,} bytes, {corners:,} corners")


if __name__ == "__main__":
    main()
