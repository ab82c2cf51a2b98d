"""Stops: what a text of a row means that says where a leg starts or ends."""

import re
from collections.abc import Callable, Iterator, Mapping

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Problem, Stop
from geo_app.domain.place import Place
from geo_app.overlays.airports import Airport, airports_by_word, plain_name, world_airports
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.nearest import nearest

SEPARATORS, COMMAS = ";；|/、>→", ",，"
"""What stands between the stops of a cell that names several; commas where nothing else does."""
_CODE = re.compile(r"[A-Za-z]{3,4}")
_PARTS = re.compile(r"[/()（）,，、;；]")
_MOST_SEARCHES = 20
"""Texts for which the nearest names are looked for, in one file: each takes up to 0.1 s."""
_LISTED = 3
_LONGEST = 200
"""Of the text of a stop, in characters."""


class StopFinder:
    """Finds what the stops of a file mean, in one corridor and among the world's airports.

    Codes and the corridor's own names and ids are taken; whatever else might be meant is only
    suggested, for a wrong line looks as true as a right one. A finder is for one file: it remembers
    the texts it was asked for.

    Args:
        language: BCP 47 tag of the language in which places are named.
        airports: airports by code; by default those of the world.
    """

    def __init__(
        self,
        corridor: Corridor,
        language: str | None = None,
        airports: Callable[[], Mapping[str, Airport]] = world_airports,
    ) -> None:
        self._places, self._airports = corridor.places, airports
        order = corridor.reading_order(language or corridor.languages[0])
        self._titles = {
            place.id: place.names.in_first_of(order).text or place.id
            for place in corridor.places.values()
        }
        self._by_code = dict(_codes(corridor))
        self._by_name = _names(corridor)
        self._known: dict[str, Stop | Problem] = {}
        self._searches = 0

    def find(self, text: str) -> Stop:
        """The stop that `text` names by a code, or by a name or id of the corridor.

        Raises:
            PartError: it names none, or it might be several.
        """
        if text not in self._known:
            self._known[text] = self._look_up(text)
        found = self._known[text]
        if isinstance(found, Problem):
            raise PartError(found)
        return found

    def _look_up(self, text: str) -> Stop | Problem:
        if len(text) > _LONGEST:
            return Problem("unknown stop “%(text)s”", {"text": shown(text)})
        code = text.strip().upper()
        if place := self._by_code.get(code):
            return self._stop_at(text, place)
        candidates = self._by_name.get(plain_name(text), ())
        if len(candidates) == 1:
            return self._stop_at(text, candidates[0])
        if candidates:
            listed = ", ".join(f"{each.id} ({self._titles[each.id]})" for each in candidates)
            return Problem(
                "“%(text)s” may be several: %(candidates)s",
                {"text": shown(text), "candidates": listed},
            )
        if _CODE.fullmatch(code) and (airport := self._airports().get(code)):
            return Stop(text=text, position=airport.position, name=airport.title)
        return self._unknown(text)

    def _stop_at(self, text: str, place: Place) -> Stop:
        return Stop(text=text, position=place.position, name=self._titles[place.id], place=place.id)

    def _unknown(self, text: str) -> Problem:
        suggestions = self._suggest(text)
        if not suggestions:
            return Problem("unknown stop “%(text)s”", {"text": shown(text)})
        return Problem(
            "unknown stop “%(text)s”; nearest: %(nearest)s",
            {"text": shown(text), "nearest": ", ".join(suggestions[:_LISTED])},
        )

    def _suggest(self, text: str) -> list[str]:
        """What may be meant: the corridor's own first."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            return []
        name, code = plain_name(text), text.strip().upper()
        titles: dict[str, str] = {}
        for each in nearest(code, self._by_code):
            place = self._by_code[each]
            titles.setdefault(place.id, f"{each} ({self._titles[place.id]})")
        for each in nearest(name, self._by_name):
            for place in self._by_name[each]:
                titles.setdefault(place.id, self._titles[place.id])
        own = list(titles.values())
        return own if len(own) >= _LISTED else [*own, *self._suggest_airports(name, code)]

    def _suggest_airports(self, name: str, code: str) -> Iterator[str]:
        airports = self._airports()
        if not airports:
            return
        by_word = airports_by_word()
        if _CODE.fullmatch(code):
            for each in nearest(code, (each for each in airports if each not in self._by_code)):
                yield f"{each} ({airports[each].name})"
        for word in (name,) if name in by_word else nearest(name, by_word):
            for airport in by_word[word]:
                yield f"{airport.iata} ({airport.name})"


def _codes(corridor: Corridor) -> Iterator[tuple[str, Place]]:
    for place in corridor.places.values():
        for code in filter(None, (place.iata, place.icao)):
            yield code, place


def _names(corridor: Corridor) -> dict[str, tuple[Place, ...]]:
    """Places by name; a part of a name counts only where it is no whole name of another place."""
    whole: dict[str, dict[str, Place]] = {}
    parts: dict[str, dict[str, Place]] = {}
    for place in corridor.places.values():
        labels = corridor.text(f"label.{place.id}").by_language.values()
        for name in (place.id, *place.names.by_language.values(), *labels):
            whole.setdefault(plain_name(name), {})[place.id] = place
            for part in _PARTS.split(name):
                parts.setdefault(plain_name(part), {})[place.id] = place
    return {name: _narrow(tuple(found.values())) for name, found in (parts | whole).items() if name}


def _narrow(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without the facilities of a port that is among them: the port is meant."""
    ids = {place.id for place in places}
    return tuple(place for place in places if place.parent not in ids)
