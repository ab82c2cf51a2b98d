"""What the search finds beyond what the page already says: the names in its other languages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo_app.domain.corridor import Corridor
from geo_app.language.formats import Formats
from geo_app.render.lines import Lines
from geo_app.render.panel import Panel

Row = str | list[str | int]
"""A name a language; 0 where it is the name before it, respelt; the first alone before 0s."""
PAIR = 2


class SearchWriter:
    """Writes the names in those languages of a corridor in which a page is not.

    What the page says itself is not said again: the names that cards have, and all that `panel`
    says in its own language.
    """

    def __init__(self, corridor: Corridor, language: str, panel: Panel) -> None:
        self.corridor, self.panel = corridor, panel
        self.languages = tuple(each for each in corridor.languages if each != language)

    def write_names(self) -> dict[str, Any]:
        """The names, one a language.

        `subjects` are by id, `figures` and `chapters` in the order of the panel's. `spelling` turns
        the first language's names into the second's: a character and its replacement, and so on.
        """
        if not self.languages:
            return {}
        columns = [self._column(each) for each in self.languages]
        spelling = self._spelling(columns)
        rows = {key: self._row(key, columns, spelling) for key in columns[0]}
        figures, chapters = tuple(self._figure_keys()), tuple(self._chapter_keys())
        return {
            "languages": list(self.languages),
            "spelling": "".join(f"{old}{new}" for old, new in spelling.items()),
            "figures": [rows.pop(key) for key in figures],
            "chapters": [rows.pop(key) for key in chapters],
            "subjects": rows,
        }

    def _figure_keys(self) -> Iterator[str]:
        """The panel's figures, as the keys of their texts begin."""
        for group in self.panel.figure_groups:
            yield from (f"figure.{row.figure.id}" for row in group.rows)
        yield from (f"derived.{line.id}" for line in self.panel.derived)

    def _chapter_keys(self) -> Iterator[str]:
        return (f"chapter.{each.id}" for each in self.panel.chapters)

    def _column(self, language: str) -> dict[str, str]:
        """All names in one language."""
        corridor = self.corridor
        lines = Lines(corridor, Formats(language))
        # Cards say the names of their places.
        towns = (each for each in corridor.places.values() if not corridor.has_card(each.id))
        return {
            **{each.id: each.names.by_language.get(language, "") for each in towns},
            **{each: lines.text(f"route.{each}") for each in corridor.routes},
            **{each: lines.formats.country(each) for each in corridor.countries},
            **dict(_figure_names(corridor, lines)),
            **{key: lines.text(key) for key in self._chapter_keys()},
        }

    def _spelling(self, columns: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """How the second language spells the first, where they are two scripts of one."""
        bare = [each.partition("-")[0] for each in self.languages[:PAIR]]
        if len(bare) < PAIR or bare[0] != bare[1]:
            return {}
        return _learn_spelling([(columns[0][key], columns[1][key]) for key in columns[0]])

    def _row(
        self, key: str, columns: Sequence[Mapping[str, str]], spelling: Mapping[str, str]
    ) -> Row:
        first, *names = (column[key] for column in columns)
        rest: list[str | int] = list(names)
        if spelling and names[0] == "".join(spelling.get(each, each) for each in first):
            rest[0] = 0
        return first if all(each == 0 for each in rest) else [first, *rest]


def _figure_names(corridor: Corridor, lines: Lines) -> Iterator[tuple[str, str]]:
    """What each figure measures, with its value."""
    for figure in corridor.figures.values():
        measure = lines.text(f"figure.{figure.id}.measure")
        yield f"figure.{figure.id}", f"{measure} · {lines.value(figure)}"
    for line in map(lines.derived, corridor.derivations.values()):
        yield f"derived.{line.id}", f"{line.measure} · {line.value}"


def _learn_spelling(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The most frequent replacement of each character, from texts of the same length."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for first, second in pairs:
        if len(first) == len(second):
            for old, new in zip(first, second, strict=True):
                seen[old][new] += 1
    likely = {old: counts.most_common(1)[0][0] for old, counts in seen.items()}
    return {old: new for old, new in likely.items() if old != new}
