"""Parts of figures by what a text can say of them, so that no number is held against them all.

Numbers that mean the same share their candidates, which are found once: the work grows with the
numbers and with the figures, not with their product.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import product

from geo_app.domain.figure import DATE_UNITS, Figure, Money, Unit
from geo_app.domain.fitting import Part, Role, covers, fits
from geo_app.domain.number import Moment, Number

_Told = tuple[int | None, ...]


class ByParagraph:
    """Parts by the paragraph that the corridor says they are in."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts: defaultdict[int, list[Part]] = defaultdict(list)
        for part in parts:
            self._parts[part.figure.paragraph].append(part)
        self._paragraphs = sorted(self._parts)

    def __iter__(self) -> Iterator[Part]:
        for paragraph in self._paragraphs:
            yield from self._parts[paragraph]

    def of(self, paragraph: int) -> Sequence[Part]:
        """The parts of `paragraph`."""
        return self._parts.get(paragraph, ())

    def nearest(self, paragraph: int) -> Sequence[Part]:
        """The parts of the paragraph nearest to `paragraph` that has any, the earlier of two."""
        after = bisect_left(self._paragraphs, paragraph)
        beside = self._paragraphs[max(0, after - 1) : after + 1]
        return self.of(min(beside, key=lambda each: abs(each - paragraph))) if beside else ()


@dataclass(frozen=True, eq=False, slots=True)
class Candidates:
    """What numbers of one meaning could be.

    Attributes:
        fitting: the parts whose value and unit they have.
        repeatable: those of them that another paragraph may repeat: all but plain counts.
        periods: the figures that cover exactly their time.
        similar: the parts whose value alone they have.
    """

    fitting: ByParagraph
    repeatable: ByParagraph
    periods: ByParagraph
    similar: Sequence[Part]


class PartIndex:
    """The parts that an article must contain, and the periods that figures cover."""

    def __init__(self, parts: Iterable[Part], figures: Iterable[Figure]) -> None:
        self._order = {part: order for order, part in enumerate(parts)}
        self._by_value: defaultdict[Decimal, list[Part]] = defaultdict(list)
        self._moments: list[tuple[Part, Moment]] = []
        for part in self._order:
            if isinstance(value := part.value, Moment):
                self._moments.append((part, value))
            elif value is not None:
                self._by_value[value.copy_abs()].append(part)
        self._periods = _by_period(figures)
        self._alike = cache(self._find_alike)
        self._told_as = cache(self._find_told_as)
        self._candidates = cache(self._find_candidates)

    def candidates(self, number: Number) -> Candidates:
        """What `number` could be, wherever it stands."""
        return self._candidates(replace(number, text="", near="", paragraph=0, start=0, end=0))

    def _find_candidates(self, meaning: Number) -> Candidates:
        fitting = sorted(self._fitting(meaning), key=self._order.__getitem__)
        value = meaning.value
        return Candidates(
            fitting=ByParagraph(fitting),
            repeatable=ByParagraph(each for each in fitting if each.figure.unit is not Unit.COUNT),
            periods=ByParagraph(self._covered(meaning)),
            similar=() if value is None else self._by_value.get(value.copy_abs(), ()),
        )

    def _fitting(self, meaning: Number) -> Iterator[Part]:
        if isinstance(meaning.time, Moment):
            told = tuple(part is not None for part in meaning.time.parts)
            moments = self._told_as(told).get(meaning.time.parts, ())
            yield from (part for part in moments if fits(meaning, part))
        elif meaning.value is not None:
            for alike in self._alike(meaning.value.copy_abs()):
                if fits(meaning, alike[0]):
                    yield from alike

    def _find_alike(self, value: Decimal) -> list[list[Part]]:
        """The parts of a value, whatever its sign, by their sort: one speaks for all of a list."""
        alike: defaultdict[object, list[Part]] = defaultdict(list)
        for part in self._by_value.get(value, ()):
            alike[_sort(part)].append(part)
        return list(alike.values())

    def _find_told_as(self, told: tuple[bool, ...]) -> dict[_Told, list[Part]]:
        """Dates and times by those of their parts (year, month, …) that are `told`."""
        found: defaultdict[_Told, list[Part]] = defaultdict(list)
        for part, moment in self._moments:
            pairs = zip(moment.parts, told, strict=True)
            found[tuple(each if is_told else None for each, is_told in pairs)].append(part)
        return found

    def _covered(self, meaning: Number) -> list[Part]:
        time = meaning.time
        if time is None:
            return []
        first, last = (time, time) if isinstance(time, Moment) else (time.start, time.end)
        key = first.year, first.month or 1, last.year, last.month or 12
        figures = self._periods.get(key, ())
        return [Part(each, Role.PERIOD) for each in figures if covers(meaning, each)]


def _sort(part: Part) -> tuple[object, ...]:
    unit = part.figure.unit
    return part.value, part.role, unit.currency if isinstance(unit, Money) else unit


def _by_period(figures: Iterable[Figure]) -> dict[_Told, list[Figure]]:
    """Figures by the first and last month they cover, with each year and without it."""
    found: defaultdict[_Told, list[Figure]] = defaultdict(list)
    for figure in figures:
        start, end = figure.period_start, figure.period_end
        if start is None or end is None or figure.unit in DATE_UNITS:
            continue
        for first, last in product((start.year, None), (end.year, None)):
            found[first, start.month, last, end.month].append(figure)
    return found
