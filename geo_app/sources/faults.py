"""Collects the faults of a corridor folder, so that its editor learns of all of them at once."""

from collections import Counter
from collections.abc import Iterable

from geo_app.errors import Fault

MOST_OF_A_FILE = 1_000
"""More faults of one file are counted, not listed."""


class Faults:
    """The faults met so far."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}
        self._counts = Counter[str]()

    def add(
        self, file: str, problem: str, *, row: int | None = None, column: str | None = None
    ) -> None:
        """Note a fault."""
        self.add_all([Fault(file, problem, row, column)])

    def add_all(self, faults: Iterable[Fault]) -> None:
        """Note faults; the same one twice counts once."""
        for fault in faults:
            if fault not in self._faults:
                self._counts[fault.file] += 1
                if self._counts[fault.file] <= MOST_OF_A_FILE:
                    self._faults[fault] = None

    def in_order(self, files: Iterable[str]) -> tuple[Fault, ...]:
        """The faults by file, in the order of `files`, then by row."""
        places = {file: place for place, file in enumerate(dict.fromkeys(files))}
        more = (
            Fault(file, f"{count - MOST_OF_A_FILE:,} more faults")
            for file, count in self._counts.items()
            if count > MOST_OF_A_FILE
        )
        return tuple(
            sorted(
                (*self._faults, *more),
                key=lambda fault: (places.get(fault.file, len(places)), fault.file, fault.row or 0),
            )
        )
