"""Counts what is read of a file, and stops where a limit is passed."""

import time

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.context import ReadContext

_OFTEN = 1024
"""The clock is looked at once in so many features or vertices."""


MOST_VALUES = 3_300_000
"""Of a part of a file that is made at once: a line of a million points is three million."""


class Meter:
    """Counts what is read of one file.

    Args:
        file: its name, for the messages.

    Attributes:
        most_features: how many rows, features or elements may be read.
    """

    def __init__(self, file: str, context: ReadContext) -> None:
        self._file, self._limits, self._deadline = file, context.limits, context.deadline
        self.most_features = context.limits.features
        self._features = self._vertices = self._next_look = 0

    def add_feature(self) -> None:
        """Count a row, feature or element.

        Raises:
            OverlayError: these are more than the limit, or took too long.
        """
        self._features += 1
        self.check_features(self._features)
        self._look()

    def check_features(self, count: int) -> None:
        """Check how many rows, features or elements there are.

        Raises:
            OverlayError: these are more than the limit.
        """
        if count > self.most_features:
            raise OverlayError(
                self._file,
                Problem(
                    "more than %(limit)s rows or features (setting overlay_features)",
                    {"limit": f"{self.most_features:,}"},
                ),
            )

    def check_part(self, values: int) -> None:
        """Check how much memory a part takes that has to be made at once.

        Args:
            values: numbers, texts, lists and elements: each takes some 65 bytes.

        Raises:
            OverlayError: this is more than the limit.
        """
        if values > MOST_VALUES:
            raise OverlayError(
                self._file,
                Problem(
                    "a single part of it holds more than %(limit)s values",
                    {"limit": f"{MOST_VALUES:,}"},
                ),
            )

    def add_vertices(self, count: int) -> None:
        """Count positions.

        Raises:
            OverlayError: these are more than the limit, or took too long.
        """
        self._vertices += count
        self.check_vertices(self._vertices)
        self._look()

    def check_vertices(self, count: int) -> None:
        """Check how many positions there are.

        Raises:
            OverlayError: these are more than the limit.
        """
        if count > self._limits.vertices:
            raise OverlayError(
                self._file,
                Problem(
                    "more than %(limit)s points (setting overlay_vertices)",
                    {"limit": f"{self._limits.vertices:,}"},
                ),
            )

    def _look(self) -> None:
        if self._features + self._vertices >= self._next_look:
            self._next_look = self._features + self._vertices + _OFTEN
            self.check_time()

    def check_time(self) -> None:
        """Look at the clock.

        Raises:
            OverlayError: reading has taken too long.
        """
        if time.monotonic() > self._deadline:
            raise OverlayError(
                self._file,
                Problem(
                    "reading took more than %(limit)s seconds (setting overlay_seconds)",
                    {"limit": f"{self._limits.seconds:g}"},
                ),
            )

    def check_bytes(self, count: int) -> None:
        """Check how many bytes a file has, or has unpacked to so far.

        Raises:
            OverlayError: these are more than the limit.
        """
        if count > self._limits.bytes:
            raise OverlayError(
                self._file,
                Problem(
                    "more than %(limit)s bytes (setting overlay_bytes)",
                    {"limit": f"{self._limits.bytes:,}"},
                ),
            )
