"""Tables of a corridor folder: rows whose cells are read as the table of fields says."""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from geo_app.domain.text import Text
from geo_app.errors import CorridorError, Fault
from geo_app.sources.faults import Faults
from geo_app.sources.fields import Table
from geo_app.sources.files import is_missing, read_text
from geo_app.sources.values import quoted, read_value

MOST_COLUMNS = 200
_HEADER = 1
_COMPARED, _MOST_COMPARED, _MOST_SUGGESTED = 80, 500, 50
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: as a spreadsheet counts it; in a TOML file, the line.
        cells: every cell as it is written.
        values: what those cells that are not empty mean; faulty ones are missing.
        is_sound: every cell could be read, and none that is required is empty.
        lines: in a TOML file, the line of each key.
    """

    file: str
    number: int | None
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    is_sound: bool
    lines: Mapping[str, int]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def get(self, column: str, default: Any = None) -> Any:
        """The value in `column`, or `default` where the cell is empty."""
        return self.values.get(column, default)

    def several(self, column: str) -> tuple[Any, ...]:
        """The values of a cell that may hold several, none or one."""
        value = self.values.get(column, ())
        return value if isinstance(value, tuple) else (value,)

    def text(self, prefix: str) -> Text:
        """The columns `prefix` + language tag, as one text."""
        return Text(
            {
                column.removeprefix(prefix): value
                for column, value in self.cells.items()
                if column.startswith(prefix) and value
            }
        )

    def fault(self, column: str, problem: str) -> Fault:
        """The fault of this row's `column`."""
        return Fault(self.file, problem, self.lines.get(column, self.number), column)


class Uniques:
    """The cells met so far in the columns of a table whose cells are unique."""

    def __init__(self, table: Table) -> None:
        self._seen: dict[str, dict[str, int | None]] = {
            field.name: {} for field in table.columns if field.unique
        }

    def note(self, row: Row, faults: Faults) -> None:
        """Note a fault for each cell of `row` that stood in a row before."""
        for column, known in self._seen.items():
            cell = row.cells.get(column, "")
            if cell in known:
                problem = f"{quoted(cell)} stands twice, first in row {known[cell]}"
                faults.add_all([row.fault(column, problem)])
            elif cell:
                known[cell] = row.lines.get(column, row.number)


def read_table(
    folder: Path, table: Table, languages: Sequence[str], faults: Faults
) -> list[Row] | None:
    """The rows of a CSV file: UTF-8, with a header row; None where they cannot all be told.

    Args:
        folder: the corridor folder.
        table: what its columns mean.
        languages: those of the corridor, for columns by language.
        faults: whatever is wrong is noted here.
    """
    if table.optional and is_missing(folder, table.path):
        return []
    try:
        text = read_text(folder, table.path, table.max_bytes)
        return list(_read_rows(table, text, languages, faults))
    except CorridorError as error:
        faults.add_all(error.faults)
        return None


def _read_rows(table: Table, text: str, languages: Sequence[str], faults: Faults) -> Iterator[Row]:
    lines = _read_lines(table, text)
    header = [name.strip() for name in next(lines, (_HEADER, []))[1]]
    _require_commas(table, header)
    if len(header) > MOST_COLUMNS:
        raise CorridorError(
            [Fault(table.path, f"expected at most {MOST_COLUMNS} columns", _HEADER)]
        )
    missing = _note_header(table, header, languages, faults)
    known = Uniques(table)
    for number, cells in lines:
        if not any(cells):
            continue
        named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if len(cells) == len(header):
            row = read_row(table, number, named, faults, forgiven=missing)
        else:
            problem = f"expected {len(header)} cells, found {len(cells)}"
            faults.add(table.path, problem, row=number)
            # Nothing is read of it but what may be its id, for those who name it.
            row = Row(table.path, number, named, {}, is_sound=False, lines={})
        known.note(row, faults)
        yield row


