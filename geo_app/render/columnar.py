"""Many values that are alike as columns (record shredding, as Parquet does it), to be carried.

A route as GeoJSON says the same names again and again, and the same stops. In columns each is said
once: in a tenth of the bytes, which a browser also reads faster. By hand, for what libraries write
(Arrow, Parquet) a browser cannot read without one. static/overlays/columnar.js takes it apart.

A column is one of:
    {"same": value}
        every value
    {"values": [value, …]}
        the values
    {"steps": column, "scale": s}
        numbers: the sums of the steps so far, each divided by s
    {"choices": column, "count": c, "list": n, "from": f, "every": e, "but": [[index, value], …]}
        of c choices those that list n names, at f, f + e, …; but for some
    {"nulls": [index, …], "others": column}
        null at these indices, and the others between
    {"keys": [key, …], "columns": [column, …], "kinds": [[index, …], …], "kind": column}
        objects: each has the keys that its kind names, in that order
    {"slots": [column, …], "lengths": column}
        short lists of numbers: the first ones, the second ones, …
    {"lengths": column, "items": column}
        lists, one behind the other
"""

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np

from geo_app.domain.packed_line import PackedLine

if TYPE_CHECKING:
    from numpy.typing import NDArray

Column = dict[str, Any]
Key = Callable[[Any], Hashable] | None
"""What tells values of a column apart; None: they do so themselves."""

_SLOTS = 4
"""Lists of no more numbers than these are positions."""
_MOST_KINDS = 256
"""Objects whose keys differ in more ways have no columns."""
_DEEPEST = 12
"""Lists and objects within one another; what lies deeper stays as it is."""
_EVERY = 8
"""A list may name so many stops a route, if another column says something of one of them."""
_TRIED = 4096
"""If so many values are all different, choices would save nothing."""
_FEW = 64
"""One value in so many may be another than a list tells."""
_SAMPLE = 256
_SCALES = tuple(10**digits for digits in range(10))
_LARGEST = 2**52
"""Whole numbers up to this, and the steps between them, are exact in a browser."""
_NUMBERS = {int, float}
_PLAIN = {*_NUMBERS, str, bool, type(None)}


def to_columns(values: Iterable[Any]) -> Column:
    """The column of `values`, each of which JSON can say, with their count and its lists."""
    found, columns = list(values), _Columns()
    column = columns.encode(found)
    return {"count": len(found), "lists": columns.lists, "column": column}


