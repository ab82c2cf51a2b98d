"""The world's airports, by airportsdata: found by code."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geo_app.domain.place import Coordinate


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport, with its codes; the one it lacks is empty."""

    iata: str
    icao: str
    name: str
    city: str
    position: Coordinate

    @property
    def title(self) -> str:
        """Its name and its code."""
        return f"{self.name} ({self.iata or self.icao})"


@cache
def world_airports() -> Mapping[str, Airport]:
    """Every airport by its codes, IATA and ICAO."""
    import airportsdata  # noqa: PLC0415 - a fifth of a second that most commands can do without

    by_code: dict[str, Airport] = {}
    for icao, row in airportsdata.load("ICAO").items():
        found = Airport(
            row["iata"], icao, row["name"], row["city"], Coordinate(row["lon"], row["lat"])
        )
        by_code[icao] = found
    for found in list(by_code.values()):
        if found.iata:
            by_code.setdefault(found.iata, found)
    return by_code


@cache
def airports_by_word() -> Mapping[str, tuple[Airport, ...]]:
    """Airports with an IATA code by city and by name, as `plain_name` writes them."""
    found: dict[str, dict[str, Airport]] = {}
    for airport in world_airports().values():
        if airport.iata:
            for word in {plain_name(airport.city), plain_name(airport.name)} - {""}:
                found.setdefault(word, {})[airport.iata] = airport
    return {
        word: tuple(several[code] for code in sorted(several)) for word, several in found.items()
    }


def plain_name(text: str) -> str:
    """A name without case, accents, width and punctuation, for comparing."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        each if each.isalnum() else "" if unicodedata.category(each).startswith("M") else " "
        for each in letters
    )
    return " ".join("".join(kept).split())
