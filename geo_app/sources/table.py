"""CSV tables of a corridor folder, each cell read with the row and column it came from."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from geo_app.domain.place import Coordinate
from geo_app.domain.text import Text
from geo_app.errors import CorridorError

T = TypeVar("T")

MAX_TABLE_BYTES = 5_000_000
MAX_DIGITS = 30
SEVERAL = "|"
"""Separates the values of a cell that holds several."""


@dataclass(frozen=True)
class Row:
    """One row of a table: cells by column name, and where the row stands."""

    file: str
    number: int
    cells: dict[str, str]

    def fault(self, column: str, problem: str) -> CorridorError:
        """The error that names this row and `column`."""
        return CorridorError(self.file, problem, row=self.number, column=column)

    def optional(self, column: str) -> str:
        """The cell, or "" where it is empty or the table has no such column."""
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """The cell.

        Raises:
            CorridorError: it is empty.
        """
        if value := self.optional(column):
            return value
        raise self.fault(column, "expected a value, found an empty cell")

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several."""
        return tuple(part.strip() for part in self.optional(column).split(SEVERAL) if part.strip())

    def parse(self, column: str, convert: Callable[[str], T]) -> T:
        """The required cell, converted.

        Raises:
            CorridorError: it is empty, or `convert` refuses it.
        """
        value = self.required(column)
        try:
            return convert(value)
        except (ValueError, InvalidOperation) as error:
            raise self.fault(column, str(error) or f"cannot read {value!r}") from error

    def parse_optional(self, column: str, convert: Callable[[str], T]) -> T | None:
        """The cell converted, or None where it is empty."""
        return self.parse(column, convert) if self.optional(column) else None

    def text(self, prefix: str, languages: tuple[str, ...] | None = None) -> Text:
        """The columns `prefix` + language tag, as one text; all of them, or only `languages`."""
        return Text(
            {
                column.removeprefix(prefix): value
                for column, value in self.cells.items()
                if column.startswith(prefix)
                and value
                and (languages is None or column.removeprefix(prefix) in languages)
            }
        )


def read_table(folder: Path, name: str) -> Iterator[Row]:
    """The rows of the CSV file `name`, UTF-8 with a header row.

    Raises:
        CorridorError: the file is missing, too large, not UTF-8 or not rectangular.
    """
    text = read_text(folder, name, MAX_TABLE_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if len(set(header)) != len(header):
            raise CorridorError(name, "a column name stands twice", row=1)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                problem = f"expected {len(header)} cells, found {len(cells)}"
                raise CorridorError(name, problem, row=reader.line_num)
            stripped = (cell.strip() for cell in cells)
            yield Row(name, reader.line_num, dict(zip(header, stripped, strict=True)))
    except csv.Error as error:
        raise CorridorError(name, f"no valid CSV: {error}", row=reader.line_num) from error


def read_text(folder: Path, name: str, max_bytes: int) -> str:
    """The text of a file of the corridor folder.

    Raises:
        CorridorError: as `read_bytes`, or the file is not UTF-8.
    """
    try:
        return read_bytes(folder, name, max_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorridorError(name, f"expected UTF-8 text: {error}") from error


def read_bytes(folder: Path, name: str, max_bytes: int) -> bytes:
    """The content of a file that lies in the corridor folder.

    Raises:
        CorridorError: the path leaves the folder, or the file is missing or too large.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise CorridorError(name, "expected a file inside the corridor folder")
        size = path.stat().st_size
        if size > max_bytes:
            raise CorridorError(name, f"{size:,} bytes; expected at most {max_bytes:,}")
        return path.read_bytes()
    except OSError as error:
        raise CorridorError(name, f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CorridorError(repr(name), "expected the name of a file") from error


def decimal_number(text: str) -> Decimal:
    """A finite decimal number, kept to the digit.

    Raises:
        ValueError: it is none.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"expected a number, not {text!r}") from None
    if not number.is_finite() or len(number.as_tuple().digits) > MAX_DIGITS:
        raise ValueError(f"expected a number of at most {MAX_DIGITS} digits, not {text[:64]!r}")
    if number and abs(number.adjusted()) > MAX_DIGITS:
        raise ValueError(f"expected a number of at most {MAX_DIGITS} digits, not {text[:64]!r}")
    return number


def finite_number(text: str) -> float:
    """A number in floating point.

    Raises:
        ValueError: it is none, or not finite.
    """
    return float(decimal_number(text))


def calendar_date(text: str) -> date:
    """A date written YYYY-MM-DD.

    Raises:
        ValueError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected a date such as 2024-08-08, not {text!r}") from None


def lonlat(text: str) -> Coordinate:
    """A coordinate written "longitude latitude" in degrees.

    Raises:
        ValueError: it is none.
    """
    try:
        longitude, latitude = text.split()
        return Coordinate(float(longitude), float(latitude))
    except ValueError as error:
        raise ValueError(
            f"expected 'longitude latitude' in degrees, not {text!r} ({error})"
        ) from error
