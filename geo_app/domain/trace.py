"""Accounts for the numbers of a text: which are figures of the corridor, and which are not."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from geo_app.domain.figure import WORDED_UNITS, Figure
from geo_app.domain.fitting import Part, Role
from geo_app.domain.number import Number, OtherNumber
from geo_app.domain.part_index import Candidates, PartIndex

MAX_NAMED = 3
"""So many figures are named with a number, and the rest counted.

Else as many equal numbers as equal figures would make a report of their product.
"""


@dataclass(frozen=True, slots=True)
class Account:
    """A number of the text and what accounts for it.

    Attributes:
        parts: what it is of the corridor's figures, all of one paragraph; at most `MAX_NAMED`.
        unnamed_parts: how many more it is.
        other: why it is no figure, where the corridor says so.
        similar: where it is missing, parts of the same value that are another sort of number; at
            most `MAX_NAMED`.
        unnamed_similar: how many more there are.
    """

    number: Number
    parts: tuple[Part, ...] = ()
    unnamed_parts: int = 0
    other: OtherNumber | None = None
    similar: tuple[Part, ...] = ()
    unnamed_similar: int = 0

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
    index = PartIndex(wanted, figures)
    free = {at: index.candidates(numbers[at]) for at, other in enumerate(others) if other is None}
    own = {(each, numbers[at].paragraph) for at, each in free.items()}
    found = {part for each, paragraph in own for part in each.fitting.of(paragraph)}
    lent = _lend(numbers, free, (part for part in wanted if part not in found))
    found.update(part for parts in lent.values() for part in parts)
    return Trace(
        accounts=tuple(
            Account(number, other=others[at])
            if at not in free
            else _account(number, free[at], lent.get(at, ()))
            for at, number in enumerate(numbers)
        ),
        absent=tuple(part for part in wanted if part not in found),
    )


def _account(number: Number, candidates: Candidates, lent: Sequence[Part]) -> Account:
    """What a number is: figures of its paragraph, else those it is lent to, else a repetition."""
    at = number.paragraph
    parts = (
        candidates.fitting.of(at)
        or lent
        or candidates.repeatable.nearest(at)[:1]
        or candidates.periods.nearest(at)
    )
    similar = () if parts else candidates.similar
    return Account(
        number,
        parts=tuple(parts[:MAX_NAMED]),
        unnamed_parts=max(0, len(parts) - MAX_NAMED),
        similar=tuple(similar[:MAX_NAMED]),
        unnamed_similar=max(0, len(similar) - MAX_NAMED),
    )


def _lend(
    numbers: Sequence[Number], free: dict[int, Candidates], wanted: Iterable[Part]
) -> dict[int, list[Part]]:
    """The numbers of other paragraphs that stand for `wanted`: for each part the nearest open one.

    Open is a number that is no figure of its own paragraph, and that is lent to no part, or to
    parts of the same paragraph.
    """
    sorts: defaultdict[Part, list[Candidates]] = defaultdict(list)
    for candidates in dict.fromkeys(free.values()):
        for part in candidates.fitting:
            sorts[part].append(candidates)
    spare = _Spare(numbers, free)
    lent: defaultdict[int, list[Part]] = defaultdict(list)
    for part in wanted:
        at = spare.take(part.figure.paragraph, sorts[part])
        if at is not None:
            lent[at].append(part)
    return lent


class _Spare:
    """The numbers that are no figures of their own paragraph, by what they could be."""

    def __init__(self, numbers: Sequence[Number], free: dict[int, Candidates]) -> None:
        self._free = free
        self._paragraphs = [number.paragraph for number in numbers]
        self._open: defaultdict[Candidates, list[int]] = defaultdict(list)
        self._lent: defaultdict[tuple[Candidates, int], list[int]] = defaultdict(list)
        for at, candidates in free.items():
            if not candidates.fitting.of(self._paragraphs[at]):
                self._open[candidates].append(at)

    def take(self, paragraph: int, sorts: Iterable[Candidates]) -> int | None:
        """The number of one of `sorts` that is nearest to `paragraph`: from now on it is lent."""
        places = [
            at
            for each in sorts
            for some in (self._open[each], self._lent[each, paragraph])
            for at in self._nearest(some, paragraph)
        ]
        if not places:
            return None
        nearest = min(places, key=lambda at: (abs(self._paragraphs[at] - paragraph), at))
        candidates = self._free[nearest]
        still = self._open[candidates]
        place = bisect_left(still, nearest)
        if still[place : place + 1] == [nearest]:
            del still[place]
            insort(self._lent[candidates, paragraph], nearest)
        return nearest

    def _nearest(self, places: Sequence[int], paragraph: int) -> Iterator[int]:
        """The first of `places` from `paragraph` on, and the first of the paragraph before it."""
        of = self._paragraphs.__getitem__
        after = bisect_left(places, paragraph, key=of)
        yield from places[after : after + 1]
        if after:
            yield places[bisect_left(places, of(places[after - 1]), key=of)]


def find_excuses(
    numbers: Sequence[Number], paragraphs: Sequence[str], others: Iterable[OtherNumber]
) -> tuple[OtherNumber | None, ...]:
    """For each number, the words it lies in that the corridor calls no figure, or None.

    Words of the number's paragraph go before words of any. Each is looked up once in its text.
    """
    text = _Text(numbers, paragraphs)
    excuses: dict[int, OtherNumber] = {}
    looked_up = set()
    for other in sorted(others, key=lambda each: each.paragraph is None):
        for words in other.texts:
            if (other.paragraph, words) not in looked_up:
                looked_up.add((other.paragraph, words))
                for at in text.numbers_in(words, other.paragraph):
                    excuses.setdefault(at, other)
    return tuple(excuses.get(at) for at in range(len(numbers)))


class _Text:
    """The paragraphs as one text, a line each, and where in it the numbers stand."""

    def __init__(self, numbers: Iterable[Number], paragraphs: Sequence[str]) -> None:
        self._text = "\n".join(paragraphs)
        self._lines = [*accumulate((len(each) + 1 for each in paragraphs), initial=0)]
        self._starts, self._ends = [], []
        for number in numbers:
            self._starts.append(self._lines[number.paragraph] + number.start)
            self._ends.append(self._lines[number.paragraph] + number.end)

    def numbers_in(self, words: str, paragraph: int | None) -> Iterator[int]:
        """Which numbers lie inside an occurrence of `words` in a paragraph; None is in any."""
        low, high = self._bounds(paragraph)
        at = bisect_left(self._starts, low)
        while at < len(self._starts) and self._starts[at] < high:
            low = self._text.find(words, max(low, self._ends[at] - len(words)), high)
            if low < 0:
                return
            at = bisect_left(self._starts, low, at)
            while at < len(self._ends) and self._ends[at] <= low + len(words):
                yield at
                at += 1
            low += 1

    def _bounds(self, paragraph: int | None) -> tuple[int, int]:
        if paragraph is None:
            return 0, len(self._text)
        if paragraph + 1 >= len(self._lines):
            return 0, 0
        return self._lines[paragraph], self._lines[paragraph + 1] - 1
