"""Every error that geo_app raises on purpose; each message is fit to be shown to its user.

GeoAppError
├── SettingsError        a setting is not usable
├── CorridorError        a corridor folder has a fault: which file, which row, what was expected
├── ArticleError         a text cannot be read as an article: which file, what was expected
├── UnknownChoiceError   a name that is none of the valid ones, which the message lists
│   ├── UnknownLanguageError
│   └── UnknownLayerError
├── ExportError          a file cannot be made or written
│   └── ExternalAddressError   the map would still need an address
└── ServerError          the server cannot start
"""

from collections.abc import Iterable


class GeoAppError(Exception):
    """The root: whatever geo_app raises on purpose."""


class SettingsError(GeoAppError):
    """A setting is not usable."""


class CorridorError(GeoAppError):
    """A corridor folder has a fault; the message names file, row and column."""

    def __init__(
        self, file: str, problem: str, *, row: int | None = None, column: str | None = None
    ) -> None:
        self.file, self.row, self.column, self.problem = file, row, column, problem
        place = [file]
        if row is not None:
            place.append(f"row {row}")
        if column is not None:
            place.append(f"column {column}")
        super().__init__(f"{', '.join(place)}: {problem}")


class ArticleError(GeoAppError):
    """A text cannot be read as an article; the message names the file."""

    def __init__(self, file: str, problem: str) -> None:
        self.file, self.problem = file, problem
        super().__init__(f"{file if file.isprintable() else repr(file)}: {problem}")


class UnknownChoiceError(GeoAppError):
    """A name that is none of the valid ones."""

    what = "choice"

    def __init__(self, given: str, valid: Iterable[str]) -> None:
        self.given, self.valid = given, tuple(valid)
        super().__init__(f"unknown {self.what} {given!r}; valid: {', '.join(self.valid)}")


class UnknownLanguageError(UnknownChoiceError):
    """A language tag that no language of the corridor answers to."""

    what = "language"


class UnknownLayerError(UnknownChoiceError):
    """A layer id that the corridor does not have."""

    what = "layer"


class ExportError(GeoAppError):
    """A file cannot be made or written."""


class ExternalAddressError(ExportError):
    """The map holds an element that would have to fetch something."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = tuple(addresses)
        super().__init__(
            "the export must work with no network, but the map still needs: "
            + ", ".join(self.addresses)
        )


class ServerError(GeoAppError):
    """The server cannot start."""