class _Columns:
    """Makes columns.

    Attributes:
        lists: of numbers of choices; a later column may be told by an earlier one's.
    """

    def __init__(self) -> None:
        self.lists: list[list[int]] = []

    def encode(self, values: list[Any], depth: int = 0) -> Column:
        types = set(map(type, values))
        found = None
        if not values or depth > _DEEPEST:
            pass
        elif types <= _NUMBERS:
            found = _same(values) or self._told(values, None, depth) or _steps(values)
        elif types <= _PLAIN:
            key = None if len(types) == 1 else _with_type
            found = _same(values, key) or self._chosen(values, key, depth)
        elif type(None) in types:
            found = self._with_nulls(values, depth)
        elif types == {dict}:
            found = self._alike(values, depth) or self._objects(values, depth)
        elif types == {list}:
            found = self._several(values, depth)
        elif PackedLine in types:
            found = self._packed(values, depth)
        return found or {"values": values}

    def _with_nulls(self, values: list[Any], depth: int) -> Column:
        nulls = [at for at, value in enumerate(values) if value is None]
        others = [value for value in values if value is not None]
        return {"nulls": nulls, "others": self.encode(others, depth + 1)}

    def _alike(self, values: list[dict[str, Any]], depth: int) -> Column | None:
        """Objects that come again as choices, which makes them fewer in the browser, too."""
        types = set(map(type, chain.from_iterable(map(dict.values, values))))
        if depth == 0 or bool in types or not types <= _PLAIN:
            return None
        return self._chosen(values, _items, depth)

    def _objects(self, values: list[dict[str, Any]], depth: int) -> Column | None:
        kinds: dict[tuple[str, ...], int] = {}
        kind = [kinds.setdefault(tuple(value), len(kinds)) for value in values]
        if len(kinds) > _MOST_KINDS:
            return None
        cells: dict[str, list[Any]] = {key: [] for key in chain.from_iterable(kinds)}
        for value in values:
            for key, cell in value.items():
                cells[key].append(cell)
        at = {key: index for index, key in enumerate(cells)}
        return {
            "keys": list(cells),
            "columns": [self.encode(each, depth + 1) for each in cells.values()],
            "kinds": [[at[key] for key in each] for each in kinds],
            "kind": self.encode(kind),
        }

    def _several(self, values: list[list[Any]], depth: int) -> Column:
        lengths = list(map(len, values))
        items = list(chain.from_iterable(values))
        if set(map(type, items)) <= _NUMBERS and max(lengths) <= _SLOTS:
            return _same(values) or self._chosen(values, tuple, depth) or _slots(values, lengths)
        column = self.encode(lengths)
        return {"lengths": column, "items": self.encode(items, depth + 1)}

    def _packed(self, values: list[Any], depth: int) -> Column:
        """The same of lines that are packed; what has other neighbours comes as lists."""
        widths = {each.numbers.shape[1] for each in values if isinstance(each, PackedLine)}
        if len(widths) > 1 or not all(isinstance(each, PackedLine) for each in values):
            return self._several([list(each) for each in values], depth)
        numbers = np.concatenate([each.numbers for each in values])
        slots = [_steps(slot) for slot in numbers.T]
        lengths = self.encode(list(map(len, values)))
        return {"lengths": lengths, "items": {"slots": slots, "lengths": {"same": widths.pop()}}}

    def _chosen(self, values: list[Any], key: Key, depth: int) -> Column | None:
        """Choices, by a list that there is or by a new one; None where that saves nothing."""
        if found := self._told(values, key, depth):
            return found
        numbers: dict[Hashable, int] = {}
        choices: list[Any] = []
        new: list[int] = []
        for each, value in zip(_keys(values, key), values, strict=True):
            number = numbers.setdefault(each, len(numbers))
            new.append(number)
            if number == len(choices):
                choices.append(value)
                if number in (_TRIED, len(values) // 2) and number == len(new) - 1:
                    return None
        if len(choices) > len(values) // 2:
            return None
        self.lists.append(new)
        at = {"list": len(self.lists) - 1, "from": 0, "every": 1}
        return self._choices(choices, at, depth)

    def _told(self, values: list[Any], key: Key, depth: int) -> Column | None:
        """Choices by a list that there is, if nearly every value follows from what it names."""
        for number, known in enumerate(self.lists):
            every, rest = divmod(len(known), len(values))
            if rest or not 0 < every <= _EVERY:
                continue
            for start in range(every):
                found = _follow(islice(known, start, None, every), values, key)
                if found:
                    at = {"list": number, "from": start, "every": every}
                    but = {"but": found[1]} if found[1] else {}
                    return self._choices(found[0], at | but, depth)
        return None

    def _choices(self, values: list[Any], at: Column, depth: int) -> Column:
        return {"choices": self.encode(values, depth + 1), "count": len(values), **at}


def _follow(
    numbers: Iterable[int], values: list[Any], key: Key
) -> tuple[list[Any], list[tuple[int, Any]]] | None:
    """The value that goes with each number, and the indices of the few values that are others."""
    first: dict[int, Hashable] = {}
    choices: dict[int, Any] = {}
    others: list[tuple[int, Any]] = []
    most = len(values) // _FEW
    for at, (number, each) in enumerate(zip(numbers, _keys(values, key), strict=True)):
        if number not in first:
            first[number], choices[number] = each, values[at]
        elif first[number] != each:
            others.append((at, values[at]))
            if len(others) > most:
                return None
    count = max(choices) + 1
    if count > len(values) // 2:
        return None
    return [choices.get(number, values[0]) for number in range(count)], others


def _keys(values: list[Any], key: Key) -> Iterable[Hashable]:
    return map(key, values) if key else values


def _items(value: dict[str, Any]) -> Hashable:
    return tuple(value.items())


def _with_type(value: Any) -> Hashable:
    """True and 1 are equal, but not the same; 1 and 1.0 are, in a browser."""
    return (bool, value) if isinstance(value, bool) else value


def _same(values: list[Any], key: Key = None) -> Column | None:
    first, last = (key(values[at]) if key else values[at] for at in (0, -1))
    if first != last:
        return None
    alike = (
        values.count(first) == len(values)
        if not key
        else all(key(each) == first for each in values)
    )
    return {"same": values[0]} if alike else None


def _slots(values: list[list[float]], lengths: list[int]) -> Column:
    """Short lists of numbers as one column for each place in them."""
    most = max(lengths)
    if most == min(lengths):
        slots = list(map(list, zip(*values, strict=True)))
    else:
        slots = [[value[slot] for value in values if len(value) > slot] for slot in range(most)]
    return {
        "slots": list(map(_steps, slots)),
        "lengths": _same(lengths) or {"values": lengths},
    }


def _steps(values: "list[float] | NDArray[np.float64]") -> Column:
    """Numbers as whole steps from one to the next, where that says all of them and is shorter."""
    try:
        numbers = np.asarray(values, dtype=float)
    except OverflowError:  # a whole number of hundreds of digits
        return {"values": values}
    plain = values if isinstance(values, list) else None
    scale = next((each for each in _SCALES if _is_whole(numbers[:_SAMPLE], each)), None)
    if scale is not None and _is_whole(numbers, scale):
        steps = np.diff(np.rint(numbers * scale), prepend=0.0).astype(np.int64).tolist()
        if _length(steps) < _length(plain or numbers[:_SAMPLE].tolist()):
            return {"steps": _same(steps) or {"values": steps}, "scale": scale}
    return {"values": numbers.tolist() if plain is None else plain}


def _is_whole(numbers: "np.typing.NDArray[np.float64]", scale: int) -> bool:
    """Whether whole numbers divided by `scale` are exactly `numbers`."""
    with np.errstate(over="ignore"):
        wholes = np.rint(numbers * scale)
        return bool(np.all((wholes / scale == numbers) & (np.abs(wholes) <= _LARGEST)))


def _length(values: Sequence[float]) -> int:
    """About how long the text of the numbers is: that of the first of them."""
    return len(json.dumps(values[:_SAMPLE]))
