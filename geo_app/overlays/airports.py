"""The world's airports, by airportsdata: found by code."""

import unicodedata
from collections.abc import Iterator, Mapping
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


class WorldAirports(Mapping[str, Airport]):
    """Airports by their codes, ICAO and IATA; each is made when it is asked for: there are 28,000.

    Attributes:
        of_iata: the ICAO code of each that has an IATA code, by this.
    """

    def __init__(self) -> None:
        import airportsdata  # noqa: PLC0415 - a fifth of a second that most commands can do without

        self._rows = airportsdata.load("ICAO")
        self.of_iata: dict[str, str] = {}
        for icao, row in self._rows.items():
            if row["iata"]:
                self.of_iata.setdefault(row["iata"], icao)

    def __getitem__(self, code: str) -> Airport:
        icao = code if code in self._rows else self.of_iata[code]
        row = self._rows[icao]
        position = Coordinate(row["lon"], row["lat"])
        return Airport(row["iata"], icao, row["name"], row["city"], position)

    def __iter__(self) -> Iterator[str]:
        yield from self._rows
        yield from (code for code in self.of_iata if code not in self._rows)

    def __len__(self) -> int:
        return len({*self._rows, *self.of_iata})


@cache
def world_airports() -> WorldAirports:
    """Every airport by its codes, IATA and ICAO."""
    return WorldAirports()


@cache
def airports_by_word() -> Mapping[str, tuple[Airport, ...]]:
    """Airports with an IATA code by city and by name, as `plain_name` writes them."""
    found: dict[str, dict[str, Airport]] = {}
    for code in world_airports().of_iata:
        airport = world_airports()[code]
        for word in {plain_name(airport.city), plain_name(airport.name)} - {""}:
            found.setdefault(word, {})[code] = airport
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
