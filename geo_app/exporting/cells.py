"""Values of a dataset as the cells of tables, which nest nothing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Cell = str | int | float | None
_LARGEST_INTEGER = 2**63 - 1


def flatten(value: Any) -> Cell:
    """A value as a cell: what is nested as JSON, a truth value as `yes` or `no`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() if abs(value) > _LARGEST_INTEGER:
            return str(value)
        case str() | int() | float() | None:
            return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def name_columns(columns: Iterable[str], taken: Iterable[str]) -> Mapping[str, str]:
    """A name for each column that no other has in either case: with a number, if need be.

    Args:
        columns: as the dataset has them.
        taken: names that the format needs itself.
    """
    used = {each.casefold() for each in taken}
    names: dict[str, str] = {}
    for column in columns:
        name, number = column or "column", 2
        while name.casefold() in used:
            name, number = f"{column or 'column'}_{number}", number + 1
        used.add(name.casefold())
        names[column] = name
    return names


def kind_of(cells: Sequence[Cell]) -> type:
    """The one type that all `cells` of a column have: int, float or str."""
    kinds = {type(each) for each in cells if each is not None}
    if kinds and kinds <= {int}:
        return int
    return float if kinds and kinds <= {int, float} else str
