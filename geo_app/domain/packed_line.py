"""A line whose positions are packed: a million lists of numbers take half a second to be made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 10_000
"""Positions of a line that is packed: a shorter one is a list, which is soon made."""


class PackedLine(Sequence[list[float]]):
    """Stands where GeoJSON has an array of positions, for those who ask for it (`ReadContext`).

    Args:
        numbers: a row for each position: longitude and latitude in degrees (WGS 84), and maybe the
            height in metres, which then all of them have.
    """

    __slots__ = ("numbers",)

    def __init__(self, numbers: "NDArray[np.float64]") -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> list[float]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[float]]: ...
    def __getitem__(self, at: int | slice) -> list[float] | list[list[float]]:
        found: list[float] | list[list[float]] = self.numbers[at].tolist()
        return found