def _require_commas(table: Table, header: Sequence[str]) -> None:
    """What a spreadsheet in another language saves is told as one fault, not as one a cell.

    Raises:
        CorridorError: the header is empty, or has something else than commas between its columns.
    """
    if not any(header):
        raise CorridorError([Fault(table.path, "expected the names of the columns", _HEADER)])
    other = next((each for each in (";", "\t") if len(header) == 1 and each in header[0]), None)
    if other or header[0].lower().startswith("sep="):
        found = f"{other!r} between them" if other else quoted(header[0])
        problem = f"expected the names of the columns with commas between them, found {found}"
        raise CorridorError([Fault(table.path, problem, _HEADER)])


def _read_lines(table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row with its number.

    Raises:
        CorridorError: the text is no CSV, or has too many rows.
    """
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if number > table.max_rows + _HEADER:
                problem = f"expected at most {table.max_rows:,} rows"
                raise CorridorError([Fault(table.path, problem)])
            yield number, cells
    except csv.Error as error:
        raise CorridorError([Fault(table.path, f"no valid CSV: {error}", number + 1)]) from error


def _note_header(
    table: Table, header: Sequence[str], languages: Sequence[str], faults: Faults
) -> frozenset[str]:
    """Note what is wrong with the header; the required columns that it lacks."""
    expected = [field.name for field in table.columns]
    for name in sorted(name for name, count in Counter(header).items() if count > 1):
        faults.add(table.path, f"the column {quoted(name)} stands twice", row=_HEADER)
    suggestions = Suggestions()
    for name in header:
        if name not in expected and not _is_by_language(table, name):
            problem = f"no column is named {quoted(name)}{suggestions.near(name, expected)}"
            faults.add(table.path, problem, row=_HEADER)
    required = [field.name for field in table.columns if field.required]
    if table.language_field and table.language_field.required:
        required += [table.language_field.prefix + language for language in languages]
    missing = [name for name in required if name not in header]
    for name in missing:
        faults.add(table.path, f"expected a column {name!r}", row=_HEADER)
    return frozenset(missing)


def _is_by_language(table: Table, name: str) -> bool:
    field = table.language_field
    if field is None or not name.startswith(field.prefix):
        return False
    return bool(_LANGUAGE_TAG.fullmatch(name.removeprefix(field.prefix)))


class Suggestions:
    """`; did you mean …`, for the first faults of a kind: to compare names takes long."""

    def __init__(self) -> None:
        self._left = _MOST_SUGGESTED

    def near(self, name: str, known: Iterable[str]) -> str:
        """The suggestion where one of `known` is near `name`, else nothing."""
        self._left -= 1
        if self._left < 0:
            return ""
        some = list(islice(known, _MOST_COMPARED))
        near = difflib.get_close_matches(name[:_COMPARED], some, n=1)
        return f"; did you mean {quoted(near[0])}?" if near else ""


def read_row(  # noqa: PLR0913 - a row has these parts
    table: Table,
    number: int | None,
    cells: Mapping[str, str],
    faults: Faults,
    *,
    forgiven: frozenset[str] = frozenset(),
    lines: Mapping[str, int] | None = None,
) -> Row:
    """A row with what its cells mean.

    Args:
        table: what the cells mean.
        number: the row's.
        cells: as they are written, by column.
        faults: whatever is wrong is noted here.
        forgiven: columns whose lack has been noted already.
        lines: in a TOML file, the line of each key.
    """
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field in table.columns:
        cell = cells.get(field.name, "")
        try:
            if cell:
                values[field.name] = read_value(field, cell)
            elif field.required and field.name not in forgiven:
                raise ValueError(f"expected a value: {field.description}")
        except ValueError as error:
            problems[field.name] = str(error)
    is_whole = all(field.name in values for field in table.columns if field.required)
    row = Row(table.path, number, cells, values, is_whole and not problems, lines or {})
    faults.add_all(row.fault(column, problem) for column, problem in problems.items())
    return row
