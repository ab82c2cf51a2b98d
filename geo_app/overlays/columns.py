"""Which columns of a table say where its routes run."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo_app.domain.column_roles import role_of
from geo_app.domain.overlay import GeoJson, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.faults import shown
from geo_app.overlays.records import Record, Table

_WHERE = (
    "wkt", "origin", "destination", "via", "latitude", "longitude",
    "origin_lat", "origin_lon", "destination_lat", "destination_lon",
)  # fmt: skip
"""Roles of which a second column would leave open which one holds."""
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)
_MOST_DIGITS = 15
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by role.

    Attributes:
        at: index of the column of each role that it has.
    """

    headers: tuple[str, ...]
    at: Mapping[str, int]

    def has(self, *roles: str) -> bool:
        """Whether there is a column for each of `roles`."""
        return all(role in self.at for role in roles)

    def cell(self, record: Record, role: str) -> str:
        """The cell of a row in the column of a role; "" where there is none."""
        at = self.at.get(role, len(record.cells))
        return record.cells[at] if at < len(record.cells) else ""

    def properties(self, record: Record, without: Iterable[str] = ()) -> GeoJson:
        """The cells of a row that are not empty, by header, but those of the roles `without`."""
        left_out = {self.at[role] for role in without if role in self.at}
        return {
            header: number_or_text(cell)
            for at, (header, cell) in enumerate(zip(self.headers, record.cells, strict=False))
            if cell and at not in left_out
        }


def number_or_text(cell: str) -> str | int | float:
    """A cell as JSON writes it: a number only where nothing of it is lost."""
    if not _NUMBER.fullmatch(cell) or sum(map(str.isdigit, cell)) > _MOST_DIGITS:
        return cell
    return float(cell) if "." in cell else int(cell)


def find_columns(table: Table, file: str) -> Columns:
    """The columns of a table by role: the first of each.

    Raises:
        OverlayError: two columns say the same part of where a route runs.
    """
    at: dict[str, int] = {}
    for index, header in enumerate(table.headers):
        role = role_of(header)
        if role in _WHERE and role in at:
            raise OverlayError(
                file,
                Problem(
                    "columns “%(first)s” and “%(second)s” say the same; expected one of them",
                    {"first": shown(table.headers[at[role]]), "second": shown(header)},
                ),
            )
        if role is not None:
            at.setdefault(role, index)
    return Columns(table.headers, at)


def no_columns(headers: tuple[str, ...], file: str) -> OverlayError:
    """What is said of a table none of whose columns says where its routes run."""
    found = ", ".join(shown(header) for header in headers[:_LISTED])
    return OverlayError(
        file,
        Problem(
            "no columns that say where the routes run; found: %(found)s; expected in the first row "
            "“origin” and “destination” (or “from” and “to”, “起点” and “终点”, “откуда” and "
            "“куда”), or “lat” and “lon”, or “wkt”",
            {"found": found + (", …" if len(headers) > _LISTED else "")},
        ),
    )
