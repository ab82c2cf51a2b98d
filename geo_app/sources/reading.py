"""A corridor as it was read, together with the rows it came from, for rules to look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from geo_app.domain.corridor import Corridor
from geo_app.errors import Fault
from geo_app.sources.table import Row


@dataclass(frozen=True)
class Reading:
    """A corridor as it was read, with the rows it came from.

    Attributes:
        catalog: the corridor's own keys.
        rows: by table and id.
    """

    corridor: Corridor
    catalog: Row
    rows: Mapping[str, Mapping[str, Row]]

    def fault(self, table: str, name: str, column: str, problem: str) -> Fault:
        """The fault of `column` in the row called `name`."""
        return self.rows[table][name].fault(column, problem)

    def cell(self, table: str, name: str, column: str) -> str:
        """A cell as it is written."""
        return self.rows[table][name].cells.get(column, "")


Rule = Callable[[Reading], Iterator[Fault]]
"""Finds the faults of one kind, each at the row and column that an editor would mend."""
