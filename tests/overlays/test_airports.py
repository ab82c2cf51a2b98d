"""The world's airports are those of airportsdata, which are read here in our own way."""

import airportsdata

from geo_app.domain.place import Coordinate
from geo_app.overlays.airports import Airport, world_airports


def test_every_airport_is_as_its_package_reads_it() -> None:
    theirs, ours = airportsdata.load("ICAO"), world_airports()
    assert len(theirs) > 25_000
    first: dict[str, str] = {}
    for icao, row in theirs.items():
        first.setdefault(row["iata"], icao)
        position = Coordinate(row["lon"], row["lat"])
        assert ours[icao] == Airport(row["iata"], icao, row["name"], row["city"], position)
    first.pop("")
    assert ours.of_iata == first
    assert set(ours) == {*theirs, *first}
    assert ours["KHG"] == ours["ZWSH"]
