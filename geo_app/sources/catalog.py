"""catalog.toml: the corridor's own keys and its layers, read as rows like those of the tables."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geo_app.domain.text import visible
from geo_app.errors import CorridorError, Fault
from geo_app.sources.faults import Faults
from geo_app.sources.fields import Field, Table
from geo_app.sources.files import read_text
from geo_app.sources.table import Row, Suggestions, Uniques, read_row
from geo_app.sources.values import SEVERAL, quoted

MOST_LAYERS = 100
_ITSELF = -1
_MOST_BITS = 64
_SAID_OF_TOML = 200
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "list": (list,),
    "boolean": (bool,),
    "number": (int, float),
    "date": (date,),
}
_SAID = {
    "string": "a text",
    "list": "a list of texts",
    "boolean": "true or false",
    "number": "a number",
    "date": "a date such as 2024-08-08",
}
_NUMBERS = "a list of numbers"


class Catalog:
    """What catalog.toml says.

    Attributes:
        corridor: its own keys.
        layers: a row for each of [[layers]].
    """

    def __init__(self, corridor: Row, layers: list[Row]) -> None:
        self.corridor, self.layers = corridor, layers

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the corridor; empty where they could not be read."""
        return self.corridor.several("languages")


def read_catalog(folder: Path, corridor: Table, layers: Table, faults: Faults) -> Catalog | None:
    """Read catalog.toml; None if there is no such file, or it is no TOML.

    Args:
        folder: the corridor folder.
        corridor: what the corridor's own keys mean.
        layers: what the keys of a layer mean.
        faults: whatever is wrong is noted here.
    """
    try:
        text = read_text(folder, corridor.path, corridor.max_bytes)
        content = tomllib.loads(text)
    except CorridorError as error:
        faults.add_all(error.faults)
        return None
    except (ValueError, RecursionError) as error:  # also of a number of thousands of digits
        faults.add(corridor.path, f"no valid TOML: {visible(str(error)[:_SAID_OF_TOML])}")
        return None
    lines = _find_lines(text, layers.entry)
    entries = _read_entries(content.pop(layers.entry, []), layers, faults)
    known = Uniques(layers)
    rows = [
        _read_entry(layers, entry, lines.get(number, {}), faults)
        for number, entry in enumerate(entries)
    ]
    for row in rows:
        known.note(row, faults)
    return Catalog(_read_entry(corridor, content, lines[_ITSELF], faults), rows)


def _read_entries(entries: Any, layers: Table, faults: Faults) -> list[dict[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        faults.add(layers.path, f"expected a [[{layers.entry}]] for each layer")
        return []
    if len(entries) > MOST_LAYERS:
        faults.add(layers.path, f"expected at most {MOST_LAYERS} layers, found {len(entries)}")
    return entries[:MOST_LAYERS]


def _find_lines(text: str, entry: str) -> dict[int, dict[str, int]]:
    """The line of each key by the number of its entry, for messages: tomllib does not say.

    The keys before the first entry are those of entry -1; "" is the entry itself.
    """
    lines: dict[int, dict[str, int]] = {_ITSELF: {}}
    number = _ITSELF
    for line, content in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[\[\s*{entry}\s*\]\]", content):
            number += 1
            lines[number] = {"": line}
        elif key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", content):
            lines[number].setdefault(key[1], line)
    return lines


def _read_entry(
    table: Table, content: Mapping[str, Any], lines: Mapping[str, int], faults: Faults
) -> Row:
    cells: dict[str, str] = {}
    misfits: dict[str, str] = {}
    fields = {field.name: field for field in table.columns}
    for key, value in content.items():
        field = fields.get(key)
        if field is None:
            misfits[key] = f"no key is named {quoted(key)}{Suggestions().near(key, fields)}"
        elif not _is_of(field, value):
            said = _NUMBERS if field.kind == "bounds" else _SAID[field.type]
            misfits[key] = f"expected {said}: {field.description}"
        else:
            cells[key] = _as_cell(value)
    row = read_row(table, lines.get(""), cells, faults, forgiven=frozenset(misfits), lines=lines)
    known = {key: problem for key, problem in misfits.items() if key in fields}
    faults.add_all(row.fault(key, problem) for key, problem in known.items())
    faults.add_all(
        Fault(table.path, problem, lines.get(key))
        for key, problem in misfits.items()
        if key not in known
    )
    return row


def _is_of(field: Field, value: object) -> bool:
    if isinstance(value, bool):
        return field.type == "boolean"
    if isinstance(value, list):
        each_type = _TYPES["number" if field.kind == "bounds" else "string"]
        return field.type == "list" and all(
            isinstance(each, each_type) and not isinstance(each, bool) and _fits(each)
            for each in value
        )
    return isinstance(value, _TYPES[field.type]) and _fits(value)


def _fits(value: object) -> bool:
    """Whether a value can stand in a cell: no separator in it, no number of thousands of digits."""
    if isinstance(value, int):
        return value.bit_length() <= _MOST_BITS
    return not (isinstance(value, str) and SEVERAL in value)


def _as_cell(value: Any) -> str:
    """A TOML value as a table would write it."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return SEVERAL.join(str(each) for each in value)
    return str(value)
