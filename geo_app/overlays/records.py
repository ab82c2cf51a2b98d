"""A text with separated cells in, headers and rows out: which separator, and where each row is."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from geo_app.domain.column_roles import plain_header, role_of
from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.collecting import Collection
from geo_app.overlays.encoding import decode
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.rows import MOST_COLUMNS, require_bounded, split_rows

DELIMITERS = "\t,;|"
"""In the order of preference where the header does not tell: no cell of WKT holds a tab."""
_SAID = re.compile(r"sep=(.)\r?\n")
_SAMPLE = 65_536
_OFTEN = 4096
_LARGE = 4_000_000
"""Characters; what fewer hold takes little memory."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table.

    Attributes:
        number: as a spreadsheet counts it: the header is row 1, and a cell with line breaks in it
            does not count twice.
    """

    number: int
    cells: tuple[str, ...]

    @property
    def place(self) -> Problem:
        """Where it is."""
        return row_place(self.number)


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows, which can be gone through once; none has more cells than there are headers.

    One may have fewer: to fill up short rows would make gigabytes of a small file.
    """

    headers: tuple[str, ...]
    rows: Iterator[Record]


def row_place(number: int) -> Problem:
    """Where a row is."""
    return Problem("row %(number)s", {"number": number})


def read_table(content: bytes, file: str, collection: Collection) -> Table:
    """The table of a text; rows that do not fit its header are noted.

    Raises:
        OverlayError: it is no text, or two of its columns have the same name.
    """
    text = decode(content, file)
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _find_delimiter(text)
    records = _records(text, delimiter, collection)
    try:
        first = next(records, None)
    except PartError as error:
        raise OverlayError(file, error.problem) from error
    if first is None:
        raise OverlayError(file, Problem("the file is empty"))
    headers = _headers(first.cells, file)
    if len(text) > _LARGE:
        require_bounded(text, delimiter, headers, file, collection.meter)
    return Table(headers, _fitting(records, headers, delimiter, collection))


def _find_delimiter(text: str) -> str:
    """The one that makes most known headers of the first line, and then most cells."""

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter)
        try:
            cells = next((cells for cells in islice(reader, 100) if any(cells)), [])
        except csv.Error:
            return 0, 0
        return sum(role_of(cell) is not None for cell in cells), len(cells)

    return max(DELIMITERS, key=score)


def _records(text: str, delimiter: str, collection: Collection) -> Iterator[Record]:
    """The rows that are not empty; those that cannot be split into cells are noted.

    Raises:
        PartError: the first one, the header, cannot.
    """
    is_header = True
    for number, cells in enumerate(split_rows(text, delimiter), 1):
        if number % _OFTEN == 0:
            collection.meter.check_time()  # for blank rows count as nothing else
        if isinstance(cells, Problem):
            if is_header:
                raise PartError(cells)
            collection.count()
            collection.note(row_place(number), cells)
        elif any(cell.strip() for cell in cells):
            yield Record(number, tuple(cell.strip() for cell in cells))
            is_header = False


def _headers(cells: tuple[str, ...], file: str) -> tuple[str, ...]:
    """The names of the columns; one without gets its number as its name."""
    if len(cells) > MOST_COLUMNS:
        raise OverlayError(
            file, Problem("more than %(limit)s columns", {"limit": f"{MOST_COLUMNS:,}"})
        )
    headers = tuple(cell or f"column {number}" for number, cell in enumerate(cells, 1))
    counts = Counter(map(plain_header, headers))
    twice = [at for at, header in enumerate(headers) if counts[plain_header(header)] > 1]
    if twice:
        same = [at for at in twice if plain_header(headers[at]) == plain_header(headers[twice[0]])]
        raise OverlayError(
            file,
            Problem(
                "columns %(first)s and %(second)s have the same name: “%(name)s” and “%(other)s”",
                {
                    "first": same[0] + 1,
                    "second": same[1] + 1,
                    "name": shown(headers[same[0]]),
                    "other": shown(headers[same[1]]),
                },
            ),
        )
    return headers


def _fitting(
    records: Iterator[Record], headers: tuple[str, ...], delimiter: str, collection: Collection
) -> Iterator[Record]:
    """The rows that are no longer than the header; the others are noted."""
    for record in records:
        collection.count()
        with collection.noting(record.place):
            cells = _fit(record.cells, len(headers), delimiter)
            yield Record(record.number, cells)


def _fit(cells: tuple[str, ...], count: int, delimiter: str) -> tuple[str, ...]:
    """The cells of a row, at most one for each header.

    Raises:
        PartError: it has cells beyond the header, or is separated otherwise.
    """
    if len(cells) == 1 < count:
        other = next((each for each in DELIMITERS if each != delimiter and each in cells[0]), None)
        if other:
            raise PartError(
                Problem(
                    "its cells are separated by “%(found)s”, those of the header by “%(expected)s”",
                    {"found": _said(other), "expected": _said(delimiter)},
                )
            )
    if any(cells[count:]):
        raise PartError(
            Problem(
                "it has %(count)s cells, but the header has %(columns)s",
                {"count": len(cells), "columns": count},
            )
        )
    return cells[:count]


def _said(delimiter: str) -> str:
    return "\\t" if delimiter == "\t" else delimiter
