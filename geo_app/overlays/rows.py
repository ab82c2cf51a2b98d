"""A text with separated cells in, its rows out (RFC 4180), and how much they hold in all."""

import csv
import re
from collections.abc import Iterator, Sequence

from geo_app.domain.column_roles import role_of
from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.faults import PartError
from geo_app.overlays.meter import Meter
from geo_app.overlays.stops import COMMAS, SEPARATORS

MOST_COLUMNS = 1000
_MOST_CELLS = 5_000_000
_MOST_IN_ROW, _LONG_LINE, _OFTEN = 100_000, 100_000, 4096
_LONGEST_CELL = 25_000_000
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_QUOTED = re.compile(r'(?:[^"]++|"")*+"?+')
_BETWEEN_POINTS = {"wkt": ",", "via": SEPARATORS + COMMAS}
"""What stands between the points of a cell that has several, by the role of its column."""

csv.field_size_limit(_LONGEST_CELL)  # for the whole process: a line as WKT may be that long


class _Lines:
    """The lines of a text, one by one: io.StringIO would take four bytes a letter.

    Attributes:
        begins: whether the next one begins a row, or goes on within quotation marks.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self._lines = (found[0] for found in _LINE.finditer(text))
        self.begins = True
        end = re.escape(delimiter)
        cell = f'(?:"{_QUOTED.pattern})?+[^{end}]*+{end}'
        self._wide = re.compile(f"(?:{cell}){{{_MOST_IN_ROW}}}")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        within = None if self.begins else _QUOTED.match(line)
        self.begins = False
        if len(line) > _LONG_LINE and self._wide.match(line, within.end() if within else 0):
            raise PartError(Problem("more than %(limit)s columns", {"limit": f"{MOST_COLUMNS:,}"}))
        return line


def split_rows(text: str, delimiter: str) -> Iterator[list[str] | Problem]:
    """The cells of each row, or what is wrong with it."""
    lines = _Lines(text, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begins = True
        try:
            yield next(reader)
        except StopIteration:
            return
        except PartError as error:
            yield error.problem
        except csv.Error as error:
            limit = {"limit": f"{_LONGEST_CELL:,}"}
            yield (
                Problem("a cell of it is longer than %(limit)s characters", limit)
                if str(error).startswith("field larger")
                else Problem("its quotation marks do not match: it may be cut off")
            )


def require_bounded(
    text: str, delimiter: str, headers: Sequence[str], file: str, meter: Meter
) -> None:
    """Check how much a table holds before any of it is kept.

    Raises:
        OverlayError: it has too many rows, cells or points.
    """
    between = [
        (at, _BETWEEN_POINTS.get(role_of(each) or "", "")) for at, each in enumerate(headers)
    ]
    between = [(at, letters) for at, letters in between if letters]
    rows, held, points = -1, 0, 0
    for number, cells in enumerate(split_rows(text, delimiter)):
        if number % _OFTEN == 0:
            meter.check_time()
        if isinstance(cells, Problem):
            rows += 1
        elif any(map(str.strip, cells)):
            rows += 1
            held += min(len(cells), len(headers))
            for at, letters in between:
                points += sum(map(cells[at].count, letters)) + 1 if at < len(cells) else 0
        meter.check_features(rows)
        meter.check_vertices(points)
        if held > _MOST_CELLS:
            limit = {"limit": f"{_MOST_CELLS:,}"}
            raise OverlayError(file, Problem("more than %(limit)s cells", limit))
