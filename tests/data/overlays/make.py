"""Makes the binary files of this folder from the bundled corridor's own places and routes.

    python tests/data/overlays/make.py

Needs geopandas. What GDAL writes depends on its version: the files are committed, and made again
only to change them.
"""

import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.geodesic import geodesic_line
from geo_app.domain.place import Place

HERE = Path(__file__).resolve().parent
UTM = "EPSG:32643"


def main() -> None:
    """Write every file."""
    corridor = geo_app.load_corridor()
    write_geopackage(corridor, HERE / "corridor.gpkg")
    routes(corridor).to_file(HERE / "routes.fgb", driver="FlatGeobuf", engine="pyogrio")
    write_shapefile(roads(corridor).to_crs(UTM), HERE / "roads_utm43.zip", "道路")


def write_geopackage(corridor: Corridor, path: Path) -> None:
    """Two layers: ports in degrees, roads in metres of UTM zone 43 and one without a geometry."""
    path.unlink(missing_ok=True)
    ports(corridor).to_file(path, layer="ports", engine="pyogrio")
    lines = roads(corridor).to_crs(UTM)
    lost = gpd.GeoDataFrame(
        {"name": ["not surveyed"], "名称": ["未测绘"]}, geometry=[None], crs=UTM
    )
    every = pd.concat([lines, lost], ignore_index=True)
    pyogrio.write_dataframe(every, path, layer="roads", append=True, geometry_type="LineString")


def ports(corridor: Corridor) -> gpd.GeoDataFrame:
    """The land ports as points, with a whole number, a number that may lack, and a date."""
    places = [place for place in corridor.places.values() if place.kind == "land_port"]
    return gpd.GeoDataFrame(
        {
            "name": [name(place, "en") for place in places],
            "名称": [name(place, "zh-Hans") for place in places],
            "number": range(1, len(places) + 1),
            "weight": [None, *(float(at) + 0.5 for at in range(1, len(places)))],
            "date": pd.to_datetime(["2024-08-01"] * len(places)),
        },
        geometry=[
            shapely.Point(place.position.longitude, place.position.latitude) for place in places
        ],
        crs="EPSG:4326",
    )


def roads(corridor: Corridor) -> gpd.GeoDataFrame:
    """A recorded line from the hub to each land port, of points every 30 km."""
    hub, *others = [
        place for place in corridor.places.values() if place.kind in ("hub", "land_port")
    ]
    lines = [geodesic_line(hub.position, place.position) for place in others]
    return gpd.GeoDataFrame(
        {
            "name": [name(place, "en") for place in others],
            "名称": [name(place, "zh-Hans") for place in others],
        },
        geometry=[shapely.LineString(line) for line in lines],
        crs="EPSG:4326",
    )


def routes(corridor: Corridor) -> gpd.GeoDataFrame:
    """The corridor's flights, of points every 30 km, with the names of their ends."""
    ends = [
        (corridor.places[route.origin], corridor.places[route.destination], route.kind)
        for route in corridor.routes.values()
    ]
    return gpd.GeoDataFrame(
        {
            "from": [name(origin, "en") for origin, _, _ in ends],
            "to": [name(destination, "en") for _, destination, _ in ends],
            "kind": [str(kind) for _, _, kind in ends],
        },
        geometry=[
            shapely.LineString(geodesic_line(origin.position, destination.position))
            for origin, destination, _ in ends
        ],
        crs="EPSG:4326",
    )


def write_shapefile(frame: gpd.GeoDataFrame, path: Path, stem: str) -> None:
    """A zipped Shapefile with Chinese names of file, column and cells, and its .cpg."""
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / f"{stem}.shp", engine="pyogrio", encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in sorted(Path(folder).iterdir()):
                entry = zipfile.ZipInfo(part.name)  # without a date, the same at any time
                archive.writestr(entry, part.read_bytes(), zipfile.ZIP_DEFLATED)


def name(place: Place, language: str) -> str:
    """The name of a place."""
    return place.names.in_first_of([language]).text


if __name__ == "__main__":
    main()
