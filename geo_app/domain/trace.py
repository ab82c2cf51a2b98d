"""Accounts for the numbers of a text: which are figures of the corridor, and which are not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from geo_app.domain.figure import WORDED_UNITS, Figure, Unit
from geo_app.domain.fitting import Part, Role, covers, fits
from geo_app.domain.number import Number, OtherNumber


@dataclass(frozen=True, slots=True)
class Account:
    """A number of the text and what accounts for it.

    Attributes:
        parts: what it is of the corridor's figures; all of one paragraph.
        other: why it is no figure, where the corridor says so.
        similar: where it is missing, parts of the same value that are another sort of number.
    """

    number: Number
    parts: tuple[Part, ...] = ()
    other: OtherNumber | None = None
    similar: tuple[Part, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether nothing accounts for it."""
        return not self.parts and self.other is None


@dataclass(frozen=True, slots=True)
class Trace:
    """Every number of a text, and what the text does not contain of the corridor's figures."""

    accounts: tuple[Account, ...]
    absent: tuple[Part, ...]

    @property
    def missing(self) -> tuple[Account, ...]:
        """The numbers that nothing accounts for."""
        return tuple(account for account in self.accounts if account.missing)

    @property
    def complete(self) -> bool:
        """Whether text and corridor hold the same numbers."""
        return not self.absent and not self.missing


def parts_to_find(figures: Iterable[Figure]) -> tuple[Part, ...]:
    """The numbers that the article must contain: values that are not words, and growth rates."""
    parts = []
    for figure in figures:
        if figure.unit not in WORDED_UNITS:
            parts.append(Part(figure, Role.VALUE))
        if figure.growth is not None:
            parts.append(Part(figure, Role.GROWTH))
    return tuple(parts)


def trace_numbers(
    numbers: Sequence[Number], figures: Iterable[Figure], others: Sequence[OtherNumber | None]
) -> Trace:
    """What accounts for each of `numbers`, and which numbers of `figures` are not among them.

    What the corridor calls no figure is none. Any other number is each figure of its own paragraph
    that it fits. A figure that its own paragraph does not give may take one number from another,
    the nearest, if that is not a figure of its own paragraph: so one number of the text stands for
    several figures only where these are of one paragraph. What is left and fits repeats a figure,
    but for plain counts: five of something in another paragraph need not be these five.
    Dates that are no figure's value may be the period that figures cover.

    Args:
        numbers: in the order of the text.
        figures: of the corridor.
        others: for each number, the words that excuse it, or None.
    """
    figures = tuple(figures)
    wanted = parts_to_find(figures)
    index = _Index(wanted)
    free = [at for at, other in enumerate(others) if other is None]
    fitting = {at: index.fitting(numbers[at]) for at in free}
    taken = _take(numbers, fitting, wanted)
    found = {part for parts in taken.values() for part in parts}
    for at in (each for each in free if not taken[each]):
        repeated = _nearest(_repeatable(fitting[at]), numbers[at])
        taken[at] = repeated or _periods(numbers[at], figures)
    return Trace(
        accounts=tuple(
            Account(
                number,
                parts=tuple(taken[at]),
                other=others[at],
                similar=() if taken[at] or others[at] else index.similar(number),
            )
            for at, number in enumerate(numbers)
        ),
        absent=tuple(part for part in wanted if part not in found),
    )


def _take(
    numbers: Sequence[Number], fitting: dict[int, tuple[Part, ...]], wanted: Iterable[Part]
) -> defaultdict[int, list[Part]]:
    """The parts that each number stands for: those of its paragraph, then those left without."""
    taken: defaultdict[int, list[Part]] = defaultdict(list)
    places: defaultdict[Part, list[int]] = defaultdict(list)
    for at, parts in fitting.items():
        taken[at] = [part for part in parts if _distance(part, numbers[at]) == 0]
        for part in parts:
            places[part].append(at)
    found = {part for parts in taken.values() for part in parts}
    for part in wanted:
        paragraph = part.figure.paragraph
        open_to = [
            at
            for at in ([] if part in found else places[part])
            if all(other.figure.paragraph == paragraph for other in taken[at])
        ]
        if open_to:
            taken[min(open_to, key=lambda at: _distance(part, numbers[at]))].append(part)
    return taken


def _repeatable(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.figure.unit is not Unit.COUNT]


def _distance(part: Part, number: Number) -> int:
    return abs(part.figure.paragraph - number.paragraph)


def _nearest(parts: Sequence[Part], number: Number) -> list[Part]:
    """Of `parts`, the first of the nearest paragraph."""
    return [min(parts, key=lambda part: _distance(part, number))] if parts else []


class _Index:
    """Parts by their value, so that each number meets only those that it could be."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._by_value: defaultdict[Decimal, list[Part]] = defaultdict(list)
        self._dated: list[Part] = []
        for part in parts:
            value = part.value
            if isinstance(value, Decimal):
                self._by_value[abs(value)].append(part)
            else:
                self._dated.append(part)

    def _near(self, number: Number) -> list[Part]:
        return self._dated if number.value is None else self._by_value.get(abs(number.value), [])

    def fitting(self, number: Number) -> tuple[Part, ...]:
        """The parts whose value and unit `number` has."""
        return tuple(part for part in self._near(number) if fits(number, part))

    def similar(self, number: Number) -> tuple[Part, ...]:
        """The parts whose value alone `number` has."""
        return () if number.value is None else tuple(self._near(number))


def _periods(number: Number, figures: Iterable[Figure]) -> list[Part]:
    """The figures of the nearest paragraph whose period is exactly the time of `number`."""
    parts = [Part(each, Role.PERIOD) for each in figures if covers(number, each)]
    if not parts:
        return []
    nearest = _nearest(parts, number)[0].figure.paragraph
    return [part for part in parts if part.figure.paragraph == nearest]


def find_excuses(
    numbers: Iterable[Number], paragraphs: Sequence[str], others: Iterable[OtherNumber]
) -> tuple[OtherNumber | None, ...]:
    """For each number, the words it lies in that the corridor calls no figure, or None."""
    by_paragraph: defaultdict[int | None, list[OtherNumber]] = defaultdict(list)
    for other in others:
        by_paragraph[other.paragraph].append(other)
    return tuple(
        next(
            (
                other
                for other in (*by_paragraph[number.paragraph], *by_paragraph[None])
                if any(_holds(paragraphs[number.paragraph], words, number) for words in other.texts)
            ),
            None,
        )
        for number in numbers
    )


def _holds(paragraph: str, words: str, number: Number) -> bool:
    """Whether `number` lies inside an occurrence of `words`."""
    first = max(0, number.end - len(words))
    return 0 <= paragraph.find(words, first, number.start + len(words)) <= number.start
