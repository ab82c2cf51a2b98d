"""What the tables say of one another must fit: every id that a cell names is there."""

from collections.abc import Iterator, Mapping, Sequence

from geo_app.domain.figure import GROWTH
from geo_app.errors import Fault
from geo_app.sources.fields import Field, Table
from geo_app.sources.table import Row, Suggestions
from geo_app.sources.values import quoted

Rows = Mapping[str, Sequence[Row]]
"""The rows of each table, by the table's name; a table that could not be read is missing."""


def find_dangling(tables: Mapping[str, Table], rows: Rows) -> Iterator[Fault]:
    """A fault for each cell that names an id which none of the tables it may name has."""
    known = {name: _ids(found) for name, found in rows.items()}
    suggestions = Suggestions()
    for name, found in rows.items():
        fields = [each for each in tables[name].columns if each.references]
        fields = [each for each in fields if known.keys() >= set(each.references)]
        for row in found:
            for field in fields:
                yield from _find_in_cell(row, field, known, suggestions)


def find_shared_ids(rows: Rows) -> Iterator[Fault]:
    """A fault for each id of a place, route or country that another of them has too.

    Each of them has a popup under its id.
    """
    files: dict[str, str] = {}
    carded = (row for name in ("places", "routes", "countries") for row in rows.get(name, ()))
    for row in carded:
        name = row.cells.get("id", "")
        if name and files.setdefault(name, row.file) != row.file:
            yield row.fault("id", f"{quoted(name)} is the id of a row of {files[name]} too")


def _ids(rows: Sequence[Row]) -> dict[str, Row]:
    # As they are written: a row with a fault elsewhere is known by its id all the same.
    return {row.cells["id"]: row for row in rows if row.cells.get("id")}


def _find_in_cell(
    row: Row, field: Field, known: Mapping[str, Mapping[str, Row]], suggestions: Suggestions
) -> Iterator[Fault]:
    for name in row.several(field.name):
        plain = name.removesuffix(GROWTH) if field.kind == "bar" else name
        owners = (known[each][plain] for each in field.references if plain in known[each])
        found = next(owners, None)
        if found is None:
            valid = (name for each in field.references for name in known[each])
            tables = ", ".join(field.references)
            problem = f"{quoted(name)} is not in {tables}{suggestions.near(plain, valid)}"
            yield row.fault(field.name, problem)
        elif field.layer_kinds and found.cells.get("kind", "") not in ("", *field.layer_kinds):
            kinds = " or ".join(field.layer_kinds)
            yield row.fault(field.name, f"expected a layer of kind {kinds}, not {quoted(name)}")
