"""What pictures and data files are given of a layer's file: its shapes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from shapely.geometry.base import BaseGeometry

from geo_app.domain.layer import Layer


class Shape(Protocol):
    """One geometry of a file, in degrees."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def properties(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def geometry(self) -> BaseGeometry: ...  # noqa: D102


ShapesOf = Callable[[Layer], Sequence[Shape]]
"""The shapes that a layer draws."""
