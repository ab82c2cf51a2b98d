"""The world's airports, by airportsdata: found by code."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
        # Its own `load` makes a dictionary for each line: ten times as long, and more than all else
        # that a table of a few flights takes. Codes, which come first, hold no commas.
        text = files("airportsdata").joinpath("airports.csv").read_text("utf-8")
        self._head, *lines = text.strip().split("\n")
        self._lines: dict[str, str] = {}
        self.of_iata: dict[str, str] = {}
        for line in lines:
            icao, iata, _ = line.split(",", 2)
            self._lines[icao[1:-1]] = line
            if iata != '""':
                self.of_iata.setdefault(iata[1:-1], icao[1:-1])
        self._lines.pop("", None)

    def __getitem__(self, code: str) -> Airport:
        line = self._lines[code if code in self._lines else self.of_iata[code]]
        row = next(csv.DictReader([self._head, line]))
        position = Coordinate(float(row["lon"]), float(row["lat"]))
        return Airport(row["iata"], row["icao"], row["name"], row["city"], position)

    def __iter__(self) -> Iterator[str]:
        yield from self._lines
        yield from (code for code in self.of_iata if code not in self._lines)

    def __len__(self) -> int:
        return len({*self._lines, *self.of_iata})


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
